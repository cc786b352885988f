"""What a patient chooses about reminders. Each choice counts from now on: what would have been due
a moment ago is not sent after it."""

import uuid
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import difference, record
from apps.care.models import Patient
from apps.diary.reminders.access import check_can_resume_on
from apps.diary.reminders.clock import next_due
from apps.diary.reminders.models import Reminder


@transaction.atomic
def set_reminder(*, by: User, patient: Patient, is_on: bool, minute: int) -> Reminder:
    """Turn the mails on or off, and choose their time. A pause goes on.

    Turned on anew, the links that stop them are new ones: whoever has an old mail cannot stop them.
    """
    reminder = _locked(patient)
    if not is_on:
        return _save(by, "set_reminder", reminder, _off() | {"minute": minute})
    if reminder.state != Reminder.State.OFF:
        return _save(by, "set_reminder", reminder, {"minute": minute})
    reminder.stop_key = uuid.uuid4()
    return _save(by, "set_reminder", reminder, {"state": Reminder.State.ON, "minute": minute})


@transaction.atomic
def pause_reminder(*, by: User, patient: Patient, resumes_on: date | None) -> Reminder:
    """Send nothing until a day, or until the patient says so; what is off stays off.

    Raises ValidationError with a sentence for a day that is not to come or too far away.
    """
    if resumes_on and (reason := check_can_resume_on(resumes_on, patient.today())):
        raise ValidationError(reason)
    reminder = _locked(patient)
    if reminder.state == Reminder.State.OFF:
        return reminder
    choice = {"state": Reminder.State.PAUSED, "resumes_on": resumes_on}
    return _save(by, "paused_reminder", reminder, choice)


@transaction.atomic
def resume_reminder(*, by: User, patient: Patient) -> Reminder:
    """End a pause; what is off stays off."""
    reminder = _locked(patient)
    if reminder.state == Reminder.State.OFF:
        return reminder
    choice = {"state": Reminder.State.ON, "resumes_on": None}
    return _save(by, "resumed_reminder", reminder, choice)


@transaction.atomic
def stop_reminder(*, reminder: Reminder) -> Reminder:
    """Turn the mails off for whoever holds one of them; the event has no author."""
    return _save(None, "stopped_reminder", _locked(reminder.patient), _off())


@transaction.atomic
def follow_clock(patient: Patient) -> None:
    """Make the next reminder anew after the patient's time zone has changed."""
    if Reminder.objects.filter(patient=patient).exists():
        reminder = _locked(patient)
        _plan(reminder)
        reminder.save(update_fields=["due_on", "due_at", "due_until"])


def _off() -> dict[str, Any]:
    return {"state": Reminder.State.OFF, "resumes_on": None}


def _locked(patient: Patient) -> Reminder:
    """Return the patient's row, made if there is none; nobody else changes a choice or the time
    zone meanwhile."""
    patient = Patient.objects.select_for_update().get(pk=patient.pk)
    reminder, _is_new = Reminder.objects.get_or_create(patient=patient)
    reminder.patient = patient
    return reminder


def _save(by: User | None, verb: str, reminder: Reminder, choice: dict[str, Any]) -> Reminder:
    before = reminder.chosen()
    for field, value in choice.items():
        setattr(reminder, field, value)
    changes = difference(before, reminder.chosen())
    if changes:  # a second tap changes nothing
        _plan(reminder)
        reminder.save()
        patient_id = reminder.patient_id
        record(by=by, verb=verb, target=reminder, patient_id=patient_id, changes=changes)
    return reminder


def _plan(reminder: Reminder) -> None:
    """Find the next reminder among the moments that are still to come."""
    is_open = reminder.state == Reminder.State.PAUSED and not reminder.resumes_on
    if reminder.state == Reminder.State.OFF or is_open:
        reminder.due = None
        return
    now, zone = timezone.now(), ZoneInfo(reminder.patient.zone)
    today = now.astimezone(zone).date()
    first = max(reminder.resumes_on or today, today)
    reminder.due = next_due(zone, reminder.at, from_on=first, after=now)
