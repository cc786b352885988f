"""Questions after treatments: what is asked when, and what an answer leads to.

The whole table of answers is lived through in test_follow_up_table.py.
"""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from apps.audit.models import Event
from apps.safety import access
from apps.safety.access.follow_ups import _due_at, ended_at
from apps.safety.actions import Told, withdraw_follow_up
from apps.safety.models import Alert, FollowUpAnswer, SafetySettings
from apps.therapy import actions as therapy
from apps.therapy.models import Session
from tests.safety.conftest import started

HOURS_24, DAYS_7 = 30, 7 * 24 + 30


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (1, {"first": "waiting", "second": "waiting"}),
        (25, {"first": "due", "second": "waiting"}),
        (49, {"first": "overdue", "second": "waiting"}),
        (7 * 24 + 1, {"first": "overdue", "second": "due"}),
        (8 * 24 + 1, {"first": "overdue", "second": "overdue"}),
        (3 * 365 * 24, {"first": "overdue", "second": "overdue"}),
    ],
)
def test_without_an_answer_it_waits_is_due_and_then_overdue(treat, stages, hours, expected):
    """For ever: time alone resolves nothing."""
    assert stages(treat(hours)) == expected


@pytest.mark.parametrize("outcome", ["skin_fine", "skin_red", "skin_hurt"])
def test_the_skin(treat, answer, stages, outcome):
    """Red for long, a blister and a burn are for a practitioner."""
    session = treat(3, "electrical")
    assert stages(session) == {"skin": "due"}
    answer(session, "skin", outcome)
    assert stages(session) == {"skin": "answered"}
    assert Alert.objects.filter(kind="skin").exists() == (outcome != "skin_fine")


def test_an_answer_after_a_week_leaves_the_first_one_overdue(treat, answer, stages):
    """Nobody knows any more what it was after a day."""
    session = treat(DAYS_7)
    answer(session, "second", "gone")
    assert stages(session) == {"first": "overdue", "second": "answered"}


def test_a_late_gone_does_not_hide_what_was_said_after_a_week(treat, answer, stages):
    """What was answered always shows."""
    session = treat(DAYS_7)
    answer(session, "second", "worse")
    answer(session, "first", "gone")
    assert stages(session) == {"first": "answered", "second": "answered"}


# --- What is asked today ----------------------------------------------------------------------


def asked(cast) -> list[tuple]:
    """Return (session, question) of what Rosa is asked, in order."""
    return [(one.session.thread, one.question) for one in access.asked_now(cast.rosa)]


def test_of_each_session_the_last_question_that_is_due_is_asked(cast, treat):
    """The oldest first; nothing before its time, nothing for more than two weeks."""
    old, new = treat(DAYS_7 + 2), treat(HOURS_24)
    treat(2)
    treat(30 * 24)
    assert asked(cast) == [(old.thread, "second"), (new.thread, "first")]


def test_the_skin_is_asked_about_after_the_newest_session_alone(cast, treat, stages):
    """A daily treatment must not ask about last week's skin; that stays overdue."""
    old, new = treat(50, "electrical"), treat(3, "electrical")
    assert asked(cast) == [(new.thread, "skin")]
    assert stages(old) == {"skin": "overdue"}


def test_what_is_answered_is_not_asked(cast, treat, answer):
    """Until the week is over."""
    answer(treat(HOURS_24), "first", "less")
    assert asked(cast) == []


def test_an_import_of_old_sessions_asks_nothing(cast, treat, stages):
    """What was recorded weeks after it took place has no questions at all."""
    session = treat(60 * 24)
    Session.objects.update(created_at=timezone.now())
    assert stages(session) == {}
    assert asked(cast) == []
    assert access.needs_a_look(cast.rosa) == []


def test_the_longest_wait_is_asked_about_even_if_it_is_that_of_the_skin(cast, treat):
    """Three days for the skin, one for the needles: the skin is asked about for 14 days."""
    SafetySettings.objects.create(
        saved_by=cast.ana, first_check_hours=1, second_check_days=1, skin_check_hours=72
    )
    session = treat(24 * 16.5, "electrical")
    assert asked(cast) == [(session.thread, "skin")]


