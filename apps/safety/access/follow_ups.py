"""Which questions are due after which treatments. They follow from the sessions as they stand."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import DateField, F, UUIDField
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apps.care.models import Patient
from apps.core.prepared import Prepared
from apps.safety.access.settings import Intervals, intervals
from apps.safety.models import Alert, FollowUpAnswer
from apps.therapy.access import present_version, session_or_404
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
    """One question after one session.

    `shown` is the version of the session whose page asked, and `early` an answer about a version
    that ended well before the one that stands: the question is open again, and the answer kept.
    """

    session: Session
    question: str
    due_at: datetime
    answer: FollowUpAnswer | None
    stage: Stage
    shown: Session | None = None
    early: FollowUpAnswer | None = None

    @property
    def said(self) -> FollowUpAnswer | None:
        """What was said last, be it about another time of the session."""
        return self.answer or self.early

    @property
    def is_trouble(self) -> bool:
        """Whether what was said is for a practitioner to look at."""
        return self.said is not None and is_trouble(self.question, self.said.outcome)

    @property
    def due_here(self) -> datetime:
        """When it is due, on the clock of the place where the session was held."""
        return self.due_at.astimezone(ZoneInfo(self.session.zone))

    @property
    def is_asked(self) -> bool:
        """Whether an answer may be given: from the day on which it is due, or once more."""
        return self.stage != Stage.WAITING


def check_can_answer(follow_up: FollowUp) -> str:
    """Return the sentence that says why a question cannot be answered, or "": not before its time,
    nor once more when its session was moved to a later day. Trouble is taken all the same."""
    if follow_up.is_asked:
        return ""
    day = date_format(follow_up.due_here, "WEEKDAY_DAY")
    return _("It is too early for this answer. We ask on %(day)s.") % {"day": day}


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
    since = since or now - after.last - ASKED_FOR
    # Two days more: dates are the patient's own, and a session may end after midnight.
    on = (since - timedelta(days=2)).date()
    return follow_ups(_SESSIONS_SINCE.objects(patient=patient.pk, on=on), after, now)


def follow_ups(sessions: Iterable[Session], after: Intervals, now: datetime) -> list[FollowUp]:
    """Return the questions after these sessions, whoever's they are, in a few queries.

    A session of a kind that is not asked about has none.
    """
    sessions = [session for session in sessions if session.kind.form in QUESTIONS]
    recorded_at, answers = _recorded_at(sessions), _answers(sessions)
    found = [
        _follow_up(session, question, after, answers, now)
        for session in sessions
        for question in QUESTIONS[session.kind.form]
        if not _is_spared(session, question, after, answers, recorded_at[session.thread])
    ]
    return sorted(found, key=lambda one: (one.due_at, one.question))


def _sessions() -> SessionQuerySet:
    """The standing sessions that are asked about."""
    asked_about = Session.objects.current().filter(kind__form__in=QUESTIONS)
    return asked_about.select_related("kind", "given_by")


_SESSIONS_SINCE = Prepared(
    lambda patient, on: _sessions().filter(patient=patient, held_on__gte=on),
    patient=UUIDField(),
    on=DateField(),
)


def _recorded_at(sessions: list[Session]) -> dict[UUID, datetime]:
    """Return {thread: when it was first recorded}; corrections come later."""
    corrected = {session.thread for session in sessions if session.thread != session.pk}
    known = {session.thread: session.created_at for session in sessions}
    if not corrected:
        return known
    first = Session.objects.filter(pk__in=corrected)
    return known | dict(first.values_list("pk", "created_at"))


def _answers(sessions: list[Session]) -> dict[tuple[UUID, str], FollowUpAnswer]:
    """Return {(thread, question): the answer that counts}.

    What was said before a session was moved to a much later time is no answer to how it is after
    that time: it stays in the record, and the question is open again.
    """
    present = {session.thread: session for session in sessions}
    rows = FollowUpAnswer.objects.current().filter(thread__in=present)
    rows = rows.select_related("entered_by", "session").prefetch_related("parts")
    return {
        (answer.thread, answer.question): answer
        for answer in rows
        if ended_at(present[answer.thread]) - ended_at(answer.session) <= PATIENCE
    }


def sessions_asked_about(since: date) -> SessionQuerySet:
    """Return everybody's sessions from this day on that are asked about, for counting."""
    return _sessions().filter(held_on__gte=since)


def _due_at(session: Session, question: str, after: Intervals) -> datetime:
    return ended_at(session) + getattr(after, question)


