"""The record to the numbers of the further pictures: parts, sides, phases, dose and practice.

Each asks a constant number of queries, whatever the number of parts, phases or years.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Max, Min, Q

from apps.care.models import Patient, TrackedArea
from apps.diary.models import Entry
from apps.progress import series
from apps.progress.points import (
    DayRating,
    Doses,
    Lane,
    Measure,
    Overview,
    Phase,
    PhaseComparison,
    Practices,
    SessionDose,
    Span,
    Timeline,
)
from apps.progress.statistics import compare_phases, daily_points, overview, range_bounds
from apps.progress.statistics.doses import Tries, count_doses, count_practice
from apps.therapy.access import kinds
from apps.therapy.series import doses_of, first_session_day, tries_of

SAID = ("for_date", "numbness", "tingling", "method", "scale")
OTHER_SIDE = {"left": "right", "right": "left"}


def overviews_of(
    patient: Patient,
    areas: Sequence[TrackedArea],
    range_code: str,
    today: date,
    measure: Measure = "numbness",
) -> tuple[Overview, ...]:
    """Return the numbers of several parts over one span, from three queries or four.

    "all" reaches from the day of the first stroke; without one, from the first entry of any part.
    """
    strokes = series.onsets_of(patient)
    first_on = min(stroke.on for stroke in strokes) if strokes else _first_day(patient, areas)
    start, end = range_bounds(range_code, first_on, today)
    days = _ratings(patient, areas, start, measure)
    return tuple(
        overview(
            Timeline(
                area_label=str(area.part.label),
                area_your=str(area.part.your),
                days=daily_points(days[area.pk], measure),
                lanes=(),
                strokes=strokes,
                start=start,
                end=end,
                today=today,
                measure=measure,
            )
        )
        for area in areas
    )


def _first_day(patient: Patient, areas: Sequence[TrackedArea]) -> date | None:
    entries = Entry.objects.current().filter(patient=patient, area__in=areas)
    return entries.aggregate(first=Min("for_date"))["first"]


def _ratings(
    patient: Patient, areas: Sequence[TrackedArea], start: date, measure: Measure
) -> dict[UUID, list[DayRating]]:
    """Return the entries of each area from `start` on, and of the newest rated day before it."""
    entries = Entry.objects.current().filter(patient=patient, area__in=areas)
    before = entries.filter(for_date__lt=start, **{f"{measure}__isnull": False})
    wanted = Q(for_date__gte=start)
    for area, last in before.values_list("area").annotate(Max("for_date")).order_by():
        wanted |= Q(area=area, for_date=last)
    days = defaultdict(list)
    rows = entries.filter(wanted).order_by("for_date", "recorded_at", "serial")
    for area, *row in rows.values_list("area", *SAID):
        days[area].append(DayRating(*row))
    return days


def both_sides(areas: Sequence[TrackedArea], area: TrackedArea | None) -> list[TrackedArea]:
    """Return this part and the same one on the other side, left first; nothing if that one is
    not tracked."""
    if area is None or area.side not in OTHER_SIDE:
        return []
    pair = [a for a in areas if a.site == area.site and a.side in OTHER_SIDE]
    return sorted(pair, key=lambda one: one.side) if len(pair) == 2 else []


def comparison_of(
    area: TrackedArea, phases: tuple[Phase, Phase], today: date, measure: Measure
) -> PhaseComparison:
    """Return two phases of one part in numbers, the one that began first as the earlier one."""
    earlier, later = sorted(phases, key=lambda phase: phase.start)
    points = series.points_of(area, earlier.start, measure)
    return compare_phases(points, earlier, later, today)


def _treated_span(patient: Patient, range_code: str, today: date) -> Span:
    """Return the days of a range; "all" reaches from the first stroke or session."""
    strokes = series.onsets_of(patient)
    first_on = min(stroke.on for stroke in strokes) if strokes else first_session_day(patient)
    start, end = range_bounds(range_code, first_on, today)
    return Span(start, end, strokes)


def treatment_of(patient: Patient, range_code: str, today: date) -> tuple[Doses, Practices]:
    """Return what was done in a range, from four queries or five."""
    span = _treated_span(patient, range_code, today)
    lanes = tuple(Lane(k.code, str(k.short_label), k.colour, k.shape, ()) for k in kinds())
    rows = [SessionDose(*row) for row in doses_of(patient, span.start, span.end)]
    tries = [
        Tries(on, "home" if setting == "home" else "clinic", attempted, correct)
        for on, setting, attempted, correct in tries_of(patient, span.start, span.end)
    ]
    return count_doses(rows, lanes, span), count_practice(tries, span)
