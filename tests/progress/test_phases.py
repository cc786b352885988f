"""Two phases beside each other, and change against measurement error."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.progress.points import DayPoint, Days, Phase
from apps.progress.statistics import (
    compare_phases,
    exceeds_mdc,
    nap,
    overlap,
    reliable_change,
    tau_corrected,
)

pytestmark = pytest.mark.no_database

MONDAY = date(2026, 1, 5)
values = st.lists(st.integers(0, 10), min_size=1, max_size=25)


def points(weeks):
    """Seven days of each weekly score; None is a week without ratings."""
    return Days.of(
        DayPoint(MONDAY + timedelta(days=7 * week + day), score, False)
        for week, score in enumerate(weeks)
        for day in range(7)
        if score is not None
    )


def compared(weeks, cut, end=None):
    turn = MONDAY + timedelta(days=7 * cut)
    last = end or MONDAY + timedelta(days=7 * len(weeks) - 1)
    before = Phase("Before", "no treatment", MONDAY, turn - timedelta(days=1))
    return compare_phases(points(weeks), before, Phase("Block", "treatment", turn, None), last)


def test_phases_are_compared_week_by_week():
    found = compared([8, 7, 8, 7, 8, 6, 5, 6, 5, 5], 5)
    assert (found.earlier.median, found.later.median) == (8, 5)
    assert found.earlier.weeks[0] == MONDAY
    assert (found.later.rated_days, found.later.days) == (35, 35)
    assert found.overlap.nap == 1
    assert found.overlap.interval == pytest.approx((0.642703, 1), abs=1e-5)
    assert (found.overlap.tau, found.overlap.tau_corrected) == (1, None)


def test_with_four_weeks_nothing_is_compared():
    assert compared([8, 7, 8, 7, 6, 5, 6, 5, 5], 4).overlap is None
    empty = compared([None] * 10, 5)
    assert (empty.earlier.median, empty.earlier.rated_days, empty.overlap) == (None, 0, None)


def test_a_week_in_both_phases_counts_for_neither():
    turn = MONDAY + timedelta(days=38)
    before = Phase("Before", "no treatment", MONDAY, turn - timedelta(days=1))
    later = Phase("Block", "treatment", turn, None)
    found = compare_phases(points([5] * 11), before, later, MONDAY + timedelta(days=76))
    assert (len(found.earlier.weeks), len(found.later.weeks)) == (5, 5)


def test_a_phase_that_has_not_begun_has_no_days():
    found = compared([5] * 10, 5, end=MONDAY + timedelta(days=20))
    assert (found.later.days, found.later.rated_days, found.later.median) == (0, 0, None)


def test_a_falling_baseline_is_taken_out():
    found = compared([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 5)
    assert (found.overlap.nap, found.overlap.tau_corrected) == (1, 0)


@given(values, values)
def test_swapped_phases_and_turned_scales_swap_nap(before, after):
    found = nap(before, after, "lower")
    for other in (
        nap(after, before, "lower"),
        nap(before, after, "higher"),
        nap([10 - v for v in before], [10 - v for v in after], "lower"),
    ):
        assert other.nap == pytest.approx(1 - found.nap)
        low, high = other.interval
        assert (low, high) == pytest.approx((1 - found.interval.high, 1 - found.interval.low))
    assert 0 <= found.interval.low <= found.nap <= found.interval.high <= 1
    assert found.tau == 2 * found.nap - 1


@given(values, values)
def test_nap_counts_every_pair(before, after):
    won = [(a < b) + (a == b) / 2 for b in before for a in after]
    assert nap(before, after, "lower").nap == pytest.approx(np.mean(won))


def test_empty_phases_have_no_overlap():
    assert overlap([], [1]) is None
    assert overlap([1], []) is None
    assert tau_corrected(([1], [4]), ([2], [3]), "lower") is None


def test_change_beyond_measurement_error():
    assert exceeds_mdc(20, 33, 12.3)
    assert exceeds_mdc(33, 20, 12.3)
    assert not exceeds_mdc(20, 32.3, 12.3 + 1e-9)
    assert not reliable_change(40, 41, 7.5, 0.8).is_reliable
    with pytest.raises(ValueError, match="above 0"):
        reliable_change(40, 41, 0, 0.8)
