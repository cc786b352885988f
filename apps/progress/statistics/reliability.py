"""Change against measurement error: what one person's difference must exceed.

Pages say `exceeds_mdc` alone. The rest makes the rules behind them checkable: why a week needs
four rated days, where an MDC comes from, and that both agree with the published figures of
tests/progress/worked_examples.json.

Sources: Jacobson NS, Truax P (1991), J. Consult. Clin. Psychol. 59:12-19 (reliable change);
de Vet HCW and colleagues (2006), Health Qual. Life Outcomes 4:54 (minimal detectable change);
Spearman C (1910) and Brown W (1910), Br. J. Psychol. 3:271-295 and 296-322 (reliability of means).
"""

from math import sqrt
from typing import NamedTuple

from apps.progress.statistics.kendall import Z_95


class ReliableChange(NamedTuple):
    """`error` is the standard error of one measurement, `difference` that of a difference of two;
    `index` is the change in those, `least` the smallest change that is reliable (95 %)."""

    error: float
    difference: float
    index: float
    least: float

    @property
    def is_reliable(self) -> bool:
        return abs(self.index) > Z_95


def reliable_change(
    before: float, after: float, deviation: float, reliability: float
) -> ReliableChange:
    """Return Jacobson and Truax's index. `deviation` is the standard deviation among people,
    `reliability` lies from 0 to below 1. Raises ValueError for what leaves no error to compare."""
    if deviation <= 0 or not 0 <= reliability < 1:
        raise ValueError("The deviation must be above 0, the reliability from 0 to below 1.")
    error = deviation * sqrt(1 - reliability)
    difference = error * sqrt(2)
    # 1.96 as published, so that published figures come out to their last digit.
    return ReliableChange(error, difference, (after - before) / difference, 1.96 * difference)


def mdc_from_sem(sem: float) -> float:
    """Return the minimal detectable change (95 %) from the standard error of measurement."""
    return 1.96 * sqrt(2) * sem


def sem_from_mdc(mdc: float) -> float:
    """Return the standard error of measurement behind a minimal detectable change (95 %)."""
    return mdc / (1.96 * sqrt(2))


def exceeds_mdc(before: float, after: float, mdc: float) -> bool:
    """Say whether a change is more than measurement error: beyond the MDC, not equal to it."""
    return abs(after - before) > mdc


def mean_reliability(single: float, count: float) -> float:
    """Return the reliability of the mean of `count` ratings by Spearman-Brown."""
    return count * single / (1 + (count - 1) * single)
