"""Alerts: raised by what patients answer, looked at and closed by practitioners."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import record
from apps.care.actions import lock_record
from apps.care.models import Patient
from apps.safety.models import Alert, AlertStep
from apps.safety.signs import VERSION

Verb, State = AlertStep.Verb, Alert.State
# From which state each step leads to which.
LEADS = {
    Verb.SEEN: (State.OPEN, State.SEEN),
    Verb.UNSEEN: (State.SEEN, State.OPEN),
    Verb.REOPENED: (State.CLOSED, State.OPEN),
}


class StaleAlert(Exception):
    """Something happened to the alert after the page was made; `alert` is as it stands now."""

    def __init__(self, alert: Alert):
        super().__init__("The alert has changed in the meantime.")
        self.alert = alert


def raise_alert(
    *, by: User, patient: Patient, kind: str, facts: dict[str, Any], about: str = ""
) -> Alert:
    """Raise an alert, or open again the one about the same thing, inside the caller's transaction.

    `by` is who answered, `facts` are codes for the reason. The caller has locked the record
    (`touch_patient`), and raises each event once.
    """
    alert, _is_new = Alert.objects.get_or_create(patient=patient, kind=kind, about=about)
    alert.raised_at = timezone.now()
    return _step(by, alert, Verb.RAISED, State.OPEN, facts=facts, rules=VERSION)


def note_change(
    *, by: User, patient: Patient, kind: str, facts: dict[str, Any], about: str = ""
) -> None:
    """Add to an alert that an answer behind it is changed or taken back, inside the caller's
    transaction. It stays open, seen or closed: that is for a practitioner to say.

    `facts` are those that it was raised with, and `now` what is said instead, if anything is.
    """
    if alert := Alert.objects.filter(patient=patient, kind=kind, about=about).first():
        _step(by, alert, Verb.CHANGED, alert.state, facts=facts)


def raise_if_changed(
    *, by: User, patient: Patient, kind: str, facts: dict[str, Any], about: str = ""
) -> None:
    """Raise once more what its alert calls changed: the same form, sent without scripts, says it
    again. Nothing happens where the alert tells it as it was said."""
    told = AlertStep.objects.filter(
        alert__patient=patient,
        alert__kind=kind,
        alert__about=about,
        verb__in=(Verb.RAISED, Verb.CHANGED),
    ).last()
    if told and told.verb == Verb.CHANGED and {**told.facts, "now": None} == {**facts, "now": None}:
        raise_alert(by=by, patient=patient, kind=kind, facts=facts, about=about)


def mark_alert_seen(*, by: User, alert: Alert, steps_taken: int) -> Alert:
    """Note that `by` has looked at it; it stays until somebody closes it.

    `steps_taken` is what the page showed. Raises StaleAlert if anything happened since.
    """
    return _move(by, alert, steps_taken, Verb.SEEN)


def unmark_alert_seen(*, by: User, alert: Alert, steps_taken: int) -> Alert:
    """Take that back: the undo of `mark_alert_seen`, with the same errors."""
    return _move(by, alert, steps_taken, Verb.UNSEEN)


def reopen_alert(*, by: User, alert: Alert, steps_taken: int) -> Alert:
    """Open a closed alert again; what was done stays in its history. Errors as above."""
    return _move(by, alert, steps_taken, Verb.REOPENED)


@transaction.atomic
def close_alert(*, by: User, alert: Alert, steps_taken: int, done: str, needed: str) -> Alert:
    """Close it with what was done, and whether somebody had to act (`AlertStep.Needed`).

    Raises StaleAlert if anything happened since: a new event must not be closed unread. A repeat
    of the form finds its own step and changes nothing.
    """
    said = {"done": done, "needed": needed}
    present = _locked(alert)
    if _is_repeat(by, present, steps_taken, Verb.CLOSED, **said):
        return present
    if present.steps_taken != steps_taken or present.state == State.CLOSED:
        raise StaleAlert(present)
    return _step(by, present, Verb.CLOSED, State.CLOSED, **said)


@transaction.atomic
def _move(by: User, alert: Alert, steps_taken: int, verb: str) -> Alert:
    start, end = LEADS[verb]
    present = _locked(alert)
    if _is_repeat(by, present, steps_taken, verb):
        return present
    if present.steps_taken != steps_taken or present.state != start:
        raise StaleAlert(present)
    return _step(by, present, verb, end)


def _locked(alert: Alert) -> Alert:
    """Lock the record and return the alert as it stands."""
    lock_record(alert.patient)
    return Alert.objects.select_related("patient").get(pk=alert.pk)


def _is_repeat(by: User, present: Alert, steps_taken: int, verb: str, **said) -> bool:
    """Whether this very step was taken already: a button that was pressed twice, or sent again."""
    own = AlertStep.objects.filter(alert=present, number=present.steps_taken, by=by, verb=verb)
    return present.steps_taken == steps_taken + 1 and own.filter(**said).exists()


def _step(by: User, alert: Alert, verb: str, state: str, **what) -> Alert:
    before = alert.state if alert.steps_taken else None
    alert.state = state
    alert.steps_taken += 1
    alert.save(update_fields=["state", "steps_taken", "raised_at"])
    AlertStep.objects.create(alert=alert, number=alert.steps_taken, verb=verb, by=by, **what)
    record(
        by=by,
        verb=f"{verb}_alert",
        target=alert,
        patient_id=alert.patient_id,
        changes={"kind": [alert.kind, alert.kind], "state": [before, state]},
    )
    return alert
