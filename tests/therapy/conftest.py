"""Sessions of Rosa, as her therapist Amara records them."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.urls import reverse

from apps.therapy import actions
from apps.therapy.models import Session, SessionKind

CURRENT = {
    "frequency_hz": 20,
    "amplitude_ma": Decimal("8.0"),
    "electrodes": "Median nerve, wrist",
    "threshold_right_ma": Decimal("3.5"),
    "max_ma": Decimal("12.0"),
    "skin_after": "normal",
}
NO_PRECAUTION = {"answers": set(), "reason": ""}


def kind(code: str) -> SessionKind:
    """Return a kind by its code."""
    return SessionKind.objects.get(code=code)


def _record(cast, code: str = "sensory", back: int = 0, **facts) -> Session:
    facts = {
        "by": cast.amara,
        "patient": cast.rosa,
        "key": uuid.uuid4(),
        "kind": kind(code),
        "held_on": cast.today() - timedelta(days=back),
        "minutes": 30,
        "areas": [cast.area()],
    } | facts
    return actions.record_session(**facts)


def _answers(cast, **more) -> dict:
    common = {
        "key": str(uuid.uuid4()),
        "when": cast.today().isoformat(),
        "minutes": "30",
        "areas": [str(cast.area().pk)],
        "setting": "clinic",
        "given_by": "me",
    }
    return {name: value for name, value in (common | more).items() if value is not None}


@pytest.fixture
def record(cast) -> Callable[..., Session]:
    """Return a function that records a session of Rosa: a kind, days back, other facts."""
    return partial(_record, cast)


@pytest.fixture
def answers(cast) -> Callable[..., dict]:
    """Return a function that gives what a browser sends; None leaves a field out."""
    return partial(_answers, cast)


@pytest.fixture
def add(cast, answers) -> Callable:
    """Return a function that sends the session form as Amara."""

    def send(code: str, **more):
        address = reverse("therapy:record-session", args=[cast.rosa.pk])
        return cast.client("amara").post(f"{address}?type={code}", answers(**more))

    return send
