"""One row per write and per look. The database itself refuses to change or delete a row."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

LOOK = "looked_at"


class EventQuerySet(models.QuerySet):
    """Questions about many events."""

    def about(self, patient_id) -> "EventQuerySet":
        """Events that concern this patient, newest first."""
        return self.filter(patient_id=patient_id).order_by("-at", "-pk")

    def looks(self) -> "EventQuerySet":
        """Only the events of somebody looking at a record."""
        return self.filter(verb=LOOK)


class Event(models.Model):
    """Somebody did something to something at some time.

    `changes` maps a field to [before, after]; for a look it says which page was seen, for a report
    the time that it shows.
    `patient_id` is no foreign key: this floor does not know patients.
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    verb = models.CharField(max_length=40)
    target_type = models.CharField(max_length=40)
    target_id = models.CharField(max_length=40)
    patient_id = models.UUIDField(null=True)
    changes = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["patient_id", "-at"], name="event_of_patient"),
            models.Index(fields=["target_type", "target_id"], name="event_of_target"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_type} {self.target_id}"
