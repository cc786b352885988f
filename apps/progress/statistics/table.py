"""A small table of several parts: which weeks or months it shows, and their middle scores."""

from collections.abc import Sequence
from datetime import date

from apps.progress.points import Bucket, DayPoint, Unit
from apps.progress.statistics.timeline import SOLID_DAYS, periods_between, quartiles

Period = tuple[date, date]

WEEKLY_DAYS = 56  # a longer span is told in months


def table_unit(start: date, end: date) -> Unit:
    """Weeks for a span of at most eight of them, months for a longer one."""
    return "week" if (end - start).days < WEEKLY_DAYS else "month"


def choose_periods(
    parts: Sequence[Sequence[DayPoint]], start: date, end: date, most: int
) -> tuple[Period, ...]:
    """At most `most` weeks or months in which any part was rated, evenly spread.

    The first and the last of them are always among them. `parts` holds each part's days of the
    span, oldest first.
    """
    days = {point.on for points in parts for point in points}
    rated = [
        (first, last)
        for first, last in periods_between(start, end, table_unit(start, end))
        if any(first <= day <= last for day in days)
    ]
    if len(rated) <= most:
        return tuple(rated)
    step = (len(rated) - 1) / (most - 1)
    return tuple(rated[round(place * step)] for place in range(most))


def period_middles(
    points: Sequence[DayPoint], periods: Sequence[Period], unit: Unit
) -> tuple[Bucket, ...]:
    """The middle score of all rated days in each period, None without one.

    A break inside a month does not cut it, as it cuts the line of a chart: the table tells the
    month as a whole, and how few days a score rests on.
    """
    return tuple(_middle(points, first, last, unit) for first, last in periods)


def _middle(points: Sequence[DayPoint], first: date, last: date, unit: Unit) -> Bucket:
    inside = [point for point in points if first <= point.on <= last]
    # Words and numbers are never one score: of a period with both the later scale is told.
    values = [point.value for point in inside if point.words == inside[-1].words]
    low, median, high = quartiles(values) if values else (None, None, None)
    return Bucket(
        start=first,
        end=last,
        median=median,
        low_quartile=low,
        high_quartile=high,
        rated_days=len(values),
        days=(last - first).days + 1,
        solid=len(values) >= SOLID_DAYS[unit],
        run=0,
        words=bool(inside) and inside[-1].words,
    )
