"""Injuries to numb parts, and the plain line about them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.care.body import PARTS_BY_CODE, BodyPart
from apps.care.models import Patient, check_zone
from apps.safety.models.gate import GateAnswer
from apps.safety.models.texts import TEXT_LENGTH


class InjuryQuerySet(models.QuerySet):
    """Questions about many injuries."""

    def current(self) -> "InjuryQuerySet":
        """Injuries that were not taken back."""
        return self.filter(state=Injury.State.CURRENT)


class Injury(models.Model):
    """A burn, a cut or a fall that a numb part did not warn of; taking it back sets `state`."""

    class Kind(models.TextChoices):
        """What happened."""

        BURN = "burn", _("Burn")
        CUT = "cut", _("Cut")
        FALL = "fall", _("Fall")

    State = GateAnswer.State

    # Made from the press of the form and what it says, so that a repeated send is recognised.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="injuries")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    # A part of the body by its code (`care.body`), tracked or not.
    part_code = models.CharField(max_length=20)
    on = models.DateField()
    zone = models.CharField(max_length=64, validators=[check_zone])
    note = models.CharField(max_length=TEXT_LENGTH, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.CURRENT)

    objects = InjuryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "injuries"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["burn", "cut", "fall"]), name="injury_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["current", "withdrawn"]), name="injury_state_is_known"
            ),
        ]
        indexes = [models.Index(fields=["patient", "on"], name="injuries_of_patient")]

    def __str__(self) -> str:
        return f"{self.kind} {self.on:%Y-%m-%d}"

    @property
    def part(self) -> BodyPart:
        """The part that was hurt, with its names."""
        return PARTS_BY_CODE[self.part_code]


class SafetyLine(models.Model):
    """The plain line about a hand or foot without feeling was shown; at most once a week.

    `submission` is the form whose page shows it, and `on` the patient's date when it came: a form
    that fills in days before shows it once too.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="safety_lines")
    submission = models.UUIDField()
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "on"], name="one_safety_line_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"
