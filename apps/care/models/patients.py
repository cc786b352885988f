"""The patient: a person, a calendar, and what else may cause numbness."""

import datetime
import uuid
import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.care.models.covers import Cover, clinic_today
from apps.care.models.team import CareTeamPlace
from apps.core.roles import Role

# Read once: the list comes from some hundred files.
ZONES = frozenset(zoneinfo.available_timezones())


def check_zone(name: str) -> None:
    """Refuse a name that is no IANA time zone."""
    if name not in ZONES:
        raise ValidationError(_("%(zone)s is not a time zone."), params={"zone": name})


def clinic_zone() -> str:
    """Return the zone that a new patient starts with."""
    return settings.CLINIC_TIME_ZONE


class PatientQuerySet(models.QuerySet):
    """Questions about many patients."""

    def of_person(self, user) -> "PatientQuerySet":
        """The patient's own row."""
        return self.filter(user=user)

    def helped_by(self, user) -> "PatientQuerySet":
        """Patients who allow this helper, today."""
        return self.filter(consents__helper=user, consents__ended_at=None)

    def own_of(self, user) -> "PatientQuerySet":
        """Patients on whose care team this practitioner is, today."""
        return self.filter(care_team__practitioner=user, care_team__ended_at=None)

    def in_care_of(self, user, *, on=None) -> "PatientQuerySet":
        """Patients on whose care team this practitioner is, or a colleague whom they cover for.

        `on` is the day on the clinic's calendar, today unless given. Who covers for somebody who
        covers sees nothing by that.
        """
        covers = Cover.objects.running(clinic_today() if on is None else on)
        covered = covers.filter(colleague=user).values("covered")
        places = CareTeamPlace.objects.filter(
            Q(practitioner=user) | Q(practitioner__in=covered), ended_at=None
        )
        return self.filter(pk__in=places.order_by().values("patient"))

    def without_care(self, *, after: User | None = None) -> "PatientQuerySet":
        """Patients whose record can still be written in, and on whose care team nobody can sign in.

        Who covers for a time does not count: an admin must act before that time is over.
        Whose account is off can be logged for by a helper, and counts as long as one is allowed.
        `after` is a practitioner who is taken as gone.
        """
        able = User.objects.active().exclude(pk=after.pk if after else None)
        in_care = Patient.objects.filter(care_team__ended_at=None, care_team__practitioner__in=able)
        helped = Patient.objects.filter(consents__ended_at=None, consents__helper__is_active=True)
        is_written = Q(user__turned_off_at=None) | Q(pk__in=helped.values("pk"))
        return self.filter(is_written).exclude(pk__in=in_care.values("pk"))

    def visible_to(self, user) -> "PatientQuerySet":
        """Patients whose record this person may see; an admin sees none."""
        return self.visible_as(user.role, user)

    def visible_as(self, role: str, user, *, on=None) -> "PatientQuerySet":
        """Patients whose record a person of this role may see; `on` as in `in_care_of`."""
        if role == Role.PATIENT:
            return self.of_person(user)
        if role == Role.HELPER:
            return self.helped_by(user)
        if role == Role.THERAPIST:
            return self.in_care_of(user, on=on)
        return self.none()

    def for_page(self) -> "PatientQuerySet":
        """With the person, in one query."""
        return self.select_related("user")


class Patient(models.Model):
    """A person in rehabilitation after one or more strokes."""

    class Hand(models.TextChoices):
        """Which hand the person uses for a phone."""

        LEFT = "left", _("Uses left hand")
        RIGHT = "right", _("Uses right hand")
        BOTH = "both", _("Uses both hands")

    class Scale(models.TextChoices):
        """How the person says how numb a part is."""

        NUMBERS = "numbers", _("Numbers from 0 to 10")
        WORDS = "words5", _("Five words")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="patient"
    )
    born_on = models.DateField(null=True, blank=True)
    zone = models.CharField(max_length=64, default=clinic_zone, validators=[check_zone])
    hand = models.CharField(max_length=5, choices=Hand.choices, blank=True)
    needs = models.CharField(max_length=200, blank=True)
    scale = models.CharField(max_length=7, choices=Scale.choices, default=Scale.NUMBERS)
    # What else may cause numbness, and what treatments must respect. Null: not asked yet.
    diabetes = models.BooleanField(null=True)
    nerve_compression = models.BooleanField(null=True)
    b12_deficiency = models.BooleanField(null=True)
    spine_problem = models.BooleanField(null=True)
    other_cause = models.CharField(max_length=200, blank=True)
    pacemaker = models.BooleanField(null=True)
    other_implant = models.CharField(max_length=200, blank=True)
    blood_thinner = models.BooleanField(null=True)
    blood_thinner_name = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # Counts the writes that change what is drawn or summed up: pictures and their ETags are made
    # from it, and the caseload's summaries.
    data_version = models.PositiveBigIntegerField(default=1, editable=False)

    objects = PatientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hand__in=["", "left", "right", "both"]), name="patient_hand_is_known"
            ),
            models.CheckConstraint(
                condition=Q(scale__in=["numbers", "words5"]), name="patient_scale_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.user.name

    def today(self, zone: str = "") -> datetime.date:
        """Return the date on the patient's calendar now.

        `zone` is the one that the person's device states; a name that is no zone is ignored.
        """
        known = zone if self.knows_zone(zone) else self.zone
        return timezone.localdate(timezone=zoneinfo.ZoneInfo(known))

    @staticmethod
    def knows_zone(name: str) -> bool:
        """Return whether this is the name of a time zone."""
        return name in ZONES
