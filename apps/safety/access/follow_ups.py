"""Which questions are due after which treatments. They follow from the sessions as they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.utils import timezone

from apps.care.models import Patient
from apps.safety.access.settings import Intervals, intervals
from apps.safety.models import FollowUpAnswer
from apps.therapy.models import Session, SessionKind, SessionQuerySet

Question, Outcome = FollowUpAnswer.Question, FollowUpAnswer.Outcome
# Without an answer a day after it was due, a question is overdue.
PATIENCE = timedelta(days=1)
# Later than this nobody is asked any more: the question stays overdue, for the record.
ASKED_FOR = timedelta(days=14)
# Of a session without a time of day the middle of the day is the best guess.
NOON = time(12)
QUESTIONS = {
    SessionKind.Form.ACUPUNCTURE: (Question.FIRST, Question.SECOND),
    SessionKind.Form.ELECTRICAL: (Question.SKIN,),
}
# What a practitioner must look at (clinical.md, "After a treatment"; seed 001): not getting less
# after a day, still there after a week, and skin that is hurt.
TROUBLE = {
    Question.FIRST: {Outcome.SAME, Outcome.WORSE},
    Question.SECOND: {Outcome.LESS, Outcome.SAME, Outcome.WORSE},
    Question.SKIN: {Outcome.SKIN_RED, Outcome.SKIN_HURT},
}


class Stage(StrEnum):
    """Where a question stands. Overdue never turns into resolved by itself."""

    WAITING = "waiting"
    DUE = "due"
    OVERDUE = "overdue"
    ANSWERED = "answered"


@dataclass(frozen=True)
class FollowUp:
    """One question after one session."""

    session: Session
    question: str
    due_at: datetime
    answer: FollowUpAnswer | None
    stage: Stage

    @property
    def is_trouble(self) -> bool:
        """Whether the answer is one that a practitioner must look at."""
        return self.answer is not None and is_trouble(self.question, self.answer.outcome)


def is_trouble(question: str, outcome: str) -> bool:
    """Return whether a practitioner must look at this answer."""
    return outcome in TROUBLE[question]


def ended_at(session: Session) -> datetime:
    """Return when the session ended, in UTC: hours are counted as they pass, whatever clocks do."""
    began = datetime.combine(session.held_on, session.start_time or NOON)
    return began.replace(tzinfo=ZoneInfo(session.zone)).astimezone(UTC) + timedelta(
        minutes=session.minutes
    )


def follow_ups_of(patient: Patient, *, since: datetime | None = None) -> list[FollowUp]:
    """Return the questions after the sessions that stand, the one that is due first coming first.

    Sessions that ended before `since` are left out; by default those that are asked about no more.
    """
    now, after = timezone.now(), intervals()
    since = since or now - after.longest - ASKED_FOR
    # A day more: dates are the patient's own, and a session may end after midnight.
    on = (since - timedelta(days=2)).date()
    return follow_ups(_sessions().filter(patient=patient, held_on__gte=on), after, now)


def follow_ups(sessions: Iterable[Session], after: Intervals, now: datetime) -> list[FollowUp]:
    """Return the questions after these sessions, whoever's they are, in two queries."""
    sessions = list(sessions)
    answers = {
        (answer.thread, answer.question): answer
        for answer in FollowUpAnswer.objects.current()
        .filter(thread__in={session.thread for session in sessions})
        .select_related("entered_by")
        .prefetch_related("parts")
    }
    found = [
        _follow_up(session, question, after, answers, now)
        for session in sessions
        for question in QUESTIONS[session.kind.form]
        if not _is_spared(session, question, after, answers)
    ]
    return sorted(found, key=lambda one: (one.due_at, one.question))


def _sessions() -> SessionQuerySet:
    """The standing sessions that are asked about, each with `recorded_at`, that of its thread."""
    first = Session.objects.filter(pk=OuterRef("thread")).values("created_at")
    return (
        Session.objects.current()
        .filter(kind__form__in=QUESTIONS)
        .select_related("kind", "given_by")
        .annotate(recorded_at=Subquery(first))
    )


def sessions_asked_about(since: date) -> SessionQuerySet:
    """Return everybody's sessions from this day on that are asked about, for counting."""
    return _sessions().filter(held_on__gte=since)


def _due_at(session: Session, question: str, after: Intervals) -> datetime:
    return ended_at(session) + getattr(after, question)


def _is_spared(session: Session, question: str, after: Intervals, answers: dict) -> bool:
    """What was gone after a day is not asked about again; nor what was entered too late to ask."""
    first = answers.get((session.thread, Question.FIRST))
    if question == Question.SECOND and first and first.outcome == Outcome.GONE:
        return True
    too_late = _due_at(session, question, after) + ASKED_FOR
    return session.recorded_at > too_late and (session.thread, question) not in answers


def _follow_up(
    session: Session, question: str, after: Intervals, answers: dict, now: datetime
) -> FollowUp:
    due_at, answer = _due_at(session, question, after), answers.get((session.thread, question))
    if answer:
        stage = Stage.ANSWERED
    elif now < due_at:
        stage = Stage.WAITING
    else:
        stage = Stage.DUE if now < due_at + PATIENCE else Stage.OVERDUE
    return FollowUp(session, question, due_at, answer, stage)


def asked_now(patient: Patient) -> list[FollowUp]:
    """Return what the patient is asked today: of each session the last question that is due."""
    now = timezone.now()
    last = {one.session.thread: one for one in follow_ups_of(patient) if one.due_at <= now}
    return [
        one for one in last.values() if one.stage != Stage.ANSWERED and now < one.due_at + ASKED_FOR
    ]


def follow_up_or_404(patient: Patient, session_id: UUID, question: str) -> FollowUp:
    """Return one question after a session that stands, by the id of any of its versions."""
    named = Session.objects.filter(patient=patient, pk=session_id).values("thread")[:1]
    session = _sessions().filter(patient=patient, thread=Subquery(named))
    for one in follow_ups(session, intervals(), timezone.now()):
        if one.question == question:
            return one
    raise Http404
