"""Injuries to numb parts, and the plain line that may prevent one."""

from datetime import date
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.accounts.models import User
from apps.audit.actions import Write, difference, record
from apps.care.actions import touch_patient
from apps.care.body import BodyPart
from apps.care.models import Patient
from apps.safety.access import check_injury_day, is_line_due
from apps.safety.actions.alerts import note_change, raise_alert
from apps.safety.actions.day import Told
from apps.safety.models import Alert, Injury, SafetyLine

FACTS = ("kind", "part_code", "on", "note")
State = Injury.State


@transaction.atomic
def record_injury(
    *, by: User, patient: Patient, told: Told, kind: str, part: BodyPart, note: str = ""
) -> Injury:
    """Store an injury of the day `told.on`, and raise the alert about its part.

    A repeat of the press returns the first row, taken back or not, and stores nothing. The same
    form with other words is one more injury: a slip is taken back, and nothing gets lost. What was
    taken back and is said once more by the next press is stored anew.
    Raises ValidationError with a sentence for a day that has not come, or before the birth.
    """
    touch_patient(patient)
    if reason := check_injury_day(patient, told.on, patient.today(told.zone)):
        raise ValidationError(reason)
    said = dict(zip(FACTS, (kind, part.code, told.on, note), strict=True))
    key, known = _key(patient, told, said)
    if known:
        return known
    injury = Injury.objects.create(pk=key, patient=patient, zone=told.zone, entered_by=by, **said)
    _record(by, "recorded_injury", injury, difference({}, said))
    raise_alert(by=by, patient=patient, **_alert_of(injury))
    return injury


def _key(patient: Patient, told: Told, said: dict) -> tuple[UUID, Injury | None]:
    """Return the key of an injury, and its row if it was stored: by this press, or, while it
    stands, by one before it. Without scripts nothing comes late by itself: what was taken back and
    is said once more (the browser's Back) is a new row."""
    words = repr((str(patient.pk), *said.values()))
    key = uuid5(told.own_key, words)
    known = Injury.objects.filter(pk=key).first()
    while known and known.state == State.WITHDRAWN and not told.press:
        key = uuid5(key, words)
        known = Injury.objects.filter(pk=key).first()
    former = [uuid5(key, words) for key in told.former_keys]
    return key, known or Injury.objects.current().filter(pk__in=former).first()


@transaction.atomic
def withdraw_injury(*, by: User, injury: Injury) -> Injury:
    """Take an injury back; it can be put back. A repeat changes nothing.

    Its alert stays until a practitioner closes it, and tells that this was taken back: somebody may
    have acted on it.
    """
    return _move(by, injury, "withdrew_injury", State.WITHDRAWN)


@transaction.atomic
def restore_injury(*, by: User, injury: Injury) -> Injury:
    """Put an injury back, and raise its alert anew. A repeat changes nothing."""
    return _move(by, injury, "restored_injury", State.CURRENT)


def _move(by: User, injury: Injury, verb: str, state: str) -> Injury:
    touch_patient(injury.patient)
    present = Injury.objects.select_related("patient").get(pk=injury.pk)
    if present.state == state:
        return present
    changes = {"state": [present.state, state]}
    present.state = state
    present.save(update_fields=["state"])
    _record(by, verb, present, changes)
    tell = raise_alert if state == State.CURRENT else note_change
    tell(by=by, patient=present.patient, **_alert_of(present))
    return present


def _record(by: User, verb: str, injury: Injury, changes: dict) -> None:
    record(by=by, verb=verb, target=injury, patient_id=injury.patient_id, changes=changes)


def _alert_of(injury: Injury) -> dict:
    facts = {"kind": injury.kind, "part": injury.part_code, "on": injury.on.isoformat()}
    return {"kind": Alert.Kind.INJURY, "about": injury.part_code, "facts": facts}


def add_safety_line(*, patient: Patient, submission: UUID, today: date) -> list[Write]:
    """Note that the page after this form shows the plain line, if it is due, inside the caller's
    transaction; return the event that it must record.

    `today` is the patient's date: whatever days are filled in, the line comes once a week. The
    caller has locked the record (`touch_patient`).
    """
    if not is_line_due(patient, today):
        return []
    line = SafetyLine.objects.create(patient=patient, submission=submission, on=today)
    return [Write(verb="showed_safety_line", target=line, changes={"on": [None, today]})]


def withdraw_safety_line(*, by: User, patient: Patient, submission: UUID) -> None:
    """Forget that this form showed the line, inside the caller's transaction: the form is taken
    back, and the next one may show it."""
    for line in SafetyLine.objects.filter(patient=patient, submission=submission):
        record(
            by=by,
            verb="withdrew_safety_line",
            target=line,
            patient_id=patient.pk,
            changes={"on": [line.on, None]},
        )
        line.delete()
