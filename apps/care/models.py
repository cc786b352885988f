"""Patients and what a clinic knows of them before the first entry."""

import datetime
import uuid
import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.care.body import BODY_PARTS, DAILY_LOG_PARTS, BodyPart, Side
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

    def in_care_of(self, user) -> "PatientQuerySet":
        """Patients on whose care team this practitioner is, today."""
        return self.filter(care_team__practitioner=user, care_team__ended_at=None)

    def visible_to(self, user) -> "PatientQuerySet":
        """Patients whose record this person may see; an admin sees none."""
        if user.role == Role.PATIENT:
            return self.of_person(user)
        if user.role == Role.HELPER:
            return self.helped_by(user)
        if user.role == Role.THERAPIST:
            return self.in_care_of(user)
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

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="patient"
    )
    born_on = models.DateField(null=True, blank=True)
    zone = models.CharField(max_length=64, default=clinic_zone, validators=[check_zone])
    hand = models.CharField(max_length=5, choices=Hand.choices, blank=True)
    needs = models.CharField(max_length=200, blank=True)
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
    # Counts every write to the record; pictures and their ETags are made from it.
    data_version = models.PositiveBigIntegerField(default=1, editable=False)

    objects = PatientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hand__in=["", "left", "right", "both"]), name="patient_hand_is_known"
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


class TrackedAreaQuerySet(models.QuerySet):
    """Questions about many areas."""

    def in_daily_log(self) -> "TrackedAreaQuerySet":
        """Areas that the patient is asked about each day, in their order."""
        return self.filter(slot__isnull=False).order_by("slot")


class TrackedArea(models.Model):
    """A part of the body, with its side, that this patient follows.

    `slot` is its place in the daily log (1 to 6); without one the area is kept, with all its
    entries, and no longer asked about.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="areas")
    site = models.CharField(max_length=16)
    side = models.CharField(max_length=6, choices=Side.choices)
    slot = models.PositiveSmallIntegerField(null=True)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TrackedAreaQuerySet.as_manager()

    class Meta:
        ordering = ["slot", "added_at"]
        constraints = [
            models.UniqueConstraint(fields=["patient", "site", "side"], name="area_once"),
            models.UniqueConstraint(fields=["patient", "slot"], name="slot_once"),
            models.CheckConstraint(
                condition=Q(slot__isnull=True) | Q(slot__range=(1, DAILY_LOG_PARTS)),
                name="slot_is_1_to_6",
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="area_side_is_known"),
        ]

    def __str__(self) -> str:
        return str(self.part.label)

    @property
    def part(self) -> BodyPart:
        """The body part with its names."""
        return BODY_PARTS[self.site, self.side]


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
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="care_team")
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
        ]

    def __str__(self) -> str:
        return f"{self.practitioner} ({self.get_discipline_display()})"


class OutsidePractitioner(models.Model):
    """Somebody who treats the patient and has no account: a name and a phone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(
        Patient, on_delete=models.PROTECT, related_name="outside_practitioners"
    )
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40)
    discipline = models.CharField(max_length=15, choices=Discipline.choices)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.phone}"


class HelperConsent(models.Model):
    """The patient allows a helper to log for them, until one of them ends it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="consents")
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="helper_consents"
    )
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "helper"],
                condition=Q(ended_at=None),
                name="one_open_consent_per_helper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.helper} ({self.given_at:%Y-%m-%d})"
