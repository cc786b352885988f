"""Clinical tests, goals and what happened to a numb part, as the charts need them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple


@dataclass(frozen=True, slots=True)
class Goal:
    """A score to reach, and by when if a day was agreed."""

    score: int
    by: date | None = None


class Injury(NamedTuple):
    """A burn, cut or fall, in the reader's words ("Burn (Left hand)")."""

    on: date
    label: str


class Noted(NamedTuple):
    """A ready-made note of one day, in the reader's words ("Slept badly")."""

    on: date
    label: str


class Window(NamedTuple):
    """Days (both in) after a treatment in which a rating may still feel it."""

    start: date
    end: date
    kind: str


class ClinicalResult(NamedTuple):
    """One result of a clinical test; `label` is what is printed ("12", "Not felt")."""

    on: date
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class ClinicalTest:
    """The results of one clinical test of one body part, oldest first.

    `low` and `high` are the ends of its scale; `better` says which end is the good one. `mdc` is
    the published minimal detectable change (95 %) in the unit of the test and `population` the
    people it was measured in; both are empty where none is published, and then nothing is said of
    change.
    `ordinal` tests (modified Ashworth) are drawn as steps and never averaged. `levels` names marks
    of the scale: every step of an ordinal one, the markings of monofilaments. A result beyond the
    bad end of the scale ("Not felt") has a value beyond it and is drawn there, in a row of its own.
    """

    name: str
    unit: str
    low: float
    high: float
    better: Literal["lower", "higher"]
    results: tuple[ClinicalResult, ...]
    mdc: float | None = None
    population: str = ""
    ordinal: bool = False
    levels: tuple[tuple[float, str], ...] = ()

    @property
    def best(self) -> float:
        return self.low if self.better == "lower" else self.high

    @property
    def worst(self) -> float:
        return self.high if self.better == "lower" else self.low

    def is_beyond(self, result: ClinicalResult) -> bool:
        """Whether a result lies beyond the bad end, where differences mean nothing."""
        return result.value > self.high if self.better == "lower" else result.value < self.low

    @property
    def comparable(self) -> tuple[ClinicalResult, ClinicalResult] | None:
        """The first and the latest result, where an MDC is published and both can be subtracted."""
        if self.mdc is None or self.ordinal or len(self.results) < 2:
            return None
        first, latest = self.results[0], self.results[-1]
        return None if self.is_beyond(first) or self.is_beyond(latest) else (first, latest)