# --- Sessions that change ---------------------------------------------------------------------


def correct(cast, session: Session, hours: float, **details) -> Session:
    """Move a session to another moment, as Amara."""
    began = started(cast, hours)
    facts = {"held_on": began.date(), "start_time": began.time(), "minutes": 30} | details
    present = Session.objects.current().get(thread=session.thread)
    return therapy.correct_session(
        by=cast.amara, session=present, key=uuid.uuid4(), areas=[cast.area()], **facts
    )


def test_a_corrected_session_keeps_its_answer(cast, treat, answer, stages):
    """Moved by an hour, or to an earlier day: what was said still counts."""
    session = treat(HOURS_24)
    answer(session, "first", "less")
    for hours in (29, 55):
        correct(cast, session, hours)
        assert stages(session)["first"] == "answered"


def test_a_session_that_is_moved_to_a_later_day_is_asked_about_anew(cast, treat, answer, stages):
    """What was said before it took place is no answer; it stays in the record."""
    session = treat(DAYS_7)
    answer(session, "first", "gone")
    correct(cast, session, 50)
    assert stages(session) == {"first": "overdue", "second": "waiting"}
    assert FollowUpAnswer.objects.current().count() == 1
    answer(session, "first", "worse")
    assert stages(session)["first"] == "answered"
    assert list(FollowUpAnswer.objects.values_list("outcome", "state").order_by("recorded_at")) == [
        ("gone", "replaced"),
        ("worse", "current"),
    ]


def test_a_session_that_is_moved_moves_its_questions(cast, treat, stages):
    """Later: it waits again. Earlier: it is overdue."""
    session = treat(HOURS_24)
    correct(cast, session, 2)
    assert stages(session) == {"first": "waiting", "second": "waiting"}
    correct(cast, session, 100)
    assert stages(session) == {"first": "overdue", "second": "waiting"}


def test_a_session_that_is_taken_back_asks_nothing_until_it_is_put_back(
    cast, treat, answer, stages
):
    """Its answers come back with it; one that was on its way is kept, and raises its alert."""
    session = treat(DAYS_7)
    answer(session, "first", "less")
    therapy.withdraw_session(by=cast.amara, session=session)
    assert asked(cast) == []
    assert access.follow_ups_of(cast.rosa) == []
    answer(session, "second", "worse")
    assert Alert.objects.get().state == "open"
    therapy.restore_session(by=cast.amara, session=session)
    assert stages(session) == {"first": "answered", "second": "answered"}


def test_a_new_interval_takes_no_answer_away(cast, treat, answer, stages):
    """What was answered under the former one stays answered."""
    session = treat(HOURS_24)
    answer(session, "first", "same")
    SafetySettings.objects.create(
        saved_by=cast.ana, first_check_hours=48, second_check_days=14, skin_check_hours=1
    )
    assert stages(session) == {"first": "answered", "second": "waiting"}


# --- Answers that are sent twice, changed, taken back --------------------------------------------


def test_a_repeat_stores_nothing_and_another_answer_replaces(cast, treat, answer):
    """Each press of a form by its key; what comes in late undoes no newer answer."""
    session, key = treat(HOURS_24), uuid.uuid4()
    presses = [Told(key, cast.today(), cast.rosa.zone, press) for press in (1, 2)]
    first = answer(session, "first", "worse", told=presses[0])
    second = answer(session, "first", "less", told=presses[1])
    for _ in range(2):
        assert answer(session, "first", "worse", told=presses[0]) == first
        assert answer(session, "first", "less", told=presses[1]) == second
    assert FollowUpAnswer.objects.current().get() == second
    assert Event.objects.filter(verb="answered_follow_up").count() == 2


