"""Planned sessions, and what was done beside them, without a word of blame."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from apps.audit.models import Event
from apps.care.dates import monday_of
from apps.therapy import access, actions, wording
from apps.therapy.models import SessionPlan
from apps.therapy.pages import plans_said
from tests.therapy.conftest import kind
from tests.therapy.test_phases import boxes

WEEK = timedelta(days=7)


def answers(starts_on: date, ends_on: date | None = None, **more) -> dict:
    """Return what a browser sends."""
    sent = {"key": str(uuid.uuid4()), "kind": "sensory", "per_week": "3"}
    return sent | boxes("starts_on", starts_on) | boxes("ends_on", ends_on) | more


@pytest.fixture
def today(cast) -> date:
    """Return Rosa's date."""
    return cast.today()


@pytest.fixture
def add(cast):
    """Return a function that adds a plan of Rosa."""

    def stored(starts_on: date, ends_on: date | None = None, code="sensory", **more):
        facts = {"kind": kind(code), "per_week": 3, "starts_on": starts_on, "ends_on": ends_on}
        who = {"by": cast.amara, "patient": cast.rosa, "key": uuid.uuid4()}
        return actions.add_plan(**who | facts | more)

    return stored


def send(cast, data: dict, plan: SessionPlan | None = None):
    """Send the form of a new plan, or of a change."""
    route, ids = ("change-plan", [plan.pk]) if plan else ("add-plan", [])
    return cast.client("amara").post(reverse(f"therapy:{route}", args=[cast.rosa.pk, *ids]), data)


def page_of(cast, route: str, who: str = "amara") -> str:
    """Return a page about Rosa."""
    return cast.client(who).get(reverse(route, args=[cast.rosa.pk])).content.decode()


PAGES = [
    ("caseload:patient", "amara"),
    ("progress:progress", "rosa"),
    ("progress:progress", "mateo"),
    ("progress:treatment", "amara"),
    ("progress:treatment", "rosa"),
]


def test_planned_and_done_stand_side_by_side(cast, add, record, today):
    """Only the last week that is over is counted, and only sessions of the kind that stand."""
    last = monday_of(today) - WEEK
    send(cast, answers(last - 3 * WEEK))
    back = (today - last).days
    record("sensory", back=back)
    record("sensory", back=back - 6)
    record("sensory", back=back + 1)
    record("physio", back=back)
    record("sensory", back=0)
    gone = record("sensory", back=back - 1)
    actions.withdraw_session(by=cast.amara, session=gone)
    for route, who in PAGES:
        page = page_of(cast, route, who)
        assert "Planned 3 a week. Last week 2 were done." in page
        assert "missed" not in page
    event = Event.objects.get(verb="added_plan")
    assert event.changes["kind"] == [None, "sensory"]


def test_several_kinds_each_have_their_line(cast, add, record, today):
    record("physio", back=(today - monday_of(today)).days + 3)
    add(today - 5 * WEEK)
    add(today - 5 * WEEK, code="physio", per_week=1)
    page = page_of(cast, "caseload:patient")
    assert "Planned 3 a week." in page
    assert "Planned 1 a week. Last week 1 was done." in page


def test_without_a_plan_nothing_is_said(cast, add, today):
    add(today - 9 * WEEK, today - 5 * WEEK)
    add(today + WEEK)
    for route, who in PAGES:
        assert "Planned sessions</h2>" not in page_of(cast, route, who)
    page = page_of(cast, "therapy:plans", "rosa")
    assert page.count("Planned 3 a week.") == 2
    assert "Add a plan" not in page


