"""Answers some time after a treatment."""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.audit.actions import difference, record
from apps.care.actions import touch_patient
from apps.care.body import BodyPart
from apps.care.models import Patient
from apps.safety.access import FollowUp, is_trouble
from apps.safety.actions.alerts import raise_alert
from apps.safety.actions.day import Told
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
) -> FollowUpAnswer:
    """Store an answer; one that was given before is withdrawn, and stays in the record.

    What a practitioner must look at raises an alert about the session in the same transaction. A
    repeat of the form returns the first row and stores nothing. An answer to the second question
    leaves the first one overdue: nobody knows any more what it would have been.
    """
    touch_patient(patient)
    if known := _known(patient, told.key):
        return known
    session, question = follow_up.session, follow_up.question
    former = FollowUpAnswer.objects.current().filter(thread=session.thread, question=question)
    before = former.first()
    former.update(state=State.WITHDRAWN)
    answer = FollowUpAnswer.objects.create(
        id=told.key,
        patient=patient,
        session=session,
        thread=session.thread,
        question=question,
        outcome=outcome,
        note=note,
        for_date=told.on,
        zone=told.zone,
        rules=VERSION,
        entered_by=by,
        **{name: name in feelings for name in FEELINGS},
    )
    FollowUpPart.objects.bulk_create(
        FollowUpPart(answer=answer, part_code=part.code) for part in parts
    )
    said = _said(answer, [part.code for part in parts])
    changes = difference(_said(before, _codes(before)) if before else {}, said)
    record(by=by, verb="answered_follow_up", target=answer, patient_id=patient.pk, changes=changes)
    if is_trouble(question, outcome):
        facts = {"question": question, "outcome": outcome, "session": str(session.pk)}
        raise_alert(
            by=by, patient=patient, kind=ALERTS[question], about=str(session.thread), facts=facts
        )
    return answer


def _known(patient: Patient, key: UUID) -> FollowUpAnswer | None:
    row = FollowUpAnswer.objects.filter(pk=key).first()
    if row and row.patient_id != patient.pk:
        raise IntegrityError("This key belongs to another record.")
    return row


def _codes(answer: FollowUpAnswer) -> list[str]:
    return [part.part_code for part in answer.parts.all()]


def _said(answer: FollowUpAnswer, parts: list[str]) -> dict:
    return {
        "question": answer.question,
        "session": str(answer.thread),
        "outcome": answer.outcome,
        "feelings": list(answer.feelings),
        "parts": sorted(parts),
        "note": answer.note,
    }
