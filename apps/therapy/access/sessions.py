"""Which sessions and phases may be seen.

The patient comes from `care.access`, which checked the right.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import DateField, Max, Q, QuerySet, UUIDField
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.care.access import strokes_of
from apps.care.dates import add_months
from apps.care.models import Patient, Stroke
from apps.core.days import DayNumber, Joined
from apps.core.prepared import Given, Prepared
from apps.core.roles import Role
from apps.therapy import wording
from apps.therapy.access.versions import events_of
from apps.therapy.models import Phase, PrecautionCheck, Session, SessionKind, SessionQuerySet

# Before this day the form of an electrical session carries a note.
EARLY_DAYS = 30
FIRST_YEAR = 1990
# A block of treatment is planned ahead, but not for years: later days are slips of typing.
MONTHS_AHEAD_TO_START, MONTHS_AHEAD_TO_END = 12, 24
ENDED = "ended"  # what the event of a new phase calls the one that ended for it


_KINDS = Prepared(SessionKind.objects.all)


def kinds() -> list[SessionKind]:
    """Return every kind in the order of the legend, those no longer offered too."""
    return _KINDS.objects()


def offered_kinds() -> list[SessionKind]:
    """Return the kinds that a new session can have."""
    return list(SessionKind.objects.filter(is_offered=True))


def offered_kind_or_404(code: str, *, sent: bool = False) -> SessionKind:
    """Return an offered kind; without a code the first one.

    For a form that was `sent` also one that is offered no longer: what was typed is not lost.
    """
    if sent and code:
        return get_object_or_404(SessionKind, code=code)
    offered = SessionKind.objects.filter(is_offered=True)
    return get_object_or_404(offered, code=code) if code else get_object_or_404(offered[:1])


def kind_or_404(admin: User, code: str) -> SessionKind:
    """Return a kind, for the admin."""
    return get_object_or_404(SessionKind, code=code)


def next_place() -> int:
    """Return the place in the order for a new kind: after all others."""
    return (SessionKind.objects.aggregate(last=Max("order"))["last"] or 0) + 1


def sessions_of(patient: Patient, code: str = "") -> SessionQuerySet:
    """Return the sessions that stand, of all kinds or of that with this code, newest first, with
    all that a row shows."""
    sessions = Session.objects.filter(patient=patient).current().newest_first().for_rows()
    return sessions.filter(kind=code) if code else sessions


def last_sessions(patient: Patient, limit: int = 3) -> list[Session]:
    """Return the newest sessions of any kind."""
    return list(sessions_of(patient)[:limit])


def last_session(patient: Patient, kind: SessionKind) -> Session | None:
    """Return the newest session of this kind, whose settings can be used again.

    What a patient or a helper wrote down of home practice is nobody's setting for the clinic.
    """
    return sessions_of(patient).filter(kind=kind, entered_by__role=Role.THERAPIST).first()


def count_of(patient: Patient, kind: SessionKind | None = None) -> int:
    """Return how many sessions stand, of all kinds or of one."""
    sessions = Session.objects.filter(patient=patient).current()
    return (sessions.filter(kind=kind) if kind else sessions).count()


def _days_of_kinds(patient: Given, start: Given, end: Given) -> QuerySet:
    sessions = Session.objects.filter(
        patient=patient, state=Session.State.CURRENT, held_on__range=(start, end)
    )
    days = Joined(DayNumber("held_on"))
    return sessions.values("kind").annotate(days=days).order_by().values_list("kind", "days")


_DAYS_OF_KINDS = Prepared(_days_of_kinds, patient=UUIDField(), start=DateField(), end=DateField())


def days_by_kind(patient: Patient, start: date, end: date) -> dict[SessionKind, tuple[date, ...]]:
    """Return the days of the sessions that stand in a span (both ends in) by their kind: the kinds
    in the order of the legend, the days oldest first, one with two sessions twice."""
    days_of = dict(_DAYS_OF_KINDS.rows(patient=patient.pk, start=start, end=end))
    return {
        kind: tuple(map(date.fromordinal, sorted(map(int, days_of[kind.code].split(",")))))
        for kind in (kinds() if days_of else ())
        if kind.code in days_of
    }


def session_or_404(patient: Patient, session_id: UUID) -> Session:
    """Return one version of one of the patient's sessions, whatever its state."""
    return get_object_or_404(Session.objects.for_rows(), patient=patient, pk=session_id)


def version_sent_back(session: Session, version_id: str) -> Session | None:
    """Return the version of the same session whose id a form sent back; None if it sent none."""
    return next((row for row in versions_of(session) if str(row.pk) == version_id), None)


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
    if patient.born_on and facts["held_on"] < patient.born_on:
        problems["held_on"] = _("The patient was born on %(day)s. Type a later day.") % {
            "day": wording.plain_day(patient.born_on)
        }
    if kind.needs_label and not facts["label"]:
        problems["label"] = _("Type what it was, for example hydrotherapy.")
    if any(area.patient_id != patient.pk for area in facts["areas"]):
        problems["areas"] = _("Choose body parts of this patient.")
    return problems


