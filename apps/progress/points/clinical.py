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
    """A burn, cut or fall of a numb part."""

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
    `ordinal` tests (modified Ashworth) are drawn as steps and never averaged.
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
