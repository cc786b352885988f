"""Answered lists of danger signs, and what new numbness is like."""

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.audit.actions import difference, record
from apps.care.access import baseline_of
from apps.care.actions import touch_patient
from apps.care.models import Patient
from apps.safety.actions.alerts import note_change, raise_alert, raise_if_changed
from apps.safety.actions.day import Told
from apps.safety.models import Alert, CheckedSign, NewNumbness, SignCheck
from apps.safety.signs import SIGNS_BY_CODE, VERSION, Tier, judged

# Loss of strength over time is a concern of its own, on the therapist's side too.
WEAKER = "C03"


@transaction.atomic
def answer_check(
    *, by: User, patient: Patient, told: Told, cause: str, answer: str, codes: Collection[str]
) -> SignCheck:
    """Store one answered list of signs with its tier, and raise the alert that it asks for.

    `codes` are the signs that are new or worse than usual, `answer` is the button. A repeat of the
    press returns the first row and stores nothing. The same form with another answer (a "no" that
    seemed lost, then a sign) is one more row: no alarm is taken for a repeat, and none is undone.
    An alert of what the form said before tells what it says now.
    """
    touch_patient(patient)
    key, words = told.own_key, (str(answer), tuple(code for code in SIGNS_BY_CODE if code in codes))
    former = _former(patient, told)
    known = _known(patient, key)
    if known and (known.answer, known.codes) != words:
        key = uuid5(key, repr(words))
        known = _known(patient, key)
    if known:
        if not told.press:
            for alert in _alerts_of(known):
                raise_if_changed(by=by, patient=patient, **alert)
        return known
    tier = judged(answer, frozenset(codes))
    check = SignCheck.objects.create(
        id=key,
        submission=told.key,
        patient=patient,
        for_date=told.on,
        zone=told.zone,
        cause=cause,
        answer=answer,
        tier=tier,
        rules=VERSION,
        baseline=baseline_of(patient),
        entered_by=by,
    )
    CheckedSign.objects.bulk_create(CheckedSign(sign_check=check, code=code) for code in set(codes))
    said = {"cause": cause, "answer": answer, "signs": sorted(codes), "tier": tier}
    record(
        by=by,
        verb="answered_check",
        target=check,
        patient_id=patient.pk,
        changes=difference({}, said),
    )
    for alert in _alerts_of(check):
        raise_alert(by=by, patient=patient, **alert)
    _tell_alerts_before(by, former, check)
    return check


def _known(patient: Patient, key: UUID) -> SignCheck | None:
    row = SignCheck.objects.filter(pk=key).first()
    if row and row.patient_id != patient.pk:
        raise IntegrityError("This key belongs to another record.")
    return row


def _former(patient: Patient, told: Told) -> list[SignCheck]:
    """Return what the same form said before, the oldest first."""
    checks = SignCheck.objects.filter(patient=patient, submission=told.key)
    return list(checks.order_by("recorded_at"))


def _alerts_of(check: SignCheck) -> Iterator[dict]:
    """Yield what must be raised: its kind, and the codes of its reason."""
    signs = sorted(check.codes)
    facts = {"check": str(check.pk), "answer": check.answer, "signs": signs}
    if check.tier == Tier.EMERGENCY:
        yield {"kind": Alert.Kind.EMERGENCY_SIGN, "facts": facts}
    elif check.tier == Tier.CONTACT and signs != [WEAKER]:
        yield {"kind": Alert.Kind.CONTACT_SIGN, "facts": facts}
    if WEAKER in signs:
        yield {"kind": Alert.Kind.WEAKER, "facts": facts}


def _tell_alerts_before(by: User, former: Iterable[SignCheck], check: SignCheck) -> None:
    """Tell what is said now to the alerts that the same form raised before, and does not now."""
    before = {alert["kind"]: alert for row in former for alert in _alerts_of(row)}
    again = {alert["kind"] for alert in _alerts_of(check)}
    for kind, alert in before.items():
        if kind not in again:
            alert["facts"] |= {"now": list(check.codes) or check.answer}
            note_change(by=by, patient=check.patient, **alert)


@transaction.atomic
def describe_numbness(
    *,
    by: User,
    check: SignCheck,
    began: str = "",
    speed: str = "",
    doing: str = "",
    other_symptoms: str = "",
) -> NewNumbness:
    """Store what new numbness is like; what was said of it before stays in the event."""
    touch_patient(check.patient)
    said = {"began": began, "speed": speed, "doing": doing, "other_symptoms": other_symptoms}
    former = NewNumbness.objects.filter(sign_check=check).first()
    before = {name: getattr(former, name) for name in said} if former else {}
    row, _is_new = NewNumbness.objects.update_or_create(
        sign_check=check, defaults=said | {"entered_by": by}
    )
    record(
        by=by,
        verb="described_numbness",
        target=row,
        patient_id=check.patient_id,
        changes=difference(before, said),
    )
    return row
