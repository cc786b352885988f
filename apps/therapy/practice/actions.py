"""Writes of home practice: the rules of home around the writes of every session."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.care.models import Patient
from apps.therapy import actions
from apps.therapy.models import Session, SessionKind
from apps.therapy.practice.access import HOME_FORMS, check_can_change, check_day


@transaction.atomic
def log_practice(
    *, by: User, patient: Patient, key: UUID, kind: SessionKind, **facts: Any
) -> Session:
    """Store what the patient did at home, as a session given and entered by `by`.

    `facts` are `held_on`, `minutes`, `areas` and, where there are any, `label` and `sensory`.
    A repeat of the same key returns the first row. Raises ValidationError with a sentence for a
    kind that is not for home and a day out of reach; the rest as in `actions.record_session`.
    """
    if kind.form not in HOME_FORMS:
        raise ValidationError(_("Your therapist writes this down."))
    _refuse(check_day(patient, facts["held_on"]))
    home = Session.Setting.HOME
    return actions.record_session(by=by, patient=patient, key=key, kind=kind, setting=home, **facts)


@transaction.atomic
def change_practice(
    *, by: User, session: Session, key: UUID, held_on: date, **facts: Any
) -> Session:
    """Store a corrected version of one's own practice; one that was taken back stands again.

    Raises ValidationError for what somebody else has changed and for days out of reach,
    StaleSession when `session` is no longer the version that stands.
    """
    _refuse(check_can_change(by, session) or check_day(session.patient, held_on))
    facts = session.facts() | facts | {"held_on": held_on}
    return actions.correct_session(by=by, session=session, key=key, even_if_withdrawn=True, **facts)


@transaction.atomic
def take_back_practice(*, by: User, session: Session) -> Session:
    """Take one's own practice back; it can be put back. Raises as `change_practice`."""
    _refuse(check_can_change(by, session))
    return actions.withdraw_session(by=by, session=session)


@transaction.atomic
def put_back_practice(*, by: User, session: Session) -> Session:
    """Let one's own practice that was taken back stand again. Raises as `change_practice`."""
    _refuse(check_can_change(by, session))
    return actions.restore_session(by=by, session=session)


@transaction.atomic
def undo_practice(*, by: User, session: Session) -> Session:
    """Undo one's own last save. Raises as `change_practice`."""
    _refuse(check_can_change(by, session))
    return actions.undo_session(by=by, session=session)


def _refuse(sentence: str) -> None:
    if sentence:
        raise ValidationError(sentence)
