"""Trends: the rules of the verdict, and what must (not) change them."""

import warnings
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.signal import lfilter

from apps.progress.points import NOTHING_KNOWN, DayPoint, Days
from apps.progress.statistics import adjusted_slope, slopes, smooth, theil_sen, trend_of
from apps.progress.statistics.trend import analyse
from tests.progress.tables import analysed

pytestmark = pytest.mark.no_database

MONDAY = date(2026, 1, 5)
START = MONDAY.toordinal() - 1

series = st.dictionaries(st.integers(0, 200), st.integers(0, 10), max_size=60).map(
    lambda found: tuple(sorted(found.items()))
)
tied = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 10)), min_size=2, max_size=40)


def arrays(pairs):
    return tuple(np.array([pair[place] for pair in pairs], dtype=float) for place in (0, 1))


def points(values, start=MONDAY):
    return Days.of(
        DayPoint(start + timedelta(days=n), value, False)
        for n, value in enumerate(values)
        if value is not None
    )


def verdict(values, later=0):
    return trend_of(points(values), MONDAY + timedelta(days=len(values) - 1 + later)).verdict


def seeded(days, slope=0.0, spread=0.8, seed=1):
    noise = np.random.default_rng(seed).normal(0, spread, days)
    return [int(v) for v in np.clip(np.rint(5 + slope * np.arange(days) + noise), 0, 10)]


# --- The verdict ----------------------------------------------------------------------------
def test_each_verdict():
    assert verdict(seeded(120, -0.02)) == "less numb"
    assert verdict(seeded(120, 0.02)) == "more numb"
    assert verdict(seeded(250)) == "steady"
    assert verdict(seeded(60, spread=2)) == "can't tell"


def test_a_verdict_needs_eight_solid_weeks():
    falling = [9, 9, 8, 8, 7, 7, 6, 6]
    assert verdict([score for score in falling for _ in range(7)]) == "less numb"
    assert verdict([score for score in falling[1:] for _ in range(7)]) == "can't tell"
    thin = [score for score in falling for score in [score] * 3 + [None] * 4]
    assert verdict(thin) == "can't tell"


def test_old_ratings_say_nothing_about_now():
    falling = seeded(119, -0.02)  # ends on a Sunday
    assert verdict(falling, later=14) == "less numb"
    assert verdict(falling, later=15) == "can't tell"


def test_the_same_score_for_eight_weeks_is_steady():
    for score in (0, 5, 10):
        assert verdict([score] * 56) == "steady"
    found = trend_of(points([0] * 56), MONDAY + timedelta(days=55))
    # Rounding can hide a change of less than one point over the whole time, and no more.
    assert found.recent_change == pytest.approx((-55 / 56, 55 / 56))


def test_a_bend_at_the_end_is_not_called_steady():
    level = seeded(200, spread=0.5)
    assert verdict(level) == "steady"
    assert verdict(level[:-42] + [score + 2 for score in level[-42:]]) != "steady"


def test_steady_is_seldom_said_of_a_fall_by_a_point_in_eight_weeks():
    """Half a year level, days alike (0.6), then 1 point less: the edge of what is steady."""
    random, called = np.random.default_rng(7), 0
    bend = np.concatenate([np.zeros(126), -np.arange(56) / 55])
    for _ in range(100):
        felt = lfilter([0.8], [1, -0.6], random.standard_normal(282))[100:]
        called += verdict([int(v) for v in np.clip(np.rint(5 + felt + bend), 0, 10)]) == "steady"
    assert called <= 8


def test_steady_needs_ratings_in_the_last_eight_weeks():
    few = [5] * 200 + [None] * 52 + [5] * 4 + [None] * 2  # one solid week
    assert verdict(few) == "can't tell"


