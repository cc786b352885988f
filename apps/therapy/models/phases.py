"""Stretches of treatment, or of none, that are drawn on the chart and compared."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Trim
from django.utils.translation import gettext_lazy as _

from apps.care.models import Patient
from apps.core.constraints import whole_number_between
from apps.therapy.models.versions import Removable, RemovableQuerySet

NAME_LENGTH = 40


class Phase(Removable):
    """A named stretch of days, both ends in; without an end it is not over yet.

    Illness and hospital stays are phases too: what happens in them is drawn and named, and no day
    has two of them.
    """

    FACTS: ClassVar[tuple[str, ...]] = ("name", "kind", "starts_on", "ends_on")

    class Kind(models.TextChoices):
        """Whether the patient is treated in it, or why not."""

        TREATMENT = "treatment", _("Treatment")
        NO_TREATMENT = "no treatment", _("No treatment")
        ILLNESS = "illness", _("Illness")
        HOSPITAL = "hospital", _("Hospital stay")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="phases")
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.TREATMENT)
    # Dates on the patient's own calendar.
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True)

    objects = RemovableQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & Q(name=Trim("name")), name="phase_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["treatment", "no treatment", "illness", "hospital"]),
                name="phase_kind_is_known",
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
