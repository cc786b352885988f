"""Treatment is given in the published doses, and no session moves a rating."""

from collections import Counter
from datetime import date, timedelta

import pytest

from apps.care.body import PARTS_BY_CODE
from apps.demo.model import seeded
from apps.demo.people import BY_KEY
from apps.demo.stories import STORIES
from apps.demo.treatment import (
    ACUPUNCTURE_COURSE,
    ELECTRICAL_BLOCK,
    OUTSIDE,
    POINTS,
    SENSORY_BLOCK,
    plan_sessions,
    weekly,
)
from apps.therapy.points import parse_needles

pytestmark = pytest.mark.no_database

FIRST = date(2025, 3, 5)


def plan(*blocks, away=lambda day: False):
    return plan_sessions(
        blocks,
        first=FIRST,
        last=FIRST + timedelta(days=400),
        away=away,
        level=lambda day: 6,
        rng=seeded(1),
    )


def per_week(sessions):
    return Counter(session.on.isocalendar()[:2] for session in sessions)


def test_sensory_block_is_150_minutes_twice_a_week_for_5_weeks():
    sessions = plan(SENSORY_BLOCK("amara", on=0))
    assert list(per_week(sessions).values()) == [2] * 5
    assert {session.block.minutes for session in sessions} == {150}


def test_electrical_block_is_45_minutes_at_20_hz_5_times_a_week_for_2_weeks():
    sessions = plan(ELECTRICAL_BLOCK("amara", on=0))
    assert list(per_week(sessions).values()) == [5] * 2
    assert {session.block.minutes for session in sessions} == {45}
    assert {session.facts["frequency_hz"] for session in sessions} == {20}


def test_acupuncture_is_30_minutes_at_five_points():
    sessions = plan(ACUPUNCTURE_COURSE("lin", on=0, weeks=6))
    assert [session.facts["earlier_sessions"] for session in sessions] == list(range(6))
    assert {session.facts["retention_minutes"] for session in sessions} == {30}
    assert {session.facts["needles_in"] for session in sessions} == {5}
    usual = ["LI4", "LI11", "TE5", "ST36", "GB34"]
    assert [point for point, _depth in POINTS] == usual
    assert [needle.point for needle in parse_needles(" ".join(usual))] == usual


def test_training_never_has_more_right_than_tried():
    for session in plan(weekly("sensory", "amara", on=0, weeks=50, minutes=40)):
        assert 0 <= session.facts["correct"] <= session.facts["attempted"]
        assert 1 <= session.facts["difficulty"] <= 5
        assert 0 <= session.facts["fatigue_after"] <= 10


def test_current_is_felt_and_stays_below_the_maximum():
    for session in plan(ELECTRICAL_BLOCK("amara", on=0)):
        facts = session.facts
        assert facts["threshold_other_ma"] < facts["threshold_affected_ma"]
        assert facts["threshold_affected_ma"] < facts["amplitude_ma"] <= facts["max_ma"]
        assert facts["skin_before"]
        assert facts["skin_after"]


def test_nobody_is_treated_while_away():
    assert plan(SENSORY_BLOCK("amara", on=0), away=lambda day: True) == []


def test_a_block_never_begins_before_its_day():
    for on in range(7):
        sessions = plan(SENSORY_BLOCK("amara", on=on))
        assert min(session.on for session in sessions) >= FIRST + timedelta(days=on)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
def test_a_story_names_only_what_exists(story):
    assert story.key in BY_KEY
    assert set(story.practitioners) <= set(BY_KEY)
    assert set(story.left_team) <= set(story.practitioners)
    assert {area.code for area in story.areas} <= set(PARTS_BY_CODE)
    givers = {block.by for block in story.blocks}
    assert givers - {OUTSIDE} <= set(story.practitioners)
    assert (OUTSIDE in givers) <= bool(story.outside)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
def test_nobody_with_a_pacemaker_gets_current(story):
    if story.background.get("pacemaker"):
        assert "electrical" not in {block.kind for block in story.blocks}