@pytest.mark.parametrize("has_scripts", [True, False])
def test_what_was_said_last_stands(cast, treat, answer, has_scripts):
    """Worse, gone, and worse again on one page, each sent twice: with scripts a press tells them
    apart, and without them nothing comes late. All that was said stays in the record."""
    session, key = treat(HOURS_24), uuid.uuid4()
    words = ["worse", "gone", "worse", "gone", "worse"]
    for number, outcome in enumerate(words, start=1):
        told = Told(key, cast.today(), cast.rosa.zone, number if has_scripts else 0)
        for _ in range(2):
            answer(session, "first", outcome, told=told)
        assert FollowUpAnswer.objects.current().get().outcome == outcome
    rows = FollowUpAnswer.objects.order_by("recorded_at")
    assert [row.outcome for row in rows] == words
    assert Alert.objects.get().state == "open"


def test_undo_opens_the_question_and_leaves_the_alert(cast, treat, answer, stages):
    """Nothing that a practitioner must look at goes away by itself."""
    session = treat(HOURS_24)
    given_answer = answer(session, "first", "worse", gate="no")
    for _ in range(2):
        withdraw_follow_up(by=cast.rosa.user, answer=given_answer)
    assert stages(session)["first"] == "due"
    assert Alert.objects.get().state == "open"
    assert Event.objects.filter(verb="withdrew_follow_up").count() == 1
    assert not access.is_gate_answered(cast.rosa, cast.today())


def test_undo_of_a_second_answer_lets_the_first_one_stand_again(cast, treat, answer, stages):
    """And the next undo opens the question."""
    session = treat(HOURS_24)
    first, second = answer(session, "first", "worse"), answer(session, "first", "gone")
    withdraw_follow_up(by=cast.rosa.user, answer=second)
    assert FollowUpAnswer.objects.current().get() == first
    withdraw_follow_up(by=cast.rosa.user, answer=second)
    assert FollowUpAnswer.objects.current().get() == first
    withdraw_follow_up(by=cast.rosa.user, answer=first)
    assert stages(session)["first"] == "due"
    steps = Alert.objects.get().steps
    assert list(steps.values_list("verb", flat=True)) == ["raised", "changed", "raised", "changed"]


# --- Clocks -----------------------------------------------------------------------------------

ZONES = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]
# Nights in which clocks change in these zones.
CHANGES = [date(2026, 3, 29), date(2026, 10, 25), date(2026, 3, 8), date(2026, 4, 5)]


def held(on: date, start: time | None, zone: str, minutes: int = 30) -> SimpleNamespace:
    """Return what a session says about when it was."""
    return SimpleNamespace(held_on=on, start_time=start, zone=zone, minutes=minutes)


@pytest.mark.django_db
@given(
    on=st.sampled_from(CHANGES) | st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    back=st.integers(0, 8),
    start=st.times() | st.none(),
    zone=st.sampled_from(ZONES),
    minutes=st.integers(1, 600),
)
def test_hours_are_counted_as_they_pass(on, back, start, zone, minutes):
    """Whatever clocks do between: a day is 24 hours, a week seven times that."""
    session = held(on - timedelta(days=back), start, zone, minutes)
    ended, after = ended_at(session), access.intervals()
    local = datetime.combine(session.held_on, start or time(12)).replace(tzinfo=ZoneInfo(zone))
    assert ended - local.astimezone(UTC) == timedelta(minutes=minutes)
    assert _due_at(session, "first", after) - ended == timedelta(hours=24)
    assert _due_at(session, "second", after) - ended == timedelta(days=7)


def test_without_a_time_of_day_the_middle_of_the_day_counts(treat, stages):
    """It is the best guess."""
    session = treat(4 * 24, start_time=None)
    assert ended_at(session).astimezone(ZoneInfo(session.zone)).time() == time(12, 30)
    assert stages(session) == {"first": "overdue", "second": "waiting"}


# --- Queries ----------------------------------------------------------------------------------


def test_the_number_of_queries_is_constant(cast, treat, answer):
    """However many sessions and answers there are."""

    def number() -> int:
        with CaptureQueriesContext(connection) as queries:
            access.asked_now(cast.rosa)
        return len(queries)

    answer(treat(HOURS_24), "first", "less")
    correct(cast, Session.objects.get(), 29)
    few = number()
    for hours in range(30, 40):
        answer(treat(hours), "first", "less")
    assert number() == few <= 6
