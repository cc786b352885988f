"""Fills a migrated database, takes today's schema back and forward, and prints the rows as JSON.

Run as a program, as `tests/test_migrations.py` does: a migration changes tables under everybody
who uses the database. The rows before and after are {model: {key: fields}}.
"""

import json
import os
import sys
import uuid

import django

# What stood before the looks, the five words, the ready-made notes, the gate and the reminders.
BEFORE = [("safety", None), ("diary", "0002_covering_index")]
BEFORE += [("care", "0003_consent_says_for_whom"), ("accounts", "0001_initial")]
APPS = ("accounts", "care", "diary", "safety")


def fill() -> None:
    """Let everything that is new hold something that is not its default."""
    from apps.accounts import actions as accounts
    from apps.care import actions as care
    from apps.core.roles import Role
    from apps.diary import actions as diary
    from apps.diary.models import ReminderMail
    from apps.diary.reminders.actions import set_reminder
    from tests.cast import make_patient, make_person

    ana, amara = make_person("Ana Ruiz", Role.ADMIN), make_person("Amara Osei", Role.THERAPIST)
    for name, scale in (("Rosa Delgado", "numbers"), ("George Okafor", "words5")):
        patient = make_patient(name, amara, ana, ["left-hand", "left-foot"])
        care.choose_scale(by=patient.user, patient=patient, scale=scale)
        accounts.set_look(by=patient.user, theme="dark", text_size="large", contrast="more")
        accounts.set_reach(by=patient.user, reach="left", has_anchor=True)
        accounts.choose_language(by=patient.user, language="es")
        today = diary.Day(on=patient.today(), zone=patient.zone, today=patient.today())
        said = {"by": patient.user, "day": today}
        for number, area in enumerate(patient.areas.all()):
            said["submission"] = uuid.uuid4()
            score = {"numbness": (0, 5)[number], "tingling": 10, "scale": scale}
            entry = diary.rate_day(patient=patient, area=area, gate="no", **said, **score)
        said["submission"] = uuid.uuid4()
        diary.add_note(entry=entry, note="Cold", chip_codes=["burning"], **said)
        set_reminder(by=patient.user, patient=patient, is_on=True, minute=18 * 60)
        ReminderMail.objects.create(patient=patient, for_date=today.on)


def rows() -> dict[str, dict]:
    """Return everything that the apps hold."""
    from django.apps import apps
    from django.core import serializers

    models = [model for label in APPS for model in apps.get_app_config(label).get_models()]
    return {
        model._meta.label_lower: {
            str(row["pk"]): row["fields"]
            for row in serializers.serialize("python", model.objects.all())
        }
        for model in models
    }


def migrate_back_and_forward() -> None:
    """Take the schema back, and bring it forward again."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    MigrationExecutor(connection).migrate(BEFORE)
    call_command("migrate", verbosity=0)
    call_command("migrate", check_unapplied=True, verbosity=0)


def main() -> None:
    """Print the rows before and after."""
    if os.environ.get("ENVIRONMENT") != "test":
        sys.exit("This takes tables away: set ENVIRONMENT to test.")
    django.setup()
    fill()
    before = rows()
    migrate_back_and_forward()
    json.dump([before, rows()], sys.stdout, default=str)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rehab_tracker.settings")
    main()
