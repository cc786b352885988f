"""How often the verdict is wrong, how often the intervals hold the truth, and what is found.

Made-up diaries: a straight line from a random level of 4 to 6, days that resemble the day before
(first-order autoregression, standard deviation 1), rounded to 0-10. Complete, or with 30 of 100
days missing at random and three weeks missing in one piece. Every diary begins on a Monday.
Without a change a verdict of "less" or "more" is false; with a fall of 0.25 points in 4 weeks
"less" is right. The plain method is Theil-Sen's with its usual interval. A second table tells how
often a level diary is called steady, and one that falls by a point in its last eight weeks, which
is the edge of "steady". Seeded: the same tables on every machine.
"""

import os
from itertools import product
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np

from apps.progress.statistics import analyse

DAYS = (56, 84, 182, 365)
LIKENESS = (0.0, 0.3, 0.6)
FALL = -0.25 / 28  # points a day
RUNS = 2000
STEADY_RUNS = 1000
DEVIATION = 1.0
DEVIATIONS = (0.5, 1.0)
RECENT = 56  # days
MONDAY = 7 * 105_000
SEED = 2026


class Cell(NamedTuple):
    """One kind of diary."""

    days: int
    likeness: float
    gaps: bool
    runs: int = RUNS


class Share(NamedTuple):
    """Percent of the diaries of a cell: without a change, then with one."""

    false_verdicts: float
    covered: float
    covered_falling: float
    plain_covered_falling: float
    found: float
    plain_found: float


def print_simulation(runs: int = RUNS) -> None:
    """Print the table of docs/methods.md."""
    cells = [Cell(*kind, runs) for kind in product(DAYS, LIKENESS, (False, True))]
    print(f"\nVerdicts on {runs:,} made-up diaries a line, in percent (seed {SEED})\n")
    print(
        "| days | likeness | gaps | false verdicts | interval holds, no change | interval holds,"
        " fall | plain interval holds, fall | fall found | found by the plain method |"
    )
    print("|" + "---|" * 9)
    with get_context("spawn").Pool(min(os.cpu_count() or 1, 4)) as pool:
        for cell, share in zip(cells, pool.imap(shares, cells), strict=True):
            figures = " | ".join(f"{value:.1f}" for value in share)
            gaps = "yes" if cell.gaps else "no"
            print(f"| {cell.days} | {cell.likeness:g} | {gaps} | {figures} |", flush=True)


def print_steady(runs: int = STEADY_RUNS) -> None:
    """Print the second table: percent of level and of bent diaries that are called steady."""
    cells = [
        (Cell(days, likeness, False, runs), deviation)
        for days, likeness, deviation in product(DAYS, LIKENESS, DEVIATIONS)
    ]
    print(f"\nCalled steady, of {runs:,} made-up diaries a line, in percent (seed {SEED})\n")
    print("| days | likeness | standard deviation | level | a point less in the last 8 weeks |")
    print("|" + "---|" * 5)
    with get_context("spawn").Pool(min(os.cpu_count() or 1, 4)) as pool:
        for (cell, deviation), (level, bent) in zip(
            cells, pool.starmap(steady_shares, cells), strict=True
        ):
            print(f"| {cell.days} | {cell.likeness:g} | {deviation} | {level:.1f} | {bent:.1f} |")


def steady_shares(cell: Cell, deviation: float) -> tuple[float, float]:
    """Return the percent of diaries called steady: level ones, then those that bend."""
    seed = [SEED, cell.days, round(10 * cell.likeness), round(10 * deviation)]
    random = np.random.default_rng(seed)
    bend = -np.clip(np.arange(cell.days) - (cell.days - RECENT), 0, None) / (RECENT - 1)
    called = []
    for _ in range(cell.runs):
        day, felt = diary(random, cell, deviation)
        called.append([is_steady(day, felt), is_steady(day, felt + bend)])
    level, bent = 100 * np.mean(called, axis=0)
    return level, bent


def is_steady(day: np.ndarray, felt: np.ndarray) -> bool:
    ratings = np.clip(np.rint(felt), 0, 10)
    return analyse(MONDAY + day, ratings, MONDAY + day[-1]).trend.verdict == "steady"


def shares(cell: Cell) -> Share:
    """Make and judge the diaries of one cell, each with and without the fall."""
    random = np.random.default_rng([SEED, cell.days, round(10 * cell.likeness), cell.gaps])
    level, falling = [], []
    for _ in range(cell.runs):
        made = diary(random, cell)
        level.append(judge(*made, 0.0))
        falling.append(judge(*made, FALL))
    no_change, change = (100 * np.mean(judged, axis=0) for judged in (level, falling))
    return Share(
        false_verdicts=no_change[0] + no_change[1],
        covered=no_change[2],
        covered_falling=change[2],
        plain_covered_falling=change[3],
        found=change[0],
        plain_found=change[4],
    )


def diary(
    random: np.random.Generator, cell: Cell, deviation: float = DEVIATION
) -> tuple[np.ndarray, np.ndarray]:
    """Return the rated days and what is felt on them, before any change and before rounding."""
    shocks = random.standard_normal(cell.days) * np.sqrt(1 - cell.likeness**2)
    shocks[0] = random.standard_normal()
    felt = np.empty(cell.days)
    before = 0.0
    for day, shock in enumerate(shocks):
        before = cell.likeness * before + shock
        felt[day] = before
    rated = np.ones(cell.days, dtype=bool)
    if cell.gaps:
        rated = random.random(cell.days) >= 0.3
        away = random.integers(7, cell.days - 27)
        rated[away : away + 21] = False
    return np.flatnonzero(rated).astype(float), random.uniform(4, 6) + deviation * felt[rated]


def judge(day: np.ndarray, felt: np.ndarray, slope: float) -> tuple[bool, bool, bool, bool, bool]:
    """Return: said less, said more, interval holds the slope, plain one does, plain says less."""
    middle = day.mean()
    ratings = np.clip(np.rint(felt + slope * (day - middle)), 0, 10)
    trend = analyse(MONDAY + day, ratings, MONDAY + day[-1]).trend
    return (
        trend.verdict == "less numb",
        trend.verdict == "more numb",
        trend.adjusted.low <= slope <= trend.adjusted.high,
        trend.interval.low <= slope <= trend.interval.high,
        trend.interval.high < 0,
    )


if __name__ == "__main__":
    print_simulation()
    print_steady()
