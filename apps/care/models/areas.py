"""The parts of the body that a patient follows."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from apps.care.body import BODY_PARTS, DAILY_LOG_PARTS, BodyPart, Side
from apps.care.models.patients import Patient
from apps.core.constraints import whole_number_between


class TrackedAreaQuerySet(models.QuerySet):
    """Questions about many areas."""

    def in_daily_log(self) -> "TrackedAreaQuerySet":
        """Areas that the patient is asked about each day, in their order."""
        return self.filter(slot__isnull=False).order_by("slot")


class TrackedArea(models.Model):
    """A part of the body, with its side, that this patient follows.

    `slot` is its place in the daily log (1 to 6); without one the area is kept, with all its
    entries, and no longer asked about.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="areas")
    site = models.CharField(max_length=16)
    side = models.CharField(max_length=6, choices=Side.choices)
    slot = models.PositiveSmallIntegerField(null=True)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TrackedAreaQuerySet.as_manager()

    class Meta:
        ordering = ["slot", "added_at"]
        constraints = [
            models.UniqueConstraint(fields=["patient", "site", "side"], name="area_once"),
            models.UniqueConstraint(fields=["patient", "slot"], name="slot_once"),
            whole_number_between("slot", 1, DAILY_LOG_PARTS, name="slot_is_1_to_6"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="area_side_is_known"),
        ]

    def __str__(self) -> str:
        return str(self.part.label)

    @property
    def part(self) -> BodyPart:
        """The body part with its names."""
        return BODY_PARTS[self.site, self.side]
