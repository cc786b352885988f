"""What somebody may write down as home practice, and what they may still change.

The patient comes from `care.access`, which checked the right.
"""

from datetime import date, timedelta
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.audit.models import Event
from apps.care.models import Patient
from apps.core.answers import key_of_press
from apps.therapy.access import present_version, session_or_404, sessions_of
from apps.therapy.models import Session, SessionKind, SessionQuerySet

# As for the daily log: whoever is asked about an older day guesses.
DAYS_BACK = 14
# Current and needles need a practitioner's eye: a maximum, a look at the skin, a count.
HOME_FORMS = (SessionKind.Form.PLAIN, SessionKind.Form.SENSORY)


def home_kinds() -> list[SessionKind]:
    """Return the kinds on offer that somebody can practise without a practitioner."""
    return list(SessionKind.objects.filter(is_offered=True, form__in=HOME_FORMS))


def home_kind_or_404(code: str, *, sent: bool = False) -> SessionKind:
    """Return one of `home_kinds`, for a form that was `sent` also one that is offered no longer."""
    kinds = SessionKind.objects.filter(form__in=HOME_FORMS)
    return get_object_or_404(kinds if sent else kinds.filter(is_offered=True), code=code)


def practice_of(patient: Patient, user: User) -> SessionQuerySet:
    """Return what this person wrote down for the patient and stands, the newest first."""
    return sessions_of(patient).filter(entered_by=user, setting=Session.Setting.HOME)


def recent_practice_of(patient: Patient, user: User) -> list[Session]:
    """Return what this person wrote down for the last 14 days, which they may still change."""
    earliest = patient.today() - timedelta(days=DAYS_BACK)
    return list(practice_of(patient, user).filter(held_on__gte=earliest))


def last_practice(patient: Patient, user: User, kind: SessionKind) -> Session | None:
    """Return the newest practice of this kind that this person wrote down."""
    return practice_of(patient, user).filter(kind=kind).first()


def own_version_or_404(patient: Patient, user: User, session_id: UUID) -> Session:
    """Return a version of a session that this person wrote themselves."""
    session = session_or_404(patient, session_id)
    if session.entered_by_id != user.pk:
        raise Http404
    return session


def said_before(patient: Patient, key: UUID, press: int) -> Session | None:
    """Return what an earlier press of this very form stored, the last one first.

    What was taken back since is left out. `press` counts from 1.
    """
    keys = [key_of_press(key, number) for number in range(1, press)]
    found = Session.objects.for_rows().filter(patient=patient, pk__in=keys)
    standing = found.exclude(state=Session.State.WITHDRAWN)
    return max(standing, key=lambda row: keys.index(row.pk), default=None) if keys else None


def check_day(patient: Patient, day: date) -> str:
    """Return the sentence that says why practice of this day cannot be written, or ""."""
    if day > patient.today():
        return _("This day has not come yet. Choose today or a day before.")
    if day < patient.today() - timedelta(days=DAYS_BACK):
        return _("This day is more than 14 days ago. You can fill in the last 14 days.")
    return ""


def check_can_change(user: User, session: Session) -> str:
    """Return the sentence that says why this person can no longer change a session, or ""."""
    present = present_version(session)
    if present.entered_by_id != user.pk:
        return _("%(name)s has changed this since. Ask them to change it again.") % {
            "name": present.entered_by.name
        }
    if (other := _taken_back_by(present)) and other != user:
        return _("%(name)s has taken this back. Ask them to put it back.") % {"name": other.name}
    if check_day(session.patient, present.held_on):
        return _("This day is more than 14 days ago. You can no longer change it here.")
    return ""


def _taken_back_by(session: Session) -> User | None:
    """Return who took this version back, or None for one that stands."""
    if session.state == Session.State.CURRENT:
        return None
    events = Event.objects.about(session.patient_id).select_related("by")
    last = events.filter(target_type="session", target_id=str(session.pk)).first()
    return last.by if last else None
