"""A model of how people keep a diary of numbness: seeded, and the same for the same seed.

It makes data that *looks* like real diaries, so that charts and pages meet what they will meet
in a clinic. It is an illustration and not evidence: no number in it was fitted to patients.

What it assumes, step by step:

1. Under each area lies a smooth level, 0 (normal feeling) to 10 (none), that approaches a
   plateau exponentially: quick in the first months, then slow, rarely down to 0. Recovery after
   stroke is commonly described so. The level knows nothing of treatment: sessions are made
   elsewhere (`treatment.py`) and no session changes a level.
2. A second stroke, or a bad spell, is a shift: the level rises by some points and settles in
   the same way on what lasts of it.
3. A day differs from the next. The deviation is a first-order autoregression with lag-1
   correlation `LIKE_YESTERDAY` and standard deviation `DAY_TO_DAY`: good and bad days come in
   short runs.
4. The person answers in whole numbers, so the sum is rounded and kept within 0 to 10.
5. Tingling has a level of its own and may rise while numbness falls, as feeling that comes back
   often prickles. It is optional: some ratings leave it blank.
6. Not every day is logged: fewer at the weekend, fewer with each year, none while ill or away.
7. Who feels about the same as last time often says "same": for all areas, with the old numbers.
   The seventh "same" in a row is not offered, so that day is rated afresh. On other days people
   rate what changed, and the rest stays the same.
8. Now and then somebody is not sure (no number), or fills a day in on the day after.
"""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal

LIKE_YESTERDAY = 0.45
DAY_TO_DAY = 0.7
SATURDAY = 5
MOST_SAME_IN_A_ROW = 6
# A change of this many points is always noticed.
CLEAR_CHANGE = 2
TINGLING_ANSWERED = 0.8
DAYS_PER_YEAR = 365.25


def seeded(seed: str | int) -> Random:
    """Return the source of chance of one diary: the same for the same seed, on every machine."""
    return Random(seed)  # noqa: S311  (made-up data; nothing here is a secret)


@dataclass(frozen=True)
class Shift:
    """A jump of the level by `points` on day `on`, of which `lasting` points stay.

    `days` is the time constant of the settling. Days count from the first of the diary.
    """

    on: int
    points: float
    lasting: float
    days: float = 90.0

    def at(self, day: int) -> float:
        """Return what the shift adds to the level on this day."""
        if day < self.on:
            return 0.0
        passing = (self.points - self.lasting) * math.exp((self.on - day) / self.days)
        return self.lasting + passing


@dataclass(frozen=True)
class Curve:
    """A level that goes from `first` to `plateau` with a time constant of `days`."""

    first: float
    plateau: float
    days: float
    shifts: tuple[Shift, ...] = ()

    def at(self, day: int) -> float:
        """Return the level on this day of the diary, without the day's own deviation."""
        recovering = (self.first - self.plateau) * math.exp(-day / self.days)
        return self.plateau + recovering + sum(shift.at(day) for shift in self.shifts)


@dataclass(frozen=True)
class Gap:
    """Days without any entry, an illness for example; `on` counts from the first day."""

    on: int
    days: int

    def holds(self, day: int) -> bool:
        """Return whether the day lies in the gap."""
        return self.on <= day < self.on + self.days


@dataclass(frozen=True)
class Habits:
    """How somebody keeps the diary; every number but the gaps is a probability."""

    weekday: float = 0.9
    weekend: float = 0.68
    same: float = 0.65
    late: float = 0.04
    unsure: float = 0.01
    lost_per_year: float = 0.04
    gaps: tuple[Gap, ...] = ()

    def logs(self, on: date, day: int) -> float:
        """Return the probability of an entry on this date, the `day`-th of the diary."""
        if any(gap.holds(day) for gap in self.gaps):
            return 0.0
        usual = self.weekend if on.weekday() >= SATURDAY else self.weekday
        return usual * (1 - self.lost_per_year) ** (day / DAYS_PER_YEAR)


@dataclass(frozen=True)
class Feeling:
    """The courses of one area; without a second one the person is never asked for tingling."""

    numbness: Curve
    tingling: Curve | None = None


@dataclass(frozen=True)
class Answer:
    """What the person says of one area on one day. A blank is None and never 0."""

    numbness: int | None
    tingling: int | None
    method: Literal["rated", "same", "skipped"]


@dataclass(frozen=True)
class DiaryDay:
    """One day with answers, in the order of the areas; `is_late` if filled in a day later."""

    on: date
    answers: tuple[Answer, ...]
    is_late: bool

    @property
    def is_same(self) -> bool:
        """Whether the person said "same" of every area."""
        return all(answer.method == "same" for answer in self.answers)


