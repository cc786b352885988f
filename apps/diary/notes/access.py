"""Which notes may be read, and each with its answers and with who has read it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q
from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.care.models import Patient
from apps.diary.access import notes_of, with_words
from apps.diary.models import Entry, EntryQuerySet, chip_labels
from apps.diary.notes.models import Note, NoteQuerySet, NoteRead

IN_PANEL = 3
# Who read a note before its words changed has not read what stands.
_OF_THESE_WORDS = Q(note__changed_at=None) | Q(read_at__gte=F("note__changed_at"))


@dataclass(frozen=True)
class Talk:
    """What began a talk, who has read it, and what was answered, the first answer first.

    `entry` is a diary entry of the patient, with its `chips` in words, or `note` is what a
    practitioner wrote.
    """

    reads: list[NoteRead]
    answers: list[Note]
    entry: Entry | None = None
    chips: Sequence[str] = ()
    note: Note | None = None

    @property
    def about(self) -> str:
        """What names the patient's words where their buttons stand alone: the note, or a chip."""
        return self.entry.note or self.chips[0]

    @property
    def is_taken_back(self) -> bool:
        """Whether what began it stands no more, so that only the answers are shown."""
        if self.note:
            return self.note.withdrawn_at is not None
        return self.entry.state != Entry.State.CURRENT

    @property
    def names(self) -> list[str]:
        """Who has read it, each once, the first first."""
        return [read.reader.name for read in self.reads]


def talks_of_entries(entries: Iterable[Entry]) -> list[Talk]:
    """Return a talk for each of these diary entries, in four queries however many there are.

    Whoever has read an entry has read its words; the answers stay through every correction.
    """
    entries = list(entries)
    reads = defaultdict(list)
    for read in NoteRead.objects.filter(entry__in=entries).select_related("reader"):
        reads[read.entry_id].append(read)
    first = _first_rows(entries)
    answers = defaultdict(list)
    for note in _with_reads(Note.objects.filter(entry__in=first)).order_by("written_at"):
        answers[first[note.entry_id]].append(note)
    return [
        Talk(reads[entry.pk], answers[first[entry.pk]], entry=entry, chips=entry.chip_labels)
        for entry in entries
    ]


def patient_notes(patient: Patient) -> EntryQuerySet:
    """Return the diary entries that carry words of the patient, the newest first.

    One whose words stand no more is among them while an answer to it does.
    """
    answered = _with_answers(patient).exclude(state=Entry.State.CURRENT)
    rows = Entry.objects.filter(patient=patient, for_date__in=answered.values("for_date"))
    rows = rows.annotate(chip=Max("chips__code"))
    worded = {row.pk for row in rows if row.note or row.chip}
    shown = _shown(rows, worded, answered=set(answered.values_list("pk", flat=True)))
    return with_words(patient).filter(
        Q(state=Entry.State.CURRENT) | Q(pk__in=[entry.pk for entry in shown])
    )


def practitioner_notes(patient: Patient) -> NoteQuerySet:
    """Return the notes that practitioners wrote of their own accord, the newest first.

    One that was taken back is among them if the patient has answered it.
    """
    replies = _with_reads(Note.objects.all()).order_by("written_at")
    return _read_along(_begun_by_team(patient)).prefetch_related(Prefetch("replies", replies))


def _begun_by_team(patient: Patient) -> NoteQuerySet:
    answered = Note.objects.standing().filter(answers=OuterRef("pk"), written_by=patient.user_id)
    rows = Note.objects.filter(patient=patient, entry=None, answers=None)
    return rows.filter(Q(withdrawn_at=None) | Exists(answered))


def read_by_patient(patient: Patient) -> NoteQuerySet:
    """Return what was written to the patient and what they answered, the newest first, each with
    what it answers."""
    rows = _with_reads(Note.objects.filter(patient=patient).for_patient())
    rows = rows.select_related("written_by", "patient", "entry__area", "answers")
    return rows.prefetch_related("entry__chips")


def notes_for_patient(patient: Patient) -> NoteQuerySet:
    """Return what was written to the patient, the newest first."""
    return read_by_patient(patient).exclude(written_by=patient.user)


def talks(rows: Iterable[Entry] | Iterable[Note]) -> list[Talk]:
    """Return rows of `patient_notes` or of `practitioner_notes`, each with what follows it."""
    rows = list(rows)
    if rows and isinstance(rows[0], Entry):
        return talks_of_entries(rows)
    return [Talk(note.known_reads, list(note.replies.all()), note=note) for note in rows]


def with_talk(entries: Iterable[Entry], reader: User) -> list[Entry]:
    """Return the entries, for the patient each with its `talk`; helpers see none of it."""
    entries = list(entries)
    if entries and entries[0].patient.user_id == reader.pk:
        for entry, talk in zip(entries, talks_of_entries(entries), strict=True):
            entry.talk = talk
    return entries


