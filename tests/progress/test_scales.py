"""Words and numbers are two scales: no line, middle score, trend or comparison goes across."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.diary.scale import FIVE
from apps.progress.charts import draw_timeline
from apps.progress.charts.runs import runs_of
from apps.progress.points import DayPoint, Days, Noted, Overview, Phase, Timeline
from apps.progress.statistics import compare_phases, overview, smooth, trend_of
from apps.progress.statistics.table import period_middles
from apps.progress.wording import chart_labels, how_to_read, summary, table_rows

pytestmark = pytest.mark.no_database

START = date(2026, 1, 5)  # a Monday


def timeline(points: list[DayPoint], days: int) -> Timeline:
    """Return a timeline of these days."""
    end = START + timedelta(days=days - 1)
    return Timeline(
        area_label="Left hand",
        area_your="your left hand",
        days=Days.of(points),
        lanes=(),
        strokes=(),
        start=START,
        end=end,
        today=end,
    )


def rated(values: list[tuple[int, bool]], begin: int = 0) -> list[DayPoint]:
    """Return one point a day from these (score, words) pairs."""
    return [
        DayPoint(START + timedelta(days=begin + n), value, False, words)
        for n, (value, words) in enumerate(values)
    ]


NUMBERS = st.tuples(st.integers(0, 10), st.just(False))
WORDS = st.tuples(st.sampled_from(FIVE), st.just(True))


@given(st.lists(st.lists(NUMBERS | WORDS, max_size=1) | st.just([]), min_size=1, max_size=120))
def test_nothing_is_made_of_both_scales(days):
    """Whatever was said on whichever day."""
    points = [
        DayPoint(START + timedelta(days=n), *one[0][:1], False, one[0][1])
        for n, one in enumerate(days)
        if one
    ]
    shown = overview(timeline(points, len(days)))
    words_on = {point.on: point.words for point in points}
    for bucket in shown.buckets:
        inside = [words_on[on] for on in words_on if bucket.start <= on <= bucket.end]
        assert bucket.rated_days <= len(inside)
        if bucket.median is not None:
            assert bucket.words in inside
    assert sum(bucket.rated_days for bucket in shown.buckets) == len(points)
    for run in runs_of(shown):
        assert len({bucket.words for bucket in run}) == 1
    assert len(shown.changes) == max(len(list(groupby(words_on.values()))) - 1, 0)
    for week in (shown.then, shown.now):
        if week:
            assert week.words == points[-1].words
            assert not shown.changes or week.start >= shown.changes[-1].on - timedelta(days=6)
    assert {point.words for point in shown.present} <= {points[-1].words if points else None}


def changed() -> Overview:
    """Ten weeks of numbers that get worse, then ten weeks of words that get better."""
    numbers = [(min(n // 7, 10), False) for n in range(70)]
    words = [(FIVE[max(4 - n // 15, 0)], True) for n in range(70)]
    return overview(timeline(rated(numbers + words), 140))


def test_the_trend_is_that_of_the_present_scale():
    """The numbers before do not count, though the whole would say otherwise."""
    shown = changed()
    trend = trend_of(shown.present, shown.timeline.end)
    assert trend.per_4_weeks < 0
    assert trend == trend_of(shown.points[70:], shown.timeline.end)


def test_a_smooth_line_ends_where_the_scale_changes():
    """As at a break."""
    assert len(smooth(changed().points)) == 2


def test_sentences_and_table_show_words_and_tell_the_change():
    """Without any number for a word, in both registers."""
    shown = changed()
    for register in ("patient", "practitioner"):
        said = summary(shown, register)
        assert "not numb" in said
        assert "Five words since 16 March 2026. Days before it are not compared." in said
    newest, *_rest, oldest = table_rows(shown)
    assert (newest.middle, oldest.middle) == ("not numb", "0")


def test_the_picture_marks_the_change_in_words():
    """A line with its words on the side that they tell of; the description tells it too."""
    shown = changed()
    labels = chart_labels(shown, 860)
    assert "Five words since 16 March 2026" in labels.description
    for width in (328, 860):
        picture = draw_timeline(shown, chart_labels(shown, width), width=width).decode()
        line = float(re.search(r'id="scale" d="M([\d.]+) ', picture)[1])
        told = re.findall(
            r'<text x="([\d.]+)"[^>]*>(Five words|from here|Five words from here)<', picture
        )
        assert " ".join(text for _x, text in told) == "Five words from here"
        assert all(line < float(x) for x, _text in told)
    back = overview(timeline(rated([(5, True)] * 20 + [(5, False)] * 20), 40))
    picture = draw_timeline(back, chart_labels(back, 860), width=860).decode()
    assert "Numbers from here" in picture


def test_phases_on_two_scales_are_not_compared():
    """The earlier one has no weeks that could be held against the later one."""
    points = changed().points
    one = Phase("Before", "treatment", START, START + timedelta(days=69))
    two = Phase("After", "treatment", START + timedelta(days=70), None)
    found = compare_phases(points, one, two, START + timedelta(days=139))
    assert found.overlap is None
    assert found.earlier.values == ()
    assert found.earlier.rated_days == 70


def test_a_month_of_both_scales_is_told_on_the_later_one():
    """In the small table of the report."""
    points = rated([(9, False)] * 10 + [(2, True)] * 10)
    month = (START, START + timedelta(days=27))
    (middle,) = period_middles(points, [month], "month")
    assert (middle.median, middle.words, middle.rated_days) == (2, True, 10)


def test_days_with_notes_are_marked_named_and_counted():
    """Short lines in the picture, a key, and a sentence for those who do not see it."""
    marked = replace(
        timeline(rated([(5, False)] * 20), 20),
        notes=(
            Noted(START, "Slept badly"),
            Noted(START, "Tingling"),
            Noted(START + timedelta(days=3), "Slept badly"),
        ),
    )
    shown = overview(marked)
    assert "Days with a note: Slept badly 2, Tingling 1." in chart_labels(shown, 860).description
    assert "Days with a note: Slept badly 2, Tingling 1." in how_to_read(shown)
    picture = draw_timeline(shown, chart_labels(shown, 328), width=328).decode()
    assert "2 days with a note" in picture
    plain = overview(timeline(rated([(5, False)] * 20), 20))
    assert "note" not in how_to_read(plain)


@pytest.mark.parametrize("days_since", [0, 30])
def test_a_first_month_of_ratings_years_after_the_stroke_shows_both_weeks(days_since):
    """The line starts with the first week, and the latest one does not get lost below it."""
    scores = [8] * 7 + [5] * 7 + [2] * 7
    points = [DayPoint(START + timedelta(days=n), score, False) for n, score in enumerate(scores)]
    long_ago = replace(timeline(points, 21 + days_since), start=START - timedelta(days=800))
    shown = overview(long_ago)
    assert (shown.unit, len(shown.filled)) == ("month", 1)
    (run,) = runs_of(shown)
    assert [(week.start, week.median) for week in run] == [
        (START, 8),
        (START + timedelta(days=14), 2),
    ]
