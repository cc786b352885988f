"""Two practitioners and new events at the same moment: no lost state, full history."""

import json
import os
import subprocess
import sys
from itertools import groupby
from pathlib import Path

from tests.server import ROOT, empty_database

INTERLEAVINGS, SEED = 1000, 7
LEADS = {
    "raised": (None, "open"),
    "seen": ("open", "seen"),
    "unseen": ("seen", "open"),
    "closed": (("open", "seen"), "closed"),
    "reopened": ("closed", "open"),
}


def test_a_thousand_interleavings(tmp_path: Path, shared_folder: Path) -> None:
    """What each action said it did is stored, in an order in which every step was allowed."""
    with empty_database(tmp_path, shared_folder) as environment:
        found = _played({"DJANGO_SETTINGS_MODULE": "rehab_tracker.settings"} | environment)
    assert found["taken"] == found["stored"]
    assert found["events"] == len(found["stored"])
    history = {
        alert: list(rows) for alert, rows in groupby(found["stored"], key=lambda row: row[0])
    }
    assert len(history) == len(found["alerts"]) == INTERLEAVINGS
    for alert, state, steps_taken in found["alerts"]:
        assert [row[1] for row in history[alert]] == list(range(1, steps_taken + 1))
        assert _state_after(row[2] for row in history[alert]) == state
    verbs = [row[2] for row in found["stored"]]
    assert min(verbs.count(verb) for verb in LEADS) > 20, "some step was hardly ever taken"
    together = sum(len({row[3] for row in rows}) > 2 for rows in history.values())
    assert together > INTERLEAVINGS / 10, "they hardly ever met"


def _state_after(verbs) -> str:
    state = None
    for verb in verbs:
        before, after = LEADS[verb]
        assert before is None or state in before, f"{verb} cannot follow {state}"
        state = after
    return state


def _played(environment: dict[str, str]) -> dict:
    command = [sys.executable, "-m", "tests.safety.alert_race", str(INTERLEAVINGS), str(SEED)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
