"""What was answered when danger signs were asked about, and what new numbness is like."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.care.models import Baseline, Patient, check_zone
from apps.safety.models.texts import TEXT_LENGTH
from apps.safety.signs import SIGNS_BY_CODE, Answer, Tier


class SignCheck(models.Model):
    """One answered list of danger signs, each "new or worse than usual".

    The same list may be answered again (`submission` names its form). Rows are added and never
    changed. `rules` is the version of the signs that it was judged by, and `baseline` what was
    known that day of what is usual; without one nothing was recorded.
    """

    class Cause(models.TextChoices):
        """Why the signs were asked about. The app asks, and concludes nothing from the cause."""

        GATE = "gate", _("Something new, sudden or much worse")
        RISE = "rise", _("A score well above the last days")
        LIMB = "limb", _("A whole arm or leg marked")
        SPREAD = "spread", _("Many new parts marked")
        TREATMENT = "treatment", _("The question after a treatment")
        WEEKLY = "weekly", _("The weekly question")
        DEMAND = "demand", _("Opened without being asked")

    Answer = Answer

    # Made by the form, so that a repeated send is recognised.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # The key of the form, whichever press of it this is.
    submission = models.UUIDField(default=uuid.uuid4)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="sign_checks")
    for_date = models.DateField()
    zone = models.CharField(max_length=64, validators=[check_zone])
    cause = models.CharField(max_length=9, choices=Cause.choices)
    answer = models.CharField(max_length=8, choices=Answer.choices)
    tier = models.CharField(max_length=9, choices=Tier.choices)
    rules = models.PositiveSmallIntegerField()
    baseline = models.ForeignKey(Baseline, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    cause__in=["gate", "rise", "limb", "spread", "treatment", "weekly", "demand"]
                ),
                name="check_cause_is_known",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["yes", "no", "not_sure"]), name="check_answer_is_known"
            ),
            models.CheckConstraint(
                condition=Q(tier__in=["emergency", "contact", "none"]), name="check_tier_is_known"
            ),
        ]
        indexes = [models.Index(fields=["patient", "-recorded_at"], name="checks_of_patient")]

    def __str__(self) -> str:
        return f"{self.for_date:%Y-%m-%d}"

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the signs that were ticked, in the order in which they are asked."""
        mine = {sign.code for sign in self.signs.all()}
        return tuple(code for code in SIGNS_BY_CODE if code in mine)


class CheckedSign(models.Model):
    """A sign that was ticked as new or worse than usual."""

    sign_check = models.ForeignKey(SignCheck, on_delete=models.PROTECT, related_name="signs")
    code = models.CharField(max_length=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sign_check", "code"], name="sign_once_per_check"),
        ]

    def __str__(self) -> str:
        return self.code


class NewNumbness(models.Model):
    """What a clinic asks of new numbness: when, how quickly, doing what, what else.

    The four questions of the Cleveland Clinic's page (seed 002). Every one may stay empty.
    """

    class Speed(models.TextChoices):
        """How quickly it came."""

        SECONDS = "seconds", _("In seconds or minutes")
        HOURS = "hours", _("In hours")
        DAYS = "days", _("In days")
        SLOWER = "slower", _("More slowly")

    sign_check = models.OneToOneField(
        SignCheck, on_delete=models.PROTECT, primary_key=True, related_name="new_numbness"
    )
    began = models.CharField(max_length=TEXT_LENGTH, blank=True)
    speed = models.CharField(max_length=7, choices=Speed.choices, blank=True)
    doing = models.CharField(max_length=TEXT_LENGTH, blank=True)
    other_symptoms = models.CharField(max_length=TEXT_LENGTH, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name_plural = "new numbness"
        constraints = [
            models.CheckConstraint(
                condition=Q(speed__in=["", "seconds", "hours", "days", "slower"]),
                name="new_numbness_speed_is_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.sign_check_id)
