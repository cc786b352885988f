"""The pages of parts, sides, phases and treatment, through their addresses."""

import uuid
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.care import actions as care
from apps.care.body import PARTS_BY_CODE
from apps.diary import actions as diary
from apps.progress.cards import CARDS
from apps.progress.shelf import SHELF
from apps.therapy import actions as therapy
from apps.therapy.access import kinds
from apps.therapy.models import Session
from tests.bench.years import SIX_PARTS, fill_years
from tests.progress.test_pages import Table

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Start every test without pictures and cards from another one."""
    SHELF.clear()


def page(cast, who: str, name: str, patient=None, **asked):
    app = "caseload" if name == "patient" else "progress"
    return cast.client(who).get(reverse(f"{app}:{name}", args=[(patient or cast.rosa).pk]), asked)


def picture(cast, who: str, subject: str, patient=None, kind="svg", **asked):
    address = reverse("progress:picture", args=[(patient or cast.rosa).pk, subject, kind])
    return cast.client(who).get(address, asked)


def rate_back(cast, scores: list[int], code: str = "left-hand") -> None:
    """Give Rosa one rating a day, the newest one today, each entered on its own day."""
    for back, score in enumerate(reversed(scores)):
        on = cast.day(back).on
        diary.rate_day(
            by=cast.rosa.user,
            submission=uuid.uuid4(),
            patient=cast.rosa,
            area=cast.area(code),
            day=replace(cast.day(), on=on, today=on),
            numbness=score,
        )


def add_phases(cast, *names: str, days: int = 70, over: int = 0) -> list:
    """Give Rosa phases of some days each, one after the other, the last one still going on, or
    `over` so many days ago."""
    made = []
    for place, name in enumerate(names):
        start = cast.today() - (over + (len(names) - place) * days) * DAY
        is_open = name == names[-1] and not over
        end = None if is_open else start + (days - 1) * DAY
        facts = {"name": name, "kind": "treatment", "starts_on": start, "ends_on": end}
        made.append(therapy.add_phase(by=cast.amara, patient=cast.rosa, key=uuid.uuid4(), **facts))
    return made


def train(cast, back: int, setting: str, attempted: int, correct: int | None) -> Session:
    facts = {"task": "texture", "attempted": attempted, "correct": correct}
    return therapy.record_session(
        by=cast.amara,
        patient=cast.rosa,
        key=uuid.uuid4(),
        kind=kinds()[0],
        held_on=cast.today() - back * DAY,
        minutes=30,
        setting=setting,
        areas=[cast.area()],
        sensory=facts,
    )


# --- Beside the timeline ------------------------------------------------------------------------


def test_all_parts_stand_under_the_timeline(cast):
    rate_back(cast, [4] * 15)
    rate_back(cast, [7] * 15, "left-foot")
    shown = unescape(page(cast, "amara", "patient", range="4w").text)
    assert "All body parts" in shown
    assert "Left foot: 7" in shown  # "this week" from its fourth rated day on, before it "lately"
    assert 'loading="lazy"' in shown
    assert "Both sides" not in shown
    others = shown.split('<h2 id="parts">')[1].split("<picture")[0]
    assert "Left foot: 7" in others
    assert "Left hand" not in others  # its sentence stands over the main picture
    assert picture(cast, "amara", "parts", range="4w").status_code == 200


def test_both_sides_stand_together_where_both_are_tracked(cast):
    parts = [PARTS_BY_CODE[code] for code in ("left-hand", "right-hand")]
    care.choose_areas(by=cast.amara, patient=cast.rosa, parts=parts)
    cast.rate(4)
    cast.rate(1, code="right-hand")
    shown = unescape(page(cast, "amara", "patient").text)
    assert "The other side is no clean control" in shown
    drawn = picture(cast, "amara", "sides", area=str(cast.area().pk))
    assert drawn.status_code == 200
    assert b"Both sides: numbness" in drawn.content


def test_the_cards_follow_every_write(cast):
    """They are kept between looks, but never longer than the record stays as it is."""
    cast.rate(4, back=1)
    assert "4 (half numb)" in page(cast, "amara", "patient", range="4w").text
    cast.rate(9)
    table = Table(page(cast, "amara", "patient", range="4w").text).rows
    counted = next(row for row in table if row[0] == "Days rated")
    assert counted[1] == "2 of 2"


def test_the_table_of_parts_equals_the_record(cast):
    rate_back(cast, [back % 11 for back in range(40)])
    answer = page(cast, "amara", "patient", range="3m")
    rows = [row for row in Table(answer.text).rows if len(row) == 4]
    place = next(n for n, row in enumerate(rows) if row[0] == "Days rated")
    shown = 91 + (cast.today() - timedelta(days=90)).weekday()  # reaching back to a Monday
    none = f"0 of {shown}"
    assert rows[place] == ["Days rated", "40 of 40", none, none]
    buckets = answer.context["chart"]["overview"].buckets
    weeks = [f"{week.median:g}" for week in reversed(buckets) if week.median is not None]
    assert [row[1].removesuffix(" (few entries)") for row in rows[place + 1 :]] == weeks


@pytest.mark.parametrize("subject", ["sides", "phases"])
def test_a_picture_of_what_is_not_recorded_is_not_found(cast, subject):
    assert picture(cast, "amara", subject).status_code == 404


@pytest.mark.parametrize("subject", CARDS)
def test_pictures_of_somebody_else_are_not_found(cast, subject):
    assert picture(cast, "ben", subject).status_code == 404
    assert picture(cast, "george", subject).status_code == 404


@pytest.mark.parametrize("asked", [{"width": "1"}, {"theme": "red"}, {"kind": "gif"}])
def test_a_picture_that_there_is_not(cast, asked):
    assert picture(cast, "amara", "dose", **asked).status_code == 404


def test_a_patient_may_see_what_was_done(cast):
    for subject in ("dose", "practice"):
        assert picture(cast, "rosa", subject, kind="png").content.startswith(b"\x89PNG")


# --- Two phases ---------------------------------------------------------------------------------


def test_without_two_phases_the_page_leads_to_them(cast):
    shown = page(cast, "amara", "compare").text
    assert reverse("therapy:phases", args=[cast.rosa.pk]) in shown
    assert "There are 0 phases." in shown
    add_phases(cast, "Block")
    assert "There is 1 phase." in page(cast, "amara", "compare").text


def test_two_phases_are_compared(cast):
    rate_back(cast, [8] * 70 + [4] * 70)
    add_phases(cast, "Home", "Clinic")
    answer = page(cast, "amara", "compare")
    shown = unescape(answer.text)
    assert "In 100 of 100 pairs of weeks the later one is less numb" in shown
    assert "These are differences in time, not proof of cause." in shown
    rows = Table(answer.text).rows[1:]
    assert {row[1] for row in rows} == {"Home", "Clinic"}
    assert {row[2] for row in rows if row[1] == "Home"} <= {"8"}
    assert picture(cast, "amara", "phases").status_code == 200


def test_a_phase_too_short_to_be_compared_is_not_the_usual_one(cast):
    cast.rate(4)
    add_phases(cast, "Long ago", days=100, over=200)
    add_phases(cast, "Pause", days=30, over=150)
    add_phases(cast, "Clinic", days=100)
    usual = page(cast, "amara", "compare").context
    assert [c.label for c in usual["earlier"] if c.current] == ["Long ago"]
    assert [c.label for c in usual["later"] if c.current] == ["Clinic"]


def test_the_address_chooses_the_phases(cast):
    cast.rate(4)
    first, second, third = add_phases(cast, "First", "Second", "Third")
    usual = page(cast, "amara", "compare").context
    assert [c.label for c in usual["earlier"] if c.current] == ["Second"]
    assert [c.label for c in usual["later"]] == ["Third"]
    asked = {"earlier": first.pk, "later": second.pk}
    chosen = page(cast, "amara", "compare", **asked).context
    assert [c.label for c in chosen["earlier"]] == ["First"]
    assert [c.label for c in chosen["later"] if c.current] == ["Second"]
    turned = page(cast, "amara", "compare", earlier=third.pk, later=first.pk).context
    assert [c.label for c in turned["later"] if c.current] == ["Third"]
    tags = {picture(cast, "amara", "phases", **more)["ETag"] for more in (asked, {})}
    assert len(tags) == 2


@pytest.mark.parametrize("wrong", ["", "x", str(uuid.UUID(int=0)), "é" * 500])
def test_a_wrong_phase_in_the_address_is_the_usual_one(cast, wrong):
    cast.rate(4)
    add_phases(cast, "First", "Second")
    answer = page(cast, "amara", "compare", earlier=wrong, later=wrong)
    assert [c.label for c in answer.context["earlier"] if c.current] == ["First"]


# --- What was done ------------------------------------------------------------------------------


def test_the_dose_equals_the_record(cast):
    train(cast, 0, "home", 40, 30)
    train(cast, 7, "clinic", 60, None)
    answer = page(cast, "amara", "treatment", range="4w")
    shown = unescape(answer.text)
    assert "2 sessions, 60 minutes in all" in shown
    assert "At home, 30 of 40 tries were right (75%)." in shown
    rows = [row for row in Table(answer.text).rows if len(row) == 5]
    held = [row[2:] for row in rows if row[1] == "Sensory"]
    assert held == [["1", "30", "40"], ["1", "30", "60"]]
    assert sum(row[1] == "No session" for row in rows) >= 2
    tried = {row[1]: row[2:] for row in rows if row[1] in ("At home", "Clinic or group")}
    assert tried == {
        "At home": ["40", "30", "75%"],
        "Clinic or group": ["60", "not counted", "–"],
    }


def test_a_session_taken_back_is_not_counted(cast):
    session = train(cast, 0, "home", 40, 30)
    therapy.withdraw_session(by=cast.amara, session=session)
    shown = page(cast, "rosa", "treatment").text
    assert "No sessions in this time." in shown
    assert "At home" not in shown


def test_the_patient_is_spoken_to(cast):
    train(cast, 3, "home", 40, 30)
    assert "You had 1 session from" in page(cast, "rosa", "treatment").text
    assert page(cast, "mateo", "treatment").status_code == 200


# --- Queries ------------------------------------------------------------------------------------


def queries(cast, who: str, name: str, patient, **asked) -> int:
    page(cast, who, name, patient, **asked)
    SHELF.clear()
    with CaptureQueriesContext(connection) as made:
        assert page(cast, who, name, patient, **asked).status_code == 200
    return len(made)


def test_more_parts_and_more_years_cost_no_more_queries(cast):
    parts = [PARTS_BY_CODE[code] for code in SIX_PARTS]
    fill_years(cast.rosa, days=30, sessions=10, given_by=cast.amara)
    add_phases(cast, "First", "Second")
    names = ("patient", "compare", "treatment")
    few = {name: queries(cast, "amara", name, cast.rosa, range="all") for name in names}
    care.choose_areas(by=cast.amara, patient=cast.rosa, parts=parts)
    fill_years(
        cast.rosa, days=500, sessions=200, given_by=cast.amara, until=cast.today() - 40 * DAY
    )
    add_phases(cast, "Third", "Fourth", over=140)
    many = {name: queries(cast, "amara", name, cast.rosa, range="all") for name in names}
    assert few == many


def test_a_kept_card_asks_nothing_of_the_database(cast):
    cast.rate(4)
    with CaptureQueriesContext(connection) as first:
        page(cast, "amara", "patient")
    with CaptureQueriesContext(connection) as second:
        page(cast, "amara", "patient")
    assert len(second) < len(first)
