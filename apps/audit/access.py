"""Which events may be read."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import DateTimeField, F, Max, Model, Q, QuerySet, UUIDField

from apps.audit.models import Event, EventQuerySet
from apps.core.prepared import Given, Prepared


def looks_at(patient_id: UUID) -> EventQuerySet:
    """Return who looked at this patient's record, newest first.

    The caller has already checked the right to the patient.
    """
    return Event.objects.about(patient_id).looks().select_related("by")


def last_write_to(target: Model, patient_id: UUID, *, by: Model) -> Event:
    """Return what `by` did last to a row of this patient's record, which they have written."""
    events = Event.objects.about(patient_id).filter(by=by, target_id=str(target.pk))
    return events.filter(target_type=target._meta.model_name)[0]


class LastLook(NamedTuple):
    """When somebody looked last."""

    name: str
    at: datetime


def _by_others(patient: Given, reader: Given, since: Given) -> QuerySet:
    looks = Event.objects.about(patient).looks().filter(~Q(by=reader), at__gt=since)
    people = looks.order_by().values("by").annotate(name=F("by__name"), last=Max("at"))
    return people.order_by("-last", "by").values_list("name", "last")


_BY_OTHERS = Prepared(_by_others, patient=UUIDField(), reader=UUIDField(), since=DateTimeField())


def last_looks(patient_id: UUID, *, reader: UUID, since: datetime) -> list[LastLook]:
    """Return the last look of each other person than the reader, newest first, in one query."""
    rows = _BY_OTHERS.rows(patient=patient_id, reader=reader, since=since)
    return [LastLook(*row) for row in rows]
