"""Which events may be read."""

from uuid import UUID

from apps.audit.models import Event, EventQuerySet


def looks_at(patient_id: UUID) -> EventQuerySet:
    """Return who looked at this patient's record, newest first.

    The caller has already checked the right to the patient.
    """
    return Event.objects.about(patient_id).looks().select_related("by")
