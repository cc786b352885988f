"""What was saved of phases, goals and plans."""

from apps.audit.models import Event
from apps.therapy.models.versions import Versioned


def events_of(row: Versioned) -> list[Event]:
    """Return every save of the row, the latest first."""
    events = Event.objects.about(row.patient_id).select_related("by")
    return list(events.filter(target_type=row._meta.model_name, target_id=str(row.pk)))
