"""The gate of every daily log."""

from datetime import date
from uuid import UUID

from django.db import transaction

from apps.accounts.models import User
from apps.audit.actions import Write, difference, record, record_all
from apps.care.actions import touch_patient
from apps.care.models import Patient
from apps.safety.access.gate import URGENT
from apps.safety.actions.alerts import note_change, raise_alert, raise_if_changed
from apps.safety.models import Alert, GateAnswer

TOLD = ("for_date", "answer")


def add_gate_answer(
    *,
    by: User,
    patient: Patient,
    for_date: date,
    zone: str,
    submission: UUID,
    answer: str,
) -> list[Write]:
    """Store one answer inside the caller's transaction; return the event that it must record.

    A "yes" or "not sure" raises an alert of its own, whatever comes of the danger signs. A "no" for
    the same day is told on that alert, and stands beside the alarm.

    The diary writes one batch of events for all that a form says. A repeat of the same answer by
    the same form stores nothing, and no event is returned.
    """
    said = GateAnswer.objects.current().filter(
        patient=patient, submission=submission, answer=answer
    )
    if known := said.first():
        if answer in URGENT:  # without scripts: yes, no, and yes again
            raise_if_changed(by=by, patient=patient, **_alert_of(known))
        return []
    row = GateAnswer(
        submission=submission,
        patient=patient,
        for_date=for_date,
        zone=zone,
        answer=answer,
        entered_by=by,
    )
    row.save(force_insert=True)
    if answer in URGENT:
        # Whoever leaves before the danger signs, or calls at once, has said it all the same.
        raise_alert(by=by, patient=patient, **_alert_of(row))
    else:
        _tell_alarm_before(by, row, now=answer)
    changes = difference({}, {field: getattr(row, field) for field in TOLD})
    return [Write(verb="answered_gate", target=row, changes=changes)]


def _alert_of(row: GateAnswer) -> dict:
    facts = {"gate": row.answer, "form": str(row.submission)}
    return {"kind": Alert.Kind.CONTACT_SIGN, "about": "gate", "facts": facts}


def _tell_alarm_before(by: User, row: GateAnswer, now: str = "") -> None:
    """Tell the alert of an alarm that came in before for the same day that this "no" was said; or,
    without `now`, that the "no" was taken back and the alarm alone stands."""
    alarms = GateAnswer.objects.current().filter(
        patient=row.patient_id,
        for_date=row.for_date,
        answer__in=URGENT,
        recorded_at__lte=row.recorded_at,
    )
    if alarm := alarms.order_by("recorded_at").last():
        told = _alert_of(alarm)
        told["facts"] |= {"now": now or alarm.answer}
        note_change(by=by, patient=row.patient, **told)


@transaction.atomic
def answer_gate(
    *, by: User, patient: Patient, for_date: date, zone: str, submission: UUID, answer: str
) -> None:
    """Store an answer that came without a rating. A repeat of the form stores nothing."""
    touch_patient(patient)
    writes = add_gate_answer(
        by=by,
        patient=patient,
        for_date=for_date,
        zone=zone,
        submission=submission,
        answer=answer,
    )
    record_all(by=by, patient_id=patient.pk, writes=writes)


def withdraw_gate_answers(*, by: User, patient: Patient, submission: UUID) -> None:
    """Take back what a form answered, inside the caller's transaction.

    An alert that it raised stays, and tells that this was taken back; so does one that tells of a
    later "no".
    """
    rows = list(GateAnswer.objects.current().filter(patient=patient, submission=submission))
    for answer in rows:
        answer.state = GateAnswer.State.WITHDRAWN
        answer.save(update_fields=["state"])
        record(
            by=by,
            verb="withdrew_gate_answer",
            target=answer,
            patient_id=patient.pk,
            changes={"state": [GateAnswer.State.CURRENT, GateAnswer.State.WITHDRAWN]},
        )
    for answer in rows:
        if answer.answer in URGENT:
            note_change(by=by, patient=patient, **_alert_of(answer))
        else:
            _tell_alarm_before(by, answer)
