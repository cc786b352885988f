"""Blocks of treatment in published doses, laid on the calendar: pure and seeded.

The doses and their sources:

- Sensory re-education, `SENSORY_BLOCK`: 2.5 hours in a group, twice a week for 5 weeks. Carlsson
  et al., "SENSory re-learning of the UPPer limb after stroke (SENSUPP): study protocol for a
  pilot randomized controlled trial", Trials 2018;19:229.
- Electrical stimulation, `ELECTRICAL_BLOCK`: 20 Hz, 45 minutes a day, 5 days a week for 2 weeks,
  through glove electrodes. Kattenstroth et al., "Daily repetitive sensory stimulation of the
  paretic hand … RESET", BMC Neurology 2018;18:2. (An earlier pilot, Smith et al., Arch Phys Med
  Rehabil 2009;90:2108-11, gave 90 minutes, 4 days a week for 6 weeks.)
- Acupuncture, `ACUPUNCTURE_COURSE`: LI4, LI11, TE5, ST36 and GB34 of the affected side, needles
  in for 30 minutes; a usual choice of points for arm and leg after stroke.

A dose says what was given, not what it does: nothing here changes a rating, and the results of
training (`correct` of `attempted`) follow the level of numbness and not the other way round.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from functools import partial
from itertools import zip_longest
from random import Random

# Stands for the key of a person in a block given by somebody without an account.
OUTSIDE = "outside"
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
POINTS = (("LI4", 15), ("LI11", 25), ("TE5", 20), ("ST36", 30), ("GB34", 30))
TASKS = ("texture", "shape", "touch_localisation", "limb_position", "task_specific")
TRIES_PER_MINUTE = 1.5
# What a sensate place needs in mA, and how much more each point of numbness asks for.
SENSATE_MA, MA_PER_POINT = 2.0, 0.4


def monday_from(day: date) -> date:
    """Return the day itself if it is a Monday, else the next Monday."""
    return day + timedelta(days=-day.weekday() % 7)


@dataclass(frozen=True)
class Block:
    """Sessions of one kind by one person on fixed weekdays, from the week of day `on`.

    `areas` are the numbers of the treated areas. `kept` is the part of the sessions that take
    place; a published dose is given in full.
    """

    kind: str
    by: str
    on: int
    weeks: int
    weekdays: tuple[int, ...]
    minutes: int
    setting: str = "clinic"
    at: time = time(10, 30)
    areas: tuple[int, ...] = (0,)
    kept: float = 1.0

    def days(self, first: date) -> Iterator[date]:
        """Yield the planned days of a diary that began on `first`."""
        monday = monday_from(first + timedelta(days=self.on))
        for week in range(self.weeks):
            for weekday in self.weekdays:
                yield monday + timedelta(weeks=week, days=weekday)


SENSORY_BLOCK = partial(
    Block, "sensory", weeks=5, weekdays=(TUESDAY, THURSDAY), minutes=150, setting="group"
)
ELECTRICAL_BLOCK = partial(
    Block, "electrical", weeks=2, weekdays=tuple(range(5)), minutes=45, at=time(14)
)
ACUPUNCTURE_COURSE = partial(
    Block, "acupuncture", weekdays=(WEDNESDAY,), minutes=30, at=time(16, 15)
)


def at_home(kind: str, *, on: int, weeks: int, weekdays: tuple[int, ...], minutes: int) -> Block:
    """Return practice at home that the patient or the helper wrote down, when there was some."""
    return Block(kind, "", on, weeks, weekdays, minutes, "home", at=time(11), kept=0.7)


def weekly(kind: str, by: str, *, on: int, weeks: int, minutes: int, setting="clinic") -> Block:
    """Return a block of one session a week, of which some fall out."""
    return Block(kind, by, on, weeks, (FRIDAY,), minutes, setting, kept=0.9)


@dataclass(frozen=True)
class Stretch:
    """A phase, which begins with the week of the blocks of day `on` and ends with the next one."""

    name: str
    on: int
    kind: str = "treatment"


def no_treatment(on: int, name: str = "No treatment") -> Stretch:
    """Return a phase in which nobody is treated."""
    return Stretch(name, on, "no treatment")


@dataclass(frozen=True)
class Wish:
    """A goal in the patient's words; `area` is its number in the story, `within` days from now.

    One without a part was written by the patient.
    """

    text: str
    within: int
    area: int | None = None
    score: int | None = None


@dataclass(frozen=True)
class Plan:
    """So many sessions of a kind each week, from the week of day `on`, not over yet."""

    kind: str
    per_week: int
    on: int


@dataclass(frozen=True)
class PlannedPhase:
    """One phase on the calendar; the last one is not over yet."""

    name: str
    kind: str
    starts_on: date
    ends_on: date | None


def plan_phases(stretches: tuple[Stretch, ...], first: date) -> list[PlannedPhase]:
    """Return the phases of a diary that began on `first`, one after the other without a gap."""
    starts = [
        monday_from(first + timedelta(days=stretch.on)) if stretch.on else first
        for stretch in stretches
    ]
    return [
        PlannedPhase(stretch.name, stretch.kind, start, following and following - timedelta(days=1))
        for stretch, start, following in zip_longest(stretches, starts, starts[1:])
    ]


@dataclass(frozen=True)
class PlannedSession:
    """One session; `facts` are the fields of its kind, empty for a plain one."""

    on: date
    block: Block
    facts: dict
    note: str


NOTES = {
    "sensory": (
        "Sandpaper, wool and cotton in turn.",
        "Coins, keys and a nut from a bag.",
        "Tired by the end, shorter rests next time.",
        "Water kept lukewarm: the hand cannot tell hot from cold yet.",
    ),
    "electrical": ("Glove electrodes, all fingertips.", "Read a book during the session."),
    "acupuncture": ("Felt heavy for an hour last time, gone by the evening.",),
    "physio": ("Weight through the arm, standing.", "Stairs with one rail."),
    "occupational": ("Kitchen tasks, eyes on the hand.", "Buttons and zips."),
}
WITH_NOTE = 0.25


def plan_sessions(
    blocks: tuple[Block, ...], *, first: date, last: date, away, level, rng: Random
) -> list[PlannedSession]:
    """Return the sessions of all blocks from `first` to `last`, oldest first.

    `away(day)` says whether the person was ill or away on the day of that number; `level(day)`
    is the numbness of the first area then, which sets how well training goes.
    """
    given = []
    for block in blocks:
        for on in block.days(first):
            day = (on - first).days
            if first <= on <= last and not away(day) and rng.random() < block.kept:
                given.append((on, block, level(day)))
    given.sort(key=lambda one: (one[0], one[1].at))
    return [
        PlannedSession(on, block, _facts(block, numb, number, rng), _note(block, rng))
        for number, (on, block, numb) in _numbered(given)
    ]


def _numbered(given: list) -> Iterator[tuple[int, tuple]]:
    """Yield each session with how many of its kind came before."""
    count = {}
    for one in given:
        kind = one[1].kind
        yield count.get(kind, 0), one
        count[kind] = count.get(kind, 0) + 1


def _note(block: Block, rng: Random) -> str:
    note = rng.choice(NOTES[block.kind])
    return note if rng.random() < WITH_NOTE else ""


def _facts(block: Block, numb: float, number: int, rng: Random) -> dict:
    if block.kind == "sensory":
        return _training(block, numb, rng)
    if block.kind == "electrical":
        return _current(numb, rng)
    if block.kind == "acupuncture":
        return _needling(number, rng)
    return {}


def _training(block: Block, numb: float, rng: Random) -> dict:
    attempted = 5 * round(block.minutes * TRIES_PER_MINUTE * rng.uniform(0.8, 1.1) / 5)
    right = min(0.97, max(0.1, 0.95 - 0.06 * numb + rng.gauss(0, 0.05)))
    return {
        "task": rng.choice(TASKS),
        "vision": rng.choice(("closed", "open_closed_open")),
        "guidance": "active",
        "difficulty": min(5, max(1, round(5 - numb / 2))),
        "attempted": attempted,
        "correct": round(attempted * right),
        "fatigue_after": min(10, max(0, round(rng.gauss(2 + block.minutes / 50, 1.2)))),
    }


def _current(numb: float, rng: Random) -> dict:
    sensate = SENSATE_MA + rng.choice((-0.2, 0, 0.2))
    numbed = sensate + MA_PER_POINT * numb
    return {
        "mode": "mesh",
        "frequency_hz": 20,
        "pulse_width_us": 200,
        "amplitude_ma": _tenths(numbed * 1.2),
        "level": "sensory",
        "on_seconds": 1,
        "off_seconds": 5,
        "electrodes": "Glove, all five fingertips; return at the wrist",
        "threshold_affected_ma": _tenths(numbed),
        "threshold_other_ma": _tenths(sensate),
        "max_ma": Decimal("12.0"),
        "skin_before": "normal",
        "skin_after": rng.choice(("normal", "normal", "normal", "pink")),
    }


def _needling(number: int, rng: Random) -> dict:
    return {
        "style": "body",
        "needles_in": len(POINTS),
        "needles_out": len(POINTS),
        "sought": "deqi",
        "felt": rng.choice(("deqi", "deqi", "none")),
        "stimulation": "manual",
        "retention_minutes": 30,
        "needle_diameter_mm": Decimal("0.25"),
        "needle_length_mm": 40,
        "earlier_sessions": number,
    }


def _tenths(current: float) -> Decimal:
    return Decimal(f"{current:.1f}")
