"""Notes that people write to each other about a patient, and who has read which."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.care.models import Patient
from apps.core.constraints import whole_number_between

LENGTH = 2000
# What its author can change.
FACTS = ("text", "readers")


class NoteQuerySet(models.QuerySet):
    """Questions about many notes."""

    def standing(self) -> "NoteQuerySet":
        """Notes that were not taken back."""
        return self.filter(withdrawn_at=None)

    def for_patient(self) -> "NoteQuerySet":
        """Notes that the patient may read."""
        return self.filter(readers=Note.Readers.PATIENT)


class Note(models.Model):
    """A note on a patient, or an answer to one.

    An answer hangs on what began the talk: a diary entry of the patient (`entry`), or a
    practitioner's note (`answers`). Changed in place: each former state stands in the event of the
    change. `version` counts the saves, so that a form knows whether another one was first.
    """

    class Readers(models.TextChoices):
        """Who may read it. An answer is always for the patient too."""

        TEAM = "team", _("The care team only")
        PATIENT = "patient", _("The care team and the patient")

    # Made by the form, so that a repeated send is recognised.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="notes")
    entry = models.ForeignKey(
        "diary.Entry", null=True, on_delete=models.PROTECT, related_name="answers"
    )
    answers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField(max_length=LENGTH)
    readers = models.CharField(max_length=7, choices=Readers.choices)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    # When its words or its readers last changed.
    changed_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="note_has_words"),
            models.CheckConstraint(
                condition=Q(readers="patient") | Q(readers="team", entry=None, answers=None),
                name="note_readers_are_known",
            ),
            models.CheckConstraint(
                condition=Q(entry=None) | Q(answers=None), name="note_answers_one_thing"
            ),
            whole_number_between("version", 1, 1_000_000, name="note_version_is_whole"),
        ]
        indexes = [
            models.Index(fields=["patient", "-written_at"], name="notes_of_patient"),
        ]

    def __str__(self) -> str:
        return f"{self.written_at:%Y-%m-%d}"

    @property
    def is_answer(self) -> bool:
        """Whether it answers something."""
        return bool(self.entry_id or self.answers_id)

    @property
    def is_for_patient(self) -> bool:
        """Whether the patient may read it."""
        return self.readers == self.Readers.PATIENT

    @property
    def shows_what_it_answers(self) -> bool:
        """Whether the patient may read the note that it answers: its readers may have changed."""
        about = self.answers
        return bool(about and about.is_for_patient and not about.withdrawn_at)

    def facts(self) -> dict[str, Any]:
        """Return what its author can change."""
        return {field: getattr(self, field) for field in FACTS}


class NoteRead(models.Model):
    """Somebody said that they have read a diary entry with a note, or a `Note`.

    A correction of the entry that leaves its words alone takes the row along: `first_entry` is the
    row that was read, on which the answers hang.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(
        "diary.Entry", null=True, on_delete=models.PROTECT, related_name="reads"
    )
    first_entry = models.ForeignKey(
        "diary.Entry", null=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="reads")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["read_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(entry=None, first_entry=None, note__isnull=False)
                | Q(entry__isnull=False, first_entry__isnull=False, note=None),
                name="one_thing_was_read",
            ),
            models.UniqueConstraint(fields=["entry", "reader"], name="entry_is_read_once"),
            models.UniqueConstraint(fields=["note", "reader"], name="note_is_read_once"),
        ]

    def __str__(self) -> str:
        return f"{self.read_at:%Y-%m-%d}"
