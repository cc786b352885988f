"""The one door through which events are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from apps.audit.models import LOOK, Event

# A page and the pictures on it are one look.
ONE_LOOK = timedelta(minutes=10)
# For so long a process remembers that a look is written, and need not ask for each picture.
REMEMBERED = timedelta(minutes=1)
MOST_REMEMBERED = 10_000
_written: dict[tuple, datetime] = {}


@dataclass(frozen=True)
class Write:
    """One of several writes that happened together. `changes` as in `record`."""

    verb: str
    target: models.Model
    changes: dict[str, Any]


def record_all(*, by: models.Model | None, patient_id: UUID, writes: Sequence[Write]) -> None:
    """Write one event for each of several writes to one record, in one query.

    Called inside their transaction; a failure undoes them all, as with `record`.
    """
    Event.objects.bulk_create(
        _event(by, write.verb, write.target, patient_id, write.changes) for write in writes
    )


# No savepoint: an event that fails must not leave the write that it tells of.
@transaction.atomic(savepoint=False)
def record(
    *,
    by: models.Model | None,
    verb: str,
    target: models.Model,
    patient_id: UUID | None = None,
    changes: dict[str, Any] | None = None,
) -> Event:
    """Write one event. Called inside the transaction of the write that it tells of.

    `changes` maps each changed field to [before, after]. If the event cannot be written the
    exception goes up and undoes the write.
    """
    event = _event(by, verb, target, patient_id, changes or {})
    event.save(force_insert=True)
    return event


def _event(
    by: models.Model | None,
    verb: str,
    target: models.Model,
    patient_id: UUID | None,
    changes: dict[str, Any],
) -> Event:
    return Event(
        by=by,
        verb=verb,
        target_type=target._meta.model_name,
        target_id=str(target.pk),
        patient_id=patient_id,
        changes=changes,
    )


def record_look(*, by: models.Model, target: models.Model, patient_id: UUID, page: str) -> None:
    """Write that `by` saw `page` of this patient's record; once in ten minutes per page.

    Asked without a transaction: on SQLite that would wait for whoever writes.
    """
    if not recent_looks(by=by, page=page).filter(patient_id=patient_id).exists():
        record(by=by, verb=LOOK, target=target, patient_id=patient_id, changes={"page": page})


def remember_look(*, by: models.Model, patient_id: UUID, page: str) -> None:
    """Note that the look is written."""
    if len(_written) >= MOST_REMEMBERED:
        _written.clear()
    _written[by.pk, patient_id, page] = timezone.now()


def is_look_remembered(*, by: models.Model, patient_id: UUID, page: str) -> bool:
    """Return whether this process knows, without asking, that the look is written."""
    at = _written.get((by.pk, patient_id, page))
    return at is not None and timedelta(0) <= timezone.now() - at < REMEMBERED


def record_looks(*, by: models.Model, targets: Mapping[UUID, models.Model], page: str) -> None:
    """Write that `by` saw many records on one page, in two queries; `targets` by patient id."""
    seen = set(
        recent_looks(by=by, page=page)
        .filter(patient_id__in=targets)
        .values_list("patient_id", flat=True)
    )
    Event.objects.bulk_create(
        _event(by, LOOK, target, patient_id, {"page": page})
        for patient_id, target in targets.items()
        if patient_id not in seen
    )


def recent_looks(*, by: models.Model, page: str) -> models.QuerySet:
    """Return the looks of `by` at this page, of any record, that still count as one look."""
    since = timezone.now() - ONE_LOOK
    return Event.objects.filter(verb=LOOK, by=by, at__gt=since, changes__page=page)


def difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list]:
    """Return {field: [before, after]} for the fields whose value differs."""
    return {
        field: [before.get(field), value]
        for field, value in after.items()
        if before.get(field) != value
    }
