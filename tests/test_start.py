"""The start refuses what would go wrong later, and says in a sentence what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "x1y2" * 16,
    "ALLOWED_HOSTS": "rehab.example.org",
    "DATABASE_URL": "postgresql://rehab@127.0.0.1/rehab",
    "EMAIL_HOST": "mail.example.org",
    "DEFAULT_FROM_EMAIL": "rehab@example.org",
    "EMERGENCY_NUMBER": "112",
    "CLINIC_NAME": "A clinic",
    "CLINIC_PHONE": "01632 960 123",
}


def said_by(module: str, **environment: str) -> str:
    """Import a module in a fresh process, and return the last line that it says."""
    done = subprocess.run(
        [sys.executable, "-c", f"import {module}; print('started')"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stdout + done.stderr).strip().splitlines()[-1]


def test_complete_settings_start():
    """Nothing is missing."""
    assert said_by("rehab_tracker.settings", **PRODUCTION) == "started"


@pytest.mark.parametrize("name", [name for name in PRODUCTION if name != "ENVIRONMENT"])
def test_a_missing_variable_is_named(name):
    """In production nothing has a default that matters."""
    rest = {key: value for key, value in PRODUCTION.items() if key != name}
    said = said_by("rehab_tracker.settings", **rest)
    assert f"Missing environment variable {name}: set it to " in said


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ENVIRONMENT": "prod"}, "set it to production, demo or test"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short"),
        ({"DATABASE_URL": "mysql://host/name"}, "must start with postgresql:// or sqlite:///"),
        ({"DATABASE_URL": "/var/lib/rehab.sqlite3"}, "must start with postgresql:// or sqlite:///"),
        ({"EMAIL_PORT": "many"}, "EMAIL_PORT must be a whole number"),
    ],
)
def test_a_wrong_variable_gets_a_sentence(wrong, sentence):
    """A typing error never opens an empty SQLite file."""
    assert sentence in said_by("rehab_tracker.settings", **PRODUCTION | wrong)


def test_waiting_migrations_stop_the_server(tmp_path):
    """The web server does not answer from a database of another release."""
    database = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    said = said_by("rehab_tracker.wsgi", ENVIRONMENT="test", DATABASE_URL=database)
    assert "migrations have not been applied" in said


def test_missing_style_sheets_stop_the_server(tmp_path):
    """Without them every page would fail, Get help included."""
    said = said_by("rehab_tracker.wsgi", **PRODUCTION, STATIC_FOLDER=str(tmp_path))
    assert "run `manage.py collectstatic` first" in said