def write_diary(
    feelings: tuple[Feeling, ...],
    habits: Habits,
    *,
    first: date,
    last: date,
    rng: Random,
    ending: tuple[int, ...],
) -> list[DiaryDay]:
    """Return the days with entries from `first` to `last`, both of which have one.

    The last day is told and not drawn: `ending` holds its ratings, one per area, so that the
    demonstration opens on the same numbers whatever the date.
    """
    length = (last - first).days + 1
    numb = [_felt(feeling.numbness, length, rng) for feeling in feelings]
    prickly = [
        _felt(feeling.tingling, length, rng) if feeling.tingling else [None] * length
        for feeling in feelings
    ]
    writer = _Writer(habits, rng)
    for day in range(length - 1):
        on = first + timedelta(days=day)
        # The chance is drawn on every day, so that one more gap moves no other day.
        if rng.random() < habits.logs(on, day) or day == 0:
            felt = [(numb[area][day], prickly[area][day]) for area in range(len(feelings))]
            writer.write(on, felt)
    told = [(score, prickly[area][-1]) for area, score in enumerate(ending)]
    writer.write_told(last, told)
    return writer.days


def deviations(length: int, rng: Random) -> list[float]:
    """Return how far each day lies from the level: a stationary autoregression of order 1."""
    new = DAY_TO_DAY * math.sqrt(1 - LIKE_YESTERDAY**2)
    found = [rng.gauss(0, DAY_TO_DAY)]
    while len(found) < length:
        found.append(LIKE_YESTERDAY * found[-1] + rng.gauss(0, new))
    return found[:length]


def _felt(curve: Curve, length: int, rng: Random) -> list[int]:
    return [
        min(10, max(0, round(curve.at(day) + deviation)))
        for day, deviation in enumerate(deviations(length, rng))
    ]


class _Writer:
    """Turns what is felt into what is written, day by day."""

    def __init__(self, habits: Habits, rng: Random):
        self.habits = habits
        self.rng = rng
        self.days: list[DiaryDay] = []
        self.same_in_a_row = 0

    def write(self, on: date, felt: list[tuple[int, int | None]]) -> None:
        """Add the day: "same" for all, some areas rated, or a fresh look at all of them."""
        last = self.last_numbers()
        if last is None or self.same_in_a_row >= MOST_SAME_IN_A_ROW:
            answers = [self.rate(*one) for one in felt]
        elif self.says_same(felt, last):
            answers = [Answer(*one, "same") for one in last]
        else:
            answers = self.rate_what_changed(felt, last)
        self.add(on, answers, is_late=self.rng.random() < self.habits.late)

    def write_told(self, on: date, felt: list[tuple[int, int | None]]) -> None:
        """Add the last day: every area rated on the day itself."""
        self.add(on, [Answer(*one, "rated") for one in felt], is_late=False)

    def add(self, on: date, answers: list[Answer], *, is_late: bool) -> None:
        self.days.append(DiaryDay(on, tuple(answers), is_late))
        self.same_in_a_row = self.same_in_a_row + 1 if self.days[-1].is_same else 0

    def last_numbers(self) -> list[tuple[int, int | None]] | None:
        """Return each area's newest number; None while an area has none at all."""
        numbers = {}
        for day in reversed(self.days):
            for area, answer in enumerate(day.answers):
                if answer.numbness is not None:
                    numbers.setdefault(area, (answer.numbness, answer.tingling))
            if len(numbers) == len(day.answers):
                return [numbers[area] for area in sorted(numbers)]
        return None

    def says_same(self, felt: list, last: list) -> bool:
        is_clear = any(
            abs(now[0] - before[0]) >= CLEAR_CHANGE for now, before in zip(felt, last, strict=True)
        )
        return not is_clear and self.rng.random() < self.habits.same

    def rate_what_changed(self, felt: list, last: list) -> list[Answer]:
        changed = [now[0] != before[0] for now, before in zip(felt, last, strict=True)]
        # Nothing changed and yet the person rates: then it is the first area, their main one.
        changed[0] = changed[0] or not any(changed)
        return [
            self.rate(*now) if is_rated else Answer(*before, "same")
            for now, before, is_rated in zip(felt, last, changed, strict=True)
        ]

    def rate(self, numbness: int, tingling: int | None) -> Answer:
        if self.rng.random() < self.habits.unsure:
            return Answer(None, None, "skipped")
        answered = self.rng.random() < TINGLING_ANSWERED
        return Answer(numbness, tingling if answered else None, "rated")
