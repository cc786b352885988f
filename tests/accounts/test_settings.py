"""Production settings, read in a process of their own."""

import json
import os
import subprocess
import sys

import pytest

PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "log.example.org",
    "DATABASE_URL": "sqlite:////nowhere/x.sqlite3",
    "EMAIL_HOST": "mail.example.org",
    "DEFAULT_FROM_EMAIL": "log@example.org",
    "EMERGENCY_NUMBER": "112",
    "CLINIC_NAME": "Clinic",
    "CLINIC_PHONE": "01632 960 1",
}
NAMES = ["PASSWORD_HASHERS", "ACCOUNT_RATE_LIMITS", "INSTALLED_APPS", "DEBUG"]


def read(environment: dict) -> subprocess.CompletedProcess:
    """Read the settings in a new process with just this environment."""
    code = (
        "import json; from rehab_tracker import settings; "
        f"print(json.dumps([getattr(settings, name) for name in {NAMES!r}]))"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_uses_argon2_and_counts_tries():
    """The test settings are quick and lax; production is neither."""
    hashers, limits, apps, debug = json.loads(read(PRODUCTION).stdout)
    assert hashers == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert limits["login_failed"] == "10/m/ip,5/300s/key"
    assert "apps.demo" not in apps
    assert debug is False


def test_the_hasher_is_argon2id(settings):
    """Of argon2's kinds the one for passwords."""
    from django.contrib.auth.hashers import make_password

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert make_password("three calm steps").startswith("argon2$argon2id$")


@pytest.mark.parametrize("name", sorted(set(PRODUCTION) - {"ENVIRONMENT"}))
def test_a_missing_variable_is_named(name):
    """In a sentence that says what to write."""
    answer = read({key: value for key, value in PRODUCTION.items() if key != name})
    assert answer.returncode != 0
    assert f"Missing environment variable {name}: set it to " in answer.stderr
