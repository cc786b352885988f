"""Writes about results. Rows are added; only `state` ever changes."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.assessments.access import check_result, present_version
from apps.assessments.models import Instrument, Result
from apps.assessments.models.results import FACTS
from apps.audit.actions import difference, record
from apps.care.actions import touch_patient
from apps.care.models import Patient

# What may be left out of the facts of a result.
OTHERWISE: dict[str, Any] = {
    "version": "",
    "total": None,
    "level": "",
    "beyond": "",
    "parts": {},
    "given_by": None,
    "given_by_name": "",
    "note": "",
}


class StaleResult(Exception):
    """Somebody has changed the result since it was read; `present` is what stands now."""

    def __init__(self, present: Result):
        super().__init__(str(present.pk))
        self.present = present


@transaction.atomic
def record_result(
    *, by: User, patient: Patient, key: UUID, instrument: Instrument, **facts: Any
) -> Result:
    """Store a result. `key` is made by the form and becomes its id.

    A repeat of the same key returns the first row. `facts` must hold `done_on` and `place`; what
    else they may hold stands in OTHERWISE: numbers are Decimal, `parts` maps codes to numbers. A
    total that is the sum of its parts may be left out. Without a giver it was done by `by`.

    Raises StaleResult when the key was stored before with another content, ValidationError with
    {field: sentences} when a rule is broken.
    """
    result = _new_result(by, patient, key, instrument, facts)
    return _first_or_new(by, result, former=None)


@transaction.atomic
def correct_result(
    *, by: User, result: Result, key: UUID, even_if_withdrawn: bool = False, **facts: Any
) -> Result:
    """Store a corrected version beside the former one; the rest as in `record_result`.

    Raises StaleResult when `result` is no longer the version that stands; with
    `even_if_withdrawn` one that was taken back may be corrected, so that it stands again.
    """
    touch_patient(result.patient)
    former = Result.objects.for_rows().get(pk=result.pk)
    corrected = _new_result(by, result.patient, key, former.instrument, facts)
    # The day stays that of the calendar that it was read from.
    corrected.zone, corrected.thread, corrected.replaces = former.zone, former.thread, former
    if first := _stored(corrected):
        return first
    if even_if_withdrawn and former.state == Result.State.WITHDRAWN:
        _set_state(by, former, Result.State.CURRENT, "restored_result")
        former.refresh_from_db(fields=["state"])
    return _first_or_new(by, corrected, former=former)


@transaction.atomic
def withdraw_result(*, by: User, result: Result) -> Result:
    """Take the result back as a whole; it can be restored. A repeat changes nothing.

    Raises StaleResult when somebody has corrected it since.
    """
    return _set_state(by, result, Result.State.WITHDRAWN, "withdrew_result")


@transaction.atomic
def restore_result(*, by: User, result: Result) -> Result:
    """Let a result that was taken back stand again. A repeat changes nothing.

    Raises StaleResult when another version of it stands.
    """
    return _set_state(by, result, Result.State.CURRENT, "restored_result")


@transaction.atomic
def undo_result(*, by: User, result: Result) -> Result:
    """Undo the save that made this row: after a correction the former version stands again.

    A repeat changes nothing. Raises StaleResult when somebody has corrected the row since.
    """
    undone = _set_state(by, result, Result.State.WITHDRAWN, "undid_result")
    if undone.replaces and present_version(undone).state != Result.State.CURRENT:
        _set_state(by, undone.replaces, Result.State.CURRENT, "restored_result")
    return undone


def _new_result(
    by: User, patient: Patient, key: UUID, instrument: Instrument, facts: dict[str, Any]
) -> Result:
    """Return an unsaved result that breaks no rule."""
    facts = _complete(instrument, OTHERWISE | facts)
    if not facts["given_by"] and not facts["given_by_name"]:
        facts["given_by"] = by
    if problems := check_result(patient, instrument, facts):
        raise ValidationError(problems)
    facts["parts"] = {code: f"{value.normalize():f}" for code, value in facts["parts"].items()}
    scale = instrument.version(facts["version"]).range
    return Result(
        pk=key,
        thread=key,
        patient=patient,
        instrument=instrument,
        zone=patient.zone,
        entered_by=by,
        low=scale.low,
        high=scale.high,
        **{field: facts[field] for field in FACTS},
    )


def _complete(instrument: Instrument, facts: dict[str, Any]) -> dict[str, Any]:
    """Return the facts with their numbers as Decimal and the total of all parts."""
    parts = {code: Decimal(value) for code, value in facts["parts"].items()}
    version = instrument.version(facts["version"])
    total = None if facts["total"] is None else Decimal(facts["total"])
    is_sum = version is not None and version.total == "sum" and total is None
    if is_sum and parts and set(parts) == {part.code for part in version.parts}:
        total = sum(parts.values(), Decimal(0))
    return facts | {"parts": parts, "total": total}


def _first_or_new(by: User, result: Result, former: Result | None) -> Result:
    """Return the row that has this key already, or store the new one."""
    if first := _stored(result):
        return first
    touch_patient(result.patient)
    if former and former.state != Result.State.CURRENT:
        raise StaleResult(present_version(former))
    try:
        with transaction.atomic():
            if former:
                Result.objects.filter(pk=former.pk).update(
                    state=Result.State.REPLACED, state_at=timezone.now()
                )
            result.save(force_insert=True)
    except IntegrityError:
        # The same form, sent twice at once: the other one was first.
        if first := _stored(result):
            return first
        raise
    record(
        by=by,
        verb="corrected_result" if former else "recorded_result",
        target=result,
        patient_id=result.patient_id,
        changes=difference(_plain(former) if former else {}, _plain(result)),
    )
    return Result.objects.for_rows().get(pk=result.pk)


def _stored(result: Result) -> Result | None:
    """Return the row that has this key, if its content is the same."""
    first = Result.objects.for_rows().filter(pk=result.pk).first()
    if first is None:
        return None
    same = (first.patient_id, first.instrument_id) == (result.patient_id, result.instrument_id)
    if not same:
        raise ValidationError(_("This form was used before. Open it again and type it once more."))
    if _plain(first) != _plain(result):
        raise StaleResult(present_version(first))
    return first


def _set_state(by: User, result: Result, state: str, verb: str) -> Result:
    """Take back a row that stands, or let one stand where no version of its result does."""
    touch_patient(result.patient)
    row = Result.objects.for_rows().select_related("replaces__patient").get(pk=result.pk)
    if row.state == state:
        return row
    present = present_version(row)
    is_former = row.state != Result.State.CURRENT
    if state == Result.State.WITHDRAWN and is_former or present.state == state:
        raise StaleResult(present)
    before = row.state
    row.state, row.state_at = state, timezone.now()
    row.save(update_fields=["state", "state_at"])
    changes = {"state": [before, state]}
    record(by=by, verb=verb, target=row, patient_id=row.patient_id, changes=changes)
    return row


def _plain(result: Result) -> dict[str, Any]:
    """Return what a result says as values that can be compared and written into an event."""
    plain = {field: getattr(result, field) or None for field in FACTS}
    plain["given_by"] = str(result.given_by_id) if result.given_by_id else None
    # 0 is a result, and 8.00 is 8.
    plain["total"] = None if result.total is None else f"{result.total.normalize():f}"
    return plain
