"""What is said about a direction: the verdict of the numbers, never more."""

from dataclasses import replace
from datetime import date
from math import inf

import pytest

from apps.progress.points import NOTHING_KNOWN, Interval, Trend
from apps.progress.statistics import overview
from apps.progress.wording import change, message, summary, trend_sentence
from tests.progress.made import TODAY, diary, timeline

pytestmark = pytest.mark.no_database

START = date(2025, 11, 3)
FALLING = overview(timeline(diary(START, [9] * 98 + [4] * 95), START))
LEVEL = overview(timeline(diary(START, [5] * 193), START))
LESS = Trend(
    rated_days=193,
    solid_weeks=27,
    slope=-0.6 / 28,
    intercept=9,
    adjusted_slope=-0.6 / 28,
    interval=Interval(-0.7 / 28, -0.5 / 28),
    adjusted=Interval(-0.9 / 28, -0.3 / 28),
    recent_change=Interval(-1.4, 0.2),
    verdict="less numb",
)
STEADY = replace(LESS, adjusted_slope=0.0, recent_change=Interval(-0.4, 0.6), verdict="steady")
UNKNOWN = replace(
    LESS, adjusted_slope=0.0, adjusted=Interval(-0.4 / 28, 0.3 / 28), verdict="can't tell"
)


def test_a_practitioner_reads_the_verdict_with_its_interval_and_the_days():
    assert summary(FALLING, "practitioner", LESS) == (
        "Left hand: 4 this week (half numb). It was 9 in week 9 after the stroke."
        " Rated on 193 of 193 days. Getting less numb in this time: −0.6 points in 4 weeks"
        " (95 % interval −0.9 to −0.3)."
    )
    more = replace(
        LESS, adjusted_slope=1 / 28, adjusted=Interval(0.02 / 28, 2 / 28), verdict="more numb"
    )
    assert trend_sentence(FALLING, more) == (
        "Getting more numb in this time: +1.0 points in 4 weeks (95 % interval +0.02 to +2.0)."
    )


def test_steady_says_the_change_of_eight_weeks():
    assert trend_sentence(LEVEL, STEADY) == (
        "Steady over the last 8 weeks: the change lies between −0.4 and +0.6 points."
    )


def test_cannot_tell_says_why():
    assert trend_sentence(LEVEL, UNKNOWN) == (
        "Can't tell yet: about 0 points in 4 weeks (95 % interval −0.4 to +0.3). Over the last 8"
        " weeks the change lies between −1.4 and +0.2 points; steady means that all of it lies"
        " within 1 point."
    )
    few = replace(UNKNOWN, solid_weeks=1)
    assert trend_sentence(LEVEL, few).endswith("with 4 rated days each; there is 1.")
    open_ended = replace(UNKNOWN, adjusted=NOTHING_KNOWN)
    assert trend_sentence(LEVEL, open_ended).endswith("and no interval can be given.")
    turned = replace(LESS, verdict="can't tell")
    assert trend_sentence(FALLING, turned) == (
        "Can't tell: −0.6 points in 4 weeks over the whole time (95 % interval −0.9 to −0.3),"
        " but the last 8 weeks go the other way."
    )
    past = overview(timeline(diary(START, [5] * 100), START))
    assert "too old" in trend_sentence(past, UNKNOWN)


def test_the_line_to_a_patient():
    assert message(FALLING, LESS) == "More feeling in your left hand than in November."
    assert message(LEVEL, STEADY) == "About the same feeling in your left hand for 8 weeks."
    assert message(LEVEL, UNKNOWN) == (
        "We can't tell yet if feeling in your left hand has changed."
    )
    few = replace(UNKNOWN, solid_weeks=7)
    assert message(LEVEL, few) == "Add a few more days to see your change."
    past = overview(timeline(diary(START, [5] * 100), START))
    assert message(past, UNKNOWN) == "Add a few more days to see how it is now."
    short = overview(timeline(diary(date(2026, 4, 20), [5] * 25), date(2026, 4, 20)))
    assert "A longer time shows more." in message(short, few)


@pytest.mark.parametrize("verdict", ["less numb", "more numb"])
def test_a_verdict_that_the_first_and_last_week_contradict_is_not_told_to_a_patient(verdict):
    said = message(LEVEL, replace(LESS, verdict=verdict))
    assert said == "We can't tell yet if feeling in your left hand has changed."


def test_pins_and_needles_get_fewer_or_more():
    rows = tuple(r._replace(tingling=r.numbness) for r in diary(START, [9] * 98 + [4] * 95))
    numbers = overview(timeline(rows, START, measure="tingling"))
    assert message(numbers, LESS) == ("Fewer pins and needles in your left hand than in November.")
    assert trend_sentence(numbers, LESS).startswith("Fewer pins and needles in this time: −0.6")
    assert numbers.timeline.end == TODAY


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (0.0, "about 0"),
        (-0.004, "about 0"),
        (0.05, "+0.05"),
        (-0.094, "−0.09"),
        (0.096, "+0.1"),
        (-2.0, "−2.0"),
        (inf, "+∞"),
    ],
)
def test_a_change_has_its_sign(points, said):
    assert change(points) == said
