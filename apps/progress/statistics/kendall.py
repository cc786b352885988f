"""Theil-Sen's line and the Mann-Kendall test, for measurements at any times, ties allowed.

Sources: Theil H (1950), Proc. Kon. Ned. Akad. v. Wetensch. A 53; Sen PK (1968), J. Am. Stat.
Assoc. 63:1379-1389 (slope, its interval, ties in time); Mann HB (1945), Econometrica 13:245-259;
Kendall MG (1970), Rank Correlation Methods, 4th ed. (variance with ties in both); Hollander M,
Wolfe DA, Chicken E (2014), Nonparametric Statistical Methods, 3rd ed., section 9 (intercept).
"""

from math import erfc, inf, sqrt
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from apps.progress.points import Interval
from apps.progress.statistics.slopes import Numbers, Slopes, slopes_of

Z_95 = float(ndtri(0.975))


class TheilSen(NamedTuple):
    """The middle of all slopes, the height at x = 0, and the plain 95 % interval of the slope.

    The interval takes the measurements as independent. An end that they cannot bound is infinite.
    """

    slope: float
    intercept: float
    interval: Interval


class MannKendall(NamedTuple):
    """`s` counts rising pairs less falling ones, `var_s` is its variance without a trend, `z` the
    test value with the correction for continuity and `p` its two-sided probability (both None
    where the variance is 0; all None where no test was made)."""

    s: int | None
    var_s: float | None
    z: float | None
    p: float | None


def theil_sen(
    x: Numbers, y: Numbers, slopes: Slopes | None = None, *, z: float = Z_95
) -> TheilSen | None:
    """Return the line through (x, y), sorted by x; None with fewer than two different times.

    The intercept is the median of y - slope * x, as Hollander and Wolfe have it: half of the
    measurements lie above the line. (scipy's default joins the two medians instead.)
    `slopes` are those of the same numbers, if they are known already; `z` is the normal quantile
    of the interval.
    """
    slopes = slopes or slopes_of(x, y)
    if not slopes.total:
        return None
    slope = _middle(slopes)
    intercept = float(np.median(y - slope * x))
    return TheilSen(slope, intercept, _interval(slopes, z * sqrt(variance_of_s(x, y))))


def _middle(slopes: Slopes) -> float:
    upper = slopes.at(slopes.total // 2)
    if slopes.total % 2:
        return upper
    return (slopes.at(slopes.total // 2 - 1) + upper) / 2


def _interval(slopes: Slopes, reach: float) -> Interval:
    """Sen's interval: the slopes so many ranks from the middle (rounded as scipy rounds)."""
    if not reach:  # all values are equal, and all slopes 0
        return Interval(slopes.at(0), slopes.at(0))
    low, high = round((slopes.total - reach) / 2) - 1, round((slopes.total + reach) / 2)
    return Interval(
        slopes.at(low) if low >= 0 else -inf,
        slopes.at(high) if high < slopes.total else inf,
    )


def mann_kendall(x: Numbers, y: Numbers, slopes: Slopes | None = None) -> MannKendall | None:
    """Return the test of (x, y), sorted by x, against no trend; None without a pair to compare."""
    slopes = slopes or slopes_of(x, y)
    if not slopes.total:
        return None
    s, variance = slopes.rising - slopes.falling, variance_of_s(x, y)
    if variance <= 0:
        return MannKendall(s, 0.0, None, None)
    z = (s - (s > 0) + (s < 0)) / sqrt(variance)
    return MannKendall(s, variance, z, erfc(abs(z) / sqrt(2)))


def variance_of_s(x: Numbers, y: Numbers) -> float:
    """Return the variance of Kendall's S without a trend, with ties in x, in y and in both."""
    n = len(x)
    if n < 2:
        return 0.0
    x_ties, y_ties = (np.unique(v, return_counts=True)[1].astype(float) for v in (x, y))
    both = [_products(ties) for ties in (x_ties, y_ties)]
    variance = n * (n - 1) * (2 * n + 5) - sum(
        float(np.sum(ties * (ties - 1) * (2 * ties + 5))) for ties in (x_ties, y_ties)
    )
    variance = variance / 18 + both[0][0] * both[1][0] / (2 * n * (n - 1))
    if n > 2:
        variance += both[0][1] * both[1][1] / (9 * n * (n - 1) * (n - 2))
    # A series of equal values has none; sums of large numbers leave a speck of it.
    return variance if variance > 1e-9 * n**3 else 0.0


def _products(ties: Numbers) -> tuple[float, float]:
    pairs = ties * (ties - 1)
    return float(np.sum(pairs)), float(np.sum(pairs * (ties - 2)))
