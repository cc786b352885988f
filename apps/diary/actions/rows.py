"""How rows come into the diary: with their chips, what was said at the gate, and their events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from apps.accounts.models import User
from apps.audit.actions import Write, difference, record_all
from apps.care.actions import touch_patient
from apps.care.models import Patient, TrackedArea
from apps.diary.access import check_can_log
from apps.diary.models import Entry, EntryChip, key_of
from apps.safety.access import URGENT
from apps.safety.actions import add_gate_answer, add_safety_line

ANSWER = ("scale", "numbness", "tingling", "method", "note")


@dataclass(frozen=True)
class Day:
    """The date that the person's device stated, the zone it stated it in, and today there."""

    on: date
    zone: str
    today: date


def answer_of(scale: str, numbness: int | None, tingling: int | None, note: str) -> dict:
    """Return the fields of a rating; without a number the person is not sure."""
    method = Entry.Method.SKIPPED if numbness is None else Entry.Method.RATED
    given = {"scale": scale, "numbness": numbness, "tingling": tingling}
    return given | {"method": method, "note": note}


def gate_of(day: Day, submission: UUID, answer: str) -> dict:
    """Return what `safety` stores of the gate; nothing if it was not asked."""
    if not answer:
        return {}
    return {"for_date": day.on, "zone": day.zone, "submission": submission, "answer": answer}


def begin(patient: Patient, day: Day) -> None:
    """Lock the record. Raises ValidationError with a sentence for a day that is not open."""
    # The lock on the patient's row comes first: two sends of one form wait for each other.
    touch_patient(patient)
    if reason := check_can_log(patient, day.on, day.today):
        raise ValidationError(reason)


def new_row(
    by: User, patient: Patient, area: TrackedArea, day: Day, submission: UUID, **answer
) -> Entry:
    """Return an unsaved entry of a form."""
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


def add_all(
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
