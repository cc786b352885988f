"""Measure the product on SQLite and on PostgreSQL, and print what came out.

Nothing here passes or fails: a slow machine must not break a build. Ratios to the constant view
travel from machine to machine, milliseconds do not.
"""

import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit
from uuid import UUID

import psycopg

from tests.bench import memory, targets
from tests.bench.client import Client, measure
from tests.bench.server import Server, gunicorn, measures_cpu
from tests.bench.simulation import print_simulation, print_steady
from tests.bench.targets import Target
from tests.postgres import throwaway_postgres
from tests.reminder_year import WHOLE_YEAR
from tests.server import ROOT, manage

ROUNDS = 7
LONGEST = 90  # seconds of measuring per database; a slow machine gets fewer rounds
FIGURE_DAYS = (365, 3650)
GROWTH = 1.5  # times the time, at ten times the days
BUMP = "UPDATE care_patient SET data_version = data_version + 1 WHERE id = "


def main() -> None:
    """Print one table for each kind of database."""
    how = "processor time of the server's worker" if measures_cpu() else "time on the wall"
    print(f"Medians of up to {ROUNDS} shuffled rounds; ms = {how} per request.")
    print("The record: 5 years of daily answers for 6 body parts, 600 sessions; beside it 1,000")
    print("patients with 5 years of daily answers for 3 body parts.")
    with tempfile.TemporaryDirectory() as folder:
        bench("SQLite", f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
    with throwaway_postgres() as url:
        bench("PostgreSQL", url)
    print_writes()
    print_year()
    print_simulation()
    print_steady()
    print(f"\nMemory of one process that draws {memory.CHARTS:,} charts\n", flush=True)
    command = [sys.executable, "-m", "tests.bench.memory"]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"ENVIRONMENT": "test"}, check=True)


def bench(name: str, database: str) -> None:
    """Fill the database, measure in rounds, print."""
    environment = {"ENVIRONMENT": "test", "DATABASE_URL": database}
    began = time.monotonic()
    world = filled(os.environ | environment)
    with ExitStack() as running:
        app = running.enter_context(gunicorn("rehab_tracker.wsgi", environment))
        floor = running.enter_context(gunicorn("tests.bench.floor", environment))
        refresh = running.enter_context(refreshing(database))
        lines = every_target(app, floor, world)
        rounds = run_rounds(lines, refresh)
        print(f"\n{name} ({len(rounds)} rounds, {time.monotonic() - began:.0f} s)\n")
        print_times(lines, rounds)
        print_sizes(lines)


def filled(environment: dict[str, str]) -> dict:
    """Make the tables and the people; return who they are."""
    manage(environment, "migrate", "--verbosity=0")
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.people"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


@contextmanager
def refreshing(database: str) -> Iterator:
    """Yield a function that counts a patient's record as changed, as every write does."""
    if database.startswith("sqlite"):
        import sqlite3

        with closing(sqlite3.connect(database.removeprefix("sqlite:///"), timeout=10)) as rows:
            rows.isolation_level = None
            yield lambda patient: rows.execute(f"{BUMP}?", [UUID(patient).hex])
    else:
        with psycopg.connect(urlsplit(database).geturl(), autocommit=True) as rows:
            yield lambda patient: rows.execute(f"{BUMP}%s", [patient])


def every_target(app: Server, floor: Server, world: dict) -> list[Target]:
    """Return all lines of the table; the first is the one that the others are held against."""
    return [
        targets.constant(floor),
        *(targets.figure(floor, days) for days in FIGURE_DAYS),
        *targets.pages(app, world),
        *targets.writes(app, world),
        *targets.charts(app, world),
    ]


def print_writes() -> None:
    """Write at random on SQLite, and hold what the caseload keeps against the rows."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'writes.sqlite3'}"
        environment = os.environ | {"ENVIRONMENT": "test", "DATABASE_URL": url}
        manage(environment, "migrate", "--verbosity=0")
        print(flush=True)
        command = [sys.executable, "-m", "tests.bench.writes"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)


def print_year() -> None:
    """Live through a year of reminders on SQLite, every minute in two processes, and print it."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'year.sqlite3'}"
        environment = os.environ | {"ENVIRONMENT": "test", "DATABASE_URL": url}
        manage(environment, "migrate", "--verbosity=0")
        command = [sys.executable, "-m", "tests.reminder_year", *WHOLE_YEAR]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True
        )
    [year] = json.loads(done.stdout)
    print(f"\nA year of reminders: {year['runs']:,} runs in {year['seconds']:,} s")
    print(f"{year['mailed']:,} mails of {year['expected']:,}; ", end="")
    print(f"{len(year['missing'])} missing, {len(year['too_many'])} too many", flush=True)


def run_rounds(lines: list[Target], refresh) -> list[dict[str, float]]:
    """Measure every line in each round, every round in another order."""
    rounds, began = [], time.monotonic()
    while len(rounds) < ROUNDS and (len(rounds) < 2 or time.monotonic() - began < LONGEST):
        order = random.sample(lines, len(lines))
        rounds.append({target.name: measure(target, refresh) for target in order})
    return rounds


def print_times(lines: list[Target], rounds: list[dict[str, float]]) -> None:
    """Print the times and the ratios. Ratios are made inside a round, then their median taken."""
    floor, figure = lines[0].name, targets.figure_name(max(FIGURE_DAYS))
    print(f"{'':36}{'ms':>9}{'× constant':>12}{'× figure':>10}{'goal':>10}")
    for name, goal in ((target.name, target.goal) for target in lines):
        ms = median(one[name] for one in rounds)
        ratio = median(one[name] / one[floor] for one in rounds)
        to_figure = median(one[name] / one[figure] for one in rounds)
        reached = "" if not goal else f"≤ {goal:g}" + (" ✓" if ratio <= goal else " –")
        print(f"{name:36}{ms:9.2f}{ratio:12.1f}{to_figure:10.3f}{reached:>10}")
    short, long = (f"Chart, first draw, {days:,} days" for days in FIGURE_DAYS)
    growth = median(one[long] / one[short] for one in rounds)
    reached = f"≤ {GROWTH:g}" + (" ✓" if growth <= GROWTH else " –")
    print(f"{'First draw, 3,650 days to 365 days':36}{growth:21.2f}{'':10}{reached:>10}")


def print_sizes(lines: list[Target]) -> None:
    """Print how many bytes the pictures have."""
    print(f"\n{'':36}{'bytes':>9}{'gzip':>12}")
    for target in lines:
        if target.name.startswith(("Bare figure", "Chart, first")):
            with closing(Client(target)) as client:
                body = client.warm_up().body
            print(f"{target.name:36}{len(body):9,}{len(gzip.compress(body)):12,}")


if __name__ == "__main__":
    main()
