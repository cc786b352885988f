"""What is kept so that a list of patients is sorted in a moment, and who has seen what."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from apps.care.models import Patient
from apps.core.constraints import whole_number_between

# The bounds of what an admin may set, by field.
BOUNDS = {
    "worse_points": (1, 10),
    "worse_weeks": (1, 12),
    "quiet_days": (3, 90),
    "flat_weeks": (4, 26),
    "test_weeks": (4, 104),
}


class Summary(models.Model):
    """What one diary tells about who needs a look, as of one version of the record.

    Nothing is recorded here: like a picture it is made from the rows, kept under the number of
    writes to the record (`Patient.data_version`) and the version of the rules, and made anew when
    either has changed. `diary` is a `statistics.Diary` as plain values.
    """

    patient = models.OneToOneField(
        Patient, primary_key=True, on_delete=models.CASCADE, related_name="summary"
    )
    data_version = models.PositiveBigIntegerField()
    rules = models.PositiveIntegerField()
    method = models.PositiveSmallIntegerField()
    last_on = models.DateField(null=True)
    diary = models.JSONField()

    class Meta:
        verbose_name_plural = "summaries"

    def __str__(self) -> str:
        return f"{self.patient_id} {self.data_version}"

    @property
    def made_from(self) -> tuple[int, int, int]:
        """The number of writes, the version of the rules, and the method that it tells of."""
        return self.data_version, self.rules, self.method


class Seen(models.Model):
    """A practitioner has seen one reason for a look; all practitioners of the patient share it.

    `reason` is its code, `about` the part of the body or the alert, and `event` tells the very
    event apart, so that a new one comes back. Rows are added; `ended_at` is set when it is undone
    or when a newer event of the same reason is seen. `press` is the form that was sent.
    """

    class Reason(models.TextChoices):
        """What was seen."""

        ALERT = "alert"
        WORSE = "worse"
        QUIET = "quiet"
        FLAT = "flat"
        TEST = "test"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    press = models.UUIDField()
    reason = models.CharField(max_length=5, choices=Reason.choices)
    about = models.CharField(max_length=64, blank=True)
    event = models.CharField(max_length=64)
    seen_at = models.DateTimeField(default=timezone.now, editable=False)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name_plural = "seen"
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=["alert", "worse", "quiet", "flat", "test"]),
                name="seen_reason_is_known",
            ),
            models.UniqueConstraint(
                fields=["patient", "reason", "about"],
                condition=Q(ended_at=None),
                name="one_standing_look_at_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["press"], name="seen_of_press")]

    def __str__(self) -> str:
        return f"{self.reason} {self.about}"


class CaseloadRules(models.Model):
    """From when on somebody is flagged, since a moment; the newest row stands, and rows are never
    changed. Without a row those of `statistics.Rules` hold."""

    worse_points = models.PositiveSmallIntegerField()
    worse_weeks = models.PositiveSmallIntegerField()
    quiet_days = models.PositiveSmallIntegerField()
    flat_weeks = models.PositiveSmallIntegerField()
    test_weeks = models.PositiveSmallIntegerField()
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name_plural = "caseload rules"
        constraints = [
            whole_number_between(name, *bounds, name=f"{name}_are_in_bounds")
            for name, bounds in BOUNDS.items()
        ]

    def __str__(self) -> str:
        return f"{self.saved_at:%Y-%m-%d}"
