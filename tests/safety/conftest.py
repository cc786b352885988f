"""Sessions of Rosa that are asked about, given by Amara or by somebody from outside."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from apps.safety import access
from apps.safety.actions import Told, answer_follow_up
from apps.therapy import actions as therapy
from apps.therapy.models import Session, SessionKind
from tests.therapy.conftest import CURRENT, NO_PRECAUTION


def started(cast, hours: float) -> datetime:
    """Return when a half-hour session began that ended some hours ago, on Rosa's clock."""
    began = timezone.now() - timedelta(hours=hours, minutes=30)
    return began.astimezone(ZoneInfo(cast.rosa.zone)).replace(microsecond=0)


@pytest.fixture
def treat(cast) -> Callable[..., Session]:
    """Return a function that records acupuncture, or another kind, that ended hours ago."""

    def record(hours: float = 30, code: str = "acupuncture", **facts) -> Session:
        began = started(cast, hours)
        if code == "electrical":
            facts = {"electrical": CURRENT, "precautions": NO_PRECAUTION} | facts
        given = {"held_on": began.date(), "start_time": began.time(), "minutes": 30}
        given |= {"by": cast.amara, "patient": cast.rosa, "areas": [cast.area()]}
        given |= {"kind": SessionKind.objects.get(code=code), "key": uuid.uuid4()} | facts
        session = therapy.record_session(**given)
        # Recorded when it ended, as is usual; `recorded_late` says otherwise.
        ended = timezone.now() - timedelta(hours=hours)
        Session.objects.filter(pk=session.pk).update(created_at=ended)
        return Session.objects.for_rows().get(pk=session.pk)

    return record


@pytest.fixture
def answer(cast) -> Callable:
    """Return a function that answers a question after a session as Rosa."""

    def say(session: Session, question: str, outcome: str, **more):
        told = Told(key=uuid.uuid4(), on=cast.today(), zone=cast.rosa.zone)
        follow_up = access.follow_up_or_404(cast.rosa, session.pk, question)
        given = {"by": cast.rosa.user, "patient": cast.rosa, "told": told} | more
        return answer_follow_up(follow_up=follow_up, outcome=outcome, **given)

    return say


@pytest.fixture
def stages(cast) -> Callable[[Session], dict[str, str]]:
    """Return a function that says where the questions after a session stand."""

    def found(session: Session) -> dict[str, str]:
        standing = Session.objects.current().filter(thread=session.thread)
        return {
            one.question: str(one.stage)
            for row in standing.for_rows()
            for one in access.after_session(row)
        }

    return found
