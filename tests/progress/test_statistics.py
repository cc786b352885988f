from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.care.dates import add_months, whole_months
from apps.progress.points import DayPoint, DayRating, Days, Gap, Lane
from apps.progress.statistics import (
    choose_unit,
    daily_points,
    find_gaps,
    make_buckets,
    overview,
    quartiles,
    range_bounds,
)
from tests.progress.made import TODAY, diary, recovery, recovery_timeline, timeline

pytestmark = pytest.mark.no_database

MONDAY = date(2026, 3, 2)
SUNDAY = date(2026, 3, 8)

scores = st.none() | st.integers(0, 10)
diaries = st.lists(
    st.builds(
        DayRating,
        on=st.dates(date(2026, 1, 1), date(2026, 5, 14)),
        numbness=scores,
        tingling=scores,
        method=st.sampled_from(["rated", "same"]),
    ),
    max_size=80,
)


def weeks(ratings, start=MONDAY, end=SUNDAY):
    return make_buckets(daily_points(ratings), start, end, "week")


@given(diaries)
def test_zero_counts_and_blank_does_not(ratings):
    points = daily_points(ratings)
    last = {r.on: r.numbness for r in ratings if r.numbness is not None}
    assert {p.on: p.value for p in points} == last
    for bucket in make_buckets(points, date(2026, 1, 1), date(2026, 5, 14), "week"):
        inside = [v for on, v in last.items() if bucket.start <= on <= bucket.end]
        assert bucket.rated_days == len(inside)
        assert (bucket.median is None) == (not inside)
        if inside and not any(inside):
            assert bucket.median == 0


@given(diaries)
def test_blanks_change_no_number(ratings):
    blanks = [DayRating(date(2026, 1, 1) + timedelta(days=n), None) for n in range(100)]
    with_blanks = overview(timeline((*ratings, *blanks), date(2026, 1, 1)))
    without = overview(timeline(tuple(ratings), date(2026, 1, 1)))
    assert with_blanks.buckets == without.buckets
    assert (with_blanks.now, with_blanks.days) == (without.now, without.days)


@given(diaries, st.sampled_from(["week", "month", "quarter"]))
def test_every_rated_day_is_in_one_bucket_and_none_spans_a_gap(ratings, unit):
    points = daily_points(ratings)
    start, end = date(2026, 1, 1), date(2026, 5, 14)
    buckets = make_buckets(points, start, end, unit)
    assert sum(b.rated_days for b in buckets) == len(points)
    for gap in find_gaps(points, start, end):
        runs_before = {b.run for b in buckets if b.rated_days and b.end < gap.start}
        assert not runs_before & {b.run for b in buckets if b.rated_days and b.start > gap.end}


def test_a_week_needs_four_rated_days():
    assert not weeks(diary(MONDAY, [4, 4, 4]))[0].solid
    week = weeks(diary(MONDAY, [0, None, 0, 1, None, 9]))[0]
    assert (week.solid, week.rated_days, week.days, week.median) == (True, 4, 7, 0.5)


def test_the_latest_entry_of_a_day_stands_and_unsure_does_not_erase_it():
    ratings = (
        DayRating(MONDAY, 7),
        DayRating(MONDAY, 3, None, "same"),
        DayRating(MONDAY, None, None, "skipped"),
    )
    assert daily_points(ratings) == ((MONDAY, 3, True, False),)


def test_tingling_is_a_measure_of_its_own():
    ratings = (DayRating(MONDAY, 0, 8), DayRating(SUNDAY, None, 0))
    assert [p.value for p in daily_points(ratings)] == [0]
    assert [p.value for p in daily_points(ratings, "tingling")] == [8, 0]


def test_quartiles_interpolate_between_ranks():
    assert quartiles([4, 1, 2, 3]) == (1.75, 2.5, 3.25)
    assert quartiles([0]) == (0, 0, 0)


def rated_on(*days):
    return Days.of(DayPoint(day, 5, False) for day in days)


@pytest.mark.parametrize(("empty_days", "is_gap"), [(14, False), (15, True)])
def test_a_gap_is_more_than_14_days(empty_days, is_gap):
    after = MONDAY + timedelta(days=empty_days + 1)
    found = find_gaps(rated_on(MONDAY, after), MONDAY, after)
    assert bool(found) == is_gap
    if is_gap:
        assert found == [Gap(MONDAY + timedelta(days=1), after - timedelta(days=1))]
        assert found[0].days == empty_days


