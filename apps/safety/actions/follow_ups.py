"""Answers some time after a treatment."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.audit.actions import difference, record, record_all
from apps.care.actions import touch_patient
from apps.care.body import BodyPart
from apps.care.models import Patient
from apps.safety.access import FollowUp, check_can_answer, is_trouble
from apps.safety.actions.alerts import note_change, raise_alert
from apps.safety.actions.day import Told
from apps.safety.actions.gate import add_gate_answer, withdraw_gate_answers
from apps.safety.models import FEELINGS, Alert, FollowUpAnswer, FollowUpPart
from apps.safety.signs import VERSION

Question, State = FollowUpAnswer.Question, FollowUpAnswer.State
ALERTS = {
    Question.FIRST: Alert.Kind.AFTER_ACUPUNCTURE,
    Question.SECOND: Alert.Kind.AFTER_ACUPUNCTURE,
    Question.SKIN: Alert.Kind.SKIN,
}


@transaction.atomic
def answer_follow_up(
    *,
    by: User,
    patient: Patient,
    follow_up: FollowUp,
    told: Told,
    outcome: str,
    feelings: Sequence[str] = (),
    parts: Sequence[BodyPart] = (),
    note: str = "",
    gate: str = "",
) -> FollowUpAnswer:
    """Store an answer, and what its page said at the gate ("no", or "" for nothing).

    One that was given before is replaced, and stays in the record. What a practitioner must look
    at raises an alert about the session in the same transaction. A repeat of the form returns the
    first row and stores nothing. An answer to the second question leaves the first one overdue:
    nobody knows any more what it would have been.
    Raises ValidationError with a sentence before the question is due, but never of trouble: a
    session may have been moved while the answer waited on a device. It is then about the version
    that the page showed, and the question comes again at its new time.
    """
    touch_patient(patient)
    codes = sorted(part.code for part in parts)
    said = _words(follow_up, outcome, feelings, codes, note)
    key, known = _key(patient, told, said)
    if known:
        return known
    question, session = follow_up.question, follow_up.session
    if reason := check_can_answer(follow_up):
        if not is_trouble(question, outcome):
            raise ValidationError(reason)
        session = follow_up.shown or session
    former = FollowUpAnswer.objects.current().filter(thread=session.thread, question=question)
    before = former.first()
    former.update(state=State.REPLACED)
    answer = FollowUpAnswer.objects.create(
        id=key,
        patient=patient,
        session=session,
        thread=session.thread,
        question=question,
        outcome=outcome,
        note=note,
        for_date=told.on,
        zone=told.zone,
        rules=VERSION,
        replaces=before,
        entered_by=by,
        **{name: name in feelings for name in FEELINGS},
    )
    FollowUpPart.objects.bulk_create(FollowUpPart(answer=answer, part_code=code) for code in codes)
    changes = difference(_said(before) if before else {}, said)
    record(by=by, verb="answered_follow_up", target=answer, patient_id=patient.pk, changes=changes)
    if gate:
        _add_gate(by, answer, gate)
    _tell_alert(by, before, answer)
    return answer


def _key(patient: Patient, told: Told, said: dict) -> tuple[UUID, FollowUpAnswer | None]:
    """Return the key of an answer, and its row if it is a repeat.

    A press that is counted finds its row, whatever came of it. Without scripts nothing comes late:
    what no longer stands and is said once more (the browser's Back) is a new answer.
    """
    key, known = told.own_key, _known(patient, told.own_key)
    while known and (_said(known) != said or known.state != State.CURRENT and not told.press):
        key = uuid5(key, repr(said))
        known = _known(patient, key)
    return key, known


def _known(patient: Patient, key: UUID) -> FollowUpAnswer | None:
    row = FollowUpAnswer.objects.filter(pk=key).first()
    if row and row.patient_id != patient.pk:
        raise IntegrityError("This key belongs to another record.")
    return row


def _words(follow_up: FollowUp, outcome, feelings, codes, note) -> dict:
    return {
        "question": str(follow_up.question),
        "session": str(follow_up.session.thread),
        "outcome": str(outcome),
        "feelings": [name for name in FEELINGS if name in feelings],
        "parts": codes,
        "note": note,
    }


def _said(answer: FollowUpAnswer) -> dict:
    return {
        "question": answer.question,
        "session": str(answer.thread),
        "outcome": answer.outcome,
        "feelings": list(answer.feelings),
        "parts": sorted(part.part_code for part in answer.parts.all()),
        "note": answer.note,
    }


def _tell_alert(by: User, before: FollowUpAnswer | None, after: FollowUpAnswer | None) -> None:
    """Raise what stands now, or tell the alert about the answer before that this stands no more."""
    if after and is_trouble(after.question, after.outcome):
        raise_alert(by=by, patient=after.patient, **_alert_of(after))
    elif before and is_trouble(before.question, before.outcome):
        alert = _alert_of(before)
        alert["facts"] |= {"now": after.outcome} if after else {}
        note_change(by=by, patient=before.patient, **alert)


def _alert_of(answer: FollowUpAnswer) -> dict:
    facts = {"question": answer.question, "outcome": answer.outcome}
    facts["session"] = str(answer.session_id)
    return {"kind": ALERTS[answer.question], "about": str(answer.thread), "facts": facts}


def _add_gate(by: User, answer: FollowUpAnswer, gate: str) -> None:
    writes = add_gate_answer(
        by=by,
        patient=answer.patient,
        for_date=answer.for_date,
        zone=answer.zone,
        submission=answer.pk,
        answer=gate,
    )
    record_all(by=by, patient_id=answer.patient_id, writes=writes)


@transaction.atomic
def withdraw_follow_up(*, by: User, answer: FollowUpAnswer) -> None:
    """Take an answer back: the one that it replaced stands again, or its question is open, or
    overdue. A repeat changes nothing.

    What it said stays in the record, and an alert that it raised waits for a practitioner, who
    reads what was taken back: nothing that somebody must look at goes away by itself.
    """
    touch_patient(answer.patient)
    if not FollowUpAnswer.objects.current().filter(pk=answer.pk).update(state=State.WITHDRAWN):
        return
    before = FollowUpAnswer.objects.select_related("patient").filter(replaced_by=answer).first()
    if before:
        FollowUpAnswer.objects.filter(pk=before.pk).update(state=State.CURRENT)
    withdraw_gate_answers(by=by, patient=answer.patient, submission=answer.pk)
    record(
        by=by,
        verb="withdrew_follow_up",
        target=answer,
        patient_id=answer.patient_id,
        changes={"state": [State.CURRENT, State.WITHDRAWN]}
        | ({"stands_again": [None, str(before.pk)]} if before else {}),
    )
    _tell_alert(by, answer, before)
