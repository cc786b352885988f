"""Every write to the diary. Rows are added; nothing that was acknowledged is overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.audit.actions import Write, difference, record, record_all
from apps.care.actions import touch_patient
from apps.care.models import Patient, TrackedArea
from apps.diary.access import check_can_log
from apps.diary.models import Entry

ANSWER = ("numbness", "tingling", "method", "note")


class Stale(Exception):
    """The entry was changed by somebody else while this person was typing.

    `kept` is the row that was stored from what they typed; `other` is the row that stood.
    """

    def __init__(self, *, kept: Entry, other: Entry | None):
        super().__init__("The entry was changed in the meantime.")
        self.kept = kept
        self.other = other


@dataclass(frozen=True)
class Day:
    """The date that the person's device stated, the zone it stated it in, and today there."""

    on: date
    zone: str
    today: date


def key_of(submission: UUID, area: TrackedArea) -> UUID:
    """Return the key of one area's entry in a form: the same form always gives the same key."""
    return uuid5(submission, str(area.pk))


@transaction.atomic
def rate_day(
    *,
    by: User,
    patient: Patient,
    area: TrackedArea,
    day: Day,
    submission: UUID,
    numbness: int | None,
    tingling: int | None = None,
    note: str = "",
    same_as: Sequence[Entry] = (),
) -> Entry:
    """Store one rating; no number means that the person is not sure.

    `same_as` holds the last answers of other parts that the page said would stay the same.
    A repeat of the same submission returns the first row and stores nothing.
    Raises ValidationError with a sentence for a day in the future or too long ago.
    """
    _begin(patient, day)
    row = _row(by, patient, area, day, submission, **_answer(numbness, tingling, note))
    entry = _add_all(by, patient, [row])[0]
    _repeat(by, patient, same_as, day, submission)
    return entry


@transaction.atomic
def repeat_last(
    *, by: User, patient: Patient, answers: list[Entry], day: Day, submission: UUID
) -> list[Entry]:
    """Store "same as last time" for each of the last answers, as an explicit choice.

    A repeat of the same submission returns the first rows and stores nothing.
    Raises ValidationError with a sentence for a day in the future or too long ago.
    """
    _begin(patient, day)
    return _repeat(by, patient, answers, day, submission)


def _repeat(
    by: User, patient: Patient, answers: Sequence[Entry], day: Day, submission: UUID
) -> list[Entry]:
    rows = [
        _row(
            by,
            patient,
            last.area,
            day,
            submission,
            serial=number,
            numbness=last.numbness,
            tingling=last.tingling,
            method=Entry.Method.SAME,
            note="",
        )
        for number, last in enumerate(answers, start=1)
    ]
    return _add_all(by, patient, rows)


def _begin(patient: Patient, day: Day) -> None:
    # The lock on the patient's row comes first: two sends of one form wait for each other.
    touch_patient(patient)
    if reason := check_can_log(patient, day.on, day.today):
        raise ValidationError(reason)


def _row(
    by: User, patient: Patient, area: TrackedArea, day: Day, submission: UUID, **answer
) -> Entry:
    return Entry(
        pk=key_of(submission, area),
        submission=submission,
        patient=patient,
        area=area,
        for_date=day.on,
        zone=day.zone,
        entered_by=by,
        **answer,
    )


def _add_all(by: User, patient: Patient, rows: Sequence[Entry]) -> list[Entry]:
    """Store the rows with one event each, but those that are known already: these are returned.

    A constant number of queries, however many parts a form has.
    """
    known = Entry.objects.in_bulk([row.pk for row in rows])
    if any(row.patient_id != patient.pk for row in known.values()):
        raise IntegrityError("This key belongs to another record.")
    new = [row for row in rows if row.pk not in known]
    Entry.objects.bulk_create(new)
    record_all(by=by, patient_id=patient.pk, writes=[_write_of(row) for row in new])
    return [known.get(row.pk, row) for row in rows]


def _write_of(row: Entry) -> Write:
    before = {field: getattr(row.replaces, field) for field in ANSWER} if row.replaces else {}
    changes = {"for_date": [None, row.for_date], "area": [None, row.area.part.code]}
    return Write(
        verb="corrected_entry" if row.replaces else "logged_entry",
        target=row,
        changes=changes | difference(before, {field: getattr(row, field) for field in ANSWER}),
    )


def correct_entry(
    *,
    by: User,
    entry: Entry,
    day: Day,
    submission: UUID,
    numbness: int | None,
    tingling: int | None,
    note: str,
) -> Entry:
    """Store a correction as a new row that replaces `entry`.

    If `entry` no longer stands, what was typed is kept all the same, as one more entry of that
    day, and Stale is raised so that the page can show both.
    """
    return _correct(by, entry, day, submission, _answer(numbness, tingling, note))


def add_note(*, by: User, entry: Entry, day: Day, submission: UUID, note: str) -> Entry:
    """Store the entry once more with this note; the rest of the answer stays as it was.

    Raises Stale like `correct_entry`.
    """
    answer = {field: getattr(entry, field) for field in ANSWER} | {"note": note}
    return _correct(by, entry, day, submission, answer)


def _answer(numbness: int | None, tingling: int | None, note: str) -> dict:
    method = Entry.Method.SKIPPED if numbness is None else Entry.Method.RATED
    return {"numbness": numbness, "tingling": tingling, "method": method, "note": note}


def _correct(by: User, entry: Entry, day: Day, submission: UUID, answer: dict) -> Entry:
    with transaction.atomic():
        _begin(entry.patient, day)
        kept = Entry.objects.filter(pk=key_of(submission, entry.area)).first()
        kept = kept or _add_correction(by, entry, day, submission, answer)
    # Outside the transaction, so that what was typed is kept; a repeat is told the same.
    if kept.replaces_id is None:
        raise Stale(kept=kept, other=_what_stands_instead(entry))
    return kept


def _add_correction(by: User, entry: Entry, day: Day, submission: UUID, answer: dict) -> Entry:
    is_free = Entry.objects.current().filter(pk=entry.pk).exists()
    if is_free:
        _set_state(entry, Entry.State.REPLACED)
    replaces = entry if is_free else None
    row = _row(by, entry.patient, entry.area, day, submission, replaces=replaces, **answer)
    return _add_all(by, entry.patient, [row])[0]


def _what_stands_instead(entry: Entry) -> Entry | None:
    newer = _successor(entry)
    while newer and newer.state == Entry.State.REPLACED:
        newer = _successor(newer)
    return newer


def _successor(entry: Entry) -> Entry | None:
    standing = Entry.objects.filter(replaces=entry).exclude(state=Entry.State.WITHDRAWN)
    return standing.select_related("entered_by", "area").first()


def _set_state(entry: Entry, state: str) -> None:
    entry.state = state
    entry.save(update_fields=["state"])


@transaction.atomic
def undo(*, by: User, patient: Patient, submission: UUID) -> list[Entry]:
    """Take a form back: its rows are withdrawn and the rows that they replaced stand again.

    Rows that somebody has corrected since are left alone. A second undo changes nothing.
    """
    touch_patient(patient)
    rows = Entry.objects.current().filter(patient=patient, submission=submission)
    undone = list(rows.select_related("replaces", "area"))
    for entry in undone:
        _set_state(entry, Entry.State.WITHDRAWN)
        if entry.replaces:
            _set_state(entry.replaces, Entry.State.CURRENT)
        record(
            by=by,
            verb="undid_entry",
            target=entry,
            patient_id=patient.pk,
            changes={"state": [Entry.State.CURRENT, Entry.State.WITHDRAWN]},
        )
    return undone