@given(start=st.integers(-30, 30), length=st.none() | st.integers(0, 60))
def test_a_week_counts_only_wholly_inside_the_plan(start, length):
    """Every day of it is inside, or it is not spoken of."""
    week = access.last_week(date(2026, 5, 14))
    starts_on = week[0] + timedelta(days=start)
    ends_on = None if length is None else starts_on + timedelta(days=length)
    plan = SessionPlan(per_week=3, starts_on=starts_on, ends_on=ends_on)
    plan.done, plan.away = 2, None
    days = [week[0] + timedelta(days=number) for number in range(7)]
    inside = all(starts_on <= day and (ends_on is None or day <= ends_on) for day in days)
    with translation.override("en-gb"):
        said = wording.done_against_planned(plan, week, date(2026, 5, 14))
    assert said == ("Planned 3 a week. Last week 2 were done." if inside else "Planned 3 a week.")


@pytest.mark.parametrize(
    ("what", "first", "last", "said"),
    [
        ("hospital", -20, None, "This waits during the hospital stay."),
        ("illness", -20, 0, "This waits during the illness."),
        ("hospital", 0, 3, "This waits during the hospital stay."),
        ("hospital", -20, -3, "There was a hospital stay, so last week is not counted."),
        ("illness", -9, -9, "There was an illness, so last week is not counted."),
        ("hospital", -20, -11, "Last week 1 was done."),
        ("hospital", -2, -1, "Last week 1 was done."),
        ("hospital", 1, 5, "Last week 1 was done."),
        ("treatment", -20, None, "Last week 1 was done."),
    ],
)
def test_illness_and_hospital_stay_are_said_and_not_held_against_the_plan(
    cast, add, record, today, what, first, last, said
):
    """Of a Thursday: the week before is 10 to 4 days ago."""
    thursday = monday_of(today) - timedelta(days=4)
    add(thursday - 9 * WEEK)
    record("sensory", back=(today - thursday).days + 8)
    ends_on = None if last is None else thursday + timedelta(days=last)
    facts = {"name": "Pneumonia", "kind": what, "ends_on": ends_on}
    facts |= {"starts_on": thursday + timedelta(days=first)}
    actions.add_phase(by=cast.amara, patient=cast.rosa, key=uuid.uuid4(), **facts)
    ((_plan, text),) = plans_said(cast.rosa, thursday)
    assert text == f"Planned 3 a week. {said}"


def test_everybody_reads_that_a_plan_waits_in_hospital(cast, add, today):
    add(today - 9 * WEEK)
    facts = {"name": "Pneumonia", "kind": "hospital", "starts_on": today, "ends_on": None}
    actions.add_phase(by=cast.amara, patient=cast.rosa, key=uuid.uuid4(), **facts)
    for route, who in PAGES:
        said = "Planned 3 a week. This waits during the hospital stay."
        assert said in page_of(cast, route, who)


@given(today=st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_last_week_is_over_and_the_one_before_this(today):
    monday, sunday = access.last_week(today)
    assert (monday.weekday(), sunday.weekday()) == (0, 6)
    assert sunday < today <= sunday + WEEK


def test_a_form_sent_twice_makes_one_plan(cast, today):
    data = answers(today)
    assert send(cast, data).status_code == send(cast, data).status_code == 302
    assert SessionPlan.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": ""}, "Choose a kind."),
        ({"kind": "magic"}, "Choose a kind."),
        ({"per_week": ""}, "Type how many sessions a week, for example 3."),
        ({"per_week": "0"}, "type a whole number from 1 to 21"),
        ({"per_week": "three"}, "type a whole number from 1 to 21"),
        ({"starts_on_month": "13"}, "Type a real day"),
        ({"starts_on_year": "26"}, "Type the year with four digits"),
        ({"starts_on_year": "2090"}, "It can begin up to a year ahead."),
        ({"ends_on_day": "1", "ends_on_month": "2", "ends_on_year": "2020"}, "before the first"),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_nothing_is_lost(cast, today, wrong, sentence):
    page = send(cast, answers(today) | wrong).content.decode()
    assert page.count(sentence) >= 2
    assert not SessionPlan.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "is_free"),
    [
        (-3, 3, False),
        (2, 3, False),
        (7, 20, False),
        (-3, None, False),
        (8, None, True),
        (-9, -1, True),
    ],
)
def test_plans_of_one_kind_share_no_day(cast, add, today, first, last, is_free):
    add(today, today + WEEK)
    day = [None if d is None else today + timedelta(days=d) for d in (first, last)]
    answer = send(cast, answers(*day))
    assert (answer.status_code == 302) == is_free
    if not is_free:
        assert "Type other days, or change that plan first." in answer.content.decode()
    assert send(cast, answers(*day, kind="physio")).status_code == 302


