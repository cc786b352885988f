"""Writes about sessions. Rows are added; only `state` ever changes."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.audit.actions import difference, record
from apps.care.actions import touch_patient
from apps.care.models import Patient
from apps.therapy.access import check_can_use, precautions_of, present_version
from apps.therapy.models import (
    DETAILS,
    AcupunctureNeedle,
    ElectricalDetail,
    Precaution,
    PrecautionCheck,
    Session,
    SessionArea,
    SessionKind,
)
from apps.therapy.models.sessions import COMMON

# What may be left out of the facts of a session.
OTHERWISE: dict[str, Any] = {
    "start_time": None,
    "setting": Session.Setting.CLINIC,
    "given_by": None,
    "given_by_name": "",
    "given_by_phone": "",
    "label": "",
    "note": "",
    "sensory": None,
    "electrical": None,
    "acupuncture": None,
    "needles": (),
}


class StaleSession(Exception):
    """Somebody has changed the session since it was read; `present` is what stands now."""

    def __init__(self, present: Session):
        super().__init__(str(present.pk))
        self.present = present


@transaction.atomic
def record_session(
    *,
    by: User,
    patient: Patient,
    key: UUID,
    kind: SessionKind,
    precautions: dict[str, Any] | None = None,
    **facts: Any,
) -> Session:
    """Store a session with its details. `key` is made by the form and becomes its id.

    A repeat of the same key returns the first row. `facts` must hold `held_on`, `minutes` and
    `areas`; what else they may hold stands in OTHERWISE: `sensory`, `electrical` and
    `acupuncture` are dicts of the fields of these models, `needles` is a list of Needle. Without
    a giver it was given by `by`. `precautions` ({"answers": set of Precaution, "reason": text})
    is needed before the patient's first electrical session.

    Raises StaleSession when the key was stored before with another content, ValidationError with
    sentences when a rule is broken, IntegrityError when a value is out of its bounds.
    """
    session, facts = _new_session(by, patient, key, kind, facts)
    return _first_or_new(by, session, facts, precautions, former=None)


@transaction.atomic
def correct_session(
    *,
    by: User,
    session: Session,
    key: UUID,
    precautions: dict[str, Any] | None = None,
    even_if_withdrawn: bool = False,
    **facts: Any,
) -> Session:
    """Store a corrected version beside the former one; the rest as in `record_session`.

    Raises StaleSession when `session` is no longer the version that stands; with
    `even_if_withdrawn` one that was taken back may be corrected, so that it stands again.
    """
    touch_patient(session.patient)
    former = Session.objects.for_rows().get(pk=session.pk)
    corrected, facts = _new_session(by, session.patient, key, former.kind, facts)
    # The day and the time stay those of the calendar that they were read from.
    corrected.zone, corrected.thread, corrected.replaces = former.zone, former.thread, former
    if first := _stored(corrected, facts):
        return first
    if even_if_withdrawn and former.state == Session.State.WITHDRAWN:
        _set_state(by, former, Session.State.CURRENT, "restored_session")
        former.refresh_from_db(fields=["state"])
    return _first_or_new(by, corrected, facts, precautions, former=former)


@transaction.atomic
def withdraw_session(*, by: User, session: Session) -> Session:
    """Take the session back as a whole; it can be restored. A repeat changes nothing.

    Raises StaleSession when somebody has corrected it since.
    """
    return _set_state(by, session, Session.State.WITHDRAWN, "withdrew_session")


@transaction.atomic
def restore_session(*, by: User, session: Session) -> Session:
    """Let a session that was taken back stand again. A repeat changes nothing.

    Raises StaleSession when another version of it stands.
    """
    return _set_state(by, session, Session.State.CURRENT, "restored_session")


@transaction.atomic
def undo_session(*, by: User, session: Session) -> Session:
    """Undo the save that made this row: after a correction the former version stands again.

    A repeat changes nothing. Raises StaleSession when somebody has corrected the row since.
    """
    undone = _set_state(by, session, Session.State.WITHDRAWN, "undid_session")
    if undone.replaces and present_version(undone).state != Session.State.CURRENT:
        _set_state(by, undone.replaces, Session.State.CURRENT, "restored_session")
    return undone


def _new_session(
    by: User, patient: Patient, key: UUID, kind: SessionKind, facts: dict[str, Any]
) -> tuple[Session, dict[str, Any]]:
    """Return an unsaved session and its complete facts."""
    facts = OTHERWISE | facts
    if not facts["given_by"] and not facts["given_by_name"]:
        facts["given_by"] = by
    session = Session(
        pk=key,
        thread=key,
        patient=patient,
        kind=kind,
        zone=patient.zone,
        entered_by=by,
        **{field: facts[field] for field in COMMON},
    )
    return session, facts


def _first_or_new(
    by: User,
    session: Session,
    facts: dict[str, Any],
    precautions: dict[str, Any] | None,
    former: Session | None,
) -> Session:
    """Return the row that has this key already, or store the new one."""
    if first := _stored(session, facts):
        return first
    touch_patient(session.patient)
    if former and former.state != Session.State.CURRENT:
        raise StaleSession(present_version(former))
    _check_rules(session, facts)
    try:
        with transaction.atomic():
            if former:
                Session.objects.filter(pk=former.pk).update(
                    state=Session.State.REPLACED, state_at=timezone.now()
                )
            _insert(session, facts)
    except IntegrityError:
        # The same form, sent twice at once: the other one was first.
        if first := _stored(session, facts):
            return first
        raise
    if facts["electrical"] is not None:
        _confirm_precautions(by, session.patient, precautions)
    record(
        by=by,
        verb="corrected_session" if former else "recorded_session",
        target=session,
        patient_id=session.patient_id,
        changes=difference(_plain(former.facts()) if former else {}, _plain(facts)),
    )
    return Session.objects.for_rows().get(pk=session.pk)


def _stored(session: Session, facts: dict[str, Any]) -> Session | None:
    """Return the row that has this key, if its content is the same."""
    first = Session.objects.for_rows().filter(pk=session.pk).first()
    if first is None:
        return None
    if first.patient_id != session.patient_id or first.kind_id != session.kind_id:
        raise ValidationError(_("This form was used before. Open it again and type it once more."))
    if _plain(first.facts()) != _plain(facts):
        raise StaleSession(present_version(first))
    return first


def _insert(session: Session, facts: dict[str, Any]) -> None:
    session.save(force_insert=True)
    SessionArea.objects.bulk_create(
        SessionArea(session=session, area=area) for area in facts["areas"]
    )
    for name, model in DETAILS.items():
        if facts[name] is not None:
            model.objects.create(session=session, **facts[name])
    AcupunctureNeedle.objects.bulk_create(
        AcupunctureNeedle(session=session, **needle._asdict()) for needle in facts["needles"]
    )


def _check_rules(session: Session, facts: dict[str, Any]) -> None:
    """Raise ValidationError with the sentences of every rule that is broken."""
    if session.replaces is None and not session.kind.is_offered:
        raise ValidationError(
            _(
                "%(name)s is no longer on offer. Your answers are still here. "
                "Ask your clinic to offer it again, then save."
            )
            % {"name": session.kind.label}
        )
    problems = check_can_use(session.patient, session.kind, facts)
    for name, model in DETAILS.items():
        # Needles with current touch no numb skin with pads: its rules are for pads alone.
        beside_the_kind = facts[name] is not None and model is not ElectricalDetail
        if session.kind.form == name or beside_the_kind:
            problems |= model.problems(facts[name] or {})
    if problems:
        raise ValidationError(problems)


def _confirm_precautions(by: User, patient: Patient, precautions: dict[str, Any] | None) -> None:
    """Store the answers; without any there must be an earlier check."""
    if precautions is None:
        if precautions_of(patient) is None:
            raise ValidationError({"precautions": _("Choose what applies, or “None of these”.")})
        return
    answers, reason = set(precautions["answers"]), precautions["reason"]
    if problems := PrecautionCheck.problems(answers, reason):
        raise ValidationError(problems)
    check = PrecautionCheck.objects.create(
        patient=patient,
        confirmed_by=by,
        reason=reason,
        **{precaution.value: precaution in answers for precaution in Precaution},
    )
    record(
        by=by,
        verb="confirmed_precautions",
        target=check,
        patient_id=patient.pk,
        changes={"answers": [None, sorted(answers)], "reason": [None, reason]},
    )


def _set_state(by: User, session: Session, state: str, verb: str) -> Session:
    """Take back a row that stands, or let one stand where no version of its session does."""
    touch_patient(session.patient)
    row = Session.objects.select_related("patient", "replaces__patient").get(pk=session.pk)
    if row.state == state:
        return row
    present = present_version(row)
    is_former = row.state != Session.State.CURRENT
    if state == Session.State.WITHDRAWN and is_former or present.state == state:
        raise StaleSession(present)
    before = row.state
    row.state, row.state_at = state, timezone.now()
    row.save(update_fields=["state", "state_at"])
    changes = {"state": [before, state]}
    record(by=by, verb=verb, target=row, patient_id=row.patient_id, changes=changes)
    return row


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """Return facts as values that can be compared and written into an event; "" is None."""
    plain = {field: facts[field] or None for field in COMMON}
    plain["given_by"] = str(facts["given_by"].pk) if facts["given_by"] else None
    plain["areas"] = sorted(area.part.code for area in facts["areas"])
    plain["needles"] = [[*map(str, needle[:2]), needle.depth_mm] for needle in facts["needles"]]
    for name, model in DETAILS.items():
        detail = facts[name] or {}
        for field in model.field_names():
            value = detail.get(field)
            plain[f"{name}.{field}"] = None if value == "" else value
    return plain
