"""How much was done: sessions, minutes and tries per kind, and tries that were right."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from apps.progress.points.labels import Span
from apps.progress.points.timeline import Unit

Place = Literal["home", "clinic"]
Amount = Literal["sessions", "minutes", "tries"]
AMOUNTS: tuple[Amount, ...] = ("sessions", "minutes", "tries")


class SessionDose(NamedTuple):
    """All sessions of one kind on one day, or in one week if `on` is its Monday."""

    on: date
    kind: str
    sessions: int
    minutes: int
    tries: int


@dataclass(frozen=True, slots=True)
class Dose:
    """One kind of session; the three lists run parallel to `Doses.periods`.

    `tries` are the repetitions of sensory training, all 0 where a kind counts none.
    """

    kind: str
    label: str
    colour_token: str
    shape: str
    sessions: tuple[int, ...]
    minutes: tuple[int, ...]
    tries: tuple[int, ...]

    def amounts(self, amount: Amount) -> tuple[int, ...]:
        """The counts of one measure."""
        return getattr(self, amount)


@dataclass(frozen=True, slots=True)
class Doses:
    """Every week (month, quarter) of a span, those without a session included.

    Weeks begin on Monday; the outer periods are clipped to the span. `kinds` are those with a
    session in it.
    """

    span: Span
    unit: Unit
    periods: tuple[tuple[date, date], ...]
    kinds: tuple[Dose, ...]

    @property
    def empty(self) -> tuple[tuple[date, date], ...]:
        """The periods without a session of any kind."""
        had = [any(counts) for counts in zip(*(k.sessions for k in self.kinds), strict=True)]
        had = had or [False] * len(self.periods)
        return tuple(p for p, any_session in zip(self.periods, had, strict=True) if not any_session)

    @property
    def measured(self) -> tuple[tuple[Amount, tuple[Dose, ...]], ...]:
        """Every measure with something to count, and the kinds that have it."""
        found = ((a, tuple(k for k in self.kinds if any(k.amounts(a)))) for a in AMOUNTS)
        return tuple((amount, kinds) for amount, kinds in found if kinds)


class PracticeDay(NamedTuple):
    """All tries of sensory training of one day or period: how many were made, how many were
    right, and of how many nobody counted the right ones (those are in `attempted` too)."""

    on: date
    attempted: int
    correct: int
    uncounted: int = 0

    @property
    def counted(self) -> int:
        """The tries that `correct` is a part of."""
        return self.attempted - self.uncounted


@dataclass(frozen=True, slots=True)
class Practice:
    """The tries at one place; `tries` runs parallel to `Practices.periods`."""

    place: Place
    tries: tuple[PracticeDay, ...]

    @property
    def total(self) -> PracticeDay:
        """The tries of the whole span."""
        first = self.tries[0].on
        return PracticeDay(first, *(sum(row[n] for row in self.tries) for n in (1, 2, 3)))


@dataclass(frozen=True, slots=True)
class Practices:
    """Sensory training of a span, per day while days are wide enough to see, later per period.

    `places` are those with a try in the span.
    """

    span: Span
    unit: Literal["day", "week", "month", "quarter"]
    periods: tuple[tuple[date, date], ...]
    places: tuple[Practice, ...]
