"""Goals in the patient's words: added, changed with a history, reached, dropped, opened again."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from apps.audit.models import Event
from apps.progress.points import Goal as Line
from apps.progress.series import timeline_of
from apps.therapy import access, actions
from apps.therapy.access.goals import check_goal
from apps.therapy.models import Goal

KEYS = "Find keys in pocket without looking"


def boxes(day: date | None) -> dict:
    """Return the three boxes of the day as a browser sends them."""
    parts = ("day", "month", "year")
    return {f"by_on_{part}": getattr(day, part) if day else "" for part in parts}


def answers(day: date | None = None, **more) -> dict:
    """Return what a browser sends."""
    sent = {"key": str(uuid.uuid4()), "text": KEYS, "area": "", "score": ""}
    return sent | boxes(day) | more


@pytest.fixture
def add(cast):
    """Return a function that adds a goal of Rosa."""

    def stored(**more) -> Goal:
        facts = {"text": KEYS, "area": None, "score": None, "by_on": None}
        who = {"by": cast.amara, "patient": cast.rosa, "key": uuid.uuid4()}
        return actions.add_goal(**who | facts | more)

    return stored


def send(cast, data: dict, goal: Goal | None = None, who: str = "amara"):
    """Send the form of a new goal, or of a change."""
    route, ids = ("change-goal", [goal.pk]) if goal else ("add-goal", [])
    return cast.client(who).post(reverse(f"therapy:{route}", args=[cast.rosa.pk, *ids]), data)


def press(cast, route: str, goal: Goal, **data):
    """Press a button of the list as Amara, and return the page that follows."""
    address = reverse(f"therapy:{route}", args=[cast.rosa.pk, goal.pk])
    sent = {"version": goal.version} | data
    return cast.client("amara").post(address, sent, follow=True).content.decode()


def listed(cast, who: str = "amara") -> str:
    """Return the list of goals as this person reads it."""
    return cast.client(who).get(reverse("therapy:goals", args=[cast.rosa.pk])).content.decode()


def test_everybody_reads_a_goal_of_the_team(cast):
    before = cast.rosa.data_version
    by_on = cast.today() + timedelta(days=40)
    data = answers(by_on, text="  Left hand   at 3 or less ", area=cast.area().pk, score="3")
    assert send(cast, data)["Location"] == reverse("therapy:goals", args=[cast.rosa.pk])
    for who in ("amara", "rosa", "mateo"):
        page = listed(cast, who)
        assert "<strong>Left hand at 3 or less</strong>" in page
        assert f'<span class="second">By {by_on.day} ' in page
    cast.rosa.refresh_from_db()
    assert cast.rosa.data_version > before
    event = Event.objects.get(verb="added_goal")
    assert (event.by, event.patient_id) == (cast.amara, cast.rosa.pk)
    assert event.changes["score"] == [None, 3]


def test_other_words_say_the_number_too(cast, add):
    add(area=cast.area(), score=3)
    add(area=cast.area("left-foot"), text="Feel the floor")
    page = listed(cast)
    assert "Left hand at 3 or less." in page
    assert "Left foot." in page


def test_patients_write_their_own(cast):
    """In words and with a day; what a stray request adds beside them is not taken."""
    assert send(cast, answers(area=cast.area().pk, score="2"), who="rosa").status_code == 302
    goal = Goal.objects.get()
    assert (goal.text, goal.area, goal.score, goal.added_by) == (KEYS, None, None, cast.rosa.user)
    page = cast.client("rosa").get(reverse("therapy:add-goal", args=[cast.rosa.pk]))
    assert "What do you want to feel or do?" in page.content.decode()


def test_a_form_sent_twice_makes_one_goal(cast):
    data = answers()
    assert send(cast, data).status_code == send(cast, data).status_code == 302
    assert Goal.objects.count() == Event.objects.filter(verb="added_goal").count() == 1


def test_the_same_key_with_other_words_becomes_a_change(cast):
    data = answers()
    send(cast, data)
    page = send(cast, data | {"text": "Find coins"}).content.decode()
    assert "You have saved this since you opened it here." in page
    assert 'value="Find coins"' in page
    assert Goal.objects.get().text == KEYS


def test_a_patient_who_sends_other_words_again_loses_nothing(cast):
    data = answers()
    send(cast, data, who="rosa")
    page = send(cast, data | {"text": "Find coins"}, who="rosa").content.decode()
    assert "You have saved this since you opened it here." in page
    assert 'value="Find coins"' in page
    goal = Goal.objects.get()
    assert send(cast, data | {"text": "Find coins", "version": 1}, goal, "rosa").status_code == 302
    goal.refresh_from_db()
    assert goal.text == "Find coins"


def test_the_key_of_another_patient_is_refused(cast, add):
    other = add(patient=cast.george, by=cast.ben, text="Secret")
    page = send(cast, answers(key=other.pk)).content.decode()
    assert "This form was used before." in page
    assert "Secret" not in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": " "}, "Type the goal, for example: Feel the cup in my hand."),
        ({"text": "x" * 121}, "Type 120 letters or fewer. You typed 121."),
        ({"text": "two\x0blines"}, "Type it on one line."),
        ({"score": "3"}, "Choose the body part that the number is for."),
        ({"score": "11"}, "type a whole number from 0 to 10"),
        ({"score": "2.5"}, "type a whole number from 0 to 10"),
        ({"area": str(uuid.uuid4())}, "Choose a body part from the list."),
        ({"by_on_day": "31", "by_on_month": "2", "by_on_year": "2027"}, "Type a real day"),
        ({"by_on_day": "1", "by_on_month": "2", "by_on_year": "26"}, "year with four digits"),
        ({"by_on_day": "1", "by_on_month": "2", "by_on_year": "2090"}, "up to five years ahead"),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_nothing_is_lost(cast, wrong, sentence):
    data = answers() | wrong
    page = send(cast, data).content.decode()
    assert page.count(sentence) >= 2
    assert "<title>Error: " in " ".join(page.split()).replace("<title> ", "<title>")
    assert not Goal.objects.exists()


def test_a_part_has_one_open_number(cast, add):
    """One line on the chart: the second is refused with the words of the first."""
    area = cast.area()
    first = add(area=area, score=3, text="Feel a cup")
    page = send(cast, answers(area=area.pk, score="2")).content.decode()
    assert "“Feel a cup” has a number for this body part already." in page
    actions.reach_goal(by=cast.amara, goal=first, version=1)
    assert send(cast, answers(area=area.pk, score="2")).status_code == 302
    first.refresh_from_db()
    assert "has a number for this body part already" in press(cast, "reopen-goal", first)
    first.refresh_from_db()
    assert first.state == "reached"


def test_a_change_keeps_what_was_and_who(cast, add):
    goal = add(area=cast.area(), score=4, text="Feel a cup")
    data = answers(cast.today(), version=1, text="Feel a warm cup", area="", score="")
    assert send(cast, data, goal).status_code == 302
    page = cast.client("amara").get(reverse("therapy:change-goal", args=[cast.rosa.pk, goal.pk]))
    text = " ".join(page.content.decode().split())
    assert "Goal: Feel a cup, then Feel a warm cup" in text
    assert "Numbness to reach: 4, then nothing" in text
    assert "Body part: Left hand, then nothing" in text
    assert text.count("Amara Osei") >= 2


def test_two_changes_at_once_lose_nothing(cast, add):
    goal = add()
    actions.change_goal(
        by=cast.ana, goal=goal, version=1, text="Tie shoes", area=None, score=None, by_on=None
    )
    page = send(cast, answers(version=1, text="Find coins"), goal).content.decode()
    assert "Ana Ruiz has saved this since you opened it." in page
    assert "Tie shoes" in page
    assert 'value="Find coins"' in page
    assert send(cast, answers(version=2, text="Find coins"), goal).status_code == 302
    goal.refresh_from_db()
    assert (goal.text, goal.version) == ("Find coins", 3)


def test_a_goal_is_reached_and_that_is_undone(cast, add):
    goal = add()
    page = press(cast, "reach-goal", goal)
    assert "The goal is reached." in page
    assert "Reached. Noted by Amara Osei on" in page
    undo = reverse("therapy:undo-goal", args=[cast.rosa.pk, goal.pk, 2])
    assert undo in page
    again = cast.client("amara").post(undo, follow=True).content.decode()
    assert "Undone. It is as it was before you saved." in again
    assert [event.verb for event in access.events_of(goal)] == [
        "undid_goal",
        "reached_goal",
        "added_goal",
    ]


def test_a_goal_is_dropped_with_a_reason(cast, add):
    goal = add()
    page = press(cast, "drop-goal", goal, reason="Something else matters more.")
    assert "Dropped: Something else matters more. Noted by Amara Osei" in page
    goal.refresh_from_db()
    reopened = actions.reopen_goal(by=cast.amara, goal=goal, version=2)
    assert (reopened.state, reopened.reason) == ("open", "")


def test_a_repeat_changes_nothing_and_an_old_version_is_told(cast, add):
    goal = add()
    actions.drop_goal(by=cast.amara, goal=goal, version=1)
    actions.drop_goal(by=cast.amara, goal=goal, version=1)
    assert Event.objects.filter(verb="dropped_goal").count() == 1
    assert "Nothing is changed: you have saved this since." in press(cast, "reach-goal", goal)


@pytest.mark.parametrize(
    "bad",
    [
        {"text": ""},
        {"text": " a"},
        {"score": 3},
        {"state": "late"},
        {"reason": "why"},
        {"version": 0},
    ],
)
def test_the_database_refuses_it_too(cast, add, bad):
    goal = add()
    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.filter(pk=goal.pk).update(**bad)


def test_the_database_holds_one_line_per_part(cast, add):
    add(area=cast.area(), score=3)
    other = add()
    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.filter(pk=other.pk).update(area=cast.area(), score=1)


def test_an_event_that_fails_undoes_the_goal(cast, add, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("apps.therapy.actions.versions.record", fail)
    with pytest.raises(RuntimeError):
        add()
    assert not Goal.objects.exists()


def test_a_part_of_somebody_else_is_refused(cast, add):
    with pytest.raises(ValidationError, match="Choose a body part of this patient"):
        add(patient=cast.george, by=cast.ben, area=cast.area())


@given(
    has_area=st.booleans(),
    score=st.none() | st.integers(0, 10),
    days=st.none() | st.integers(-4000, 1700),
)
def test_whatever_the_form_can_hold_is_a_goal_or_gets_a_sentence(has_area, score, days):
    """A number needs a part, and nothing else is refused near today."""

    class Somebody:
        pk, born_on = 1, None

        def today(self):
            return date(2026, 5, 14)

    class Part:
        pk, patient_id = 7, 1

    by_on = None if days is None else date(2026, 5, 14) + timedelta(days=days)
    # A goal that is closed is not held against others, so that no row is asked for.
    closed = Goal(state=Goal.State.REACHED)
    facts = {"area": Part() if has_area else None, "score": score, "by_on": by_on}
    problems = check_goal(Somebody(), facts, but=closed)
    assert bool(problems) == (score is not None and not has_area)


# --- On the pages -----------------------------------------------------------------------------


def rate_weeks(cast, score: int) -> None:
    """Rate the left hand on each of the last 14 days."""
    for back in range(14):
        cast.rate(score, back=back)


def page_of(cast, who: str = "amara", query: str = "") -> str:
    """Return the therapist's page of Rosa, or Rosa's Progress."""
    route = "caseload:patient" if who == "amara" else "progress:progress"
    return cast.client(who).get(reverse(route, args=[cast.rosa.pk]) + query).content.decode()


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (2, "It is 2 points short of the goal of 2."),
        (3, "It is 1 point short of the goal of 3."),
        (4, "It is at the goal of 4."),
        (5, "It is better than the goal of 5."),
    ],
)
def test_the_sentence_says_how_far_the_goal_is(cast, add, score, said):
    rate_weeks(cast, 4)
    add(area=cast.area(), score=score)
    for who in ("amara", "rosa"):
        page = page_of(cast, who)
        assert said in page
        assert "on track" not in page
        assert "behind" not in page


def test_the_present_score_stands_beside_the_goal_of_the_part_on_the_chart(cast, add):
    add(area=cast.area(), score=3, text="Feel a cup")
    foot = cast.area("left-foot")
    add(area=foot, score=2, text="Feel the floor")
    assert "Now " not in page_of(cast)
    rate_weeks(cast, 4)
    for who in ("amara", "rosa"):
        page = page_of(cast, who)
        assert "Left hand at 3 or less. Now 4." in page
        assert "Left foot at 2 or less.<" in page
    assert "Now 4." not in page_of(cast, query=f"?area={foot.pk}")
    assert "Now 4." not in listed(cast)


def test_the_line_is_that_of_the_part_and_of_numbness(cast, add):
    by_on = cast.today() + timedelta(days=30)
    goal = add(area=cast.area(), score=3, by_on=by_on)
    add(area=cast.area("left-foot"), text="Feel the floor")
    today = cast.today()
    assert timeline_of(cast.rosa, cast.area(), "9m", today).goal == Line(3, by_on)
    assert timeline_of(cast.rosa, cast.area(), "9m", today, "tingling").goal is None
    assert timeline_of(cast.rosa, cast.area("left-foot"), "9m", today).goal is None
    actions.reach_goal(by=cast.amara, goal=goal, version=1)
    assert timeline_of(cast.rosa, cast.area(), "9m", today).goal is None


def test_goals_stand_on_both_pages(cast, add):
    assert "No goals yet." in page_of(cast)
    add()
    assert KEYS in page_of(cast)
    assert KEYS in page_of(cast, "rosa")
    assert "My goals" in page_of(cast, "rosa")


def test_more_goals_cost_no_more_queries(cast, add, django_assert_max_num_queries):
    def count(who: str) -> int:
        for _ in range(2):  # looks are noted, and the pictures of the new rows lie ready
            page_of(cast, who)
            listed(cast, who)
        with django_assert_max_num_queries(60) as asked:
            page_of(cast, who)
            listed(cast, who)
        return len(asked)

    add(area=cast.area(), score=3)
    before = [count("amara"), count("rosa")]
    for number in range(10):
        add(text=f"Goal {number}", area=cast.area("left-foot"))
    assert [count("amara"), count("rosa")] == before
