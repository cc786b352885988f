"""Which way a series goes, and whether that may be said.

The rules are those of "Honest numbers": at least eight solid weeks; a direction only where the
adjusted interval lies wholly on one side of 0; "steady" only where the change over the last eight
weeks is shown to be less than one point; otherwise "can't tell". docs/methods.md explains them.
"""

from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from apps.progress.points import NOTHING_KNOWN, Days, Interval, Trend, Verdict
from apps.progress.statistics.kendall import MannKendall, mann_kendall, theil_sen
from apps.progress.statistics.likeness import Adjusted, adjusted_slope
from apps.progress.statistics.slopes import Numbers, slopes_of
from apps.progress.statistics.timeline import GAP_DAYS, SOLID_DAYS

FEWEST_WEEKS = 8
RECENT_DAYS = 56  # the last eight weeks
RECENT_SPAN = RECENT_DAYS - 1  # from the first of them to the last
STEADY = 1.0  # points
# How much of the interval of the last eight weeks alone "steady" must allow for. Found by
# simulation (docs/methods.md): with less, a bend at the end is called steady too often.
OWN_SHARE = 0.5
NO_TREND = Trend(
    rated_days=0,
    solid_weeks=0,
    slope=None,
    intercept=None,
    adjusted_slope=None,
    interval=NOTHING_KNOWN,
    adjusted=NOTHING_KNOWN,
    recent_change=NOTHING_KNOWN,
    verdict="can't tell",
)


class Analysis(NamedTuple):
    """A trend with the test that researchers expect beside it."""

    trend: Trend
    mann_kendall: MannKendall | None


def trend_of(days: Days, end: date) -> Trend:
    """Return the trend of rated days, shown up to `end` (in).

    The intercept counts from the first rated day.
    """
    x, y = (days.ordinals - 1).astype(float), days.values.astype(float)
    return analyse(x, y, day_number(end)).trend


def day_number(day: date) -> int:
    """Return the number of a day: weeks of seven such numbers begin on Mondays."""
    return day.toordinal() - 1


def analyse(x: Numbers, y: Numbers, end: float, origin: float | None = None) -> Analysis:
    """Return the trend of values y at day numbers x (sorted), shown up to day `end`.

    Several values of a day all count; weeks begin at multiples of seven. The intercept is the
    height at day `origin` (default: the first).
    """
    if not len(x):
        return Analysis(NO_TREND, None)
    weeks = _solid_weeks(x)
    is_recent = bool(len(weeks)) and end - min(weeks[-1] * 7 + 6, end) <= GAP_DAYS
    begin = x[0] if origin is None else origin
    x, end = x - begin, end - begin
    slopes = slopes_of(x, y)
    line, adjusted = theil_sen(x, y, slopes), adjusted_slope(x, y)
    recent = _last_weeks(x, y, end)
    change = _recent_change(adjusted, recent)
    may_speak = len(weeks) >= FEWEST_WEEKS and is_recent
    trend = Trend(
        rated_days=len(np.unique(np.floor(x))),
        solid_weeks=len(weeks),
        slope=line.slope if line else None,
        intercept=line.intercept if line else None,
        adjusted_slope=adjusted.slope,
        interval=line.interval if line else NOTHING_KNOWN,
        adjusted=adjusted.interval,
        recent_change=change,
        verdict=_verdict(adjusted, recent, change) if may_speak else "can't tell",
    )
    return Analysis(trend, mann_kendall(x, y, slopes))


def _solid_weeks(x: Numbers) -> NDArray[np.int64]:
    """Return the numbers of the weeks with enough rated days, in order."""
    days = np.unique(np.floor(x)).astype(np.int64)
    weeks, rated = np.unique(days // 7, return_counts=True)
    return weeks[rated >= SOLID_DAYS["week"]]


def _last_weeks(x: Numbers, y: Numbers, end: float) -> Adjusted:
    """Return the slope of the last eight weeks by themselves."""
    from_here = int(np.searchsorted(x, end - RECENT_DAYS, "right"))
    return adjusted_slope(x[from_here:], y[from_here:])


def _recent_change(whole: Adjusted, recent: Adjusted) -> Interval:
    """Return the interval of the change over the last eight weeks.

    It is the change of the whole span's line over as many days. A line can hide a bend at its
    end, so it is widened to hold the slope that the last eight weeks show by themselves, with
    the inner half of that slope's interval.
    """
    if whole.slope is None or recent.slope is None:
        return NOTHING_KNOWN
    own = [recent.slope + OWN_SHARE * (end - recent.slope) for end in recent.interval]
    low, high = min(whole.interval.low, own[0]), max(whole.interval.high, own[1])
    return Interval(low * RECENT_SPAN, high * RECENT_SPAN)


def _verdict(whole: Adjusted, recent: Adjusted, change: Interval) -> Verdict:
    """Return the direction of the whole span unless the last eight weeks show the opposite."""
    if whole.interval.high < 0:
        return "can't tell" if recent.interval.low > 0 else "less numb"
    if whole.interval.low > 0:
        return "can't tell" if recent.interval.high < 0 else "more numb"
    return "steady" if change.is_inside(-STEADY, STEADY) else "can't tell"
