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
(bias of the autocorrelation); van Giersbergen NPA (2005), Econ. Lett. 89:75-82 (the same with a
line taken out); Sheppard WF (1898), Proc. Lond. Math. Soc. 29:353-380; Widrow B,
Kollar I (2008), Quantization Noise, Cambridge (what rounding hides). Chosen by simulation:
docs/methods.md.
"""

from itertools import pairwise
from math import exp, inf, pi, sqrt
from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from apps.progress.points import NOTHING_KNOWN, Interval
from apps.progress.statistics.crossing import crossing
from apps.progress.statistics.slopes import Numbers

MOST_ALIKE = 0.95
CAUTION = 0.5  # standard errors that the likeness is taken higher than it was found
_STEPS = (1.0, 0.5, 0.1)  # finenesses of scales that people rate on
MOST_STEPS = 200


class Adjusted(NamedTuple):
    """The slope that fits the steps of the scale best, and its 95 % interval; the slope is None
    with fewer than two days."""

    slope: float | None
    interval: Interval


class _Likeness(NamedTuple):
    """The autocorrelation at one unit of time, the share of the variance that has it, and the
    standard deviation without rounding."""

    alike: float
    share: float
    spread: float


class _Days(NamedTuple):
    """The measurements by day: the number of each day, where it begins, and how many it has."""

    at: Numbers
    begins: np.ndarray
    count: np.ndarray

    def mean(self, values: Numbers) -> Numbers:
        return np.add.reduceat(values, self.begins) / self.count


def step_of(y: Numbers) -> float:
    """Return the step of the scale that the values lie on; 0 when they lie on none, or on so many
    that rounding does not matter."""
    for step in _STEPS:
        if np.ptp(y) > MOST_STEPS * step:
            break
        parts = y / step
        if np.all(np.abs(parts - np.rint(parts)) < 1e-6):
            return step
    return 0.0


def adjusted_slope(x: Numbers, y: Numbers) -> Adjusted:
    """Return slope and interval per unit of x, which is sorted."""
    at, begins, count = np.unique(x, return_index=True, return_counts=True)
    if len(at) < 2:
        return Adjusted(None, NOTHING_KNOWN)
    days, step = _Days(at, begins, count), step_of(y)
    x, y = x - x.mean(), y - y.mean()

    def lean(slope: float) -> float:
        return float(x @ _places(y - slope * x, step))

    guess, pace = _least_squares(x, y, step)
    best = crossing(lean, guess, pace)
    left = y - best * x
    unit = float(np.median(np.diff(at)))
    likeness = _likeness(days, days.mean(left), step, unit)
    reach = _reach(days, days.mean(_places(left, step)), unit, likeness)
    # The steepest line of all leaves the days in their own order: no lean is greater than that.
    if reach >= float(x @ _places(x, 0.0)) * (1 - 1e-6):
        return Adjusted(best, NOTHING_KNOWN)
    # One look beside the best slope tells how far its ends are about to be.
    far = pace * reach / max(-lean(best + pace), abs(reach) / 1000, 1e-12)
    low = crossing(lambda slope: lean(slope) - reach, best - far, far / 16 or pace)
    high = crossing(lambda slope: lean(slope) + reach, best + far, far / 16 or pace)
    hidden = _hidden(likeness.spread, step) / (float(np.ptp(at)) + unit)
    return Adjusted(best, Interval(min(low, best) - hidden, max(high, best) + hidden))


def _least_squares(x: Numbers, y: Numbers, step: float) -> tuple[float, float]:
    """Return a first guess at the slope and its rough standard error, never 0."""
    square = float(x @ x)
    slope = float(x @ y) / square
    left = y - slope * x
    spread = sqrt(float(left @ left) / len(x)) + step / 4 + 1e-9 * float(np.ptp(y))
    return slope, (spread or 1.0) / sqrt(square)


def _reach(days: _Days, place: Numbers, unit: float, likeness: _Likeness) -> float:
    """Return how far the statistic strays from 0 in 95 of 100 diaries without a trend; infinite
    where there are too few independent days to tell."""
    weight = days.count * (days.at - np.average(days.at, weights=days.count))
    plain = float(weight @ weight)
    together = _together(weight, days.at / unit, likeness)
    freedom = len(place) * plain / max(together, plain) - 2
    if freedom <= 0:
        return inf
    return float(stdtrit(freedom, 0.975)) * sqrt(float(place @ place) / len(place) * together)


def _places(left: Numbers, step: float) -> Numbers:
    """Return for each value its mean place among all: 1 is above every other, -1 below.

    Two values less than a step apart are compared by the expected sign of the difference between
    two even spreads of one step: with v the difference in steps, v * (2 - |v|).
    """
    order, n = np.argsort(left), len(left)
    ranked = left[order]
    if step:
        ranked = ranked / step
        # The values of a stretch of the order, compared with one value: their sum and that of
        # their squares are all that is needed. Equal ones count 0 on either side of it.
        sums = np.concatenate(([0.0], np.cumsum(ranked)))
        squares = np.concatenate(([0.0], np.cumsum(ranked * ranked)))
        ends = (
            np.searchsorted(ranked, ranked - 1),
            np.arange(n),
            np.searchsorted(ranked, ranked + 1),
        )
        total = ends[0] + ends[2] - float(n)
        for (first, last), sign in zip(pairwise(ends), (1, -1), strict=True):
            many, sum_1 = last - first, sums[last] - sums[first]
            sum_2 = squares[last] - squares[first]
            total += 2 * (many * ranked - sum_1)
            total -= sign * (many * ranked * ranked - 2 * ranked * sum_1 + sum_2)
    else:
        total = (
            np.searchsorted(ranked, ranked) + np.searchsorted(ranked, ranked, "right") - float(n)
        )
    places = np.empty(n)
    places[order] = total / n
    return places


def _likeness(days: _Days, left: Numbers, step: float, unit: float) -> _Likeness:
    """Return how alike neighbouring days are in what the line leaves of them.

    Rounding adds a twelfth of a squared step of its own to the variance, unlike from day to day.
    """
    left = left - left.mean()
    variance = float(left @ left) / len(left)
    if variance <= 1e-12 * max(step * step, 1e-300):
        return _Likeness(0.0, 1.0, 0.0)
    real = max(variance - step * step / 12, variance / 2)
    apart = np.diff(days.at) / unit
    product = float(np.mean(left[1:] * left[:-1])) / real
    raw = _root_of_powers(product, apart)
    pairs = float(np.sum(apart < 1.5))
    corrected = MOST_ALIKE
    if pairs > 4:
        # With a line taken out, the mean of what is found is rho - (2 + 4 rho) / pairs.
        corrected = (pairs * raw + 2) / (pairs - 4)
        corrected += CAUTION * sqrt(max(1 - corrected * corrected, 0) / pairs)
    return _Likeness(min(max(corrected, 0.0), MOST_ALIKE), real / variance, sqrt(real))


def _root_of_powers(product: float, apart: Numbers) -> float:
    """Return rho for which the mean of rho ** apart is the product; negative ones become the
    product itself, which the correction of the bias may lift above 0."""
    if product <= 0:
        return product
    low, high = 0.0, 1.0
    lengths, often = np.unique(apart, return_counts=True)
    often = often / len(apart)
    for _ in range(20):
        middle = (low + high) / 2
        if float(often @ middle**lengths) < product:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _together(weight: Numbers, at: Numbers, likeness: _Likeness) -> float:
    """Return the sum over all pairs of days of weight * weight * likeness, in one pass."""
    kept, total = 0.0, 0.0
    fading = likeness.alike ** np.diff(at, prepend=at[0])
    for own, fade in zip(weight.tolist(), fading.tolist(), strict=True):
        kept *= fade
        total += own * kept
        kept += own
    return float(weight @ weight) + 2 * likeness.share * total


def _hidden(spread: float, step: float) -> float:
    """Return how much change rounding can hide: a step where nothing varies, next to nothing
    where the days differ by half a step or more (the first term of the rounding error)."""
    return step * exp(-2 * pi * pi * (spread / step) ** 2) if step else 0.0
