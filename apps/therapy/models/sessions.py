"""One treatment on one day."""

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.care.models import Patient, TrackedArea, check_zone
from apps.core.constraints import whole_number_between
from apps.therapy.models.kinds import SessionKind

LONGEST_MINUTES = 600
NOTE_LENGTH = 2000
# What every kind of session holds, apart from its body areas and its details.
COMMON = (
    "held_on",
    "start_time",
    "minutes",
    "setting",
    "given_by",
    "given_by_name",
    "given_by_phone",
    "label",
    "note",
)


class SessionQuerySet(models.QuerySet):
    """Questions about many sessions."""

    def current(self) -> "SessionQuerySet":
        """Sessions that stand: not replaced by a correction, not taken back."""
        return self.filter(state=Session.State.CURRENT)

    def newest_first(self) -> "SessionQuerySet":
        """By the day they were held, then by the time of day, then by when they were entered."""
        return self.order_by(
            "-held_on", models.F("start_time").desc(nulls_last=True), "-created_at", "pk"
        )

    def for_rows(self) -> "SessionQuerySet":
        """With everything that one row of a list shows, in a constant number of queries."""
        return self.select_related(
            "kind", "given_by", "entered_by", "sensory", "electrical", "acupuncture"
        ).prefetch_related("areas", "needles")


class Session(models.Model):
    """What was done, when, for how long, where on the body, and by whom."""

    class Setting(models.TextChoices):
        """Where it took place."""

        CLINIC = "clinic", _("Clinic")
        GROUP = "group", _("Group")
        HOME = "home", _("Home")

    class State(models.TextChoices):
        """Whether the row stands."""

        CURRENT = "current", _("Current")
        REPLACED = "replaced", _("Replaced")
        WITHDRAWN = "withdrawn", _("Taken back")

    # Made by the form, so that a repeated send is recognised.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # The id of the first version: all versions of one session share it.
    thread = models.UUIDField()
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="sessions")
    kind = models.ForeignKey(SessionKind, on_delete=models.PROTECT, related_name="sessions")
    # The date and the time on the patient's own calendar and clock; `zone` says which.
    held_on = models.DateField(_("day"))
    start_time = models.TimeField(_("start"), null=True)
    zone = models.CharField(max_length=64, validators=[check_zone])
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    setting = models.CharField(
        _("setting"), max_length=6, choices=Setting.choices, default=Setting.CLINIC
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("given by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    given_by_name = models.CharField(_("given by"), max_length=120, blank=True)
    given_by_phone = models.CharField(_("phone"), max_length=40, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    label = models.CharField(_("what it was"), max_length=60, blank=True)
    areas = models.ManyToManyField(TrackedArea, through="SessionArea", related_name="sessions")
    note = models.TextField(_("notes"), max_length=NOTE_LENGTH, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.CURRENT)
    state_at = models.DateTimeField(default=timezone.now, editable=False)
    # The version that this one corrects. Not one-to-one: after an undo it can be corrected again.
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            whole_number_between("minutes", 1, LONGEST_MINUTES, name="minutes_are_1_to_600"),
            models.CheckConstraint(
                condition=Q(setting__in=["clinic", "group", "home"]),
                name="session_setting_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["current", "replaced", "withdrawn"]),
                name="session_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(given_by__isnull=False, given_by_name="", given_by_phone="")
                | Q(given_by__isnull=True) & ~Q(given_by_name=""),
                name="session_given_by_user_or_name",
            ),
            models.UniqueConstraint(
                fields=["thread"],
                condition=Q(state="current"),
                name="one_current_version_per_session",
            ),
        ]
        indexes = [
            # Answers the lanes of a chart from the index alone.
            models.Index(
                fields=["patient", "held_on", "kind"],
                condition=Q(state="current"),
                name="current_sessions",
            ),
            models.Index(fields=["thread", "created_at"], name="versions_of_session"),
        ]

    def __str__(self) -> str:
        return f"{self.held_on:%Y-%m-%d}"

    @property
    def giver(self) -> str:
        """The name of who gave it."""
        return self.given_by.name if self.given_by else self.given_by_name

    def detail(self, name: str) -> models.Model | None:
        """Return the row of details called `name` ("sensory", …) or None."""
        try:
            return getattr(self, name)
        except ObjectDoesNotExist:
            return None

    def facts(self) -> dict[str, Any]:
        """Return what the row says, in the words that `actions.record_session` takes."""
        facts = {field: getattr(self, field) for field in COMMON}
        facts["areas"] = list(self.areas.all())
        for name in ("sensory", "electrical", "acupuncture"):
            row = self.detail(name)
            facts[name] = row.facts() if row else None
        facts["needles"] = [needle.as_needle() for needle in self.needles.all()]
        return facts


class SessionArea(models.Model):
    """A part of the body that a session treated."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(TrackedArea, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "area"], name="area_once_per_session"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.area_id}"
