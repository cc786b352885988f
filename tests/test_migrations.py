"""Migrations go back and forward on a filled database and lose no row that both sides know."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.server import ROOT, empty_database

COMMAND = [sys.executable, "-m", "tests.migrating"]
NEW_MODELS = {"diary.entrychip", "diary.reminder", "diary.remindermail", "safety.gateanswer"}
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


def test_back_and_forward_on_a_filled_database(tmp_path: Path, shared_folder: Path) -> None:
    """What is new is gone after the way back; everything else is as it was."""
    with empty_database(tmp_path, shared_folder) as environment:
        done = subprocess.run(
            COMMAND, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    before, after = json.loads(done.stdout)
    for model, fields in NEW_FIELDS.items():
        for name, default in fields.items():
            assert any(row[name] != default for row in before[model].values()), (model, name)
    for model, known in before.items():
        fresh = NEW_FIELDS.get(model, {})
        kept = {} if model in NEW_MODELS else {key: row | fresh for key, row in known.items()}
        assert after[model] == kept, model
        assert known or model not in NEW_MODELS, model


def test_the_environment_is_ours() -> None:
    """It must never run on the database of a clinic."""
    clinic = os.environ | {"ENVIRONMENT": "production"}
    assert subprocess.run(COMMAND, cwd=ROOT, env=clinic, capture_output=True).returncode != 0
