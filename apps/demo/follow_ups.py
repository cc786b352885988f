"""What the made-up patients answered some time after their treatments.

No answer is one that a practitioner must look at, and some are missing: the newest session of
every kind is open, so that its question is asked, or overdue, whenever the demonstration starts.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from uuid import uuid4
from zoneinfo import ZoneInfo

from apps.accounts.models import User
from apps.demo.model import seeded
from apps.safety.models import FollowUpAnswer, FollowUpPart
from apps.safety.signs import VERSION
from apps.therapy.models import Session

ANSWERED = 0.9
GONE_AFTER_A_DAY = 0.7
FELT = (("soreness",), ("heaviness",), ("numbness",), ("soreness", "heaviness"))
DAY, WEEK, AN_HOUR = timedelta(days=1), timedelta(days=7), timedelta(hours=1)


def answers_after(
    sessions: list[Session], person: User, now: datetime
) -> tuple[list[FollowUpAnswer], list[FollowUpPart]]:
    """Return unsaved answers of a patient, and where something was felt."""
    rng = seeded(f"{person.email} after treatments")
    newest = {session.kind_id: session for session in sessions}
    answers = [
        answer
        for session in sessions
        if session is not newest[session.kind_id]
        for answer in _after(session, rng)
        if rng.random() < ANSWERED and answer.recorded_at < now
    ]
    for answer in answers:
        answer.entered_by = person
    felt = [answer for answer in answers if answer.feelings]
    return answers, [FollowUpPart(answer=answer, part_code="left-hand") for answer in felt]


def _after(session: Session, rng: Random) -> Iterator[FollowUpAnswer]:
    if session.kind_id == "electrical":
        yield _answer(session, "skin", "skin_fine", AN_HOUR)
    if session.kind_id == "acupuncture":
        is_gone = rng.random() < GONE_AFTER_A_DAY
        felt = dict.fromkeys(() if is_gone else rng.choice(FELT), True)
        yield _answer(session, "first", "gone" if is_gone else "less", DAY, **felt)
        if not is_gone:
            yield _answer(session, "second", "gone", WEEK)


def _answer(
    session: Session, question: str, outcome: str, after: timedelta, **felt: bool
) -> FollowUpAnswer:
    """An answer some minutes after it was due; the session was recorded when it ended."""
    at = session.created_at + after + timedelta(minutes=40)
    return FollowUpAnswer(
        id=uuid4(),
        patient_id=session.patient_id,
        session=session,
        thread=session.thread,
        question=question,
        outcome=outcome,
        for_date=at.astimezone(ZoneInfo(session.zone)).date(),
        zone=session.zone,
        rules=VERSION,
        recorded_at=at,
        **felt,
    )
