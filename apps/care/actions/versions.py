"""Counting the writes to a record, so that pictures know when to be drawn anew."""

from typing import Any

from django.db.models import F, Model

from apps.accounts.models import User
from apps.audit.actions import record
from apps.care.models import Patient


def touch_patient(patient: Patient) -> None:
    """Count one more write to the record; call it inside the action's transaction.

    The update locks the patient's row, so the writes to one record happen one after the other.
    """
    Patient.objects.filter(pk=patient.pk).update(data_version=F("data_version") + 1)


def lock_record(patient: Patient) -> None:
    """Lock the record as `touch_patient` does, for a write that changes nothing that is drawn or
    summed up: pictures and summaries stay right."""
    rows = Patient.objects.select_for_update(no_key=True).filter(pk=patient.pk)
    list(rows.values_list("pk"))


def touch_every_record() -> None:
    """Count one more write to every record: something that all pictures show has changed."""
    Patient.objects.update(data_version=F("data_version") + 1)


def write(
    *, by: User, patient: Patient, verb: str, target: Model, changes: dict[str, Any] | None = None
) -> None:
    """Record one write to the record of a patient, and count it."""
    record(by=by, verb=verb, target=target, patient_id=patient.pk, changes=changes)
    touch_patient(patient)
