"""How many sessions of one kind the team has planned for a week."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.care.models import Patient
from apps.core.constraints import whole_number_between
from apps.therapy.models.kinds import SessionKind
from apps.therapy.models.versions import Removable, RemovableQuerySet

MOST_PER_WEEK = 21  # three a day


class SessionPlan(Removable):
    """So many sessions a week of one kind, from a day to a day (both in), or with no end yet.

    What was done is counted from the sessions themselves. A plan raises no alert.
    """

    FACTS: ClassVar[tuple[str, ...]] = ("kind", "per_week", "starts_on", "ends_on")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="session_plans")
    kind = models.ForeignKey(SessionKind, on_delete=models.PROTECT, related_name="+")
    per_week = models.PositiveSmallIntegerField(_("sessions a week"))
    # Dates on the patient's own calendar.
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True)

    objects = RemovableQuerySet.as_manager()

    class Meta:
        ordering = ["kind__order", "starts_on", "pk"]
        constraints = [
            whole_number_between("per_week", 1, MOST_PER_WEEK, name="plan_is_1_to_21_a_week"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="plan_ends_after_its_start",
            ),
            whole_number_between("version", 1, 1_000_000, name="plan_version_is_whole"),
            models.UniqueConstraint(
                fields=["patient", "kind"],
                condition=Q(ends_on__isnull=True, removed_at__isnull=True),
                name="one_open_plan_per_kind",
            ),
            models.UniqueConstraint(
                fields=["patient", "kind", "starts_on"],
                condition=Q(removed_at__isnull=True),
                name="one_plan_per_kind_and_first_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.per_week}"