def test_no_direction_against_the_last_eight_weeks():
    back = [9 - n // 30 for n in range(210)] + [2 + n // 9 for n in range(56)]
    whole = trend_of(points(back), MONDAY + timedelta(days=len(back) - 1))
    assert whole.adjusted.high < 0
    assert whole.verdict == "can't tell"


def test_rounding_does_not_hide_a_slow_fall():
    """Equal ratings keep Theil-Sen's slope at 0; as steps of the scale they show the fall."""
    found = trend_of(points(seeded(182, -0.25 / 28, 0.4, seed=3)), MONDAY + timedelta(days=181))
    assert found.interval.high == 0
    assert found.adjusted.low <= -0.25 / 28 <= found.adjusted.high < 0
    assert found.per_4_weeks == pytest.approx(-0.25, abs=0.1)


@pytest.mark.parametrize("values", [[], [4], [4, 4], [0, 10]])
def test_next_to_nothing_claims_nothing(values):
    found = trend_of(points(values), MONDAY + timedelta(days=30))
    assert (found.rated_days, found.verdict) == (len(values), "can't tell")
    if len(values) < 2:
        assert found.slope is found.per_4_weeks is None
        assert found.adjusted == found.recent_change == NOTHING_KNOWN


def test_fifteen_years_with_leap_days_in_time():
    values = seeded(5480, -0.0005)
    found = trend_of(points(values, date(2011, 2, 28)), date(2026, 3, 2))
    assert found.rated_days == 5480
    assert found.adjusted.low <= -0.0005 <= found.adjusted.high


def test_the_command_says_what_the_app_says():
    values = [None if n % 9 == 4 or 60 <= n < 80 else v for n, v in enumerate(seeded(273, -0.01))]
    days = [MONDAY + timedelta(days=n) for n in range(273)]
    found, trend = analysed(days, values), trend_of(points(values), days[-1])
    line = found["theil_sen"]
    assert line["slope_per_day"] == trend.slope
    assert line["intercept"] == trend.intercept
    assert line["interval_95"] == list(trend.interval)
    assert line["interval_95_adjusted"] == list(trend.adjusted)
    assert (found["n"], found["verdict"]) == (trend.rated_days, f"getting {trend.verdict}")


# --- Against scipy, and one way of counting against another -----------------------------------
@given(tied)
def test_theil_sen_is_scipys(pairs):
    x, y = arrays(sorted(pairs))
    found = theil_sen(x, y)
    assert (found is None) == (np.ptp(x) == 0)
    if found is None:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scipy's, on constant values
        slope, intercept, low, high = stats.theilslopes(y, x, method="joint")
    assert (found.slope, found.intercept) == pytest.approx((slope, intercept))
    if len(set(x)) == len(x):  # scipy leaves out what ties in both add to the variance,
        for ours, theirs in zip(found.interval, (low, high), strict=True):
            # and gives the outermost slope where the data bound nothing.
            assert not np.isfinite(ours) or ours == pytest.approx(theirs)


@settings(max_examples=40)
@given(tied, st.randoms(use_true_random=False))
def test_three_ways_to_the_same_slope(pairs, random):
    x, y = arrays(sorted(pairs))
    ways = [slopes._listed(x, y), slopes._searched(x, y)]
    if len(x) > 2 and slopes._fits_a_grid(x, y):
        ways.append(slopes._counted(x, y))
    assert len({way[:3] for way in ways}) == 1
    if ways[0].total:
        for rank in random.sample(range(ways[0].total), min(3, ways[0].total)):
            listed, *others = (way.at(rank) for way in ways)
            assert others == pytest.approx([listed] * len(others), rel=1e-9, abs=1e-12)


# --- What changes a result and what does not --------------------------------------------------
def results(pairs, end=200):
    x, y = arrays(pairs)
    return analyse(x + START, y, START + end).trend


def close(found, wanted, scale=1.0):
    """Ends agree to a hundredth of the interval's width, that is far below what is shown."""
    ends = [*found, *wanted]
    assert np.isfinite(found[0]) == np.isfinite(wanted[0])
    if all(map(np.isfinite, ends)):
        width = max(found[1] - found[0], wanted[1] - wanted[0])
        assert found == pytest.approx(wanted, abs=0.01 * width + 1e-9 * scale)


@given(series, st.integers(-100, 100))
def test_shifting_dates_by_weeks_changes_nothing(pairs, weeks):
    moved = tuple((day + 7 * weeks, value) for day, value in pairs)
    x, y = arrays(moved)
    shifted = analyse(x + START, y, START + 200 + 7 * weeks).trend
    before = results(pairs)
    assert (shifted.slope, shifted.verdict) == (before.slope, before.verdict)
    close(shifted.adjusted, before.adjusted)


@given(series, st.integers(-20, 20))
def test_adding_a_constant_moves_the_intercept_only(pairs, more):
    before, after = results(pairs), results([(day, value + more) for day, value in pairs])
    assert (after.slope, after.interval) == (before.slope, before.interval)
    close(after.adjusted, before.adjusted)
    if before.intercept is not None:
        assert after.intercept == pytest.approx(before.intercept + more)


@given(series)
def test_reversing_time_or_scores_turns_the_interval_round(pairs):
    before = results(pairs)
    for turned in (
        results(sorted((200 - day, value) for day, value in pairs)),
        results([(day, 10 - value) for day, value in pairs]),
    ):
        assert turned.rated_days == before.rated_days
        if before.slope is not None:
            assert turned.slope == pytest.approx(-before.slope)
        close(turned.interval, (-before.interval.high, -before.interval.low))
        close(turned.adjusted, (-before.adjusted.high, -before.adjusted.low))


@given(series, st.integers(2, 9))
def test_scaling_the_days_scales_the_slopes(pairs, times):
    x, y = arrays(pairs)
    before, after = adjusted_slope(x, y), adjusted_slope(x * times, y)
    close([end * times for end in after.interval], before.interval)


@given(series)
def test_an_interval_holds_its_estimate(pairs):
    found = results(pairs)
    if found.slope is not None:
        assert found.interval.low <= found.slope <= found.interval.high
        assert found.adjusted.low <= found.adjusted_slope <= found.adjusted.high


@settings(max_examples=150)
@given(series)
def test_any_diary_has_a_trend_and_a_smooth_line_without_a_warning(pairs):
    diary = Days.of(DayPoint(MONDAY + timedelta(days=day), value, False) for day, value in pairs)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        trend_of(diary, MONDAY + timedelta(days=200))
        lines = smooth(diary)
    assert [on for line in lines for on, _ in line] == [point.on for point in diary]
    assert all(0 <= height <= 10 for line in lines for _, height in line)


@settings(max_examples=60)
@given(st.permutations(range(30)))
def test_the_order_of_rows_changes_nothing(order):
    values = seeded(30)
    assert analysed(order, [values[day] for day in order]) == analysed(range(30), values)


@settings(max_examples=40)
@given(st.sets(st.integers(1, 29)))
def test_a_blank_row_says_no_more_than_no_row(blank):
    """Between the first day and the last, which both stay."""
    days = [day for day in range(31) if day not in blank]
    values = seeded(31)
    full = [values[day] if day in days else None for day in range(31)]
    assert analysed(range(31), full) == analysed(days, [values[day] for day in days])


@settings(max_examples=40)
@given(st.integers(1, 60))
def test_blank_days_at_the_end_change_the_coverage_and_no_slope(blank):
    values = seeded(60, -0.02)
    before, after = (
        analysed(range(60), values),
        analysed(range(60 + blank), values + [None] * blank),
    )
    assert after["theil_sen"] == before["theil_sen"]
    assert after["mann_kendall"] == before["mann_kendall"]
    assert after["coverage"] == pytest.approx(60 / (60 + blank))


@given(series, st.integers(-40, 40))
def test_shifting_dates_by_days_changes_no_slope(pairs, days):
    """It can change which weeks are solid, and so the verdict; never the line."""
    before, after = results(pairs), results([(day + days, value) for day, value in pairs], 400)
    assert (after.slope, after.interval) == (before.slope, before.interval)
    assert after.adjusted_slope == before.adjusted_slope
    close(after.adjusted, before.adjusted)


# --- The line for looking only ----------------------------------------------------------------
def test_a_smooth_line_is_cut_at_gaps_and_ignores_an_odd_day():
    level = [5] * 40
    level[20] = 10
    lines = smooth(points([*level, *[None] * 15, 3, *[None] * 15, *[2] * 20]))
    assert [len(line) for line in lines] == [40, 1, 20]
    assert dict(lines[0])[MONDAY + timedelta(days=20)] == pytest.approx(5, abs=0.05)
    assert lines[1] == [(MONDAY + timedelta(days=55), 3)]


def test_a_smooth_line_through_a_straight_one_is_straight():
    lines = smooth(points(list(range(10))))
    assert [height for _, height in lines[0]] == pytest.approx(list(range(10)))
