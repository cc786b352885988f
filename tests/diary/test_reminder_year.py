"""The command, run every minute by two processes at once, sends exactly the mails that it should.

Twelve hours around each clock change are lived here; the whole year, which takes minutes, by
`./run bench`. Then many reminders that are due at the same moment are sent by several processes
at once.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reminder_year import CHANGES, hours_around
from tests.server import ROOT, empty_database

MANY = 200


@pytest.fixture
def database(tmp_path: Path, shared_folder: Path) -> Iterator[dict[str, str]]:
    """Return the environment of a database of its own, which other processes can open."""
    with empty_database(tmp_path, shared_folder) as environment:
        yield environment


def told(environment: dict[str, str], *arguments: str) -> list[dict]:
    """Run the simulation and return what it tells."""
    command = [sys.executable, "-m", "tests.reminder_year", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_minute_around_each_clock_change(database) -> None:
    moments = [moment for change in CHANGES for moment in hours_around(change)]
    for change, found in zip(CHANGES, told(database, *moments), strict=True):
        assert found["ended"] == [0, 0], change
        assert (found["missing"], found["too_many"]) == ([], []), change
        assert found["mailed"] == found["expected"] >= 5, change


def test_hundreds_at_the_same_moment_by_four_processes(database) -> None:
    [found] = told(database, "--at-once", str(MANY))
    assert found["ended"] == [0] * 4
    assert found["mailed"] == found["people"] == MANY
    assert min(found["by_process"]) > 0, "no process was alone"
    assert found["states"] == {"sent": MANY}


def test_the_environment_is_ours() -> None:
    """The simulation must never run on the database of a clinic."""
    command = [sys.executable, "-m", "tests.reminder_year", "2027-01-01", "2027-01-02"]
    clinic = os.environ | {"ENVIRONMENT": "production"}
    done = subprocess.run(command, cwd=ROOT, env=clinic, capture_output=True, check=False)
    assert done.returncode != 0
