"""Rows to plain shapes: the queries behind every picture. A constant number of queries each."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple, get_args
from uuid import UUID

import numpy as np
from django.db.models import Case, DateField, F, Min, OuterRef, QuerySet, Subquery, UUIDField, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from numpy.typing import NDArray

from apps.care.access import strokes_of
from apps.care.body import BODY_PARTS
from apps.care.models import Patient, TrackedArea
from apps.core.days import DayNumber, JoinedRows
from apps.core.prepared import Given, Prepared
from apps.diary.access import chips_between
from apps.diary.models import Entry
from apps.progress.points import (
    Days,
    Goal,
    Injury,
    Lane,
    Measure,
    Noted,
    Phase,
    Stroke,
    Timeline,
    Window,
)
from apps.progress.statistics import range_bounds
from apps.safety.access import injuries_between, intervals
from apps.safety.wording.injuries import injury_label
from apps.therapy import access as therapy
from apps.therapy.models import SessionKind

PER_DAY = 64
MOST_ENTRIES = 1_000_000  # a slice keeps the order; nobody has as many


class NewestDays(NamedTuple):
    """The newest days of one diary: by the parts of the daily log in their order, and the day of
    the newest entry of any kind."""

    parts: dict[str, Days]
    last_on: date | None


def _packed(measure: Measure) -> Combinable:
    """Day, score, method and scale of an entry as one number."""
    return (
        DayNumber("for_date") * PER_DAY
        + F(measure) * 4
        + Case(When(method=Entry.Method.SAME, then=2), default=0)
        + Case(When(scale=Patient.Scale.WORDS, then=1), default=0)
    )


def _standing(measure: Measure, patient: Given, area: Given, start: Given) -> QuerySet:
    """What `_packed` says of each entry as one text."""
    entries = Entry.objects.current().filter(
        patient=patient, area=area, **{f"{measure}__isnull": False}
    )
    newest_before = entries.filter(for_date__lt=start).order_by("-for_date").values("for_date")
    standing = entries.filter(for_date__gte=Coalesce(Subquery(newest_before[:1]), start))
    in_order = standing.order_by("for_date", "recorded_at", "serial")
    text = JoinedRows(in_order.annotate(one=_packed(measure)).values("one")[:MOST_ENTRIES])
    return TrackedArea.objects.filter(pk=area).values_list(text)


_STANDING: dict[Measure, Prepared] = {
    measure: Prepared(
        partial(_standing, measure), patient=UUIDField(), area=UUIDField(), start=DateField()
    )
    for measure in get_args(Measure)
}


def points_of(area: TrackedArea, start: date, measure: Measure = "numbness") -> Days:
    """Return what stands for each rated day of one area from `start` on, oldest first.

    They begin with the newest day before `start` that has a score of this measure, if any: it
    tells whether a break began before the span, and that this is not the first rating ever. Days
    before that change nothing that is shown, so years of them are not read.
    """
    ((text,),) = _STANDING[measure].rows(patient=area.patient_id, area=area.pk, start=start)
    return _unpacked(text or "")


def _unpacked(text: str) -> Days:
    """The same as `statistics.daily_points`: of one day the last stands."""
    return _days_in(np.fromstring(text, dtype=np.int64, sep=","))


def _days_in(packed: NDArray[np.int64]) -> Days:
    on, rest = packed // PER_DAY, packed % PER_DAY
    if (on[1:] < on[:-1]).any():
        raise ValueError("The database has joined the entries in another order than that of days.")
    stands = np.append(on[1:] != on[:-1], True)[: len(on)]
    scores, how = rest[stands] // 4, rest[stands] % 4
    return Days(on[stands], scores, how // 2, how % 2)


def newest_days(patients: Iterable[UUID], most: int) -> dict[UUID, NewestDays]:
    """Return the newest days of many diaries, from one query: of each part its `most` newest
    entries with a score of numbness, which may leave the oldest day of them incomplete."""
    entries = Entry.objects.current().filter(patient=OuterRef("patient"), area=OuterRef("pk"))
    newest = entries.order_by("-for_date", "-recorded_at", "-serial")
    scored = newest.filter(numbness__isnull=False).annotate(one=_packed("numbness"))
    areas = TrackedArea.objects.filter(patient__in=patients).order_by("slot")
    rows = areas.annotate(
        last_on=Subquery(newest.values("for_date")[:1]),
        text=JoinedRows(scored.values("one")[:most]),
    ).values_list("patient", "site", "side", "slot", "last_on", "text")
    found: dict[UUID, NewestDays] = {patient: NewestDays({}, None) for patient in patients}
    for patient, site, side, slot, last_on, text in rows:
        known = found[patient]
        if slot:
            known.parts[BODY_PARTS[site, side].code] = _unpacked_backwards(text or "")
        last = max(filter(None, (known.last_on, last_on)), default=None)
        found[patient] = known._replace(last_on=last)
    return found


def _unpacked_backwards(text: str) -> Days:
    """The same as `_unpacked` of a text that begins with the newest."""
    return _days_in(np.fromstring(text, dtype=np.int64, sep=",")[::-1])


def first_day_of(area: TrackedArea) -> date | None:
    """Return the day of the first current entry of one area."""
    entries = Entry.objects.current().filter(patient=area.patient_id, area=area)
    return entries.aggregate(first=Min("for_date"))["first"]


def _lanes(days_by_kind: dict[SessionKind, tuple[date, ...]]) -> tuple[Lane, ...]:
    return tuple(
        Lane(kind.code, str(kind.short_label), kind.colour, kind.shape, days)
        for kind, days in days_by_kind.items()
    )


def longest_window() -> timedelta:
    """Return how long after a session with needles its last check is due."""
    return timedelta(days=-(-intervals().longest // timedelta(days=1)))


def _windows(
    days_by_kind: dict[SessionKind, tuple[date, ...]], felt_for: timedelta
) -> tuple[Window, ...]:
    """The days in which a rating may still feel a treatment: only acupuncture is asked about
    later on, after electrical stimulation the skin is looked at there and then."""
    return tuple(
        Window(day, day + felt_for, kind.code)
        for kind, days in days_by_kind.items()
        if kind.form == SessionKind.Form.ACUPUNCTURE
        for day in dict.fromkeys(days)
    )


def _injuries(patient: Patient, start: date, end: date) -> tuple[Injury, ...]:
    """Return those of every part, each named: who looks at one part is told of all."""
    return tuple(
        Injury(on, injury_label(kind, part))
        for on, kind, part in injuries_between(patient, start, end)
    )


def onsets_of(patient: Patient) -> tuple[Stroke, ...]:
    """Return the patient's strokes, the first one first."""
    return tuple(Stroke(stroke.onset_on, stroke.onset_precision) for stroke in strokes_of(patient))


