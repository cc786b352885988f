"""Migrations go back and forward on a filled database and lose no row that both sides know."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server import ROOT, empty_database

COMMAND = [sys.executable, "-m", "tests.migrating"]
NEW_MODELS = {
    "diary.entrychip",
    "diary.note",
    "diary.noteread",
    "diary.reminder",
    "diary.remindermail",
}
NEW_MODELS |= {f"safety.{name}" for name in ("gateanswer", "followupanswer", "signcheck")}
NEW_MODELS |= {f"safety.{name}" for name in ("checkedsign", "alert", "alertstep")}
NEW_FIELDS = {
    "accounts.user": {
        "language": "",
        "theme": "device",
        "text_size": "usual",
        "contrast": "device",
        "reach": "none",
        "has_anchor": False,
    },
    "care.patient": {"scale": "numbers"},
    "diary.entry": {"scale": "numbers"},
}


@pytest.fixture(scope="module")
def ways(tmp_path_factory, shared_folder: Path) -> list[dict]:
    """Return all rows: before, after the way back to unchanged answers, and after the long way."""
    place = tmp_path_factory.mktemp("migrating")
    with empty_database(place, shared_folder) as environment:
        done = subprocess.run(
            COMMAND, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_back_and_forward_on_a_filled_database(ways: list[dict]) -> None:
    """What is new is gone after the way back; everything else is as it was."""
    before, _between, after = ways
    for model, fields in NEW_FIELDS.items():
        for name, default in fields.items():
            assert any(row[name] != default for row in before[model].values()), (model, name)
    for model, known in before.items():
        fresh = NEW_FIELDS.get(model, {})
        kept = {} if model in NEW_MODELS else {key: row | fresh for key, row in known.items()}
        assert after[model] == kept, model
        assert known or model not in NEW_MODELS, model


def test_changed_answers_go_back_to_where_nothing_told_of_changes(ways: list[dict]) -> None:
    """A replaced answer was a withdrawn one; alerts lose those steps alone, and are numbered
    without holes; no answer is lost."""
    before, between, _after = ways
    assert [set(before[name]) for name in before if name != "safety.alertstep"] == [
        set(between[name]) for name in before if name != "safety.alertstep"
    ]
    answers, were = (found["safety.followupanswer"] for found in (between, before))
    assert {row["state"] for row in were.values()} == {"current", "replaced"}
    for key, row in answers.items():
        state = {"replaced": "withdrawn"}.get(were[key]["state"], were[key]["state"])
        assert (row["state"], row["replaces"]) == (state, None)
    assert between["safety.gateanswer"] == before["safety.gateanswer"]
    for key, alert in between["safety.alert"].items():
        old, new = (verbs_of(found, key) for found in (before, between))
        assert new == [verb for verb in old if verb != "changed"]
        assert alert["steps_taken"] == len(new)
    assert any("changed" in verbs_of(before, key) for key in before["safety.alert"])


def verbs_of(found: dict, alert: str) -> list[str]:
    """Return what happened to an alert, by the numbers of its steps, which have no holes."""
    steps = [row for row in found["safety.alertstep"].values() if row["alert"] == alert]
    assert sorted(row["number"] for row in steps) == list(range(1, len(steps) + 1))
    return [row["verb"] for row in sorted(steps, key=lambda row: row["number"])]


def test_the_environment_is_ours() -> None:
    """It must never run on the database of a clinic."""
    clinic = os.environ | {"ENVIRONMENT": "production"}
    assert subprocess.run(COMMAND, cwd=ROOT, env=clinic, capture_output=True).returncode != 0
