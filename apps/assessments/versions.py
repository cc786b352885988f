"""What one version of a clinical test asks: its range, its parts, where it is done. Plain values.

A row of the catalogue keeps its versions as JSON, with numbers as text, so that 0.1 stays 0.1.
"""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Literal

from apps.assessments.places import places_at

# What the total is: the sum of the parts, a number of its own, or nothing that is ever made.
TotalRule = Literal["sum", "typed", "none"]
# The finest that is kept where a test names no step.
FINEST = Decimal("0.01")
# Beyond it no test counts; an open scale ends here.
HIGHEST = Decimal(1000)


@dataclass(frozen=True)
class Range:
    """The numbers that may be given: from `low` to `high` (None: open) in steps of `step` (None:
    any number with up to two decimal places)."""

    low: Decimal
    high: Decimal | None
    step: Decimal | None

    def holds(self, value: Decimal) -> bool:
        """Return whether the number lies within both ends."""
        return self.low <= value <= (HIGHEST if self.high is None else self.high)

    def fits_step(self, value: Decimal) -> bool:
        """Return whether the number is one of the steps, counted from the low end."""
        return (value - self.low) % (self.step or FINEST) == 0

    def neighbours(self, value: Decimal) -> tuple[Decimal, Decimal]:
        """Return the steps below and above a number that lies between two of them."""
        step = self.step or FINEST
        below = value - (value - self.low) % step
        return below, below + step


@dataclass(frozen=True)
class Part:
    """A subscore with its own range. `mdc` is its published minimal detectable change."""

    code: str
    name: str
    low: Decimal
    high: Decimal | None
    step: Decimal | None = Decimal(1)
    mdc: Decimal | None = None

    @property
    def range(self) -> Range:
        """The numbers that it may have."""
        return Range(self.low, self.high, self.step)


@dataclass(frozen=True)
class Version:
    """One version of a test. `sites` are codes of `places`; `mdc` holds for the total when the
    same person tests, `mdc_between` when another one does. Both hold at `mdc_sites` only, if the
    error was measured at some sites and not at others."""

    code: str = ""
    name: str = ""
    low: Decimal = Decimal(0)
    high: Decimal | None = None
    step: Decimal | None = Decimal(1)
    total: TotalRule = "typed"
    sites: tuple[str, ...] = ()
    mdc: Decimal | None = None
    mdc_between: Decimal | None = None
    mdc_sites: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def range(self) -> Range:
        """The numbers that the total may have."""
        return Range(self.low, self.high, self.step)

    @property
    def places(self) -> list[str]:
        """The codes of the places where it is done."""
        return places_at(self.sites)

    def mdcs_at(self, place: str) -> tuple[Decimal | None, Decimal | None]:
        """Return `mdc` and `mdc_between` as they hold at this place."""
        holds = not self.mdc_sites or place in places_at(self.mdc_sites)
        return (self.mdc, self.mdc_between) if holds else (None, None)

    def part(self, code: str) -> Part | None:
        """Return the part with this code."""
        return next((part for part in self.parts if part.code == code), None)

    def part_at(self, place: str) -> Part | None:
        """Return the part by its place from 1 on: addresses must not tell what was tested."""
        return next((one for at, one in enumerate(self.parts, start=1) if str(at) == place), None)


NUMBERS = ("low", "high", "step", "mdc", "mdc_between")


def version_data(version: Version) -> dict[str, Any]:
    """Return a version as it is stored."""
    return _as_text(asdict(version)) | {"parts": [_as_text(asdict(p)) for p in version.parts]}


def version_from(data: dict[str, Any]) -> Version:
    """Return a stored version."""
    facts = _as_numbers(data)
    for name in ("sites", "mdc_sites"):
        facts[name] = tuple(facts.get(name, ()))
    facts["parts"] = tuple(Part(**_as_numbers(part)) for part in facts["parts"])
    return Version(**facts)


def _as_text(facts: dict[str, Any]) -> dict[str, Any]:
    numbers = {name: facts[name] for name in NUMBERS if facts.get(name) is not None}
    return facts | {name: str(number) for name, number in numbers.items()}


def _as_numbers(facts: dict[str, Any]) -> dict[str, Any]:
    texts = {name: facts[name] for name in NUMBERS if facts.get(name) is not None}
    return facts | {name: Decimal(text) for name, text in texts.items()}
