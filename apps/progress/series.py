"""Rows to plain shapes: the queries behind every picture. A constant number of queries each."""

from collections import defaultdict
from datetime import date

from apps.care.access import strokes_of
from apps.care.models import Patient, TrackedArea
from apps.diary.models import Entry
from apps.progress.points import DayRating, Lane, SessionMark, Stroke, Timeline
from apps.progress.statistics import range_bounds
from apps.therapy.access import kinds, marks_of


def ratings_of(area: TrackedArea) -> tuple[DayRating, ...]:
    """Return every current entry of one area, in the order in which the entries were made."""
    rows = (
        Entry.objects.current()
        .filter(patient=area.patient_id, area=area)
        .order_by("for_date", "recorded_at", "serial")
        .values_list("for_date", "numbness", "tingling", "method", "pk")
    )
    return tuple(DayRating(*row) for row in rows)


def lanes_of(patient: Patient) -> tuple[Lane, ...]:
    """Return the sessions that stand, one lane per kind that has any, in the clinic's order."""
    by_kind = defaultdict(list)
    for held_on, kind in marks_of(patient, None, None):
        by_kind[kind].append(SessionMark(held_on, kind))
    return tuple(
        Lane(kind.code, str(kind.short_label), kind.colour, kind.shape, tuple(by_kind[kind.code]))
        for kind in kinds()
        if by_kind[kind.code]
    )


def onsets_of(patient: Patient) -> tuple[Stroke, ...]:
    """Return the patient's strokes, the first one first."""
    return tuple(Stroke(stroke.onset_on, stroke.onset_precision) for stroke in strokes_of(patient))


def timeline_of(patient: Patient, area: TrackedArea, range_code: str, today: date) -> Timeline:
    """Return everything that the main picture of one area shows, from its four queries.

    "all" reaches from the day of the first stroke; without one, from the first entry.
    """
    days, strokes = ratings_of(area), onsets_of(patient)
    known = [stroke.on for stroke in strokes] or [day.on for day in days]
    start, end = range_bounds(range_code, min(known, default=None), today)
    return Timeline(
        area_label=str(area.part.label),
        days=days,
        lanes=lanes_of(patient),
        strokes=strokes,
        start=start,
        end=end,
        today=today,
    )


def entries_of_year(area: TrackedArea, year: int) -> list[Entry]:
    """Return every current entry of one area in one year, newest day first."""
    return list(
        Entry.objects.current()
        .filter(patient=area.patient_id, area=area, for_date__year=year)
        .select_related("entered_by")
        .order_by("-for_date", "-recorded_at", "-serial")
    )


def years_of(area: TrackedArea) -> list[int]:
    """Return the years in which the area has entries, newest first."""
    dates = Entry.objects.current().filter(patient=area.patient_id, area=area)
    return [day.year for day in dates.dates("for_date", "year", order="DESC")]