def test_a_gap_reaches_from_before_the_span_and_to_its_end():
    before, end = MONDAY - timedelta(days=60), MONDAY + timedelta(days=30)
    assert find_gaps(rated_on(before), MONDAY, end) == [Gap(MONDAY, end)]
    assert find_gaps(rated_on(), MONDAY, end) == []


def test_a_month_with_a_gap_inside_is_cut_in_two():
    ratings = (*diary(date(2026, 3, 1), [9] * 8), *diary(date(2026, 3, 24), [5] * 8))
    first, second = make_buckets(
        daily_points(ratings), date(2026, 3, 1), date(2026, 3, 31), "month"
    )
    assert (first.median, first.end, first.run) == (9, date(2026, 3, 8), 0)
    assert (second.median, second.start, second.run) == (5, date(2026, 3, 24), 1)


def test_ranges_start_on_mondays_and_all_on_the_day_of_the_stroke():
    onset = date(2021, 2, 3)
    assert range_bounds("4w", onset, TODAY) == (date(2026, 4, 13), TODAY)
    assert range_bounds("3m", onset, TODAY) == (date(2026, 2, 9), TODAY)
    assert range_bounds("9m", onset, TODAY) == (date(2025, 8, 11), TODAY)
    assert range_bounds("all", onset, TODAY) == (onset, TODAY)
    assert range_bounds("all", None, TODAY) == (date(2026, 4, 17), TODAY)
    with pytest.raises(KeyError):
        range_bounds("week", onset, TODAY)


@pytest.mark.parametrize(("months", "unit"), [(18, "week"), (19, "month"), (132, "quarter")])
def test_longer_spans_have_longer_units(months, unit):
    start = date(2015, 1, 1)
    assert choose_unit(start, add_months(start, months) - timedelta(days=1)) == unit


@pytest.mark.parametrize("days", [30, 365, 3650, 9000])
def test_there_are_never_more_than_about_130_middle_scores(days):
    assert len(overview(recovery_timeline(days)).buckets) <= 135


def test_now_and_then_are_weeks_at_every_zoom():
    near = overview(timeline(recovery(1000), date(2026, 4, 13)))
    far = overview(recovery_timeline(1000))
    assert (near.unit, far.unit) == ("week", "month")
    assert near.now == far.now
    assert far.then.start == date(2023, 8, 21)
    assert far.is_recent


def test_a_thin_last_week_leaves_now_with_the_week_before():
    ratings = (*diary(MONDAY, [5] * 7), *diary(date(2026, 3, 9), [1] * 3))
    numbers = overview(timeline(ratings, MONDAY, date(2026, 3, 11)))
    assert (numbers.now.median, numbers.then, numbers.has_thin) == (5, None, True)


def test_coverage_counts_from_the_first_rating_ever():
    numbers = overview(timeline(diary(SUNDAY, [4, None, 4]), MONDAY, date(2026, 3, 11)))
    assert (numbers.rated_days, numbers.days) == (2, 4)


def test_sessions_are_counted_in_the_span_and_in_each_period():
    days = (0, 1, 6, 7, 90)
    held_on = tuple(MONDAY + timedelta(days=n) for n in days)
    lane = Lane("sensory", "Sensory", "sensory", "circle", held_on)
    numbers = overview(timeline((), MONDAY, date(2026, 3, 15), sessions=(lane,)))
    assert (numbers.lanes[0].total, numbers.lanes[0].per_period) == (4, (3, 1))


def test_a_span_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="cannot end"):
        overview(timeline((), SUNDAY, MONDAY))


def test_months_since_a_stroke_end_with_short_months():
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert whole_months(date(2024, 1, 31), date(2024, 2, 29)) == 1
    assert whole_months(date(2024, 2, 29), date(2025, 2, 28)) == 12


@given(diaries)
def test_columns_hold_what_the_points_say(ratings):
    days = daily_points(ratings)
    assert Days.of(days) == days
    assert [days[place] for place in range(len(days))] == list(days)
    assert all(isinstance(part, (date, int, bool)) for point in days for part in point)
    start, end = date(2026, 2, 1), date(2026, 3, 1)
    assert list(days.between(start, end)) == [p for p in days if start <= p.on <= end]
    assert not days.between(end, start)
    assert [p for part in days.cut_at(days.places_after_gaps(14)) for p in part] == list(days)
