"""Whom to call, and when to ask after a treatment: what a clinic sets, with its history."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from apps.core.constraints import whole_number_between

LONGEST_HOURS = 72
LONGEST_DAYS = 28


class SafetySettings(models.Model):
    """The settings from a moment on; the newest row stands, and rows are never changed.

    Without a row those of the environment hold (`EMERGENCY_NUMBER` and so on).
    """

    country = models.CharField(max_length=60, blank=True)
    emergency_number = models.CharField(max_length=20)
    clinic_name = models.CharField(max_length=120)
    clinic_phone = models.CharField(max_length=40)
    first_check_hours = models.PositiveSmallIntegerField()
    second_check_days = models.PositiveSmallIntegerField()
    skin_check_hours = models.PositiveSmallIntegerField()
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name_plural = "safety settings"
        ordering = ["-saved_at", "-pk"]
        constraints = [
            whole_number_between(
                "first_check_hours", 1, LONGEST_HOURS, name="first_check_is_1_to_72_hours"
            ),
            whole_number_between(
                "second_check_days", 1, LONGEST_DAYS, name="second_check_is_1_to_28_days"
            ),
            whole_number_between(
                "skin_check_hours", 0, LONGEST_HOURS, name="skin_check_is_0_to_72_hours"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.saved_at:%Y-%m-%d}"
