"""A smooth line for looking only: no statement rests on it.

Source: Cleveland WS (1979), J. Am. Stat. Assoc. 74:829-836 (LOWESS): straight lines fitted
locally with tricube weights, then again with less weight for what lies far off. The window is
fixed in days, so that a line means the same in every range.
"""

from datetime import date

import numpy as np

from apps.progress.points import Days
from apps.progress.statistics.slopes import Numbers
from apps.progress.statistics.timeline import GAP_DAYS

REACH = 28  # days on each side that a point of the line listens to
_REPEATS = 2  # times that far-off days lose weight


def smooth(days: Days, reach: int = REACH) -> list[list[tuple[date, float]]]:
    """Return a smooth line through the days, in runs: more than 14 days without a rating, and a
    change of scale, cut it.

    The line stays within the range of the ratings of its run.
    """
    cuts = (*days.places_after_gaps(GAP_DAYS), *days.places_of_changes())
    return [_smoothed(run, reach) for run in days.cut_at(cuts)]


def _smoothed(run: Days, reach: int) -> list[tuple[date, float]]:
    line = lowess(run.ordinals.astype(float), run.values.astype(float), reach)
    return list(zip(map(date.fromordinal, run.ordinals.tolist()), line.tolist(), strict=True))


def lowess(x: Numbers, y: Numbers, reach: float) -> Numbers:
    """Return the robust local line at each x (sorted), from points nearer than `reach`."""
    first = np.searchsorted(x, x - reach, "left")
    last = np.searchsorted(x, x + reach, "right")
    place = first[:, None] + np.arange(int(np.max(last - first)))
    inside, place = place < last[:, None], np.minimum(place, len(x) - 1)
    away = x[place] - x[:, None]
    near = np.where(inside, np.clip(1 - np.abs(away / reach) ** 3, 0, None) ** 3, 0.0)
    trust = np.ones_like(y)
    line = y
    for _ in range(1 + _REPEATS):
        line = _local_lines(near * trust[place], away, y[place])
        off = np.abs(y - line)
        typical = float(np.median(off))
        if typical <= 1e-9:
            break
        trust = np.clip(1 - (off / (6 * typical)) ** 2, 0, None) ** 2
    return np.clip(line, y.min(), y.max())


def _local_lines(weight: Numbers, away: Numbers, y: Numbers) -> Numbers:
    """Return the height at distance 0 of each weighted line; its mean where all is in one place."""
    total = np.maximum(weight.sum(axis=1), 1e-300)
    x_mean, y_mean = ((weight * v).sum(axis=1) / total for v in (away, y))
    off = away - x_mean[:, None]
    spread = (weight * off * off).sum(axis=1)
    joint = (weight * off * (y - y_mean[:, None])).sum(axis=1)
    steep = np.divide(joint, spread, out=np.zeros_like(joint), where=spread > 1e-9 * total)
    return y_mean - steep * x_mean
