"""Who cares for a patient, who helps, and until when."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Discipline(models.TextChoices):
    """What a practitioner does."""

    PHYSICIAN = "physician", _("Doctor")
    PHYSIOTHERAPIST = "physiotherapist", _("Physiotherapist")
    OCCUPATIONAL = "occupational", _("Occupational therapist")
    ACUPUNCTURIST = "acupuncturist", _("Acupuncturist")
    NURSE = "nurse", _("Nurse")
    OTHER = "other", _("Other")


class CareTeamPlace(models.Model):
    """One practitioner's part in one patient's care, from a day until it is ended."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey("Patient", on_delete=models.PROTECT, related_name="care_team")
    practitioner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="care_places"
    )
    discipline = models.CharField(max_length=15, choices=Discipline.choices)
    from_on = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["ended_at", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "practitioner"],
                condition=Q(ended_at=None),
                name="one_open_place_per_practitioner",
            ),
            models.CheckConstraint(
                condition=Q(discipline__in=Discipline.values),
                name="place_discipline_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practitioner} ({self.get_discipline_display()})"


class OutsidePractitioner(models.Model):
    """Somebody who treats the patient and has no account: a name and a phone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(
        "Patient", on_delete=models.PROTECT, related_name="outside_practitioners"
    )
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40)
    discipline = models.CharField(max_length=15, choices=Discipline.choices)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(discipline__in=Discipline.values),
                name="outside_discipline_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.phone}"


class HelperConsent(models.Model):
    """The patient allows a helper to log for them, until one of them ends it.

    `name` and `email` are what the patient typed, and all that the patient sees of it: whether the
    e-mail had an account before stays between its owner and the clinic. Without a `helper` (the
    e-mail belongs to somebody who cannot be one) it opens nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey("Patient", on_delete=models.PROTECT, related_name="consents")
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="helper_consents",
    )
    name = models.CharField(max_length=120)
    email = models.CharField(max_length=254)
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "helper"],
                condition=Q(ended_at=None),
                name="one_open_consent_per_helper",
            ),
            models.UniqueConstraint(
                fields=["patient", "email"],
                condition=Q(ended_at=None),
                name="one_open_consent_per_email",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(email=""), name="consent_says_for_whom"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.given_at:%Y-%m-%d})"
