"""The slopes between all pairs of measurements: how many there are, and the one of any rank.

Theil-Sen and Mann-Kendall both rest on them. Three ways lead to the same numbers: a count of
equal steps for whole ratings on whole days (a diary), all pairs for short series, and a search
that counts without listing for long ones (100,000 measurements have 5 thousand million pairs).
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

MOST_PAIRED = 1500  # measurements whose pairs are simply listed: about 9 MB
MOST_CELLS = 2**24  # of the table that counts equal steps: about 130 MB, for very long diaries
_CLOSE = 1e-13  # relative width at which the search for a slope ends


class Slopes(NamedTuple):
    """All slopes between measurements at different times.

    `at(rank)` is the slope of that rank, 0 for the smallest; it exists for ranks below `total`.
    """

    falling: int
    level: int
    rising: int
    at: Callable[[int], float]

    @property
    def total(self) -> int:
        return self.falling + self.level + self.rising


def slopes_of(x: Numbers, y: Numbers) -> Slopes:
    """Return the slopes of (x, y), sorted by x; pairs at the same time have none."""
    if len(x) > 2 and _fits_a_grid(x, y):
        return _counted(x, y)
    if len(x) <= MOST_PAIRED:
        return _listed(x, y)
    return _searched(x, y)


def _listed(x: Numbers, y: Numbers) -> Slopes:
    first, second = np.triu_indices(len(x), 1)
    run = x[second] - x[first]
    apart = run > 0
    every = np.sort((y[second] - y[first])[apart] / run[apart])
    return _ranked(every, np.arange(1, len(every) + 1))


def _ranked(values: Numbers, upto: NDArray[np.int64]) -> Slopes:
    """Return slopes from sorted values, `upto` counting those that come no later than each."""
    total = int(upto[-1]) if len(upto) else 0

    def below(place: int) -> int:
        return int(upto[place - 1]) if place else 0

    falling = below(int(np.searchsorted(values, 0.0, "left")))
    not_rising = below(int(np.searchsorted(values, 0.0, "right")))

    def at(rank: int) -> float:
        return float(values[np.searchsorted(upto, rank, "right")])

    return Slopes(falling, not_rising - falling, total - not_rising, at)


# --- Whole ratings on whole days ------------------------------------------------------------
def _fits_a_grid(x: Numbers, y: Numbers) -> bool:
    days, scores = np.ptp(x), np.ptp(y)
    if 8 * (days + 1) * (scores + 1) > MOST_CELLS or days > 16 * len(x):
        return False
    return bool(np.all(x == np.rint(x)) and np.all(y == np.rint(y)))


def _counted(x: Numbers, y: Numbers) -> Slopes:
    """Count the pairs by how far they are apart in days and in scores.

    That is the autocorrelation of the table "how often was this score given on that day", which
    a Fourier transform makes without looking at any pair. The counts are whole, so rounding them
    makes them exact.
    """
    day, score = (np.rint(v - v.min()).astype(np.int64) for v in (x, y))
    days, scores = int(day.max()) + 1, int(score.max()) + 1
    table = np.zeros((2 * scores, _smooth_length(2 * days)))
    np.add.at(table, (score, day), 1)
    seen = np.fft.rfft2(table)
    pairs = np.fft.irfft2(seen * seen.conj(), s=table.shape)[:, 1:days]
    pairs = np.rint(pairs).astype(np.int64)
    rise, run = np.nonzero(pairs)
    count = pairs[rise, run]
    rise = np.where(rise < scores, rise, rise - 2 * scores)
    values = rise / (run + 1)
    order = np.argsort(values)
    return _ranked(values[order], np.cumsum(count[order]))


def _smooth_length(least: int) -> int:
    """Return a length that a Fourier transform is quick at: 2, 3 or 5 times a power of two."""
    power = 1 << max(least - 1, 1).bit_length()
    return min(size for size in (power, power * 3 // 4, power * 5 // 8) if size >= least)


# --- Long series of any numbers -------------------------------------------------------------
def _searched(x: Numbers, y: Numbers) -> Slopes:
    """Find a slope of any rank by halving: each step counts how many slopes lie below a guess."""
    _, at_once = np.unique(x, return_counts=True)
    total = (len(x) * (len(x) - 1) - int(np.sum(at_once * (at_once - 1)))) // 2
    falling, rising = _steeper_down(x, y, 0.0), _steeper_down(x, -y, 0.0)
    ends = _widest(x, y)

    def at(rank: int) -> float:
        if falling <= rank < total - rising:
            return 0.0
        low, high = (ends[0], 0.0) if rank < falling else (0.0, ends[1])
        while high - low > _CLOSE * max(abs(low), abs(high)):
            middle = (low + high) / 2
            if _steeper_down(x, y, middle) > rank:
                high = middle
            else:
                low = middle
        return (low + high) / 2

    return Slopes(falling, total - falling - rising, rising, at)


def _widest(x: Numbers, y: Numbers) -> tuple[float, float]:
    """Return bounds of all slopes: no pair rises or falls faster than neighbours in time do."""
    steps = np.diff(np.unique(x))
    steepest = float(np.ptp(y) / steps.min()) if len(steps) else 0.0
    return -steepest, steepest


def _steeper_down(x: Numbers, y: Numbers, slope: float) -> int:
    """Return how many slopes are below this one."""
    left = y - slope * x
    return _inversions(left[np.lexsort((left, x))])


def _inversions(values: Numbers) -> int:
    """Count the pairs that stand in the wrong order, by merging sorted blocks of doubling size."""
    _, ranks = np.unique(values, return_inverse=True)
    size = 1 << max(len(ranks) - 1, 1).bit_length()
    blocks = np.full(size, len(ranks), dtype=np.int64)
    blocks[: len(ranks)] = ranks
    found, width, span = 0, 1, len(ranks) + 1
    while width < size:
        halves = blocks.reshape(-1, 2, width)
        offset = np.arange(len(halves))[:, None] * span
        left, right = (halves[:, 0] + offset).ravel(), (halves[:, 1] + offset).ravel()
        smaller = np.searchsorted(right, left, "left").reshape(-1, width)
        found += int(np.sum(smaller - np.arange(len(halves))[:, None] * width))
        blocks = np.sort(blocks.reshape(-1, 2 * width), axis=1, kind="stable").ravel()
        width *= 2
    return found
