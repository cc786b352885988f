"""What a patient says of one part of the body on one day.

Rows are never overwritten. A correction is a new row that replaces the old one; undo and
withdrawal change only `state`. So every text that was acknowledged stays in the database.
"""

import uuid
import zoneinfo
from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.care.models import Patient, TrackedArea, check_zone
from apps.core.constraints import whole_number_between
from apps.diary.notes.models import Note, NoteRead
from apps.diary.reminders.models import Reminder, ReminderMail
from apps.diary.scale import FIVE, HIGHEST, LOWEST, tingling_word, word_of

# Django looks for the tables of an app in this module.
__all__ = [
    "Entry",
    "EntryQuerySet",
    "NOTE_LENGTH",
    "Note",
    "NoteRead",
    "Reminder",
    "ReminderMail",
    "chip_labels",
    "key_of",
]

NOTE_LENGTH = 1000
# The regions of the body that hot water and sharp things meet first.
HURT_FIRST = frozenset({"hand", "foot"})


class EntryQuerySet(models.QuerySet):
    """Questions about many entries."""

    def current(self) -> "EntryQuerySet":
        """Entries that stand: not replaced by a correction, not taken back."""
        return self.filter(state=Entry.State.CURRENT)

    def of_day(self, patient, day) -> "EntryQuerySet":
        """Entries of one patient for one date, the one that stands for its area last."""
        return self.filter(patient=patient, for_date=day).order_by("recorded_at", "serial")


def key_of(submission: uuid.UUID, area: TrackedArea) -> uuid.UUID:
    """Return the key of one area's entry in a form: the same form always gives the same key."""
    return uuid.uuid5(submission, str(area.pk))


def _none_or_in(field: str) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__in": FIVE})


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
    # Answers of the two scales are never mixed in a line: a word is not the number it is kept as.
    scale = models.CharField(
        max_length=7, choices=Patient.Scale.choices, default=Patient.Scale.NUMBERS
    )
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
            models.CheckConstraint(
                condition=Q(scale="numbers")
                | Q(scale="words5") & _none_or_in("numbness") & _none_or_in("tingling"),
                name="five_words_are_five_scores",
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
                    *("numbness", "tingling", "method", "scale", "state"),
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
    def has_words_only(self) -> bool:
        """Whether it was chosen from five words, so that no number is shown."""
        return self.scale == Patient.Scale.WORDS

    @property
    def number(self) -> int | None:
        """The score where the person saw numbers."""
        return None if self.has_words_only else self.numbness

    @property
    def word(self) -> str:
        """What the score is called on its scale; "" without one."""
        return word_of(self.numbness, self.scale)

    @property
    def is_without_feeling(self) -> bool:
        """Whether it says "no feeling at all" of a hand or a foot, which water or a knife hurts."""
        return self.numbness == HIGHEST and self.area.part.region in HURT_FIRST

    @property
    def tingling_text(self) -> str:
        """Pins and needles as they were chosen: the number, or the word."""
        if self.tingling is None:
            return ""
        return tingling_word(self.tingling) if self.has_words_only else str(self.tingling)

    @property
    def chip_codes(self) -> tuple[str, ...]:
        """The codes of its ready-made notes, in the order in which they are offered."""
        mine = {chip.code for chip in self.chips.all()}
        return tuple(code for code in EntryChip.Code.values if code in mine)

    @property
    def chip_labels(self) -> list[str]:
        """Its ready-made notes in words."""
        return chip_labels(self.chip_codes)

    @property
    def is_late(self) -> bool:
        """Whether it was filled in after the day that it is about."""
        return self.recorded_at.astimezone(zoneinfo.ZoneInfo(self.zone)).date() > self.for_date


class EntryChip(models.Model):
    """A ready-made note on an entry, kept as a code so that it translates and can be counted.

    `patient` is that of the entry: few of a record's entries have notes, and years of them need
    not be looked through to find those.
    """

    class Code(models.TextChoices):
        """What can be said with one tap."""

        TINGLING = "tingling", _("Tingling")
        BURNING = "burning", _("Burning")
        PINS = "pins_and_needles", _("Pins and needles")
        SLEPT_BADLY = "slept_badly", _("Slept badly")
        VERY_TIRED = "very_tired", _("Very tired")
        USED_HAND = "used_hand_more", _("Used my hand more")
        USED_FOOT = "used_foot_more", _("Used my foot more")

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="chips")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=16, choices=Code.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "code"], name="chip_once_per_entry"),
            models.CheckConstraint(
                condition=Q(
                    code__in=[
                        "tingling",
                        "burning",
                        "pins_and_needles",
                        "slept_badly",
                        "very_tired",
                        "used_hand_more",
                        "used_foot_more",
                    ]
                ),
                name="chip_code_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.get_code_display()


def chip_labels(codes: Collection[str]) -> list[str]:
    """Return ready-made notes in words, in the order in which they are offered."""
    return [str(label) for code, label in EntryChip.Code.choices if code in codes]
