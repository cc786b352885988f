"""A patient after treatments, with a question in every state."""

import uuid
from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.utils import timezone

from apps.accounts.models import User
from apps.care.models import Patient, TrackedArea
from apps.safety import access
from apps.safety.actions import Told, answer_follow_up
from apps.therapy import actions as therapy
from apps.therapy.models import Session, SessionKind

A_DAY, A_WEEK = 26, 7 * 24 + 2
MINUTES = 30


def follow_up_states(tess: User, patient: Patient) -> dict:
    """Record sessions and answers; return {state: the end of the address of its question}."""
    treat = partial(_treat, tess, patient)
    week, trouble, less, gone = treat(A_WEEK), treat(A_DAY + 24), treat(A_DAY + 1), treat(A_DAY)
    needles, waiting = treat(A_DAY - 1), treat(2)
    skin, moved = treat(3, "electrical"), treat(A_DAY + 48)
    _answer(patient, moved, "worse")
    _move(tess, moved, hours=1)
    _answer(patient, week, "less", feelings=["numbness"])
    _answer(patient, trouble, "worse", feelings=["numbness", "swelling"], note="Since the evening.")
    _answer(patient, less, "less")
    _answer(patient, gone, "gone")
    return {
        "ada": patient.pk,
        "needles-due": f"{needles.pk}/after/1",
        "week-due": f"{week.pk}/after/2",
        "skin-due": f"{skin.pk}/after/1",
        "after-trouble": f"{trouble.pk}/after/1",
        "after-less": f"{less.pk}/after/1",
        "after-gone": f"{gone.pk}/after/1",
        "after-waiting": f"{waiting.pk}/after/1",
        "after-moved": f"{moved.pk}/after/1",
        "trouble-session": trouble.pk,
    }


def _treat(tess: User, patient: Patient, hours: float, code: str = "acupuncture") -> Session:
    """Record a session that ended hours ago."""
    facts = _ended(patient, hours)
    if code == "electrical":
        facts["electrical"] = {"max_ma": 20, "threshold_left_ma": 8, "skin_after": "normal"}
        facts["precautions"] = {"answers": set(), "reason": ""}
    areas = list(TrackedArea.objects.filter(patient=patient)[:1])
    kind = SessionKind.objects.get(code=code)
    given = {"by": tess, "patient": patient, "key": uuid.uuid4(), "kind": kind, "areas": areas}
    return therapy.record_session(**given, **facts)


def _ended(patient: Patient, hours: float) -> dict:
    began = timezone.now() - timedelta(hours=hours, minutes=MINUTES)
    began = began.astimezone(ZoneInfo(patient.zone))
    return {"held_on": began.date(), "start_time": began.time(), "minutes": MINUTES}


def _move(tess: User, session: Session, hours: float) -> None:
    """Let it have ended hours ago instead."""
    given = {"by": tess, "session": session, "key": uuid.uuid4()}
    areas = list(TrackedArea.objects.filter(patient=session.patient)[:1])
    therapy.correct_session(areas=areas, **given, **_ended(session.patient, hours))


def _answer(patient: Patient, session: Session, outcome: str, **more) -> None:
    told = Told(key=uuid.uuid4(), on=patient.today(), zone=patient.zone)
    follow_up = access.follow_up_or_404(patient, session.pk, "first")
    given = {"by": patient.user, "patient": patient, "told": told, "outcome": outcome}
    answer_follow_up(follow_up=follow_up, **given, **more)