def panel(patient: Patient) -> dict:
    """Return the newest notes of both sides for the practitioner's page of a patient, in three
    queries: entries with their chips, notes, and who has read them."""
    rows, chips = _rows_of_newest_days(patient)
    begun = _begun_by_team(patient)[:IN_PANEL].values("pk")
    standing = Q(withdrawn_at=None)
    found = Note.objects.filter(
        Q(pk__in=begun) | standing & Q(answers__in=begun) | standing & Q(entry__in=list(rows))
    )
    notes = list(found.select_related("written_by").order_by("written_at"))
    reads = NoteRead.objects.filter(Q(entry__in=list(rows)) | Q(note__in=notes) & _OF_THESE_WORDS)
    by_entry, by_note = defaultdict(list), defaultdict(list)
    for read in reads.select_related("reader"):
        (by_note[read.note_id] if read.note_id else by_entry[read.entry_id]).append(read)
    answers, first = defaultdict(list), _beginnings(rows.values())
    for note in notes:
        note.known_reads = by_note[note.pk]
        answers[note.answers_id or first.get(note.entry_id)].append(note)
    worded = {row.pk for row in rows.values() if row.note or chips[row.pk]}
    shown = _shown(rows.values(), worded, answered={note.entry_id for note in notes})
    return {
        "from_patient": [
            Talk(
                by_entry[one.pk],
                answers[first[one.pk]],
                entry=one,
                chips=chip_labels(chips[one.pk]),
            )
            for one in shown[:IN_PANEL]
        ],
        "from_team": [
            Talk(note.known_reads, answers[note.pk], note=note) for note in reversed(answers[None])
        ],
    }


def _rows_of_newest_days(patient: Patient) -> tuple[dict[UUID, Entry], dict[UUID, set[str]]]:
    """Return every row of the newest days on which the patient said something, and their chips, in
    one query: the words may stand in another row than the answers to them."""
    said = with_words(patient).filter(
        Q(state=Entry.State.CURRENT) | Q(pk__in=_with_answers(patient).values("pk"))
    )
    days = said.order_by("-for_date").values("for_date").distinct()[:IN_PANEL]
    found = Entry.objects.filter(patient=patient, for_date__in=days)
    rows, chips = {}, defaultdict(set)
    for row in found.select_related("area", "entered_by").annotate(chip=F("chips__code")):
        rows.setdefault(row.pk, row)
        if row.chip:
            chips[row.pk].add(row.chip)
    return rows, chips


def _with_answers(patient: Patient) -> EntryQuerySet:
    standing = Note.objects.standing().filter(entry=OuterRef("pk"))
    return Entry.objects.filter(Exists(standing), patient=patient)


def _shown(rows: Iterable[Entry], worded: set[UUID], *, answered: set[UUID]) -> list[Entry]:
    """Return of each row with its corrections the one that is listed, the newest first: the one
    whose words stand, else the last one that was answered."""

    def stands(row: Entry) -> bool:
        return row.pk in worded and row.state == Entry.State.CURRENT

    rows = sorted(rows, key=lambda row: (stands(row), row.recorded_at))
    first = _beginnings(rows)
    listed = {first[row.pk]: row for row in rows if stands(row) or row.pk in answered}
    return sorted(listed.values(), key=lambda row: (row.for_date, row.recorded_at), reverse=True)


def note_for_patient_or_404(patient: Patient, note_id: UUID, *, sent: bool = False) -> Note:
    """Return a note that was written to the patient and stands.

    `sent`: an answer comes in, so that one that was changed or taken back meanwhile will do.
    """
    rows = notes_for_patient(patient)
    if sent:
        was_shown = Q(readers=Note.Readers.PATIENT) | Q(version__gt=1)
        rows = _read_along(Note.objects.filter(was_shown, patient=patient))
        rows = rows.exclude(written_by=patient.user)
    return get_object_or_404(rows, pk=note_id)


def note_by_patient_or_404(patient: Patient, note_id: UUID, *, sent: bool = False) -> Note:
    """Return an answer of the patient that stands, for practitioners. `sent` as above."""
    rows = Note.objects.filter(patient=patient, written_by=patient.user_id)
    return get_object_or_404(_read_along(rows) if sent else _with_reads(rows), pk=note_id)


def own_note_or_404(user: User, patient: Patient, note_id: UUID) -> Note:
    """Return what this person wrote, taken back or not: only its author may change it."""
    rows = Note.objects.filter(patient=patient, written_by=user)
    return get_object_or_404(rows.select_related("patient", "written_by"), pk=note_id)


def words_or_404(patient: Patient, entry_id: UUID, *, sent: bool = False) -> Entry:
    """Return a diary entry that stands and carries words, for practitioners.

    `sent`: an answer comes in, so that a former row will do: the answer is to the row that stands
    now, or to the former one if none with words does.
    """
    if not sent:
        return get_object_or_404(notes_of(patient, most=None), pk=entry_id)
    entry = get_object_or_404(with_words(patient), pk=entry_id)
    first = _first_rows([entry])
    rows = [row for row in first if first[row] == first[entry.pk]]
    return notes_of(patient, most=None).filter(pk__in=rows).first() or entry


def _first_rows(entries: Iterable[Entry]) -> dict[UUID, UUID]:
    """Return {row: the row that its corrections began with} for all rows of these entries' days.

    A correction that was taken back is among them: what was answered to it stays.
    """
    days = Entry.objects.filter(
        patient_id__in={entry.patient_id for entry in entries},
        for_date__in={entry.for_date for entry in entries},
    )
    first = _beginnings(days.only("pk", "replaces"))
    wanted = {first[entry.pk] for entry in entries}
    return {row: begun for row, begun in first.items() if begun in wanted}


def _beginnings(rows: Iterable[Entry]) -> dict[UUID, UUID]:
    """Return {row: the row that its corrections began with} for whole days of rows."""
    former = {row.pk: row.replaces_id for row in rows}

    def first(row: UUID) -> UUID:
        while former.get(row):
            row = former[row]
        return row

    return {row: first(row) for row in former}


def _with_reads(rows: NoteQuerySet) -> NoteQuerySet:
    return _read_along(rows.standing())


def _read_along(rows: NoteQuerySet) -> NoteQuerySet:
    reads = NoteRead.objects.filter(_OF_THESE_WORDS).select_related("reader")
    known = Prefetch("reads", reads, to_attr="known_reads")
    return rows.select_related("written_by", "patient").prefetch_related(known)
