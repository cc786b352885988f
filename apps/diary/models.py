"""What a patient says of one part of the body on one day.

Rows are never overwritten. A correction is a new row that replaces the old one; undo and
withdrawal change only `state`. So every text that was acknowledged stays in the database.
"""

import uuid
import zoneinfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.care.models import Patient, TrackedArea, check_zone
from apps.core.constraints import whole_number_between
from apps.diary.scale import HIGHEST, LOWEST

NOTE_LENGTH = 1000


class EntryQuerySet(models.QuerySet):
    """Questions about many entries."""

    def current(self) -> "EntryQuerySet":
        """Entries that stand: not replaced by a correction, not taken back."""
        return self.filter(state=Entry.State.CURRENT)

    def of_day(self, patient, day) -> "EntryQuerySet":
        """Entries of one patient for one date, the one that stands for its area last."""
        return self.filter(patient=patient, for_date=day).order_by("recorded_at", "serial")


class Entry(models.Model):
    """Numbness 0-10 (0 = normal feeling) of one area on the patient's own calendar date.

    A blank score is null, never 0. Several entries for one area and day may stand side by side;
    in aggregates the one recorded last counts.
    """

    class Method(models.TextChoices):
        """How the score was given."""

        RATED = "rated", _("Rated")
        SAME = "same", _("Same as last time")
        SKIPPED = "skipped", _("Not sure")

    class State(models.TextChoices):
        """Whether the row stands."""

        CURRENT = "current", _("Current")
        REPLACED = "replaced", _("Replaced")
        WITHDRAWN = "withdrawn", _("Taken back")

    # Made by the person's device, so that a repeated send is recognised.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # The form that was sent: its entries are undone together.
    submission = models.UUIDField()
    # Orders rows that were recorded in the same instant.
    serial = models.PositiveSmallIntegerField(default=0)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="entries")
    area = models.ForeignKey(TrackedArea, on_delete=models.PROTECT, related_name="entries")
    for_date = models.DateField()
    zone = models.CharField(max_length=64, validators=[check_zone])
    numbness = models.SmallIntegerField(null=True)
    tingling = models.SmallIntegerField(null=True)
    method = models.CharField(max_length=7, choices=Method.choices)
    note = models.TextField(max_length=NOTE_LENGTH, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.CURRENT)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            whole_number_between("numbness", LOWEST, HIGHEST, name="numbness_is_0_to_10"),
            whole_number_between("tingling", LOWEST, HIGHEST, name="tingling_is_0_to_10"),
            models.CheckConstraint(
                condition=Q(method="skipped", numbness=None)
                | Q(method__in=["rated", "same"], numbness__isnull=False),
                name="entry_is_rated_or_skipped",
            ),
            # A correction that was taken back makes room for another one.
            models.UniqueConstraint(
                fields=["replaces"],
                condition=~Q(state="withdrawn"),
                name="one_standing_correction_of_an_entry",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["current", "replaced", "withdrawn"]),
                name="entry_state_is_known",
            ),
        ]
        indexes = [
            # Reads one patient's years in their order, without touching the rows themselves. SQLite
            # looks into the row for the state too, though the condition tells it.
            models.Index(
                fields=[
                    *("patient", "area", "for_date", "recorded_at", "serial"),
                    *("numbness", "tingling", "method", "state"),
                ],
                condition=Q(state="current"),
                name="current_entries",
            ),
            models.Index(fields=["submission"], name="entries_of_submission"),
            models.Index(fields=["patient", "for_date"], name="entries_of_day"),
        ]

    def __str__(self) -> str:
        return f"{self.for_date:%Y-%m-%d}"

    @property
    def is_late(self) -> bool:
        """Whether it was filled in after the day that it is about."""
        return self.recorded_at.astimezone(zoneinfo.ZoneInfo(self.zone)).date() > self.for_date
