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
from tests.safety.test_gate import rate_page, say

TAKEN_BACK, CHANGED = "took this answer back on", "changed this answer on"
LATER_NO = "answered “No” for the same day."


def told(cast, key: uuid.UUID | None = None, press: int = 0) -> Told:
    """Return what Rosa's device says of an answer of today."""
    return Told(key or uuid.uuid4(), cast.today(), cast.rosa.zone, press)


def verbs(alert: Alert) -> list[str]:
    """Return what happened to an alert, step by step."""
    return [step.verb for step in alert.steps.all()]


def list_signs(cast, *presses: list[str], has_scripts: bool = True) -> None:
    """Rosa sends one list of signs again and again, each time with these ticked."""
    key = uuid.uuid4()
    for number, codes in enumerate(presses, start=1):
        given = {"told": told(cast, key, number if has_scripts else 0), "cause": "gate"}
        given |= {"codes": codes, "answer": "yes" if codes else "no"}
        actions.answer_check(by=cast.rosa.user, patient=cast.rosa, **given)


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
    list_signs(cast, ["B3"], [])
    return f"{CHANGED}|It is now: “No, none of these”."


def say_a_lesser_sign(cast, treat, answer) -> str:
    """A sign for the emergency number, then none, then one for the clinic."""
    list_signs(cast, ["B3"], [], ["C04"])
    return f"{CHANGED}|It is now: “a rash where it is numb”."


def say_a_lesser_sign_by_back(cast, treat, answer) -> str:
    """The same without scripts."""
    list_signs(cast, ["B3"], [], ["C04"], has_scripts=False)
    return f"{CHANGED}|It is now: “a rash where it is numb”."


def say_no_at_the_gate(cast, treat, answer) -> str:
    """Yes, and "nothing new" on the same page after all."""
    client, form = cast.client("rosa"), {"key": uuid.uuid4(), "numbness": "4"}
    for press, gate in enumerate(["yes", "no"], start=1):
        client.post(rate_page(cast), form | {"gate": gate, "press": press})
    return f"{LATER_NO}|That came in on"


def take_a_later_no_back(cast, treat, answer) -> str:
    """Yes, then "same as yesterday, nothing new", and Undo of that."""
    cast.rate(5, back=1)
    say(cast, "diary:say-new")
    key = uuid.uuid4()
    say(cast, "diary:say-same", key=key)
    diary.undo(by=cast.rosa.user, patient=cast.rosa, submission=key)
    return "took a later “No” back on|This answer stands."


WAYS = [
    change_a_follow_up,
    take_a_follow_up_back,
    take_the_gate_back,
    take_an_injury_back,
    say_none_of_these,
    say_no_at_the_gate,
]
TWICE = [say_a_lesser_sign, say_a_lesser_sign_by_back, take_a_later_no_back]


@pytest.mark.parametrize("way", [*WAYS, *TWICE])
def test_practitioners_read_that_the_reason_no_longer_stands(cast, treat, answer, way):
    """On the list, on the alert, and before they close it; it is open as before."""
    sentences = way(cast, treat, answer).split("|")
    alert = Alert.objects.order_by("raised_at").first()
    changes = 2 if way in TWICE else 1
    assert alert.state == "open"
    assert verbs(alert) == ["raised", *["changed"] * changes]
    assert Event.objects.filter(verb="changed_alert", target_id=alert.pk).count() == changes
    one = [cast.rosa.pk, alert.pk]
    for address in (
        reverse("safety:alerts"),
        reverse("safety:alert", args=one),
        reverse("safety:close-alert", args=[*one, alert.steps_taken]),
        reverse("caseload:patient", args=[cast.rosa.pk]),
    ):
        shown = " ".join(cast.client("amara").get(address).text.split())
        for sentence in sentences:
            assert f"Rosa Delgado {sentence}" in shown or sentence in shown


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_sign_that_is_said_again_is_raised_again(cast, has_scripts):
    """Yes, no, and yes after all, by Back without scripts too: nothing says that it is gone."""
    list_signs(cast, ["B3"], [], ["B3"], has_scripts=has_scripts)
    assert verbs(Alert.objects.get()) == ["raised", "changed", "raised"]
    assert CHANGED not in cast.client("amara").get(reverse("safety:alerts")).text


@pytest.mark.parametrize("has_scripts", [True, False])
def test_an_alarm_at_the_gate_that_is_said_again_is_raised_again(cast, has_scripts):
    """The same at the gate; a repeat of the last press raises no more."""
    client, form = cast.client("rosa"), {"key": uuid.uuid4(), "numbness": "4"}
    for number, gate in enumerate(["yes", "no", "yes", "yes"], start=1):
        press = min(number, 3) if has_scripts else ""
        client.post(rate_page(cast), form | {"gate": gate, "press": press})
    assert verbs(Alert.objects.get()) == ["raised", "changed", "raised"]
    assert LATER_NO not in cast.client("amara").get(reverse("safety:alerts")).text


def test_nothing_new_on_another_day_or_before_is_no_second_thought(cast):
    """Only what came in after an alarm, and for its day, is told on it."""
    cast.rate(4, gate="no")
    say(cast, "diary:say-new")
    cast.rate(4, back=1, gate="no")
    assert verbs(Alert.objects.get()) == ["raised"]


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
