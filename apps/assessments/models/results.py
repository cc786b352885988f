"""One result of a clinical test."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.assessments.models.instruments import Instrument
from apps.assessments.places import PLACES
from apps.care.models import Patient, check_zone

NOTE_LENGTH = 2000
VERSION_LENGTH = 40
# What a result says, in the words that `actions.record_result` takes.
FACTS = (
    "done_on",
    "place",
    "version",
    "total",
    "level",
    "beyond",
    "parts",
    "given_by",
    "given_by_name",
    "note",
)


class ResultQuerySet(models.QuerySet):
    """Questions about many results."""

    def current(self) -> "ResultQuerySet":
        """Results that stand: not replaced by a correction, not taken back."""
        return self.filter(state=Result.State.CURRENT)

    def oldest_first(self) -> "ResultQuerySet":
        """By the day of the test, then by when they were entered."""
        return self.order_by("done_on", "created_at", "pk")

    def for_rows(self) -> "ResultQuerySet":
        """With everything that a page shows, in one query."""
        return self.select_related("instrument", "given_by", "entered_by", "patient")


class Result(models.Model):
    """What one test gave on one day, at one place.

    It is a number (`total`), a code of an ordinal scale (`level`), words for what lies beyond the
    scale (`beyond`: "not felt"), or parts without a total. `parts` maps the codes of subscores to
    numbers as text. `low` and `high` are the ends of the scale that it was judged by, so that a
    later change of the catalogue changes no stored result.
    """

    class State(models.TextChoices):
        """Whether the row stands."""

        CURRENT = "current", _("Current")
        REPLACED = "replaced", _("Replaced")
        WITHDRAWN = "withdrawn", _("Taken back")

    class Beyond(models.TextChoices):
        """What is found beyond the bad end of a scale."""

        NOT_FELT = "not_felt", _("Not felt")
        ONE_POINT = "one_point", _("One point only")

    # Made by the form, so that a repeated send is recognised.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # The id of the first version: all versions of one result share it.
    thread = models.UUIDField()
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="results")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="results")
    version = models.CharField(max_length=VERSION_LENGTH, blank=True)
    done_on = models.DateField()
    zone = models.CharField(max_length=64, validators=[check_zone])
    place = models.CharField(max_length=32)
    total = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    level = models.CharField(max_length=8, blank=True)
    beyond = models.CharField(max_length=9, blank=True)
    parts = models.JSONField(default=dict)
    low = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    high = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    given_by_name = models.CharField(max_length=120, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(max_length=NOTE_LENGTH, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.CURRENT)
    state_at = models.DateTimeField(default=timezone.now, editable=False)
    # The version that this one corrects. Not one-to-one: after an undo it can be corrected again.
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ResultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(total__isnull=True)
                | Q(total__gte=F("low")) & (Q(high__isnull=True) | Q(total__lte=F("high"))),
                name="total_is_within_the_scale",
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=True) | Q(low__isnull=False),
                name="total_has_a_scale",
            ),
            models.CheckConstraint(
                condition=Q(level="", beyond="")
                | Q(total__isnull=True, beyond="") & ~Q(level="")
                | Q(total__isnull=True, level="") & ~Q(beyond=""),
                name="result_says_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(beyond__in=["", "not_felt", "one_point"]), name="beyond_is_known"
            ),
            models.CheckConstraint(condition=~Q(place=""), name="result_has_a_place"),
            models.CheckConstraint(
                condition=Q(state__in=["current", "replaced", "withdrawn"]),
                name="result_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(given_by__isnull=False, given_by_name="")
                | Q(given_by__isnull=True) & ~Q(given_by_name=""),
                name="result_given_by_user_or_name",
            ),
            models.UniqueConstraint(
                fields=["thread"],
                condition=Q(state="current"),
                name="one_current_version_per_result",
            ),
        ]
        indexes = [
            models.Index(
                fields=["patient", "done_on"], condition=Q(state="current"), name="current_results"
            ),
            models.Index(fields=["thread", "created_at"], name="versions_of_result"),
        ]

    def __str__(self) -> str:
        return f"{self.done_on:%Y-%m-%d}"

    @property
    def giver(self) -> str:
        """The name of who gave the test."""
        return self.given_by.name if self.given_by else self.given_by_name

    @property
    def place_label(self) -> str:
        """The place in words."""
        return str(PLACES.get(self.place, self.place))

    @property
    def version_number(self) -> int:
        """The place of its version, as addresses name it."""
        return self.instrument.number_of(self.version)

    @property
    def line(self) -> tuple[str, str, str]:
        """What makes results comparable: the same test in the same version at the same place."""
        return self.instrument_id, self.version, self.place

    def facts(self) -> dict[str, Any]:
        """Return what the row says, in the words that `actions.record_result` takes."""
        return {field: getattr(self, field) for field in FACTS}
