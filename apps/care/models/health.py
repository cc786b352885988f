"""Strokes, and what is usual for the patient before any entry."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.care.models.patients import Patient


class Stroke(models.Model):
    """One stroke. Its day may be known only to the month or the year."""

    class Precision(models.TextChoices):
        """How exactly the day is known."""

        DAY = "day", _("The day")
        MONTH = "month", _("The month")
        YEAR = "year", _("The year")

    class Type(models.TextChoices):
        """What happened in the brain."""

        ISCHAEMIC = "ischaemic", _("Ischaemic (a clot)")
        HAEMORRHAGIC = "haemorrhagic", _("Haemorrhagic (a bleed)")
        UNKNOWN = "unknown", _("Not known")

    class BodySide(models.TextChoices):
        """Which side of the body it affects."""

        LEFT = "left", _("Left side of the body")
        RIGHT = "right", _("Right side of the body")
        BOTH = "both", _("Both sides")
        UNKNOWN = "unknown", _("Not known")

    class Place(models.TextChoices):
        """Where in the brain it was."""

        THALAMUS = "thalamus", _("Thalamus")
        CORTEX = "cortex", _("Cortex")
        CAPSULE = "capsule", _("Internal capsule")
        BASAL_GANGLIA = "basal_ganglia", _("Basal ganglia")
        BRAINSTEM = "brainstem", _("Brainstem")
        CEREBELLUM = "cerebellum", _("Cerebellum")
        OTHER = "other", _("Another place")
        UNKNOWN = "unknown", _("Not known")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="strokes")
    onset_on = models.DateField()
    onset_precision = models.CharField(
        max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    type = models.CharField(max_length=12, choices=Type.choices, default=Type.UNKNOWN)
    side = models.CharField(max_length=7, choices=BodySide.choices, default=BodySide.UNKNOWN)
    place = models.CharField(max_length=13, choices=Place.choices, default=Place.UNKNOWN)

    class Meta:
        ordering = ["onset_on"]
        constraints = [
            models.UniqueConstraint(fields=["patient", "onset_on"], name="one_stroke_per_day"),
            models.CheckConstraint(
                condition=Q(onset_precision__in=["day", "month", "year"]),
                name="stroke_precision_is_known",
            ),
            models.CheckConstraint(
                condition=Q(side__in=["left", "right", "both", "unknown"]),
                name="stroke_side_is_known",
            ),
            models.CheckConstraint(
                condition=Q(type__in=["ischaemic", "haemorrhagic", "unknown"]),
                name="stroke_type_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    place__in=[
                        "thalamus",
                        "cortex",
                        "capsule",
                        "basal_ganglia",
                        "brainstem",
                        "cerebellum",
                        "other",
                        "unknown",
                    ]
                ),
                name="stroke_place_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.onset_on:%Y-%m-%d}"


class Baseline(models.Model):
    """What is usual for this person, before any entry; the newest row stands.

    Rows are added, never changed, so an answer can be held against what was known that day.
    No row at all means "nothing recorded", which is not the same as "nothing unusual".
    """

    class Sides(models.TextChoices):
        """Where a usual deficit is."""

        NONE = "none", _("No")
        LEFT = "left", _("Yes, on the left")
        RIGHT = "right", _("Yes, on the right")
        BOTH = "both", _("Yes, on both sides")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="baselines")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    weakness = models.CharField(max_length=5, choices=Sides.choices)
    numbness = models.CharField(max_length=5, choices=Sides.choices)
    face = models.CharField(max_length=5, choices=Sides.choices)
    speech = models.BooleanField()
    vision = models.BooleanField()
    balance = models.BooleanField()
    bladder_or_bowel = models.BooleanField()
    confusion = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{field}__in": ["none", "left", "right", "both"]}),
                name=f"baseline_{field}_is_known",
            )
            for field in ("weakness", "numbness", "face")
        ]

    def __str__(self) -> str:
        return f"{self.recorded_at:%Y-%m-%d}"
