"""What a diary tells about who needs a look: weeks, worsening, no change."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.caseload.statistics import Diary, Rules, Week, summary_of, weeks_of, without_change
from apps.caseload.statistics import worsening as worsening_of
from apps.progress.points import DayPoint, Days

MONDAY = date(2026, 6, 1)
RULES = Rules()


def weeks(*middles: float | None, words: bool = False) -> tuple[Week, ...]:
    """Return one week for each middle score; None is a week without enough ratings."""
    first = MONDAY.toordinal()
    return tuple(
        Week(first + 7 * place, middle, words)
        for place, middle in enumerate(middles)
        if middle is not None
    )


def days(*scores: int | None, words: bool = False) -> Days:
    """Return daily ratings from a Monday on; None is a day without."""
    return Days.of(
        DayPoint(MONDAY + timedelta(days=place), score, same=False, words=words)
        for place, score in enumerate(scores)
        if score is not None
    )


@pytest.mark.parametrize(
    ("middles", "told"),
    [
        ((4, 4, 4, 4, 6), (4, 6, 4)),
        ((4, 4.5, 5, 5.5, 6), (4, 6, 4)),
        ((4, 4, 4, 4, 5.5), None),
        ((4, 6), (4, 6, 1)),
        ((6, 4, 4, 4, 6), None),  # as four weeks ago: it goes up and down
        ((4, None, None, None, 6), (4, 6, 4)),
        ((4, None, None, None, None, 6), None),  # nothing to hold it against
        ((6,), None),
        ((), None),
        ((6, 5, 4, 3, 2), None),
        ((0, 0, 0, 0, 2), (0, 2, 4)),  # normal feeling is a score like others
    ],
)
def test_worse_means_two_points_in_four_weeks(middles, told):
    """Held against the oldest of the four weeks before."""
    found = worsening_of("left-foot", weeks(*middles), RULES)
    assert (found and (found.before, found.after, found.weeks)) == told


def test_a_worsening_is_one_event_until_it_ends():
    """It begins with the first week in which the rule held, and its peak only grows."""
    line = [4, 4, 4, 4, 6, 6.5, 6]
    events = [
        (found.since, found.peak)
        for length in (5, 6, 7)
        if (found := worsening_of("left-foot", weeks(*line[:length]), RULES))
    ]
    began = MONDAY.toordinal() + 7 * 4
    assert events == [(began, 6), (began, 6.5), (began, 6.5)]


def test_the_rules_are_numbers():
    """Three points in two weeks, if the clinic wants that."""
    rules = Rules(worse_points=3, worse_weeks=2)
    assert worsening_of("left-foot", weeks(4, 4, 4, 6), rules) is None
    assert worsening_of("left-foot", weeks(4, 4, 4, 7), rules).weeks == 2


@pytest.mark.parametrize(
    ("middles", "told"),
    [
        ([7] * 8, (7, 8, False)),
        ([7] * 26, (7, 26, True)),
        ([7] * 7, None),
        ([5] + [7] * 8, (7, 8, False)),
        ([7, 7.5, 7, 7, 7.5, 7, 7, 7], (7, 8, False)),
        ([7, 6.5, 7, 7, 7.5, 7, 7, 7], None),  # a whole point between them
        ([0] * 12, None),
        ([7, 7, 7, 7, None, None, 7, 7, 7, 7], None),  # three weeks in silence are not known
        ([7, 7, 7, 7, None, 7, 7, 7, 7], (7, 9, False)),
    ],
)
def test_no_change_means_eight_weeks(middles, told):
    """Half a point is no change; what fills all that is read may be older."""
    found = without_change("right-hand", weeks(*middles), RULES)
    assert (found and (found.after, found.weeks, found.since is None)) == told


def test_weeks_of_another_scale_are_not_compared():
    """After a change to five words the line begins anew."""
    first, later = days(*[4] * 28), days(*[None] * 28, *[8] * 14, words=True)
    both = Days.of([*first, *later])
    assert {week.words for week in weeks_of(both)} == {True}
    assert worsening_of("left-foot", weeks_of(both), RULES) is None


def test_a_week_needs_four_rated_days():
    """Three are not enough to be told."""
    assert [week.middle for week in weeks_of(days(4, 4, 4, 4, None, None, None, 9, 9, 9))] == [4]


def test_the_part_that_is_drawn_is_the_one_that_is_told():
    """The worst first; without a reason the first part that was rated."""
    calm, worse = days(*[3] * 35), days(*[4] * 28, *[7] * 7)
    assert summary_of({"left-hand": calm, "left-foot": worse}, None, RULES).part == "left-foot"
    few = days(*[3] * 14)
    assert summary_of({"left-hand": Days.of([]), "left-foot": few}, None, RULES).part == "left-foot"


scores = st.lists(st.one_of(st.none(), st.integers(0, 10)), max_size=250)


@given(scores, st.booleans())
def test_a_summary_comes_back_as_it_was_kept(given_scores, words):
    """Through JSON."""
    made = summary_of({"left-hand": days(*given_scores, words=words)}, MONDAY, RULES)
    assert Diary.from_json(MONDAY, made.as_json()) == made


@given(scores, st.integers(1, 400))
def test_nothing_depends_on_the_day_it_is_asked(given_scores, later):
    """The same ratings later in the year tell the same, week by week."""
    moved = 7 * later
    here = weeks_of(days(*given_scores))
    there = weeks_of(days(*[None] * moved, *given_scores))
    assert [(w.monday + moved, w.middle) for w in here] == [(w.monday, w.middle) for w in there]
