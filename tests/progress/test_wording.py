from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.progress.points import Stroke
from apps.progress.statistics import overview
from apps.progress.wording import (
    alt_text,
    chart_labels,
    how_to_read,
    period_label,
    score,
    summary,
    words_for,
)
from tests.progress.made import TODAY, diary, recovery_timeline, timeline

pytestmark = pytest.mark.no_database

START = date(2025, 11, 3)
BANNED = (
    "only",
    "should",
    "missed",
    "failed",
    "streak",
    "thanks to",
    "helped",
    "worked",
    "better",
    "worse",
    "improv",
    "percent",
)


def half_a_year(**options):
    """Ratings from November to today with a break from 9 February to 1 March."""
    ratings = (*diary(START, [9] * 98), *diary(date(2026, 3, 2), [4] * 74))
    return overview(timeline(ratings, START, **options))


def test_the_sentence_to_a_practitioner():
    assert summary(half_a_year(), "practitioner") == (
        "Left hand: 4 this week (half numb). It was 9 in week 9 after the stroke."
        " Rated on 172 of 193 days. No ratings from 9 February to 1 March 2026."
    )


def test_the_sentence_to_the_patient():
    assert summary(half_a_year(), "patient") == (
        "The score for your left hand is 4 now (half numb). It was 9 in November."
        " You rated 172 of 193 days."
    )


def test_without_a_known_day_of_the_stroke_the_week_has_a_date():
    said = summary(half_a_year(strokes=(Stroke(date(2025, 9, 1), "month"),)), "practitioner")
    assert "It was 9 in the week from 3 November 2025." in said


def test_a_second_stroke_is_named_as_exactly_as_it_is_known():
    first = Stroke(date(2025, 9, 1))
    for precision, words in (
        ("day", "on 1 February 2026"),
        ("month", "in February 2026"),
        ("year", "in 2026"),
    ):
        numbers = half_a_year(strokes=(first, Stroke(date(2026, 2, 1), precision)))
        assert f"Another stroke {words}." in alt_text(numbers)
    assert "in week 9 after the first stroke." in summary(numbers, "practitioner")


def test_a_past_year_is_named():
    said = summary(overview(recovery_timeline(1000)), "patient")
    assert "It was 9 in August 2023." in said


def test_weeks_ago_within_a_short_time():
    ratings = (*diary(date(2026, 4, 13), [6] * 14), *diary(date(2026, 4, 27), [5] * 18))
    said = summary(overview(timeline(ratings, date(2026, 4, 13))), "patient")
    assert said.startswith(
        "The score for your left hand is 5 now (half numb). It was 6, 4 weeks ago."
    )


def test_an_old_value_is_not_called_now():
    numbers = overview(timeline(diary(START, [9] * 20), START))
    assert summary(numbers, "patient").startswith(
        "The score for your left hand was 9 (almost no feeling) in November."
    )
    assert "this week" not in summary(numbers, "practitioner")
    assert chart_labels(numbers, 860).now == "9"


def test_nothing_one_point_few_entries_and_flat_say_so():
    nothing = overview(timeline((), START))
    assert summary(nothing, "patient") == "No ratings yet. The first one starts the picture."
    earlier = overview(timeline(diary(date(2024, 1, 1), [4]), START))
    assert summary(earlier, "patient").startswith("No ratings in this time.")
    one = overview(timeline(diary(date(2026, 5, 4), [0]), START))
    assert "one rating in this time: 0 (not numb), on 4 May." in summary(one, "patient")
    few = overview(timeline(diary(date(2026, 5, 4), [4, 4]), START))
    assert "No week has 4 rated days yet" in summary(few, "practitioner")
    assert "Add a few more days" in summary(few, "patient")
    flat = overview(timeline(diary(date(2026, 4, 1), [0] * 44), START))
    assert "Every weekly middle score in this time is 0." in summary(flat, "patient")


def test_many_breaks_are_counted():
    ratings = tuple(
        rating for month in (1, 2, 3, 4) for rating in diary(date(2026, month, 1), [5] * 5)
    )
    said = summary(overview(timeline(ratings, date(2026, 1, 1))), "practitioner")
    assert "4 breaks without ratings, the longest from 6 April to 14 May 2026." in said


def test_pins_and_needles_have_words_of_their_own():
    ratings = tuple(r._replace(numbness=0, tingling=6) for r in diary(START, [0] * 193))
    numbers = overview(timeline(ratings, START, measure="tingling"))
    assert summary(numbers, "practitioner").startswith(
        "Left hand, pins and needles: 6 this week (medium)."
    )
    assert "Pins and needles in your left hand: 6 now" in summary(numbers, "patient")
    assert chart_labels(numbers, 860).words == ("None", "Medium", "The most")
    assert "pins and needles" in alt_text(numbers)


@pytest.mark.parametrize(
    ("value", "said", "words"),
    [
        (0, "0", "not numb"),
        (0.5, "0.5", "nearly normal"),
        (4.5, "4.5", "half numb"),
        (8.5, "8.5", "almost no feeling"),
        (9.5, "9.5", "almost no feeling"),
        (10, "10", "no feeling at all"),
    ],
)
def test_scores_and_their_words(value, said, words):
    assert (score(value), words_for(value)) == (said, words)


@pytest.mark.parametrize("days", [1, 5, 30, 365, 3650])
def test_the_alt_text_has_start_end_and_gaps(days):
    numbers = overview(recovery_timeline(days))
    said = alt_text(numbers)
    assert len(said) > 80
    start = TODAY - timedelta(days=days - 1)
    assert f"from {start.day} " in said
    assert "to 14 May 2026" in said
    assert said.count("No ratings from") == len(numbers.gaps)


@given(
    st.lists(st.none() | st.integers(0, 10), max_size=120),
    st.sampled_from(["patient", "helper", "practitioner"]),
)
def test_no_verdict_no_cause_no_blame(scores, register):
    numbers = overview(timeline(diary(date(2026, 1, 1), scores), date(2026, 1, 1)))
    said = " ".join((summary(numbers, register), alt_text(numbers), how_to_read(numbers)))
    assert not [word for word in BANNED if word in said.lower()]
    assert "None" not in said


@given(st.lists(st.none() | st.integers(0, 10), max_size=120))
def test_sentences_to_patients_are_short(scores):
    numbers = overview(timeline(diary(date(2026, 1, 1), scores), date(2026, 1, 1)))
    for sentence in summary(numbers, "patient").split(". "):
        assert len(sentence.split()) <= 15


def test_how_to_read_names_the_unit():
    assert "weekly middle score" in how_to_read(overview(recovery_timeline(100)))
    long = how_to_read(overview(recovery_timeline(1000)))
    assert "monthly middle score" in long
    assert "Bars: number of sessions." in long


def test_periods_in_tables():
    assert period_label(date(2026, 3, 2), date(2026, 3, 8)) == "2 to 8 March 2026"
    assert period_label(date(2026, 3, 30), date(2026, 4, 5)) == "30 March 2026 to 5 April 2026"
    assert period_label(date(2026, 3, 2), date(2026, 3, 2)) == "2 March 2026"
