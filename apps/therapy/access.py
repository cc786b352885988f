"""Which sessions may be seen. The patient comes from `care.access`, which checked the right."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.care.access import strokes_of
from apps.care.models import Patient, Stroke
from apps.therapy.models import PrecautionCheck, Session, SessionKind, SessionQuerySet

# Before this day the form of an electrical session carries a note.
EARLY_DAYS = 30


def kinds() -> list[SessionKind]:
    """Return every kind in the order of the legend, those no longer offered too."""
    return list(SessionKind.objects.all())


def offered_kinds() -> list[SessionKind]:
    """Return the kinds that a new session can have."""
    return list(SessionKind.objects.filter(is_offered=True))


def offered_kind_or_404(code: str) -> SessionKind:
    """Return an offered kind; without a code the first one."""
    offered = SessionKind.objects.filter(is_offered=True)
    return get_object_or_404(offered, code=code) if code else get_object_or_404(offered[:1])


def kind_or_404(admin: User, code: str) -> SessionKind:
    """Return a kind, for the admin."""
    return get_object_or_404(SessionKind, code=code)


def next_place() -> int:
    """Return the place in the order for a new kind: after all others."""
    return (SessionKind.objects.aggregate(last=Max("order"))["last"] or 0) + 1


def sessions_of(patient: Patient) -> SessionQuerySet:
    """Return the sessions that stand, newest first, with all that a row shows."""
    return Session.objects.filter(patient=patient).current().newest_first().for_rows()


def last_sessions(patient: Patient, limit: int = 3) -> list[Session]:
    """Return the newest sessions of any kind."""
    return list(sessions_of(patient)[:limit])


def last_session(patient: Patient, kind: SessionKind) -> Session | None:
    """Return the newest session of this kind, whose settings can be used again."""
    return sessions_of(patient).filter(kind=kind).first()


def count_of(patient: Patient, kind: SessionKind | None = None) -> int:
    """Return how many sessions stand, of all kinds or of one."""
    sessions = Session.objects.filter(patient=patient).current()
    return (sessions.filter(kind=kind) if kind else sessions).count()


def marks_of(
    patient: Patient, start: date | None = None, end: date | None = None
) -> list[tuple[date, str]]:
    """Return (day, kind code) of the sessions that stand, the oldest first, in one query.

    `start` and `end` are the first and the last day wanted; None means no limit.
    """
    sessions = Session.objects.filter(patient=patient).current()
    if start is not None:
        sessions = sessions.filter(held_on__gte=start)
    if end is not None:
        sessions = sessions.filter(held_on__lte=end)
    return list(sessions.order_by("held_on", "kind_id").values_list("held_on", "kind_id"))


def session_or_404(patient: Patient, session_id: UUID) -> Session:
    """Return one version of one of the patient's sessions, whatever its state."""
    return get_object_or_404(Session.objects.for_rows(), patient=patient, pk=session_id)


def version_or_404(session: Session, version_id: str) -> Session:
    """Return a version of the same session by the id that a form sent back."""
    try:
        wanted = UUID(version_id)
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(
        Session.objects.for_rows(), thread=session.thread, patient=session.patient_id, pk=wanted
    )


def versions_of(session: Session) -> list[Session]:
    """Return every version of the session, the newest first."""
    versions = Session.objects.filter(thread=session.thread, patient=session.patient_id)
    return list(versions.for_rows().order_by("-created_at", "pk"))


def present_version(session: Session) -> Session:
    """Return the version that stands, or the one that was taken back last."""
    return max(
        versions_of(session),
        key=lambda row: (row.state == Session.State.CURRENT, row.state_at),
    )


def precautions_of(patient: Patient) -> PrecautionCheck | None:
    """Return the newest check before electrical stimulation, or None."""
    checks = PrecautionCheck.objects.filter(patient=patient)
    return checks.select_related("confirmed_by").first()


def early_day(patient: Patient) -> int | None:
    """Return the day after the latest stroke (1 = the day after) if it is before day 30.

    None later on, without a stroke, and where its day is known to the month or year only.
    """
    strokes = strokes_of(patient)
    if not strokes or strokes[-1].onset_precision != Stroke.Precision.DAY:
        return None
    day = (patient.today() - strokes[-1].onset_on).days
    return day if 0 <= day < EARLY_DAYS else None


def check_can_stop(kind: SessionKind) -> str:
    """Return the sentence that says why this kind must stay on offer, or ""."""
    others: QuerySet = SessionKind.objects.filter(is_offered=True).exclude(pk=kind.pk)
    if kind.is_offered and not others.exists():
        return _("This is the only kind on offer. Offer another one first.")
    return ""


def check_can_use(patient: Patient, kind: SessionKind, facts: dict[str, Any]) -> dict[str, str]:
    """Return {field: sentence} for what keeps these facts from being a session of the patient."""
    problems = {}
    if facts["held_on"] > patient.today():
        problems["held_on"] = _("The day cannot be in the future.")
    if kind.needs_label and not facts["label"]:
        problems["label"] = _("Type what it was, for example hydrotherapy.")
    if any(area.patient_id != patient.pk for area in facts["areas"]):
        problems["areas"] = _("Choose body parts of this patient.")
    return problems


def is_kind_name_taken(name: str, but: SessionKind | None = None) -> bool:
    """Return whether another kind has this name, whatever its capitals."""
    others = SessionKind.objects.filter(name__iexact=name)
    return (others.exclude(pk=but.pk) if but else others).exists()