def is_kind_name_taken(name: str, but: SessionKind | None = None) -> bool:
    """Return whether another kind has this name, whatever its capitals."""
    others = SessionKind.objects.filter(name__iexact=name)
    return (others.exclude(pk=but.pk) if but else others).exists()


_PHASES = Prepared(
    lambda patient: Phase.objects.filter(patient=patient).standing(), patient=UUIDField()
)


def phases_of(patient: Patient) -> list[Phase]:
    """Return the patient's phases that were not removed, the first one first."""
    return _PHASES.objects(patient=patient.pk)


def removed_phases_of(patient: Patient) -> list[Phase]:
    """Return the phases that were removed, the one removed last first."""
    removed = Phase.objects.filter(patient=patient, removed_at__isnull=False)
    return list(removed.order_by("-removed_at", "pk"))


def phase_or_404(patient: Patient, phase_id: UUID) -> Phase:
    """Return one of the patient's phases, removed or not."""
    phases = Phase.objects.select_related("patient", "saved_by")
    return get_object_or_404(phases, patient=patient, pk=phase_id)


def open_phase(patient: Patient) -> Phase | None:
    """Return the phase that is not over yet, or None."""
    return Phase.objects.filter(patient=patient, ends_on=None).standing().first()


def open_phase_before(patient: Patient, day: date) -> Phase | None:
    """Return the phase that is not over yet if it began before this day, so that it can end."""
    phase = open_phase(patient)
    return phase if phase and phase.starts_on < day else None


def ended_by(phase: Phase) -> Phase | None:
    """Return the phase that ended because this one was added, if nobody has saved it since."""
    added = next((event for event in events_of(phase) if event.verb == "added_phase"), None)
    _before, ended_id = (added.changes if added else {}).get(ENDED, (None, None))
    former = Phase.objects.filter(patient=phase.patient_id, pk=ended_id).standing().first()
    last = next(iter(events_of(former)), None) if former else None
    return former if last and last.verb == "ended_phase" else None


def check_phase(
    patient: Patient, facts: dict[str, Any], *, but: Phase | None = None, end_open: bool = False
) -> dict[str, str]:
    """Return {field: sentence} for what keeps these facts from being a phase of the patient.

    `but` is the phase that is being changed. With `end_open` the one that is not over yet is
    about to end the day before this one.
    """
    starts_on, ends_on = facts["starts_on"], facts["ends_on"]
    if sentence := no_first_day(patient, starts_on):
        return {"starts_on": sentence}
    if sentence := no_last_day(patient, starts_on, ends_on):
        return {"ends_on": sentence}
    same_days = Phase.objects.filter(patient=patient).standing()
    same_days = same_days.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
    if ends_on:
        same_days = same_days.filter(starts_on__lte=ends_on)
    ending = open_phase_before(patient, starts_on) if end_open else None
    left_out = [phase.pk for phase in (but, ending) if phase]
    other = same_days.exclude(pk__in=left_out).first()
    if other is None:
        return {}
    field = "starts_on" if other.starts_on <= starts_on else "ends_on"
    return {field: wording.phase_in_the_way(other, starts_on, is_new=but is None)}


def no_first_day(patient: Patient, starts_on: date) -> str:
    """Return the sentence that says why a phase or plan cannot begin on this day, or ""."""
    latest = add_months(patient.today(), MONTHS_AHEAD_TO_START)
    if starts_on.year < FIRST_YEAR:
        return _("Type the year with four digits, for example 2026.")
    if patient.born_on and starts_on < patient.born_on:
        return _("The patient was born on %(day)s. Type a later day.") % {
            "day": wording.plain_day(patient.born_on)
        }
    if starts_on > latest:
        return _("It can begin up to a year ahead. Type %(day)s or a day before it.") % {
            "day": wording.plain_day(latest)
        }
    return ""


def no_last_day(patient: Patient, starts_on: date, ends_on: date | None) -> str:
    """Return the sentence that says why it cannot end on this day, or ""."""
    if ends_on is None:
        return ""
    latest = add_months(patient.today(), MONTHS_AHEAD_TO_END)
    if ends_on < starts_on:
        return _("The last day is before the first day. Type %(day)s or a later day.") % {
            "day": wording.plain_day(starts_on)
        }
    if ends_on > latest:
        return _(
            "It can end up to two years ahead. Type %(day)s or a day before it, "
            "or leave this empty."
        ) % {"day": wording.plain_day(latest)}
    return ""