def test_two_changes_at_once_lose_nothing(cast, add, today):
    plan = add(today)
    facts = plan.facts() | {"per_week": 5}
    actions.change_plan(by=cast.ana, plan=plan, version=1, **facts)
    page = send(cast, answers(today, version=1, per_week="2"), plan).content.decode()
    assert "Ana Ruiz has saved this since you opened it." in page
    assert 'value="2"' in page
    assert send(cast, answers(today, version=2, per_week="2"), plan).status_code == 302
    plan.refresh_from_db()
    assert (plan.per_week, plan.version) == (2, 3)
    changes = [event.changes for event in Event.objects.filter(verb="changed_plan").order_by("at")]
    assert changes == [{"per_week": [3, 5]}, {"per_week": [5, 2]}]


def test_a_plan_is_removed_and_put_back(cast, add, today):
    plan = add(today - 3 * WEEK)
    amara = cast.client("amara")
    remove = reverse("therapy:remove-plan", args=[cast.rosa.pk, plan.pk])
    assert "Look at it again." in amara.post(remove, {"version": 9}, follow=True).content.decode()
    page = amara.post(remove, {"version": 1}, follow=True).content.decode()
    assert "The plan is removed." in page
    assert "Planned sessions</h2>" not in page_of(cast, "caseload:patient")
    restore = reverse("therapy:restore-plan", args=[cast.rosa.pk, plan.pk])
    assert restore in page
    assert "The plan is back." in amara.post(restore, follow=True).content.decode()
    assert "Planned 3 a week." in page_of(cast, "caseload:patient")


def test_a_plan_whose_days_are_taken_stays_removed(cast, add, today):
    plan = add(today)
    actions.remove_plan(by=cast.amara, plan=plan, version=1)
    add(today)
    restore = reverse("therapy:restore-plan", args=[cast.rosa.pk, plan.pk])
    page = cast.client("amara").post(restore, follow=True).content.decode()
    assert "There is a plan for Sensory re-education on some of these days" in page


@pytest.mark.parametrize(
    "bad", [{"per_week": 0}, {"per_week": 22}, {"ends_on": date(1990, 1, 1)}, {"version": 0}]
)
def test_the_database_refuses_it_too(cast, add, today, bad):
    plan = add(today)
    with pytest.raises(IntegrityError), transaction.atomic():
        SessionPlan.objects.filter(pk=plan.pk).update(**bad)


def test_the_database_holds_one_open_plan_per_kind(cast, add, today):
    add(today)
    other = add(today, code="physio")
    with pytest.raises(IntegrityError), transaction.atomic():
        SessionPlan.objects.filter(pk=other.pk).update(kind="sensory", starts_on=today + WEEK)


def test_more_plans_cost_no_more_queries(cast, add, today, django_assert_max_num_queries):
    def count(who: str, route: str) -> int:
        for _ in range(2):  # looks are noted, and the pictures of the new rows lie ready
            page_of(cast, route, who)
            page_of(cast, "therapy:plans", who)
        with django_assert_max_num_queries(60) as asked:
            page_of(cast, route, who)
            page_of(cast, "therapy:plans", who)
        return len(asked)

    add(today - 3 * WEEK)
    before = [count(who, route) for route, who in PAGES]
    for code in ("physio", "electrical", "acupuncture", "occupational"):
        add(today - 3 * WEEK, code=code)
    assert [count(who, route) for route, who in PAGES] == before
