"""What the writes about phases, goals and plans share: a row changes in place, its events keep
every former state, and a save that was made from an older version is refused."""

from collections.abc import Callable
from copy import copy
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.audit.actions import difference, record
from apps.care.actions import touch_patient
from apps.care.models import Patient
from apps.therapy.access import events_of
from apps.therapy.models.versions import Versioned

Row = TypeVar("Row", bound=Versioned)


class StaleRow(Exception):
    """Somebody has saved the row since it was read; `present` is what stands now."""

    def __init__(self, present: Versioned):
        super().__init__(str(present.pk))
        self.present = present


def row_of_key(
    model: type[Versioned], key: UUID, patient: Patient, facts: dict[str, Any]
) -> Versioned | None:
    """Return the row that has this key already, if it says the same; None for a new key.

    Nobody else can write to the record meanwhile.
    """
    touch_patient(patient)
    first = model.objects.select_related("patient", "saved_by").filter(pk=key).first()
    if first is None:
        return None
    if first.patient_id != patient.pk:
        raise ValidationError(_("This form was used before. Open it again and type it once more."))
    if not first.stands or first.facts() != facts:
        raise StaleRow(first)
    return first


def locked(row: Row) -> Row:
    """Return the row as it is now; nobody else can write to the record meanwhile."""
    touch_patient(row.patient)
    return type(row).objects.select_related("patient", "saved_by").get(pk=row.pk)


def is_repeat(by: User, row: Versioned, version: int, values: dict[str, Any]) -> bool:
    """Return whether this very save was made already."""
    is_next = row.version == version + 1 and row.saved_by_id == by.pk
    return is_next and all(getattr(row, field) == value for field, value in values.items())


def check_version(row: Versioned, version: int) -> None:
    """Raise StaleRow when another version stands."""
    if row.version != version:
        raise StaleRow(row)


def refuse(problems: dict[str, str]) -> None:
    """Raise ValidationError with {field: sentence}, if there are any."""
    if problems:
        raise ValidationError(problems)


def save_version(by: User, verb: str, row: Row, values: dict[str, Any]) -> Row:
    """Store the next version of a locked row, and tell what differs."""
    before = row.told()
    for field, value in values.items():
        setattr(row, field, value)
    row.version, row.saved_by, row.saved_at = row.version + 1, by, timezone.now()
    row.save(update_fields=[*values, "version", "saved_by", "saved_at"])
    tell(by, verb, row, before)
    return row


def undo_version(
    by: User, verb: str, row: Row, version: int, check: Callable[[Row], dict[str, str]]
) -> Row:
    """Let the row be as it was before the save of one's own that made `version`. A repeat changes
    nothing.

    `check` returns {field: sentence} for what keeps the former state from standing again.
    Raises StaleRow when somebody has saved the row since, or when another person made that version.
    """
    row = locked(row)
    last = next(iter(events_of(row)), None)
    if last and (row.version, last.verb, last.by) == (version + 1, verb, by):
        return row
    check_version(row, version)
    if row.saved_by != by:
        raise StaleRow(row)
    values = _before(row, last.changes) if version > 1 else row.taken_back()
    former = copy(row)
    for field, value in values.items():
        setattr(former, field, value)
    refuse(check(former) if former.stands else {})
    return save_version(by, verb, row, values)


def _before(row: Versioned, changes: dict[str, list]) -> dict[str, Any]:
    """Return what an event tells of the former state, as values of the row's columns."""
    fields = [row._meta.get_field(name) for name in changes]
    return {field.attname: field.to_python(changes[field.name][0]) for field in fields}


def tell(by: User, verb: str, row: Versioned, before: dict[str, Any], **also: list) -> None:
    """Write the event of a save; `also` are changes that it made to other rows."""
    changes = difference(before, row.told()) | also
    record(by=by, verb=verb, target=row, patient_id=row.patient_id, changes=changes)
