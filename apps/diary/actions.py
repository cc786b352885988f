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
from apps.diary.models import Entry, EntryChip
from apps.safety.access import URGENT
from apps.safety.actions import (
    add_gate_answer,
    add_safety_line,
    withdraw_gate_answers,
    withdraw_safety_line,
)

ANSWER = ("scale", "numbness", "tingling", "method", "note")


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
    scale: str = Patient.Scale.NUMBERS,
    same_as: Sequence[Entry] = (),
    gate: str = "",
) -> Entry:
    """Store one rating; no number means that the person is not sure.

    `same_as` holds the last answers of other parts that the page said would stay the same, and
    `gate` is what was answered to "anything new, sudden or much worse?", if the page asked.
    A repeat of the same submission returns the first row and stores nothing.
    Raises ValidationError with a sentence for a day in the future or too long ago.
    """
    _begin(patient, day)
    answer = _answer(scale, numbness, tingling, note)
    rows = [_row(by, patient, area, day, submission, **answer)]
    rows += _same_rows(by, patient, same_as, day, submission)
    return _add_all(by, patient, day, rows, gate=_gate(day, submission, gate))[0]


@transaction.atomic
def repeat_last(
    *,
    by: User,
    patient: Patient,
    answers: Sequence[Entry],
    day: Day,
    submission: UUID,
    gate: str = "",
) -> list[Entry]:
    """Store "same as last time" for each of the last answers, as an explicit choice.

    Each keeps the scale of the answer that it repeats. `gate` as in `rate_day`.
    A repeat of the same submission returns the first rows and stores nothing.
    Raises ValidationError with a sentence for a day in the future or too long ago.
    """
    _begin(patient, day)
    rows = _same_rows(by, patient, answers, day, submission)
    return _add_all(by, patient, day, rows, gate=_gate(day, submission, gate))


def _same_rows(
    by: User, patient: Patient, answers: Sequence[Entry], day: Day, submission: UUID
) -> list[Entry]:
    return [
        _row(
            by,
            patient,
            last.area,
            day,
            submission,
            serial=number,
            scale=last.scale,
            numbness=last.numbness,
            tingling=last.tingling,
            method=Entry.Method.SAME,
            note="",
        )
        for number, last in enumerate(answers, start=1)
    ]


def _gate(day: Day, submission: UUID, answer: str) -> dict:
    """Return what `safety` stores of the gate; nothing if it was not asked."""
    if not answer:
        return {}
    return {"for_date": day.on, "zone": day.zone, "submission": submission, "answer": answer}


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


def _add_all(
    by: User,
    patient: Patient,
    day: Day,
    rows: Sequence[Entry],
    *,
    chip_codes: Sequence[str] = (),
    gate: dict | None = None,
) -> list[Entry]:
    """Store the rows with one event each, but those that are known already: these are returned.

    New rows get the chips. A form that was taken back answers nothing at the gate either: the day
    would ask no more. A hand or foot without feeling brings the plain line, but never before the
    help. A constant number of queries, however many parts a form has.
    """
    known = Entry.objects.in_bulk([row.pk for row in rows])
    if any(row.patient_id != patient.pk for row in known.values()):
        raise IntegrityError("This key belongs to another record.")
    new = [row for row in rows if row.pk not in known]
    Entry.objects.bulk_create(new)
    chips = [EntryChip(entry=row, patient=patient, code=code) for row in new for code in chip_codes]
    if chips:
        EntryChip.objects.bulk_create(chips)
    writes = [_write_of(row, chip_codes) for row in new]
    if gate and any(row.state != Entry.State.WITHDRAWN for row in [*new, *known.values()]):
        writes += add_gate_answer(by=by, patient=patient, **gate)
    leads_to_help = gate and gate["answer"] in URGENT
    if any(row.is_without_feeling for row in new) and not leads_to_help:
        told = {"submission": new[0].submission, "today": day.today}
        writes += add_safety_line(patient=patient, **told)
    record_all(by=by, patient_id=patient.pk, writes=writes)
    return [known.get(row.pk, row) for row in rows]


def _write_of(row: Entry, chip_codes: Sequence[str]) -> Write:
    before = {field: getattr(row.replaces, field) for field in ANSWER} if row.replaces else {}
    before["chips"] = list(row.replaces.chip_codes) if row.replaces else []
    after = {field: getattr(row, field) for field in ANSWER} | {"chips": list(chip_codes)}
    changes = {"for_date": [None, row.for_date], "area": [None, row.area.part.code]}
    return Write(
        verb="corrected_entry" if row.replaces else "logged_entry",
        target=row,
        changes=changes | difference(before, after),
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
    scale: str = "",
    gate: str = "",
) -> Entry:
    """Store a correction as a new row that replaces `entry`, and keeps its chips.

    It stays on the scale of `entry` unless the page showed another one. `gate` as in `rate_day`.

    If `entry` no longer stands, what was typed is kept all the same, as one more entry of that
    day, and Stale is raised so that the page can show both.
    """
    answer = _answer(scale or entry.scale, numbness, tingling, note)
    more = {"chip_codes": entry.chip_codes, "gate": _gate(day, submission, gate)}
    return _correct(by, entry, day, submission, answer, more)


def add_note(
    *,
    by: User,
    entry: Entry,
    day: Day,
    submission: UUID,
    note: str,
    chip_codes: Sequence[str] = (),
) -> Entry:
    """Store the entry once more with this note and these chips; the rest stays as it was.

    Raises Stale like `correct_entry`.
    """
    answer = {field: getattr(entry, field) for field in ANSWER} | {"note": note}
    return _correct(by, entry, day, submission, answer, {"chip_codes": chip_codes})


def _answer(scale: str, numbness: int | None, tingling: int | None, note: str) -> dict:
    method = Entry.Method.SKIPPED if numbness is None else Entry.Method.RATED
    given = {"scale": scale, "numbness": numbness, "tingling": tingling}
    return given | {"method": method, "note": note}


def _correct(by: User, entry: Entry, day: Day, submission: UUID, answer: dict, more: dict) -> Entry:
    """`more` holds what comes with the row: its chips, and the answer at the gate."""
    with transaction.atomic():
        _begin(entry.patient, day)
        kept = _add_correction(by, entry, day, submission, answer, more)
    # Outside the transaction, so that what was typed is kept; a repeat is told the same.
    if kept.replaces_id is None:
        raise Stale(kept=kept, other=_what_stands_instead(entry))
    return kept


def _add_correction(
    by: User, entry: Entry, day: Day, submission: UUID, answer: dict, more: dict
) -> Entry:
    known = Entry.objects.filter(pk=key_of(submission, entry.area)).exists()
    is_free = not known and Entry.objects.current().filter(pk=entry.pk).exists()
    if is_free:
        _set_state(entry, Entry.State.REPLACED)
    replaces = entry if is_free else None
    row = _row(by, entry.patient, entry.area, day, submission, replaces=replaces, **answer)
    return _add_all(by, entry.patient, day, [row], **more)[0]


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

    What it answered at the gate is withdrawn too; the plain line that it brought may come again.
    Rows that somebody has corrected since are left alone. A second undo changes nothing.
    """
    touch_patient(patient)
    withdraw_gate_answers(by=by, patient=patient, submission=submission)
    rows = Entry.objects.current().filter(patient=patient, submission=submission)
    undone = list(rows.select_related("replaces", "area"))
    if undone:
        withdraw_safety_line(by=by, patient=patient, submission=submission)
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
