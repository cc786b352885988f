"""The model of a diary: the same for a seed, within its bounds, with the habits it claims."""

import statistics
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.demo.model import (
    DAY_TO_DAY,
    MOST_SAME_IN_A_ROW,
    SATURDAY,
    Curve,
    DiaryDay,
    Feeling,
    Gap,
    Habits,
    Shift,
    deviations,
    seeded,
    write_diary,
)

pytestmark = pytest.mark.no_database

FIRST, LAST = date(2021, 1, 4), date(2025, 12, 29)
HAND = Feeling(Curve(9, 2, 200), tingling=Curve(1, 5, 300))
FOOT = Feeling(Curve(6, 0, 150))
ILL = Gap(on=300, days=20)


def five_years(seed: int = 1, **habits) -> list[DiaryDay]:
    return write_diary(
        (HAND, FOOT),
        Habits(gaps=(ILL,), **habits),
        first=FIRST,
        last=LAST,
        rng=seeded(seed),
        ending=(2, 0),
    )


@pytest.fixture(scope="module")
def diary() -> list[DiaryDay]:
    return five_years()


def test_same_seed_same_diary(diary):
    assert five_years() == diary


def test_another_seed_another_diary(diary):
    assert five_years(seed=2) != diary


@given(
    seed=st.integers(0, 10_000),
    first=st.floats(-3, 13),
    plateau=st.floats(-3, 13),
    jump=st.floats(-5, 9),
)
def test_every_number_is_a_whole_rung_or_blank(seed, first, plateau, jump):
    curve = Curve(first, plateau, 40, shifts=(Shift(on=30, points=jump, lasting=jump / 2),))
    days = write_diary(
        (Feeling(curve, curve),),
        Habits(unsure=0.1),
        first=FIRST,
        last=FIRST + timedelta(days=60),
        rng=seeded(seed),
        ending=(3,),
    )
    for day in days:
        for answer in day.answers:
            assert (answer.numbness is None) == (answer.method == "skipped")
            for score in (answer.numbness, answer.tingling):
                assert score is None or (type(score) is int and 0 <= score <= 10)


def test_zero_and_blank_both_occur_and_differ(diary):
    foot = Counter(day.answers[1].numbness for day in diary)
    tingling = Counter(day.answers[0].tingling for day in diary)
    assert foot[0] > 100
    assert foot[None] > 0
    assert tingling[0] > 0
    assert tingling[None] > 0


def test_days_are_in_order_and_never_twice(diary):
    dates = [day.on for day in diary]
    assert dates == sorted(set(dates))
    assert (dates[0], dates[-1]) == (FIRST, LAST)


def test_last_day_is_as_told_and_rated(diary):
    assert [answer.numbness for answer in diary[-1].answers] == [2, 0]
    assert {answer.method for answer in diary[-1].answers} == {"rated"}


def test_good_and_bad_days_come_in_runs():
    drawn = deviations(20_000, seeded(5))
    assert statistics.pstdev(drawn) == pytest.approx(DAY_TO_DAY, rel=0.05)
    assert 0.4 < statistics.correlation(drawn[1:], drawn[:-1]) < 0.5


def test_written_numbers_still_vary_from_day_to_day_as_people_do():
    """Without "same", rounding is all that comes between what is felt and what is written."""
    days = write_diary(
        (Feeling(Curve(5, 5, 1)),),
        Habits(weekday=1, weekend=1, same=0, unsure=0, lost_per_year=0),
        first=FIRST,
        last=LAST,
        rng=seeded(3),
        ending=(5,),
    )
    scores = [day.answers[0].numbness for day in days]
    assert len(scores) == (LAST - FIRST).days + 1
    assert 0.3 < statistics.correlation(scores[1:], scores[:-1]) < 0.6


def test_weekends_have_fewer_entries():
    days = [day for seed in range(1, 6) for day in five_years(seed=seed)]
    logged = Counter(day.on.weekday() >= SATURDAY for day in days)
    weekdays, weekends = logged[False] / 5, logged[True] / 2
    assert 0.7 < weekends / weekdays < 0.82


def test_later_years_have_fewer_entries(diary):
    logged = Counter(day.on.year for day in diary)
    assert logged[2025] < logged[2022]


def test_an_illness_is_an_empty_stretch(diary):
    ill = {FIRST + timedelta(days=ILL.on + day) for day in range(ILL.days)}
    assert not ill & {day.on for day in diary}


def test_single_days_are_missing_too(diary):
    steps = Counter(
        (after.on - before.on).days for before, after in zip(diary, diary[1:], strict=False)
    )
    assert steps[2] > 50


def test_about_half_of_the_days_are_the_same_once_stable(diary):
    stable = [day for day in diary if day.on.year >= 2023]
    assert 0.4 < sum(day.is_same for day in stable) / len(stable) < 0.6


def test_same_repeats_the_last_numbers(diary):
    last = {}
    for day in diary:
        for area, answer in enumerate(day.answers):
            if answer.method == "same":
                assert (answer.numbness, answer.tingling) == last[area]
            if answer.numbness is not None:
                last[area] = (answer.numbness, answer.tingling)


def test_never_seven_same_days_in_a_row():
    row = most = 0
    for day in five_years(same=1.0):
        row = row + 1 if day.is_same else 0
        most = max(most, row)
    assert most == MOST_SAME_IN_A_ROW


def test_some_days_are_filled_in_later(diary):
    assert 0.02 < sum(day.is_late for day in diary) / len(diary) < 0.07


def test_level_approaches_its_plateau():
    curve = Curve(first=9, plateau=3, days=100)
    assert curve.at(0) == 9
    assert curve.at(100) == pytest.approx(3 + 6 / 2.71828, abs=0.001)
    assert curve.at(5000) == pytest.approx(3)


def test_second_stroke_is_a_jump_of_which_a_part_stays():
    curve = Curve(3, 3, 100, shifts=(Shift(on=50, points=4, lasting=1),))
    assert curve.at(49) == 3
    assert curve.at(50) == 7
    assert curve.at(5000) == pytest.approx(4)


def test_tingling_rises_while_numbness_falls(diary):
    def mean(days, score):
        values = [value for day in days if (value := score(day.answers[0])) is not None]
        return statistics.mean(values)

    early = [day for day in diary if day.on.year == 2021]
    late = [day for day in diary if day.on.year == 2024]
    assert mean(late, lambda one: one.numbness) < mean(early, lambda one: one.numbness) - 2
    assert mean(late, lambda one: one.tingling) > mean(early, lambda one: one.tingling) + 2
