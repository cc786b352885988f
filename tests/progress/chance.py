"""Everything that the database can hold about one part, by seeded chance: the same every time."""

import random
from dataclasses import replace
from datetime import date, timedelta

from apps.progress.points import (
    DayRating,
    Goal,
    Injury,
    Lane,
    Phase,
    Stroke,
    Timeline,
    Window,
)
from apps.progress.statistics import daily_points

DAY = timedelta(days=1)
# Most are short: a chart of years costs no more to draw, but its numbers cost more to make.
SPANS = (1, 2, 7, 27, 28, 35, 91, 280, 366, 550, 1461, 3650, 5479)
WEIGHTS = (4, 4, 8, 8, 20, 8, 20, 12, 6, 4, 2, 1, 1)
ENDS = (date(2024, 2, 29), date(2024, 3, 31), date(2025, 10, 26), date(2026, 12, 31))
NAMES = (
    "Home",
    "Clinic block 1 with the whole hand and arm",
    "العلاج الكهربائي",
    "家庭康复训练",
    "घर पर प्रशिक्षण",
    "טיפול בבית",
    "<b>&amp;\"'",
    "Donaudampfschifffahrtsgesellschaftskap",
)
SHAPES = ("circle", "triangle", "diamond", "square", "hexagon", "star")
TOKENS = ("sensory", "electrical", "acupuncture", "physio", "occupational", "other", "unknown")


def made_up(chance: random.Random) -> Timeline:
    """Return one of the many timelines that there can be."""
    days = chance.choices(SPANS, WEIGHTS)[0]
    end = chance.choice((*ENDS, date(2010, 1, 1) + chance.randrange(6000) * DAY))
    start = end - (days - 1) * DAY
    lanes = tuple(_lane(chance, number, start, days) for number in range(_few(chance, 9)))
    measure = chance.choice(("numbness", "tingling"))
    bare = Timeline(
        area_label=chance.choice(("Left hand", *NAMES)),
        area_your="your left hand",
        days=daily_points(_ratings(chance, start, days), measure),
        lanes=lanes,
        strokes=_strokes(chance, start, days),
        start=start,
        end=end,
        today=end,
        measure=measure,
    )
    return replace(
        bare,
        phases=_phases(chance, start, days),
        goal=_goal(chance, end),
        injuries=_injuries(chance, start, days),
        windows=tuple(
            Window(on, on + 7 * DAY, lane.kind) for lane in lanes[:1] for on in lane.days
        ),
    )


def _few(chance: random.Random, most: int) -> int:
    """Return a number from 0 to `most`; often 0 or a small one."""
    return chance.choice((0, chance.randint(0, 3), chance.randint(0, most)))


def _near(chance: random.Random, start: date, days: int) -> date:
    """Return a day of the span, or one not far outside."""
    return start + chance.randint(-days // 4 - 3, days + days // 4 + 3) * DAY


def _ratings(chance: random.Random, start: date, days: int) -> tuple[DayRating, ...]:
    """Return years of them, none, one, equal ones, blanks, breaks, several on one day."""
    kind = chance.choice(("none", "one", "equal", "zero", "ten", "any", "any", "any", "any"))
    if kind == "none":
        return ()
    if kind == "one":
        return (_rating(chance, _near(chance, start, days), chance.randint(0, 10)),)
    same = {"zero": 0, "ten": 10, "equal": chance.randint(0, 10)}.get(kind)
    share, gap = chance.choice((0.1, 0.5, 0.9)), chance.randint(0, days)
    made = []
    for day in range(-chance.choice((0, 0, 30)), days):
        if chance.random() < share and not gap <= day < gap + chance.choice((3, 20)):
            for _ in range(chance.choice((1, 1, 1, 2))):
                score = chance.randint(0, 10) if same is None else same
                made.append(_rating(chance, start + day * DAY, score))
    return tuple(made)


def _rating(chance: random.Random, on: date, score: int) -> DayRating:
    method = chance.choices(("rated", "same", "skipped"), (6, 3, 1))[0]
    blank = method == "skipped"
    return DayRating(on, None if blank else score, chance.choice((None, score)), method)


def _lane(chance: random.Random, number: int, start: date, days: int) -> Lane:
    kind, count = f"kind-{number}", min(chance.choice((1, 5, 30, 200)), days)
    on = sorted(_near(chance, start, days) for _ in range(count))
    return Lane(
        kind,
        chance.choice(NAMES)[:30],
        chance.choice(TOKENS),
        chance.choice(SHAPES),
        tuple(on),
    )


def _strokes(chance: random.Random, start: date, days: int) -> tuple[Stroke, ...]:
    precision = ("day", "month", "year")
    return tuple(
        Stroke(_near(chance, start - chance.choice((0, 400)) * DAY, days), chance.choice(precision))
        for _ in range(chance.choice((0, 1, 1, 2, 3)))
    )


def _phases(chance: random.Random, start: date, days: int) -> tuple[Phase, ...]:
    phases = []
    for _ in range(_few(chance, 8)):
        first, last = sorted((_near(chance, start, days), _near(chance, start, days)))
        kind = chance.choice(("treatment", "no treatment"))
        phases.append(Phase(chance.choice(NAMES), kind, first, chance.choice((None, last))))
    return tuple(phases)


def _goal(chance: random.Random, end: date) -> Goal | None:
    by = chance.choice((None, end + chance.randint(-100, 100) * DAY))
    return chance.choice((None, Goal(chance.randint(0, 10), by)))


def _injuries(chance: random.Random, start: date, days: int) -> tuple[Injury, ...]:
    return tuple(
        Injury(_near(chance, start, days), chance.choice(NAMES)) for _ in range(_few(chance, 6))
    )
