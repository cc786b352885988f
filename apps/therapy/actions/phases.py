"""Writes about phases of treatment. Rows change in place; events keep every former state."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.audit.actions import difference, record
from apps.care.actions import touch_patient
from apps.care.models import Patient
from apps.therapy.access import check_phase, open_phase_before
from apps.therapy.models import Phase


class StalePhase(Exception):
    """Somebody has saved the phase since it was read; `present` is what stands now."""

    def __init__(self, present: Phase):
        super().__init__(str(present.pk))
        self.present = present


@transaction.atomic
def add_phase(
    *, by: User, patient: Patient, key: UUID, end_open: bool = False, **facts: Any
) -> Phase:
    """Store a phase. `key` is made by the form and becomes its id; `facts` are those of FACTS.

    With `end_open` a phase that began before and is not over yet ends the day before this one.
    A repeat of the same key returns the first row.

    Raises StalePhase when the key was stored before with other facts, ValidationError with
    {field: sentences} when a rule is broken.
    """
    touch_patient(patient)
    if first := Phase.objects.select_related("patient", "saved_by").filter(pk=key).first():
        return _same(first, patient, facts)
    _refuse(check_phase(patient, facts, end_open=end_open))
    if end_open:
        _end_open(by, patient, facts["starts_on"])
    phase = Phase.objects.create(pk=key, patient=patient, saved_by=by, **facts)
    _tell(by, "added_phase", phase, {})
    return phase


@transaction.atomic
def change_phase(*, by: User, phase: Phase, version: int, **facts: Any) -> Phase:
    """Change the facts of a phase; one that was removed stands again.

    `version` is the one that the form was made from. A repeat of the same save changes nothing.
    Raises StalePhase when another version stands, ValidationError with {field: sentences} when a
    rule is broken.
    """
    phase = _locked(phase)
    is_repeat = phase.version == version + 1 and phase.saved_by_id == by.pk
    if is_repeat and not phase.removed_at and phase.facts() == facts:
        return phase
    if phase.version != version:
        raise StalePhase(phase)
    _refuse(check_phase(phase.patient, facts, but=phase))
    return _save(by, "changed_phase", phase, facts | {"removed_at": None})


@transaction.atomic
def remove_phase(*, by: User, phase: Phase, version: int) -> Phase:
    """Take a phase off the chart; it can be put back. A repeat changes nothing.

    Raises StalePhase when somebody has saved it since `version`.
    """
    phase = _locked(phase)
    if phase.removed_at:
        return phase
    if phase.version != version:
        raise StalePhase(phase)
    return _save(by, "removed_phase", phase, {"removed_at": timezone.now()})


@transaction.atomic
def restore_phase(*, by: User, phase: Phase) -> Phase:
    """Put a removed phase back. A repeat changes nothing.

    Raises ValidationError with {field: sentences} when its days belong to another one by now.
    """
    phase = _locked(phase)
    if not phase.removed_at:
        return phase
    _refuse(check_phase(phase.patient, phase.facts(), but=phase))
    return _save(by, "restored_phase", phase, {"removed_at": None})


def _locked(phase: Phase) -> Phase:
    """Return the phase as it is now; nobody else can write to the record meanwhile."""
    touch_patient(phase.patient)
    return Phase.objects.select_related("patient", "saved_by").get(pk=phase.pk)


def _same(first: Phase, patient: Patient, facts: dict[str, Any]) -> Phase:
    """Return the row that has this key already, if it says the same."""
    if first.patient_id != patient.pk:
        raise ValidationError(_("This form was used before. Open it again and type it once more."))
    if first.removed_at or first.facts() != facts:
        raise StalePhase(first)
    return first


def _refuse(problems: dict[str, str]) -> None:
    if problems:
        raise ValidationError(problems)


def _end_open(by: User, patient: Patient, next_starts_on: date) -> None:
    if former := open_phase_before(patient, next_starts_on):
        _save(by, "ended_phase", former, {"ends_on": next_starts_on - timedelta(days=1)})


def _save(by: User, verb: str, phase: Phase, values: dict[str, Any]) -> Phase:
    before = _state(phase)
    for field, value in values.items():
        setattr(phase, field, value)
    phase.version, phase.saved_by, phase.saved_at = phase.version + 1, by, timezone.now()
    phase.save(update_fields=[*values, "version", "saved_by", "saved_at"])
    _tell(by, verb, phase, before)
    return phase


def _tell(by: User, verb: str, phase: Phase, before: dict[str, Any]) -> None:
    changes = difference(before, _state(phase))
    record(by=by, verb=verb, target=phase, patient_id=phase.patient_id, changes=changes)


def _state(phase: Phase) -> dict[str, Any]:
    """Return what an event tells of a phase."""
    return phase.facts() | {"removed_at": phase.removed_at}
