"""How far two stretches of time overlap: non-overlap of all pairs (NAP), Tau and their kin.

Sources: Parker RI, Vannest K (2009), Behav. Ther. 40:357-367 (NAP); Parker RI, Vannest KJ, Davis
JL, Sauber SB (2011), Behav. Ther. 42:284-299 (Tau, Tau-U); Newcombe RG (2006), Stat. Med.
25:559-573 (interval, method 5); Hanley JA, McNeil BJ (1982), Radiology 143:29-36; Sen PK (1967),
Sankhya A 29:95-102 (unbiased variance); Tarlow KR (2017), Behav. Modif. 41:427-467
(baseline-corrected Tau); Pustejovsky JE, Chen M, Swan DM, SingleCaseES for R (conventions).
"""

from collections.abc import Sequence
from math import sqrt
from typing import Literal, NamedTuple

import numpy as np

from apps.progress.points import Interval, Overlap
from apps.progress.statistics.kendall import Z_95, mann_kendall, theil_sen
from apps.progress.statistics.slopes import Numbers, slopes_of

Better = Literal["lower", "higher"]
TREND_P = 0.05  # a baseline with a smaller p has a trend to take out
_BISECTIONS = 60


class Nap(NamedTuple):
    """`nap` is the share of pairs in which the later value is the better one, ties as halves."""

    nap: float
    interval: Interval
    better_pairs: int
    tied_pairs: int

    @property
    def tau(self) -> float:
        return 2 * self.nap - 1


class NapErrors(NamedTuple):
    """Standard errors of a NAP: unbiased (None with one value in a phase), Hanley and McNeil's,
    and the one where both phases are alike."""

    unbiased: float | None
    hanley: float
    null: float


def nap(earlier: Sequence[float], later: Sequence[float], better: Better) -> Nap | None:
    """Return the non-overlap of all pairs with its 95 % interval; None without a pair."""
    before, after = _upwards(earlier, better), _upwards(later, better)
    if not len(before) or not len(after):
        return None
    ranked = np.sort(before)
    below = int(np.sum(np.searchsorted(ranked, after, "left")))
    tied = int(np.sum(np.searchsorted(ranked, after, "right"))) - below
    share = (below + tied / 2) / (len(before) * len(after))
    return Nap(share, newcombe_interval(share, len(before), len(after)), below, tied)


def _upwards(values: Sequence[float], better: Better) -> Numbers:
    found = np.asarray(values, dtype=float)
    return found if better == "higher" else -found


def newcombe_interval(share: float, m: int, n: int) -> Interval:
    """Return Newcombe's interval (method 5) of a NAP from m and n values.

    Its ends are where the distance to `share` is z standard errors of that end. At complete
    separation 1 itself solves the equation, so that the search stays strictly inside.
    """

    def distance(end: float) -> float:
        spread, half = end * (1 - end), (m + n) / 2 - 1
        error = spread * (2 + half + (1 + 2 * half) * spread) / ((2 - end) * (1 + end) * m * n)
        return (share - end) ** 2 - Z_95**2 * error

    low = 0.0 if share <= 0 else _edge(distance, 0.0, share)
    high = 1.0 if share >= 1 else _edge(distance, 1.0, share)
    return Interval(low, high)


def _edge(distance, outside: float, inside: float) -> float:
    """Return where `distance` stops being positive on the way from `outside` to `inside`."""
    for _ in range(_BISECTIONS):
        middle = (outside + inside) / 2
        if distance(middle) > 0:
            outside = middle
        else:
            inside = middle
    return (outside + inside) / 2


def nap_errors(earlier: Sequence[float], later: Sequence[float], better: Better) -> NapErrors:
    """Return the standard errors of a NAP. Raises ValueError for a phase without values.

    Nothing is said with them: they hold our NAP against the published examples, which print them.
    """
    before, after = _upwards(earlier, better), _upwards(later, better)
    m, n = len(before), len(after)
    if not m or not n:
        raise ValueError("Both phases need a value.")
    won = (np.sign(after[None, :] - before[:, None]) + 1) / 2
    share, cells = float(won.mean()), float(np.mean(won**2))
    rows, columns = (float(np.mean(won.mean(axis=axis) ** 2)) for axis in (1, 0))
    hanley = share * (1 - share)
    hanley += (n - 1) * (rows - share**2) + (m - 1) * (columns - share**2)
    unbiased = None
    if m > 1 and n > 1:
        # As in SingleCaseES, which holds for values without ties and is close with some.
        found = share - (m + n - 1) * share**2 + n * rows + m * columns - 2 * cells
        unbiased = sqrt(max(found, 0.0) / ((m - 1) * (n - 1)))
    null = sqrt((m + n + 1) / (12 * m * n))
    return NapErrors(unbiased, sqrt(max(hanley, 0.0) / (m * n)), null)


def baseline_has_trend(at: Sequence[float], values: Sequence[float]) -> bool:
    """Say whether a phase has a trend of its own (Mann-Kendall, p < 0.05)."""
    test = mann_kendall(*_by_time(at, values))
    return test is not None and test.p is not None and test.p < TREND_P


def tau_corrected(
    earlier: tuple[Sequence[float], Sequence[float]],
    later: tuple[Sequence[float], Sequence[float]],
    better: Better,
) -> float | None:
    """Return Tau after the baseline's own line (Theil-Sen) is taken out of both phases.

    Each phase is (times, values). None without a line or without a pair.
    """
    line = theil_sen(*_by_time(*earlier))
    if line is None:
        return None
    left = [np.asarray(v, float) - line.slope * np.asarray(t, float) for t, v in (earlier, later)]
    # Values on the line itself differ by the last bits only, and must count as ties.
    found = nap(*(np.round(values - line.intercept, 9) for values in left), better)
    return None if found is None else found.tau


def _by_time(at: Sequence[float], values: Sequence[float]) -> tuple[Numbers, Numbers]:
    x, y = np.asarray(at, dtype=float), np.asarray(values, dtype=float)
    order = np.lexsort((y, x))
    return x[order], y[order]


def overlap(
    earlier: Sequence[float],
    later: Sequence[float],
    better: Better = "lower",
    *,
    earlier_at: Sequence[float] | None = None,
    later_at: Sequence[float] | None = None,
) -> Overlap | None:
    """Return how two stretches differ; None without a pair.

    With the times of the values, Tau is corrected for the trend of the earlier stretch if it has
    one (`baseline_has_trend`).
    """
    found = nap(earlier, later, better)
    if found is None:
        return None
    corrected = None
    if earlier_at is not None and later_at is not None and baseline_has_trend(earlier_at, earlier):
        corrected = tau_corrected((earlier_at, earlier), (later_at, later), better)
    return Overlap(found.nap, found.interval, found.tau, corrected)


def tau_u(earlier: Sequence[float], later: Sequence[float], better: Better) -> float | None:
    """Return Tau-U: the pairs between the phases less the trend of the baseline, per pair.

    The values stand in the order of time. (Parker and colleagues 2011: S between the phases less
    S of the baseline, over the number of pairs between.) Shown nowhere, as it can pass 1 and -1; it
    holds us against the published examples.
    """
    found = nap(earlier, later, better)
    if found is None:
        return None
    before = _upwards(earlier, better)
    slopes = slopes_of(np.arange(len(before), dtype=float), before)
    between = found.tau * len(before) * len(later)
    return (between - (slopes.rising - slopes.falling)) / (len(before) * len(later))
