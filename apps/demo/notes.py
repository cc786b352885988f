"""What the practitioners of the made-up patients wrote, and whom they answered."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Model

from apps.demo.rows import Record
from apps.diary.models import Entry, Note, NoteRead

# By patient: who wrote it, how many days before the last day, who reads it, and the words.
WRITTEN = {
    "rosa": (
        ("amara", 16, "patient", "Try warm and cold water with your left hand this week."),
        ("ben", 9, "team", "Short words, one question at a time. Mateo comes along to the visits."),
    ),
}
# By patient: who answered, the words of the entry, how many days later, and the answer.
ANSWERED = {
    "rosa": (
        ("amara", "Felt the cup was warm. Used my hand more.", 1, "Good to read. Keep doing that."),
    ),
}


def note_rows(filled: Record) -> Iterator[list[Model]]:
    """Yield the rows of one patient's notes, those that others point to first."""
    notes = [
        _note(filled, who, filled.last - timedelta(days=ago), readers=readers, text=text)
        for who, ago, readers, text in WRITTEN.get(filled.story.key, ())
    ]
    reads = []
    for who, words, later, text in ANSWERED.get(filled.story.key, ()):
        entry = next(entry for entry in filled.entries if entry.note == words)
        answered_on = entry.for_date + timedelta(days=later)
        answer = _note(filled, who, answered_on, readers="patient", text=text, entry=entry)
        notes.append(answer)
        reads.append(_read(filled, who, answer, entry))
    yield notes
    yield reads


def _note(filled: Record, who: str, on: date, **facts) -> Note:
    at = filled.at(on, 12 * 60)
    return Note(patient=filled.patient, written_by=filled.people[who], written_at=at, **facts)


def _read(filled: Record, who: str, answer: Note, entry: Entry) -> NoteRead:
    return NoteRead(
        patient=filled.patient,
        entry=entry,
        first_entry=entry,
        reader=filled.people[who],
        read_at=answer.written_at,
    )
