"""What is changed or taken back. The former row stays, and what was typed is kept in any case."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from apps.accounts.models import User
from apps.audit.actions import record
from apps.care.actions import touch_patient
from apps.care.models import Patient
from apps.diary.actions.rows import ANSWER, Day, add_all, answer_of, begin, gate_of, new_row
from apps.diary.models import Entry, key_of
from apps.diary.notes.actions import carry_reads
from apps.safety.actions import withdraw_gate_answers, withdraw_safety_line


class Stale(Exception):
    """The entry was changed by somebody else while this person was typing.

    `kept` is the row that was stored from what they typed; `other` is the row that stood.
    """

    def __init__(self, *, kept: Entry, other: Entry | None):
        super().__init__("The entry was changed in the meantime.")
        self.kept = kept
        self.other = other


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
    answer = answer_of(scale or entry.scale, numbness, tingling, note)
    more = {"chip_codes": entry.chip_codes, "gate": gate_of(day, submission, gate)}
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


def _correct(by: User, entry: Entry, day: Day, submission: UUID, answer: dict, more: dict) -> Entry:
    """`more` holds what comes with the row: its chips, and the answer at the gate."""
    with transaction.atomic():
        begin(entry.patient, day)
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
    row = new_row(by, entry.patient, entry.area, day, submission, replaces=replaces, **answer)
    kept = add_all(by, entry.patient, day, [row], **more)[0]
    if is_free:
        carry_reads(entry, kept)
    return kept


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
