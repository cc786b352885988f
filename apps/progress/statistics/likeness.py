"""An interval of the slope that allows for what diaries are: whole numbers, days that resemble
their neighbours, missing days.

The plain interval of Theil-Sen fails twice on them. It takes days as independent; and it takes
equal ratings as equal feelings, so that a slow change inside one step of the scale counts as
evidence for no change. Here

1. a rating stands for a step of the scale (4 for anything from 3.5 to 4.5): the sign of a
   difference is replaced by its expectation over the two steps, as for grouped data;
2. the pairs count by their distance in time (Sievers 1978), which makes the statistic a sum over
   days, so that its variance follows from the dates themselves;
3. neighbouring days are alike with lag-1 autocorrelation rho, found from the days that there
   are, corrected for its bias and for rounding (Sheppard), taken half a standard error higher
   to be safe, and kept within 0 to 0.95;
4. the quantile is Student's with as many degrees of freedom as there are independent days;
5. what rounding can hide in a diary that hardly varies is added.

Sources: Sievers GL (1978), J. Am. Stat. Assoc. 73:628-631 (rank inference weighted by distance);
Scholz FW (1978), Ann. Stat. 6:603-609; Sen PK (1968), J. Am. Stat. Assoc. 63:1379-1389; Hamed KH,
Rao AR (1998), J. Hydrol. 204:182-196 (variance of a rank trend test under autocorrelation);
Kendall MG (1954), Biometrika 41:403-404 and Marriott FHC, Pope JA (1954), Biometrika 41:390-402
(bias of the autocorrelation); Sheppard WF (1898), Proc. Lond. Math. Soc. 29:353-380; Widrow B,
Kollar I (2008), Quantization Noise, Cambridge (what rounding hides). Chosen by simulation:
docs/methods.md.
"""

from collections.abc import Callable
from itertools import pairwise
from math import exp, inf, pi, sqrt
from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from apps.progress.points import NOTHING_KNOWN, Interval
from apps.progress.statistics.slopes import Numbers

MOST_ALIKE = 0.95
CAUTION = 0.5  # standard errors that the likeness is taken higher than it was found
_STEPS = (1.0, 0.5, 0.1)  # finenesses of scales that people rate on
_ROUNDS = 60


class Adjusted(NamedTuple):
    """The slope that fits the steps of the scale best, and its 95 % interval; the slope is None
    with fewer than two days."""

    slope: float | None
    interval: Interval


class _Days(NamedTuple):
    """The measurements by day: the number of each day, where it begins, and how many it has."""

    at: Numbers
    begins: np.ndarray
    count: np.ndarray

    def mean(self, values: Numbers) -> Numbers:
        return np.add.reduceat(values, self.begins) / self.count


def step_of(y: Numbers) -> float:
    """Return the step of the scale that the values lie on; 0 when they lie on none."""
    for step in _STEPS:
        parts = y / step
        if np.all(np.abs(parts - np.rint(parts)) < 1e-6):
            return step
    return 0.0


def adjusted_slope(x: Numbers, y: Numbers) -> Adjusted:
    """Return slope and interval per unit of x, which is sorted."""
    at, begins, count = np.unique(x, return_index=True, return_counts=True)
    if len(at) < 2:
        return Adjusted(None, NOTHING_KNOWN)
    days, step, middle = _Days(at, begins, count), step_of(y), x - x.mean()

    def lean(slope: float) -> float:
        return float(middle @ _places(y - slope * middle, step))

    unit = float(np.median(np.diff(at)))
    pace = _pace(y, step) / float(np.ptp(x))
    best = _where(lean, 0.0, 0.0, pace)
    left = y - best * middle
    alike, share, spread = _likeness(days, days.mean(left), step, unit)
    place = days.mean(_places(left, step))
    weight = days.count * (days.at - x.mean())
    plain = float(weight @ weight)
    together = _together(weight, days.at / unit, alike, share)
    freedom = len(at) * plain / max(together, plain) - 2
    if freedom <= 0:
        return Adjusted(best, NOTHING_KNOWN)
    reach = float(stdtrit(freedom, 0.975)) * sqrt(float(place @ place) / len(at) * together)
    hidden = _hidden(spread, step) / (float(np.ptp(at)) + unit)
    interval = _ends(lean, best, reach, pace)
    return Adjusted(best, Interval(interval.low - hidden, interval.high + hidden))


def _pace(y: Numbers, step: float) -> float:
    return max(float(np.ptp(y)), step) or 1.0