def _is_spared(
    session: Session, question: str, after: Intervals, answers: dict, recorded_at: datetime
) -> bool:
    """What was gone after a day is not asked about again; nor what was entered too late to ask.

    What was answered is never hidden.
    """
    if (session.thread, question) in answers:
        return False
    first = answers.get((session.thread, Question.FIRST))
    if question == Question.SECOND and first and first.outcome == Outcome.GONE:
        return True
    return recorded_at > _due_at(session, question, after) + ASKED_FOR


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
    """Return what the patient is asked today, the oldest first.

    Of each session that is the last question that is due; the skin is asked about after the newest
    electrical session alone. What is not asked any more stays overdue.
    """
    now = timezone.now()
    due = [one for one in follow_ups_of(patient) if one.due_at <= now]
    last = {_asked_about(one): one for one in due}.values()
    asked = [one for one in last if not one.answer and now < one.due_at + ASKED_FOR]
    return sorted(asked, key=lambda one: one.due_at)


def _asked_about(one: FollowUp) -> UUID | str:
    return one.question if one.question == Question.SKIN else one.session.thread


def after_session(session: Session) -> list[FollowUp]:
    """Return the questions after one session as it stands, the first one first."""
    return follow_ups([session], intervals(), timezone.now())


def after_sessions(sessions: Iterable[Session]) -> dict[UUID, list[FollowUp]]:
    """Return {thread: the questions after it} for the rows of a list, in a few queries."""
    found: dict[UUID, list[FollowUp]] = {}
    for one in follow_ups(sessions, intervals(), timezone.now()):
        found.setdefault(one.session.thread, []).append(one)
    return found


def last_reaction(patient: Patient) -> FollowUp | None:
    """Return the newest answer after acupuncture, of the newest session that has one."""
    answered = FollowUpAnswer.objects.current().filter(
        patient=patient, question__in=QUESTIONS[SessionKind.Form.ACUPUNCTURE]
    )
    sessions = _sessions().filter(patient=patient, thread__in=answered.values("thread"))
    newest = sessions.order_by("-held_on", F("start_time").desc(nulls_last=True))[:5]
    found = [one for one in follow_ups(newest, intervals(), timezone.now()) if one.answer]
    return max(found, key=lambda one: (ended_at(one.session), one.due_at), default=None)


def needs_a_look(patient: Patient) -> list[FollowUp]:
    """Return what a practitioner must look at: trouble until its alert is closed, and what stayed
    without an answer."""
    of_patient = follow_ups_of(patient)
    closed = _dealt_with(patient, [one for one in of_patient if one.is_trouble])
    return [
        one
        for one in of_patient
        if one.stage == Stage.OVERDUE or one.is_trouble and str(one.session.thread) not in closed
    ]


def _dealt_with(patient: Patient, troubled: list[FollowUp]) -> set[str]:
    """Return the threads of the sessions whose alert somebody has closed."""
    threads = [str(one.session.thread) for one in troubled]
    closed = Alert.objects.filter(patient=patient, about__in=threads, state=Alert.State.CLOSED)
    return set(closed.values_list("about", flat=True)) if threads else set()


def next_of(follow_up: FollowUp) -> FollowUp | None:
    """Return the next question after the same session that is still open, or None."""
    later = [one for one in after_session(follow_up.session) if one.due_at > follow_up.due_at]
    return next((one for one in later if not one.answer), None)


def follow_up_or_404(patient: Patient, session_id: UUID, question: str | int) -> FollowUp:
    """Return one question after a session, by the id of any of its versions.

    The question is named, or numbered among those after this treatment.

    One that was taken back has it too, and so has a question that is not asked any more since
    somebody else said "gone": an answer that was on its way must not be lost. The page of a session
    that was taken back must not ask (`Session.state`).
    """
    shown = session_or_404(patient, session_id)
    session = present_version(shown)
    questions = dict(enumerate(QUESTIONS.get(session.kind.form, ()), start=1))
    question = questions.get(question, question)
    if question not in questions.values():
        raise Http404
    now, answers = timezone.now(), _answers([session])
    found = _follow_up(session, Question(question), intervals(), answers, now)
    return replace(found, shown=shown, early=None if found.answer else _early(session, question))


def _early(session: Session, question: str) -> FollowUpAnswer | None:
    """Return the standing answer to a question, whatever time of the session it was about."""
    answers = FollowUpAnswer.objects.current().filter(thread=session.thread, question=question)
    return answers.select_related("entered_by").prefetch_related("parts").first()