def phases_by_id(patient: Patient) -> dict[str, Phase]:
    """Return the patient's phases of treatment by their ids, the first one first."""
    return {
        str(phase.pk): Phase(phase.name, phase.kind, phase.starts_on, phase.ends_on)
        for phase in therapy.phases_of(patient)
    }


def goals_of(patient: Patient) -> dict[UUID, Goal]:
    """Return the open goals with a score by their part, which has one at most."""
    return {
        goal.area_id: Goal(goal.score, goal.by_on)
        for goal in therapy.open_goals_of(patient)
        if goal.score is not None
    }


def timeline_of(
    patient: Patient,
    area: TrackedArea,
    range_code: str,
    today: date,
    measure: Measure = "numbness",
) -> Timeline:
    """Return everything that the main picture of one area shows, from nine queries or ten.

    "all" reaches from the day of the first stroke; without one, from the first entry.
    """
    strokes = onsets_of(patient)
    first_on = min(stroke.on for stroke in strokes) if strokes else first_day_of(area)
    start, end = range_bounds(range_code, first_on, today)
    felt_for = longest_window()
    # A treatment before the span may still be felt in its first days.
    days_by_kind = therapy.days_by_kind(patient, start - felt_for, end)
    return Timeline(
        area_label=str(area.part.label),
        area_your=str(area.part.your),
        days=points_of(area, start, measure),
        lanes=_lanes(days_by_kind),
        strokes=strokes,
        start=start,
        end=end,
        today=today,
        measure=measure,
        phases=tuple(phases_by_id(patient).values()),
        # Goals are set in numbness; pins and needles are another measure.
        goal=goals_of(patient).get(area.pk) if measure == "numbness" else None,
        windows=_windows(days_by_kind, felt_for),
        injuries=_injuries(patient, start, end),
        notes=tuple(map(Noted._make, chips_between(patient, start, end))),
    )


def entries_of_year(area: TrackedArea, year: int) -> list[Entry]:
    """Return every current entry of one area in one year, newest day first."""
    return list(
        Entry.objects.current()
        .filter(patient=area.patient_id, area=area, for_date__year=year)
        .select_related("entered_by")
        .prefetch_related("chips")
        .order_by("-for_date", "-recorded_at", "-serial")
    )


def years_of(area: TrackedArea) -> list[int]:
    """Return the years in which the area has entries, newest first."""
    dates = Entry.objects.current().filter(patient=area.patient_id, area=area)
    return [day.year for day in dates.dates("for_date", "year", order="DESC")]
