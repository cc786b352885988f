"""Writes about notes. Rows change in place; events keep every former state."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.audit.access import last_write_to
from apps.audit.actions import difference, record
from apps.care.actions import lock_record
from apps.care.models import Patient
from apps.diary.models import Entry, Note, NoteRead

UNDID = "undid_note"


class StaleNote(Exception):
    """The note was saved since it was read; `present` is what stands now."""

    def __init__(self, present: Note):
        super().__init__(str(present.pk))
        self.present = present


@transaction.atomic
def write_note(*, by: User, patient: Patient, key: UUID, text: str, readers: str) -> Note:
    """Store a note. `key` is made by the form and becomes its id.

    A repeat of the same key returns the first row. Raises StaleNote when the key was stored before
    with other words.
    """
    lock_record(patient)
    return _store(by, patient, key, text, readers)


@transaction.atomic
def answer_entry(*, by: User, entry: Entry, key: UUID, text: str) -> Note:
    """Answer the words of an entry, and mark them as read. Repeats as in `write_note`."""
    lock_record(entry.patient)
    read = _mark_entry(by, entry)
    about = {"entry_id": read.first_entry_id}
    return _store(by, entry.patient, key, text, Note.Readers.PATIENT, **about)


@transaction.atomic
def answer_note(*, by: User, note: Note, key: UUID, text: str) -> Note:
    """Answer a note, and mark it as read. Repeats as in `write_note`."""
    lock_record(note.patient)
    _mark_note(by, note)
    # Every answer hangs on what began the talk.
    begun = note.answers_id or note.pk
    about = {"entry_id": note.entry_id} if note.entry_id else {"answers_id": begun}
    return _store(by, note.patient, key, text, Note.Readers.PATIENT, **about)


@transaction.atomic
def mark_entry_read(*, by: User, entry: Entry) -> NoteRead:
    """Tell the patient that their note was read. A repeat changes nothing."""
    lock_record(entry.patient)
    return _mark_entry(by, entry)


@transaction.atomic
def mark_note_read(*, by: User, note: Note) -> NoteRead:
    """Tell its author that a note was read. A repeat changes nothing."""
    lock_record(note.patient)
    return _mark_note(by, note)


@transaction.atomic
def change_note(*, by: User, note: Note, version: int, text: str, readers: str) -> Note:
    """Correct one's own note; one that was taken back stands again. An answer stays for all.

    `version` is the one that the form was made from. A repeat of the same save changes nothing.
    Raises StaleNote when another version stands.
    """
    note = _locked(note)
    facts = {"text": text, "readers": Note.Readers.PATIENT if note.is_answer else readers}
    if note.version == version + 1 and not note.withdrawn_at and note.facts() == facts:
        return note
    if note.version != version:
        raise StaleNote(note)
    return _save(by, "changed_note", note, facts | {"withdrawn_at": None})


@transaction.atomic
def withdraw_note(*, by: User, note: Note, version: int) -> Note:
    """Take one's own note back; it can be put back. A repeat changes nothing.

    Raises StaleNote when it was saved since `version`.
    """
    note = _locked(note)
    if note.withdrawn_at:
        return note
    if note.version != version:
        raise StaleNote(note)
    return _save(by, "withdrew_note", note, {"withdrawn_at": timezone.now()})


@transaction.atomic
def undo_note(*, by: User, note: Note, version: int) -> Note:
    """Undo the save that made `version` of one's own note: a new note is taken back, a changed one
    is as it was before. A repeat changes nothing.

    Raises StaleNote when it was saved since.
    """
    note = _locked(note)
    last = last_write_to(note, note.patient_id, by=by)
    if note.version == version + 1 and last.verb == UNDID:
        return note
    if note.version != version:
        raise StaleNote(note)
    if version == 1:
        return _save(by, UNDID, note, {"withdrawn_at": timezone.now()})
    before = {field: former for field, (former, _present) in last.changes.items()}
    if text := before.get("withdrawn_at"):
        before["withdrawn_at"] = datetime.fromisoformat(text)
    return _save(by, UNDID, note, before)


@transaction.atomic
def restore_note(*, by: User, note: Note) -> Note:
    """Put a note back that was taken back. A repeat changes nothing."""
    note = _locked(note)
    if not note.withdrawn_at:
        return note
    return _save(by, "restored_note", note, {"withdrawn_at": None})


def carry_reads(former: Entry, entry: Entry) -> None:
    """Let a correction that leaves the words of an entry alone stay read.

    Called inside the transaction of the correction, whose event tells of it.
    """
    if not (former.note or former.chip_codes):
        return
    if (former.note, former.chip_codes) != (entry.note, entry.chip_codes):
        return
    for read in NoteRead.objects.filter(entry=former):
        read.pk, read.entry, read._state.adding = None, entry, True
        read.save()


def _locked(note: Note) -> Note:
    """Return the note as it is now; nobody else can write to the record meanwhile."""
    lock_record(note.patient)
    return Note.objects.select_related("patient", "written_by").get(pk=note.pk)


def _store(
    by: User, patient: Patient, key: UUID, text: str, readers: str, **about: UUID | None
) -> Note:
    if first := Note.objects.select_related("patient", "written_by").filter(pk=key).first():
        if (first.patient_id, first.written_by_id) != (patient.pk, by.pk):
            raise ValidationError(
                _("This form was used before. Open it again and type it once more.")
            )
        if first.withdrawn_at or first.facts() != {"text": text, "readers": readers}:
            raise StaleNote(first)
        return first
    facts = {"text": text, "readers": readers}
    note = Note.objects.create(pk=key, patient=patient, written_by=by, **facts, **about)
    _tell(by, "answered_note" if about else "wrote_note", note, {})
    return note


def _mark_entry(by: User, entry: Entry) -> NoteRead:
    others = list(NoteRead.objects.filter(entry=entry))
    if mine := next((read for read in others if read.reader_id == by.pk), None):
        return mine
    first = others[0].first_entry_id if others else entry.pk
    return _read(by, entry, entry=entry, first_entry_id=first, patient=entry.patient)


def _mark_note(by: User, note: Note) -> NoteRead:
    mine = NoteRead.objects.filter(note=note, reader=by).first()
    if not mine:
        return _read(by, note, note=note, patient=note.patient)
    if note.changed_at and mine.read_at < note.changed_at:
        mine.read_at = timezone.now()
        mine.save(update_fields=["read_at"])
        record(by=by, verb="read_note", target=note, patient_id=note.patient_id)
    return mine


def _read(by: User, target: Entry | Note, patient: Patient, **what: Any) -> NoteRead:
    read = NoteRead.objects.create(reader=by, patient=patient, **what)
    record(by=by, verb="read_note", target=target, patient_id=patient.pk)
    return read


def _save(by: User, verb: str, note: Note, values: dict[str, Any]) -> Note:
    before = _state(note)
    for field, value in values.items():
        setattr(note, field, value)
    note.version += 1
    if before["text"] != note.text or before["readers"] != note.readers:
        note.changed_at = timezone.now()
    note.save(update_fields=[*values, "version", "changed_at"])
    _tell(by, verb, note, before)
    return note


def _tell(by: User, verb: str, note: Note, before: dict[str, Any]) -> None:
    changes = difference(before, _state(note))
    record(by=by, verb=verb, target=note, patient_id=note.patient_id, changes=changes)


def _state(note: Note) -> dict[str, Any]:
    """Return what an event tells of a note."""
    return note.facts() | {"withdrawn_at": note.withdrawn_at}
