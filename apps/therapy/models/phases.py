"""Stretches of treatment, or of none, that are drawn on the chart and compared."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Trim
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.care.models import Patient
from apps.core.constraints import whole_number_between

NAME_LENGTH = 40
# What a phase says about the patient; all of it can be changed.
FACTS = ("name", "kind", "starts_on", "ends_on")


class PhaseQuerySet(models.QuerySet):
    """Questions about many phases."""

    def standing(self) -> "PhaseQuerySet":
        """Phases that were not removed."""
        return self.filter(removed_at=None)


class Phase(models.Model):
    """A named stretch of days, both ends in; without an end it is not over yet.

    Changed in place: each former state stands in the event of the change. `version` counts the
    saves, so that a form knows whether somebody else was first.
    """

    class Kind(models.TextChoices):
        """Whether the patient is treated in it."""

        TREATMENT = "treatment", _("Treatment")
        NO_TREATMENT = "no treatment", _("No treatment")

    # Made by the form, so that a repeated send is recognised.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="phases")
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.TREATMENT)
    # Dates on the patient's own calendar.
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = PhaseQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & Q(name=Trim("name")), name="phase_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["treatment", "no treatment"]), name="phase_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="phase_ends_after_its_start",
            ),
            whole_number_between("version", 1, 1_000_000, name="phase_version_is_whole"),
            models.UniqueConstraint(
                fields=["patient"],
                condition=Q(ends_on__isnull=True, removed_at__isnull=True),
                name="one_open_phase_per_patient",
            ),
            models.UniqueConstraint(
                fields=["patient", "starts_on"],
                condition=Q(removed_at__isnull=True),
                name="one_phase_per_first_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def facts(self) -> dict[str, Any]:
        """Return what the row says, in the words that `actions.add_phase` takes."""
        return {field: getattr(self, field) for field in FACTS}