def _places(left: Numbers, step: float) -> Numbers:
    """Return for each value its mean place among all: 1 is above every other, -1 below.

    Two values less than a step apart are compared by the expected sign of the difference between
    two even spreads of one step: with v the difference in steps, v * (2 - |v|).
    """
    ranked, n = np.sort(left), len(left)
    if not step:
        below, upto = np.searchsorted(ranked, left, "left"), np.searchsorted(ranked, left, "right")
        return (below + upto - n) / n
    ranked, left = ranked / step, left / step
    sums = np.concatenate(([0.0], np.cumsum(ranked)))
    squares = np.concatenate(([0.0], np.cumsum(ranked * ranked)))
    ends = [np.searchsorted(ranked, left + reach, "right") for reach in (-1.0, 0.0, 1.0)]
    total = ends[0] + ends[2] - float(n)
    for (first, last), sign in zip(pairwise(ends), (1, -1), strict=True):
        many, sum_1 = last - first, sums[last] - sums[first]
        sum_2 = squares[last] - squares[first]
        total += 2 * (many * left - sum_1)
        total -= sign * (many * left * left - 2 * left * sum_1 + sum_2)
    return total / n


def _where(lean: Callable[[float], float], wanted: float, start: float, pace: float) -> float:
    """Return the slope at which the falling function `lean` passes `wanted`.

    Doubles the pace until the place is between two guesses, then narrows by straight lines
    between them and by halving in turns. Infinite where it never gets there.
    """
    low = high = start
    over_low = over_high = lean(start) - wanted
    for _ in range(_ROUNDS):
        if over_low >= 0 >= over_high:
            break
        if over_low < 0:
            low, high, over_high = low - pace, low, over_low
            over_low = lean(low) - wanted
        else:
            low, high, over_low = high, high + pace, over_high
            over_high = lean(high) - wanted
        pace *= 2
    else:
        return -inf if over_low < 0 else inf
    return _narrowed(lambda slope: lean(slope) - wanted, low, high, over_low, over_high)


def _narrowed(
    over: Callable[[float], float], low: float, high: float, over_low: float, over_high: float
) -> float:
    close = 1e-7 * max(high - low, abs(low), abs(high))
    for turn in range(_ROUNDS):
        if high - low <= close or over_low == over_high:
            break
        share = 0.5 if turn % 3 == 2 else over_low / (over_low - over_high)
        guess = low + (high - low) * min(max(share, 0.01), 0.99)
        there = over(guess)
        if there >= 0:
            low, over_low = guess, there
        if there <= 0:
            high, over_high = guess, there
    return (low + high) / 2


def _ends(lean: Callable[[float], float], best: float, reach: float, pace: float) -> Interval:
    return Interval(_where(lean, reach, best, pace), _where(lean, -reach, best, pace))


def _likeness(days: _Days, left: Numbers, step: float, unit: float) -> tuple[float, float, float]:
    """Return the autocorrelation at one unit, the share of the variance that has it, and the
    standard deviation without rounding.

    Rounding adds a twelfth of a squared step of its own to the variance, unlike from day to day.
    """
    left = left - left.mean()
    variance = float(left @ left) / len(left)
    if variance <= 1e-12 * max(step * step, 1e-300):
        return 0.0, 1.0, 0.0
    real = max(variance - step * step / 12, variance / 2)
    apart = np.diff(days.at) / unit
    product = float(np.mean(left[1:] * left[:-1])) / real
    raw = _root_of_powers(product, apart)
    pairs = float(np.sum(apart < 1.5))
    corrected = MOST_ALIKE
    if pairs > 4:
        corrected = (pairs * raw + 2) / (pairs - 4)
        corrected += CAUTION * sqrt(max(1 - corrected * corrected, 0) / pairs)
    return min(max(corrected, 0.0), MOST_ALIKE), real / variance, sqrt(real)


def _root_of_powers(product: float, apart: Numbers) -> float:
    """Return rho for which the mean of rho ** apart is the product; negative ones become the
    product itself, which the correction of the bias may lift above 0."""
    if product <= 0:
        return product
    low, high = 0.0, 1.0
    for _ in range(20):
        middle = (low + high) / 2
        if float(np.mean(middle**apart)) < product:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _together(weight: Numbers, at: Numbers, alike: float, share: float) -> float:
    """Return the sum over all pairs of days of weight * weight * likeness, in one pass."""
    kept, total = 0.0, 0.0
    fading = alike ** np.diff(at, prepend=at[0])
    for own, fade in zip(weight.tolist(), fading.tolist(), strict=True):
        kept *= fade
        total += own * kept
        kept += own
    return float(weight @ weight) + 2 * share * total


def _hidden(spread: float, step: float) -> float:
    """Return how much change rounding can hide: a step where nothing varies, next to nothing
    where the days differ by half a step or more (the first term of the rounding error)."""
    return step * exp(-2 * pi * pi * (spread / step) ** 2) if step else 0.0
