"""Numbers to numbers: middle scores, middle halves, coverage and gaps. No Django here.

A blank score (None) is no rating: it stays out of every count and median. 0 is a rating and the
best one. Trends and verdicts are not made here.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from operator import sub

import numpy as np
from numpy.typing import NDArray

from apps.care.dates import add_months, monday_of
from apps.progress.points import (
    Bucket,
    DayPoint,
    DayRating,
    Days,
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


def daily_points(ratings: Iterable[DayRating], measure: Measure = "numbness") -> Days:
    """One point per rated day, oldest first: of several entries the latest with a score stands.

    `ratings` come in the order they were entered. "I am not sure" after a score leaves the score.
    """
    scored = ((rating, getattr(rating, measure)) for rating in ratings)
    standing = {
        rating.on: DayPoint(rating.on, score, rating.method == "same", rating.scale == "words5")
        for rating, score in scored
        if score is not None
    }
    return Days.of(sorted(standing.values()))


def find_gaps(days: Days, start: date, end: date) -> list[Gap]:
    """Stretches of more than 14 days without a rating that touch the span, clipped to it.

    The time before the very first rating is no gap; the time after the last one is.
    """
    if not days:
        return []
    after = np.append(days.ordinals, (end + DAY).toordinal())
    places = np.flatnonzero(np.diff(after) > GAP_DAYS + 1)
    first, last = after[places] + 1, after[places + 1] - 1
    gaps = zip(
        np.maximum(first, start.toordinal()).tolist(),
        np.minimum(last, end.toordinal()).tolist(),
        strict=True,
    )
    return [Gap(date.fromordinal(a), date.fromordinal(b)) for a, b in gaps if a <= b]


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


@lru_cache(maxsize=64)
def _edges_between(start: date, end: date, unit: Unit) -> tuple[NDArray[np.int64], ...]:
    """The numbers of the first and of the last days of the periods."""
    days = np.array([[d.toordinal() for d in p] for p in periods_between(start, end, unit)])
    return days[:, 0], days[:, 1]


def make_buckets(days: Days, start: date, end: date, unit: Unit) -> tuple[Bucket, ...]:
    """Every period of the span in order, those without a rated day included (median None).

    A period with a gap or a change of scale inside is cut in two there, so that no middle score
    spans either.
    """
    # The number of those passed tells the run.
    cuts = sorted({*days.places_after_gaps(GAP_DAYS), *days.places_of_changes()})
    firsts, lasts = _edges_between(start, end, unit)
    lows = np.searchsorted(days.ordinals, firsts, "left").tolist()
    highs = np.searchsorted(days.ordinals, lasts, "right").tolist()
    values, words = days.values.tolist(), days.words.tolist()
    made: list[Bucket] = []
    for (first, last), low, high in zip(
        periods_between(start, end, unit), lows, highs, strict=True
    ):
        inner = cuts[bisect_right(cuts, low) : bisect_left(cuts, high)]
        for opening, closing in pairwise((low, *inner, high)):
            made.append(
                _bucket(
                    values[opening:closing],
                    first if opening == low else days[opening].on,
                    last if closing == high else days[closing - 1].on,
                    unit,
                    bisect_right(cuts, opening),
                    opening < closing and words[opening],
                )
            )
    return tuple(made)


def _bucket(values: list[int], start: date, end: date, unit: Unit, run: int, words: bool) -> Bucket:
    low, median, high = quartiles(values) if values else (None, None, None)
    return Bucket(
        start=start,
        end=end,
        median=median,
        low_quartile=low,
        high_quartile=high,
        rated_days=len(values),
        days=(end - start).days + 1,
        solid=len(values) >= SOLID_DAYS[unit],
        run=run,
        words=words,
    )


def solid_weeks(days: Days, start: date, end: date) -> list[Bucket]:
    """The weeks of the span with enough rated days, oldest first.

    A week in which the scale changed counts as two.
    """
    inside = days.between(start, end)
    return [_week(inside[place], start, end) for place in _solid_weeks(inside)]


def _solid_weeks(days: Days) -> list[slice]:
    """Where the weeks with enough rated days are: of years of them a timeline tells two."""
    weeks = (days.ordinals - 1) // 7  # the day with the number 1 was a Monday
    is_first = (weeks[1:] != weeks[:-1]) | (days.words[1:] != days.words[:-1])
    edges = (0, *(np.flatnonzero(is_first) + 1).tolist(), len(days))
    return [slice(*pair) for pair in pairwise(edges) if pair[1] - pair[0] >= SOLID_DAYS["week"]]


def _week(days: Days, start: date, end: date) -> Bucket:
    monday = monday_of(days[0].on)
    first, last = max(monday, start), min(monday + 6 * DAY, end)
    return _bucket(days.values.tolist(), first, last, "week", 0, days[0].words)


def count_sessions(lane: Lane, periods: Sequence[tuple[date, date]]) -> LaneCount:
    """The sessions of a lane inside the periods, which follow each other without a space."""
    days = lane.days
    edges = [bisect_left(days, periods[0][0]), *[bisect_right(days, end) for _, end in periods]]
    counts = tuple(map(sub, edges[1:], edges))
    return LaneCount(lane, days[edges[0] : edges[-1]], counts)


def _changes(days: Days) -> tuple[ScaleChange, ...]:
    changed = (days[place] for place in days.places_of_changes())
    return tuple(ScaleChange(point.on, point.words) for point in changed)


def overview(timeline: Timeline) -> Overview:
    """All numbers of one timeline, see `Overview`. Raises ValueError for a span that ends
    before it starts."""
    start, end = timeline.start, timeline.end
    if end < start:
        raise ValueError(f"A timeline cannot end on {end}, before its start on {start}.")
    unit = choose_unit(start, end)
    every = timeline.days
    shown = every.between(start, end)
    changes = _changes(shown)
    present = shown.between(changes[-1].on, end) if changes else shown
    weeks = _solid_weeks(present)
    counted_from = max(start, every[0].on) if every else start
    periods = periods_between(start, end, unit)
    counted = [count_sessions(lane, periods) for lane in timeline.lanes]
    return Overview(
        timeline=timeline,
        unit=unit,
        points=shown,
        buckets=make_buckets(every, start, end, unit),
        gaps=tuple(find_gaps(every, start, end)),
        then=_week(present[weeks[0]], start, end) if len(weeks) > 1 else None,
        now=_week(present[weeks[-1]], start, end) if weeks else None,
        rated_days=len(shown),
        days=max((end - counted_from).days + 1, 0),
        periods=periods,
        lanes=tuple(lane for lane in counted if lane.total),
        ever_rated=bool(every),
        changes=changes,
    )
