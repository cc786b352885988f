"""How much was done: sessions, minutes and tries per week and kind, and tries that were right."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class WeeklyDose:
    """One kind of session, week by week; the three lists run parallel to `Doses.weeks`.

    `tries` are the repetitions of sensory training, all 0 where a kind counts none.
    """

    kind: str
    label: str
    colour_token: str
    shape: str
    sessions: tuple[int, ...]
    minutes: tuple[int, ...]
    tries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Doses:
    """Every week (by its Monday) of a span, those without a session included."""

    start: date
    end: date
    weeks: tuple[date, ...]
    kinds: tuple[WeeklyDose, ...]


class PracticeDay(NamedTuple):
    """All tries of sensory training of one day: how many were made, how many were right."""

    on: date
    attempted: int
    correct: int


@dataclass(frozen=True, slots=True)
class Practice:
    """The tries of a span, one point per day with any, oldest first."""

    start: date
    end: date
    days: tuple[PracticeDay, ...]
