"""An answer behind an alert is changed or taken back: the alert stays, and says so."""

import uuid

import pytest
from django.urls import reverse

from apps.audit.models import Event
from apps.care.body import PARTS_BY_CODE
from apps.diary import actions as diary
from apps.safety import actions
from apps.safety.actions import Told, withdraw_follow_up
from apps.safety.models import Alert

TAKEN_BACK, CHANGED = "took this answer back on", "changed this answer on"


def told(cast, key: uuid.UUID | None = None, press: int = 0) -> Told:
    """Return what Rosa's device says of an answer of today."""
    return Told(key or uuid.uuid4(), cast.today(), cast.rosa.zone, press)


def change_a_follow_up(cast, treat, answer) -> str:
    """Worse, and then gone after all."""
    session = treat()
    answer(session, "first", "worse")
    answer(session, "first", "gone")
    return f"{CHANGED}|It is now: “Gone, or never there”."


def take_a_follow_up_back(cast, treat, answer) -> str:
    """Worse, and then nothing."""
    withdraw_follow_up(by=cast.rosa.user, answer=answer(treat(), "first", "worse"))
    return TAKEN_BACK


def take_the_gate_back(cast, treat, answer) -> str:
    """A rating with a yes at the gate, and Undo."""
    entry = cast.rate(5, gate="yes")
    diary.undo(by=cast.rosa.user, patient=cast.rosa, submission=entry.submission)
    return TAKEN_BACK


def take_an_injury_back(cast, treat, answer) -> str:
    """A burn that was none."""
    facts = {"kind": "burn", "part": PARTS_BY_CODE["left-hand"], "told": told(cast)}
    injury = actions.record_injury(by=cast.rosa.user, patient=cast.rosa, **facts)
    actions.withdraw_injury(by=cast.rosa.user, injury=injury)
    return TAKEN_BACK


def say_none_of_these(cast, treat, answer) -> str:
    """A sign, and on the same page none of these after all."""
    key = uuid.uuid4()
    for press, (button, codes) in enumerate([("yes", ["B3"]), ("no", [])], start=1):
        given = {"told": told(cast, key, press), "cause": "gate", "answer": button}
        actions.answer_check(by=cast.rosa.user, patient=cast.rosa, codes=codes, **given)
    return f"{CHANGED}|It is now: “No, none of these”."


WAYS = [
    change_a_follow_up,
    take_a_follow_up_back,
    take_the_gate_back,
    take_an_injury_back,
    say_none_of_these,
]


@pytest.mark.parametrize("way", WAYS)
def test_practitioners_read_that_the_reason_no_longer_stands(cast, treat, answer, way):
    """On the list, on the alert, and before they close it; it is open as before."""
    sentences = way(cast, treat, answer).split("|")
    alert = Alert.objects.get()
    assert alert.state == "open"
    assert [step.verb for step in alert.steps.all()] == ["raised", "changed"]
    assert Event.objects.filter(verb="changed_alert", target_id=alert.pk).count() == 1
    one = [cast.rosa.pk, alert.pk]
    for address in (
        reverse("safety:alerts"),
        reverse("safety:alert", args=one),
        reverse("safety:close-alert", args=[*one, alert.steps_taken]),
        reverse("progress:patient", args=[cast.rosa.pk]),
    ):
        shown = " ".join(cast.client("amara").get(address).text.split())
        for sentence in sentences:
            assert f"Rosa Delgado {sentence}" in shown or sentence in shown


def test_nobody_closes_it_without_having_read_that(cast, treat, answer):
    """Amara's page is older than the change."""
    given = answer(treat(), "first", "worse")
    alert = Alert.objects.get()
    withdraw_follow_up(by=cast.rosa.user, answer=given)
    address = reverse("safety:close-alert", args=[cast.rosa.pk, alert.pk, alert.steps_taken])
    page = cast.client("amara").post(address, {"done": "Called her.", "needed": "yes"})
    assert TAKEN_BACK in page.text
    assert "Called her." in page.text
    assert Alert.objects.get().state == "open"


def test_what_is_said_once_more_stands_again(cast, treat, answer):
    """The reason is there again, and nothing beside it says otherwise."""
    session = treat()
    for outcome in ("worse", "gone", "worse"):
        answer(session, "first", outcome)
    shown = cast.client("amara").get(reverse("safety:alerts")).text
    assert "worse a day later" in shown
    assert CHANGED not in shown


def test_a_closed_alert_stays_closed(cast, treat, answer):
    """What was taken back needs nobody; the history tells it."""
    given = answer(treat(), "first", "worse")
    alert = Alert.objects.get()
    closed = {"done": "Called her.", "needed": "yes", "steps_taken": 1}
    actions.close_alert(by=cast.amara, alert=alert, **closed)
    withdraw_follow_up(by=cast.rosa.user, answer=given)
    assert Alert.objects.get().state == "closed"
    shown = cast.client("amara").get(reverse("safety:alert", args=[cast.rosa.pk, alert.pk])).text
    assert TAKEN_BACK in shown
