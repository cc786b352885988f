"""Writes about phases of treatment. Rows change in place; events keep every former state."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.care.models import Patient
from apps.therapy.access import ENDED, check_phase, ended_by, open_phase_before
from apps.therapy.actions.versions import (
    check_version,
    is_repeat,
    locked,
    refuse,
    row_of_key,
    save_version,
    tell,
    undo_version,
)
from apps.therapy.models import Phase


@transaction.atomic
def add_phase(
    *, by: User, patient: Patient, key: UUID, end_open: bool = False, **facts: Any
) -> Phase:
    """Store a phase. `key` is made by the form and becomes its id; `facts` are those of FACTS.

    With `end_open` a phase that began before and is not over yet ends the day before this one.
    A repeat of the same key returns the first row.

    Raises StaleRow when the key was stored before with other facts, ValidationError with
    {field: sentences} when a rule is broken.
    """
    if first := row_of_key(Phase, key, patient, facts):
        return first
    refuse(check_phase(patient, facts, end_open=end_open))
    former = _end_open(by, patient, facts["starts_on"]) if end_open else None
    phase = Phase.objects.create(pk=key, patient=patient, saved_by=by, **facts)
    tell(by, "added_phase", phase, {}, **({ENDED: [None, str(former.pk)]} if former else {}))
    return phase


@transaction.atomic
def change_phase(*, by: User, phase: Phase, version: int, **facts: Any) -> Phase:
    """Change the facts of a phase; one that was removed stands again.

    `version` is the one that the form was made from. A repeat of the same save changes nothing.
    Raises StaleRow when another version stands, ValidationError with {field: sentences} when a
    rule is broken.
    """
    phase = locked(phase)
    values = facts | {"removed_at": None}
    if is_repeat(by, phase, version, values):
        return phase
    check_version(phase, version)
    refuse(check_phase(phase.patient, facts, but=phase))
    return save_version(by, "changed_phase", phase, values)


@transaction.atomic
def remove_phase(*, by: User, phase: Phase, version: int) -> Phase:
    """Take a phase off the chart; it can be put back. A repeat changes nothing.

    Raises StaleRow when somebody has saved it since `version`.
    """
    phase = locked(phase)
    if phase.removed_at:
        return phase
    check_version(phase, version)
    return save_version(by, "removed_phase", phase, {"removed_at": timezone.now()})


@transaction.atomic
def restore_phase(*, by: User, phase: Phase) -> Phase:
    """Put a removed phase back. A repeat changes nothing.

    Raises ValidationError with {field: sentences} when its days belong to another one by now.
    """
    phase = locked(phase)
    if not phase.removed_at:
        return phase
    refuse(check_phase(phase.patient, phase.facts(), but=phase))
    return save_version(by, "restored_phase", phase, {"removed_at": None})


@transaction.atomic
def undo_phase(*, by: User, phase: Phase, version: int) -> Phase:
    """Undo the save that made `version`; a phase that it ended goes on. A repeat changes nothing.

    Raises StaleRow when somebody has saved the phase since, ValidationError as `restore_phase`.
    """
    undone = undo_version(by, "undid_phase", phase, version, _in_the_way)
    former = ended_by(undone) if version == 1 else None
    if former:
        undo_version(by, "undid_phase", former, former.version, _in_the_way)
    return undone


def _in_the_way(phase: Phase) -> dict[str, str]:
    return check_phase(phase.patient, phase.facts(), but=phase)


def _end_open(by: User, patient: Patient, next_starts_on: date) -> Phase | None:
    former = open_phase_before(patient, next_starts_on)
    ends_on = {"ends_on": next_starts_on - timedelta(days=1)}
    return former and save_version(by, "ended_phase", former, ends_on)
