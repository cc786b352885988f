"""What can be said about the direction of a series, and about two stretches of it."""

from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Literal, NamedTuple

Verdict = Literal["less numb", "more numb", "steady", "can't tell"]
PhaseKind = Literal["treatment", "no treatment", "illness", "hospital"]


class Interval(NamedTuple):
    """Both ends of a 95 % interval; an end that the data cannot bound is infinite."""

    low: float
    high: float

    def is_inside(self, low: float, high: float) -> bool:
        return low < self.low and self.high < high


NOTHING_KNOWN = Interval(-inf, inf)


@dataclass(frozen=True, slots=True)
class Trend:
    """The straight line through the rated days of one span, and its verdict.

    Slopes are scores per day, None with fewer than two different days. `slope` and `intercept`
    (the height on the first rated day) are Theil-Sen's, and `interval` is its plain interval,
    which treats the days as independent; on whole ratings that slope is often exactly 0.
    `adjusted_slope` and `adjusted` take a rating for the step of the scale that it is, and allow
    for the likeness of neighbouring days: they are what is said, and the verdict rests on them.
    `recent_change` holds the change over the last eight weeks, in scores: the interval of the whole
    line over as many days, and half of the interval of these weeks alone. It decides "steady".
    `solid_weeks` counts the weeks with enough rated days.
    """

    rated_days: int
    solid_weeks: int
    slope: float | None
    intercept: float | None
    adjusted_slope: float | None
    interval: Interval
    adjusted: Interval
    recent_change: Interval
    verdict: Verdict

    @property
    def per_4_weeks(self) -> float | None:
        return None if self.adjusted_slope is None else self.adjusted_slope * 28

    @property
    def adjusted_per_4_weeks(self) -> Interval:
        return Interval(self.adjusted.low * 28, self.adjusted.high * 28)


@dataclass(frozen=True, slots=True)
class Phase:
    """A named stretch of days (both ends in; None is not over yet) of the patient's treatment."""

    name: str
    kind: PhaseKind
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class PhaseNumbers:
    """The solid weekly middle scores of the weeks that lie wholly inside a phase.

    `weeks` are the Mondays and run parallel to `values`; `median` is None without a value.
    `rated_days` of `days` counts the whole phase up to the end of the shown span.
    """

    phase: Phase
    weeks: tuple[date, ...]
    values: tuple[float, ...]
    median: float | None
    rated_days: int
    days: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """How two stretches differ. `nap` is the share of all pairs in which the later value is the
    better one (ties count half); `tau` is the same from -1 to 1. `tau_corrected` has the earlier
    stretch's own trend taken out, and is None where that stretch has none to speak of."""

    nap: float
    interval: Interval
    tau: float
    tau_corrected: float | None


@dataclass(frozen=True, slots=True)
class PhaseComparison:
    """Two phases of one body part, the earlier one first; `overlap` is None with fewer than five
    weekly middle scores in either of them."""

    earlier: PhaseNumbers
    later: PhaseNumbers
    overlap: Overlap | None
