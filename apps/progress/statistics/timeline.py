"""Numbers to numbers: middle scores, middle halves, coverage and gaps. No Django here.

A blank score (None) is no rating: it stays out of every count and median. 0 is a rating and the
best one. Trends and verdicts are not made here.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter, sub

import numpy as np

from apps.care.dates import add_months, monday_of
from apps.progress.points import (
    Bucket,
    DayPoint,
    DayRating,
    Gap,
    Lane,
    LaneCount,
    Measure,
    Overview,
    ScaleChange,
    Timeline,
    Unit,
)

DAY, WEEK = timedelta(days=1), timedelta(days=7)
GAP_DAYS = 14  # more days than this without a rating break the line
# Rated days that a middle score needs before it is drawn solid. Four in a week: one daily rating
# has a reliability of about 0.65, the mean of five exceeds 0.90. A month and a quarter ask for
# two and six times as many, so that they never rest on one good week.
SOLID_DAYS: dict[Unit, int] = {"week": 4, "month": 8, "quarter": 24}
RANGE_DAYS = {"4w": 28, "3m": 91, "9m": 273}
RANGES = (*RANGE_DAYS, "all")
WEEKLY_MONTHS = 18  # a longer span is drawn in months
MONTHLY_MONTHS = 130  # and a longer one in quarters: about 130 middle scores at most


def range_bounds(range_code: str, first_on: date | None, today: date) -> tuple[date, date]:
    """First and last day (both in) of a range: "4w", "3m", "9m" or "all".

    A fixed range reaches back to a Monday, so that its first week is whole; "all" starts on
    `first_on` (the day of the stroke, or of the first entry), and spans at least four weeks.
    Raises KeyError for another code.
    """
    if range_code == "all":
        four_weeks_ago = today - timedelta(days=RANGE_DAYS["4w"] - 1)
        return min(first_on or today, four_weeks_ago), today
    return monday_of(today - timedelta(days=RANGE_DAYS[range_code] - 1)), today


def choose_unit(start: date, end: date) -> Unit:
    if end < add_months(start, WEEKLY_MONTHS):
        return "week"
    if end < add_months(start, MONTHLY_MONTHS):
        return "month"
    return "quarter"


def daily_points(
    ratings: Iterable[DayRating], measure: Measure = "numbness"
) -> tuple[DayPoint, ...]:
    """One point per rated day, oldest first: of several entries the latest with a score stands.

    `ratings` come in the order they were entered. "I am not sure" after a score leaves the score.
    """
    scored = ((rating, getattr(rating, measure)) for rating in ratings)
    standing = {
        rating.on: DayPoint(rating.on, score, rating.method == "same", rating.scale == "words5")
        for rating, score in scored
        if score is not None
    }
    return tuple(sorted(standing.values()))


def find_gaps(rated_on: Sequence[date], start: date, end: date) -> list[Gap]:
    """Stretches of more than 14 days without a rating that touch the span, clipped to it.

    The time before the very first rating is no gap; the time after the last one is.
    """
    if not rated_on:
        return []
    after = [*rated_on, end + DAY]
    gaps = (
        (max(after[place - 1] + DAY, start), min(after[place] - DAY, end))
        for place in _places_after_gaps(after)
    )
    return [Gap(first, last) for first, last in gaps if first <= last]


def _places_after_gaps(days: Sequence[date]) -> list[int]:
    """The places of the days that are too far from the day before them to be joined to it."""
    ordinals = np.fromiter(map(date.toordinal, days), dtype=np.int64, count=len(days))
    return (np.flatnonzero(np.diff(ordinals) > GAP_DAYS + 1) + 1).tolist()


def _places_of_changes(points: Sequence[DayPoint]) -> list[int]:
    """The places of the days that were answered on another scale than the day before them."""
    words = np.fromiter(map(_words_of, points), dtype=bool, count=len(points))
    return (np.flatnonzero(words[1:] != words[:-1]) + 1).tolist()


# What `point.words` does, without a call of Python's own for each of thousands.
_words_of = itemgetter(DayPoint._fields.index("words"))


def quartiles(values: Iterable[int]) -> tuple[float, float, float]:
    """Lower quartile, median and upper quartile, by linear interpolation between ranks
    (Hyndman and Fan's type 7, as in numpy). Raises IndexError without values."""
    ranked = sorted(values)
    return _at(ranked, 1), _at(ranked, 2), _at(ranked, 3)


def _at(ranked: list[int], quarter: int) -> float:
    below, quarters_on = divmod(quarter * (len(ranked) - 1), 4)
    if not quarters_on:
        return float(ranked[below])
    return ranked[below] + quarters_on / 4 * (ranked[below + 1] - ranked[below])


def period_start(day: date, unit: Unit) -> date:
    """First day of the week (Monday, as in ISO 8601), month or quarter of a local date."""
    if unit == "week":
        return monday_of(day)
    return date(day.year, day.month if unit == "month" else day.month - (day.month - 1) % 3, 1)


@lru_cache(maxsize=64)
def periods_between(start: date, end: date, unit: Unit) -> tuple[tuple[date, date], ...]:
    """The weeks, months or quarters that cover the span, the outer two clipped to it."""
    first, months = period_start(start, unit), {"week": 0, "month": 1, "quarter": 3}[unit]
    periods = []
    while first <= end:
        following = add_months(first, months) if months else first + WEEK
        periods.append((max(first, start), min(following - DAY, end)))
        first = following
    return tuple(periods)


def make_buckets(
    points: Sequence[DayPoint], start: date, end: date, unit: Unit
) -> tuple[Bucket, ...]:
    """Every period of the span in order, those without a rated day included (median None).

    A period with a gap or a change of scale inside is cut in two there, so that no middle score
    spans either.
    """
    days = [point.on for point in points]
    # The number of those passed tells the run.
    cuts = sorted({*_places_after_gaps(days), *_places_of_changes(points)})
    made: list[Bucket] = []
    for first, last in periods_between(start, end, unit):
        low, high = bisect_left(days, first), bisect_right(days, last)
        inner = cuts[bisect_right(cuts, low) : bisect_left(cuts, high)]
        for opening, closing in pairwise((low, *inner, high)):
            part = points[opening:closing]
            made.append(
                _bucket(
                    part,
                    first if opening == low else part[0].on,
                    last if closing == high else part[-1].on,
                    unit,
                    bisect_right(cuts, opening),
                )
            )
    return tuple(made)


def _bucket(part: Sequence[DayPoint], start: date, end: date, unit: Unit, run: int) -> Bucket:
    low, median, high = quartiles([p[1] for p in part]) if part else (None, None, None)
    return Bucket(
        start=start,
        end=end,
        median=median,
        low_quartile=low,
        high_quartile=high,
        rated_days=len(part),
        days=(end - start).days + 1,
        solid=len(part) >= SOLID_DAYS[unit],
        run=run,
        words=bool(part) and part[0].words,
    )


def solid_weeks(points: Iterable[DayPoint], start: date, end: date) -> Iterator[Bucket]:
    """The weeks with enough rated days, in the order of `points` (reversed gives latest first).

    A week in which the scale changed counts as two.
    """
    week: list[DayPoint] = []
    for point in points:
        if not start <= point.on <= end:
            continue
        if week and _belong_apart(point, week[0]):
            yield from _if_solid(week, start, end)
            week = []
        week.append(point)
    yield from _if_solid(week, start, end)


def _belong_apart(point: DayPoint, other: DayPoint) -> bool:
    return monday_of(point.on) != monday_of(other.on) or point.words != other.words


def _if_solid(week: list[DayPoint], start: date, end: date) -> Iterator[Bucket]:
    if len(week) >= SOLID_DAYS["week"]:
        monday = monday_of(week[0].on)
        yield _bucket(week, max(monday, start), min(monday + 6 * DAY, end), "week", 0)


def count_sessions(lane: Lane, periods: Sequence[tuple[date, date]]) -> LaneCount:
    """The sessions of a lane inside the periods, which follow each other without a space."""
    days = lane.days
    edges = [bisect_left(days, periods[0][0]), *[bisect_right(days, end) for _, end in periods]]
    counts = tuple(map(sub, edges[1:], edges))
    return LaneCount(lane, days[edges[0] : edges[-1]], counts)


def _changes(points: Sequence[DayPoint]) -> tuple[ScaleChange, ...]:
    changed = (points[place] for place in _places_of_changes(points))
    return tuple(ScaleChange(point.on, point.words) for point in changed)


def overview(timeline: Timeline) -> Overview:
    """All numbers of one timeline, see `Overview`. Raises ValueError for a span that ends
    before it starts."""
    start, end = timeline.start, timeline.end
    if end < start:
        raise ValueError(f"A timeline cannot end on {end}, before its start on {start}.")
    unit = choose_unit(start, end)
    every = timeline.days
    days = [point.on for point in every]
    shown = every[bisect_left(days, start) : bisect_right(days, end)]
    changes = _changes(shown)
    present = [point for point in shown if point.on >= changes[-1].on] if changes else shown
    then = next(solid_weeks(present, start, end), None)
    now = next(solid_weeks(reversed(present), start, end), None)
    counted_from = max(start, days[0]) if days else start
    periods = periods_between(start, end, unit)
    counted = [count_sessions(lane, periods) for lane in timeline.lanes]
    return Overview(
        timeline=timeline,
        unit=unit,
        points=shown,
        buckets=make_buckets(every, start, end, unit),
        gaps=tuple(find_gaps(days, start, end)),
        then=None if then == now else then,
        now=now,
        rated_days=len(shown),
        days=max((end - counted_from).days + 1, 0),
        periods=periods,
        lanes=tuple(lane for lane in counted if lane.total),
        ever_rated=bool(days),
        changes=changes,
    )
