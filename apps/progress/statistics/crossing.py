"""Where a falling function passes a height: the root finding behind an interval."""

from collections.abc import Callable
from math import inf

_DOUBLINGS = 60
_NARROWINGS = 60


def crossing(over: Callable[[float], float], start: float, pace: float) -> float:
    """Return where the falling function `over` passes 0, to a ten-thousandth of the first `pace`.

    Walks from `start` in doubling steps until the place lies between two guesses, then narrows
    by straight lines between them and by halving in turns. Infinite where it never gets there.
    """
    close = 1e-4 * pace
    low = high = start
    over_low = over_high = over(start)
    for _ in range(_DOUBLINGS):
        if over_low >= 0 >= over_high:
            return _narrowed(over, (low, over_low), (high, over_high), close)
        if over_low < 0:
            low, high, over_high = low - pace, low, over_low
            over_low = over(low)
        else:
            low, high, over_low = high, high + pace, over_high
            over_high = over(high)
        pace *= 2
    return -inf if over_low < 0 else inf


def _narrowed(
    over: Callable[[float], float],
    left: tuple[float, float],
    right: tuple[float, float],
    close: float,
) -> float:
    """Return the place between (low, height at least 0) and (high, height at most 0)."""
    for turn in range(_NARROWINGS):
        (low, over_low), (high, over_high) = left, right
        if high - low <= close or over_low == over_high:
            break
        share = 0.5 if turn % 4 == 3 else over_low / (over_low - over_high)
        # A hair past the straight line, so that the place is soon enclosed from both sides.
        nudge = 0.02 * close / (high - low) if share < 0.5 else -0.02 * close / (high - low)
        guess = low + (high - low) * min(max(share + nudge, 0.0), 1.0)
        there = over(guess)
        if there >= 0:
            left = guess, there
        if there <= 0:
            right = guess, there
    return (left[0] + right[0]) / 2
