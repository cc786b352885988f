"""A real clinic's site has no demonstration: no app, no command, no address."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "a-long-and-random-text-for-a-test-of-production-only-0123456789",
    "ALLOWED_HOSTS": "clinic.example",
    "DATABASE_URL": "sqlite:///:memory:",
    "EMAIL_HOST": "mail.clinic.example",
    "DEFAULT_FROM_EMAIL": "rehab@clinic.example",
    "EMERGENCY_NUMBER": "112",
    "CLINIC_NAME": "A Clinic",
    "CLINIC_PHONE": "01632 960 999",
}
# The address is asked of the URLconf itself: a 404 then needs no database.
QUESTIONS = """
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands
from django.urls import Resolver404, resolve
print("installed", apps.is_installed("apps.demo"))
print("command", "fill_demo" in get_commands())
try:
    resolve("/demo/sign-in/rosa/")
except Resolver404:
    print("address", False)
else:
    print("address", True)
"""


def in_production(*arguments: str) -> subprocess.CompletedProcess:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = kept | PRODUCTION | {"DJANGO_SETTINGS_MODULE": "rehab_tracker.settings"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_knows_no_demonstration():
    answer = in_production("-c", QUESTIONS)
    assert answer.stdout.split("\n")[:3] == [
        "installed False",
        "command False",
        "address False",
    ], answer.stderr


@pytest.mark.parametrize("arguments", [(), ("--list",)])
def test_production_refuses_the_command(arguments):
    answer = in_production("manage.py", "fill_demo", *arguments)
    assert answer.returncode != 0
    assert "Unknown command: 'fill_demo'" in answer.stderr
