"""Which events may be read."""

from datetime import datetime
from uuid import UUID

from django.db.models import DateTimeField, Model, Q, UUIDField

from apps.audit.models import Event, EventQuerySet
from apps.core.prepared import Given, Prepared

# A page and its neighbours are several looks of one person; so many are gone through for names.
GONE_THROUGH = 50


def looks_at(patient_id: UUID) -> EventQuerySet:
    """Return who looked at this patient's record, newest first.

    The caller has already checked the right to the patient.
    """
    return Event.objects.about(patient_id).looks().select_related("by")


def last_write_to(target: Model, patient_id: UUID, *, by: Model) -> Event:
    """Return what `by` did last to a row of this patient's record, which they have written."""
    events = Event.objects.about(patient_id).filter(by=by, target_id=str(target.pk))
    return events.filter(target_type=target._meta.model_name)[0]


def _by_others(patient: Given, reader: Given, since: Given) -> EventQuerySet:
    return looks_at(patient).filter(~Q(by=reader), at__gt=since)[:GONE_THROUGH]


_BY_OTHERS = Prepared(_by_others, patient=UUIDField(), reader=UUIDField(), since=DateTimeField())


def last_looks(patient_id: UUID, *, reader: UUID, since: datetime) -> list[Event]:
    """Return the last look of each other person than the reader, newest first, in one query."""
    newest: dict[UUID, Event] = {}
    for look in _BY_OTHERS.objects(patient=patient_id, reader=reader, since=since):
        newest.setdefault(look.by_id, look)
    return list(newest.values())
