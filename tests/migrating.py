"""Fills a migrated database, takes today's schema back and forward, and prints the rows as JSON.

Run as a program, as `tests/test_migrations.py` does: a migration changes tables under everybody
who uses the database. It goes back twice: to where answers were not changed yet, and then to where
there were none. The rows before, between and after are {model: {key: fields}}.
"""

import json
import os
import sys
import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

import django

# What stood before a replaced answer named its own, and before alerts told of changes.
UNCHANGED = [("safety", "0004_alerts_needed")]
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
    from apps.diary.notes.actions import answer_entry
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
        noted = diary.add_note(entry=entry, note="Cold", chip_codes=["burning"], **said)
        answer_entry(by=amara, entry=noted, key=uuid.uuid4(), text="Keep it warm.")
        set_reminder(by=patient.user, patient=patient, is_on=True, minute=18 * 60)
        ReminderMail.objects.create(patient=patient, for_date=today.on)
        change_answers(patient, amara)


def change_answers(patient, amara) -> None:
    """Answer a question after acupuncture, the gate and the signs, and each once more otherwise;
    then somebody looks at the alerts."""
    from apps.safety import access, actions

    session = _treated(patient, amara)
    form, today = uuid.uuid4(), patient.today()
    given = {"by": patient.user, "patient": patient}
    for press, (outcome, gate, sign) in enumerate(
        [("worse", "yes", "B3"), ("gone", "no", "C04")], start=1
    ):
        told = actions.Told(form, today, patient.zone, press)
        follow_up = access.follow_up_or_404(patient, session.pk, "first")
        actions.answer_follow_up(follow_up=follow_up, outcome=outcome, told=told, **given)
        said = {"for_date": today, "zone": patient.zone, "submission": told.own_key}
        actions.answer_gate(answer=gate, **said, **given)
        actions.answer_check(told=told, cause="gate", answer="yes", codes=[sign], **given)
    for alert in access.alerts_of(patient):
        actions.mark_alert_seen(by=amara, alert=alert, steps_taken=alert.steps_taken)


def _treated(patient, amara):
    """Record acupuncture of the day before, and return it."""
    from django.utils import timezone

    from apps.therapy import actions as therapy
    from apps.therapy.models import SessionKind

    began = (timezone.now() - timedelta(hours=30)).astimezone(ZoneInfo(patient.zone))
    facts = {"held_on": began.date(), "start_time": began.time(), "minutes": 30}
    facts |= {"kind": SessionKind.objects.get(code="acupuncture"), "areas": patient.areas.all()}
    return therapy.record_session(by=amara, patient=patient, key=uuid.uuid4(), **facts)


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


def migrate_back_and_forward(to: list[tuple]) -> None:
    """Take the schema back, and bring it forward again."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    MigrationExecutor(connection).migrate(to)
    call_command("migrate", verbosity=0)
    call_command("migrate", check_unapplied=True, verbosity=0)


def main() -> None:
    """Print the rows before, between and after."""
    if os.environ.get("ENVIRONMENT") != "test":
        sys.exit("This takes tables away: set ENVIRONMENT to test.")
    django.setup()
    fill()
    found = [rows()]
    for to in (UNCHANGED, BEFORE):
        migrate_back_and_forward(to)
        found.append(rows())
    json.dump(found, sys.stdout, default=str)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rehab_tracker.settings")
    main()
