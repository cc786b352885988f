"""Two phases of one body part beside each other: differences in time, not proof of cause.

The unit is the middle score of a week with at least four rated days that lies wholly inside the
phase, so that no week counts for both.
"""

from datetime import date, timedelta
from statistics import median

from apps.progress.points import Days, Overlap, Phase, PhaseComparison, PhaseNumbers
from apps.progress.statistics.overlap import overlap
from apps.progress.statistics.timeline import solid_weeks

FEWEST_WEEKS = 5  # in each phase; with fewer nothing is compared
WEEK = timedelta(days=7)


def is_too_short(phase: Phase, end: date) -> bool:
    """Whether a phase cannot hold enough weeks to be compared, however often it was rated."""
    return min(phase.end or end, end) - phase.start + timedelta(days=1) < FEWEST_WEEKS * WEEK


def compare_phases(days: Days, earlier: Phase, later: Phase, end: date) -> PhaseComparison:
    """Return both phases in numbers, from rated days up to `end` (in)."""
    # Weeks on another scale than the newest one are left out: they cannot be compared.
    words = bool(days) and days[-1].words
    before, after = (_numbers(days, phase, end, words) for phase in (earlier, later))
    return PhaseComparison(before, after, _overlap(before, after))


def _numbers(days: Days, phase: Phase, end: date, words: bool) -> PhaseNumbers:
    last = min(phase.end or end, end)
    whole = [
        week
        for week in solid_weeks(days, phase.start, last)
        if week.words == words and week.end - week.start == WEEK - timedelta(days=1)
    ]
    values = tuple(week.median for week in whole)
    return PhaseNumbers(
        phase=phase,
        weeks=tuple(week.start for week in whole),
        values=values,
        median=median(values) if values else None,
        rated_days=len(days.between(phase.start, last)),
        days=max((last - phase.start).days + 1, 0),
    )


def _overlap(before: PhaseNumbers, after: PhaseNumbers) -> Overlap | None:
    if min(len(before.values), len(after.values)) < FEWEST_WEEKS:
        return None
    weeks = [[week.toordinal() / 7 for week in phase.weeks] for phase in (before, after)]
    return overlap(before.values, after.values, earlier_at=weeks[0], later_at=weeks[1])
