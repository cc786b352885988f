"""Published figures, to their printed digits, through the functions and through the command."""

import json
from itertools import combinations, permutations
from pathlib import Path

import numpy as np
import pytest
from django.core.exceptions import ValidationError
from scipy.special import ndtri

from apps.progress.statistics import (
    mann_kendall,
    mdc_from_sem,
    mean_reliability,
    nap,
    nap_errors,
    newcombe_interval,
    reliable_change,
    sem_from_mdc,
    tau_corrected,
    tau_u,
    theil_sen,
)
from apps.progress.statistics.kendall import variance_of_s
from apps.therapy.points import parse_needles
from tests.progress.tables import analysed

pytestmark = pytest.mark.no_database

EXAMPLES = {
    example["id"]: example
    for example in json.loads(
        (Path(__file__).parent / "worked_examples.json").read_text(encoding="utf-8")
    )["examples"]
}
NAPS = [name for name in EXAMPLES if name.startswith("nap") and "separation" not in name]


def example(name):
    found = EXAMPLES[name]
    return found["input"], found["expected"]


def numbers(values):
    return np.array(values, dtype=float)


def by_time(x, y):
    order = np.argsort(numbers(x), kind="stable")
    return numbers(x)[order], numbers(y)[order]


def phases_of(name):
    given, expected = example(name)
    better = "higher" if given["improvement"] == "increase" else "lower"
    return given["A"], given["B"], better, expected


@pytest.mark.parametrize("name", NAPS)
def test_nap_and_its_errors(name):
    before, after, better, expected = phases_of(name)
    found, errors = nap(before, after, better), nap_errors(before, after, better)
    assert (len(before), len(after)) == (expected["m"], expected["n"])
    assert found.better_pairs == expected.get("positive_pairs", found.better_pairs)
    assert found.tied_pairs == expected["tied_pairs"]
    made = [found.nap, found.tau, errors.unbiased, errors.hanley, errors.null, *found.interval]
    printed = [expected[key] for key in ("NAP", "Tau", "SE_unbiased", "SE_hanley", "SE_null")]
    assert made == pytest.approx([*printed, *expected["CI95_newcombe5"]], abs=1e-6)
    if "TauU" in expected:
        assert tau_u(before, after, better) == pytest.approx(expected["TauU"], abs=1e-6)


@pytest.mark.parametrize("name", NAPS)
def test_nap_through_the_command(name):
    before, after, better, expected = phases_of(name)
    values = [*before, *after]
    names = ["A"] * len(before) + ["B"] * len(after)
    found = analysed(range(1, len(values) + 1), values, names, better=better)["phases"]
    assert found["nap"] == pytest.approx(expected["NAP"], abs=1e-6)
    assert found["tau"] == pytest.approx(expected["Tau"], abs=1e-6)
    assert found["nap_interval_95"] == pytest.approx(expected["CI95_newcombe5"], abs=1e-6)
    assert found["n"] == {"A": expected["m"], "B": expected["n"]}
    if "Tau_BC" in expected:
        assert found["tau_baseline_corrected"] == pytest.approx(expected["Tau_BC"], abs=1e-6)


def test_other_figures_of_parker_and_colleagues():
    """PND, PAND, PEM and IRD are shown nowhere in the product: they are counted here."""
    before, after, better, expected = phases_of("nap_tau_parker_2011_ex1")
    found = nap(before, after, better)
    assert f"{2 * found.nap * 42 - 42:g}/42" == expected["Tau_exact"]
    assert f"{found.nap * 42:g}/42" == expected["NAP_exact"]
    made = {
        "PND": np.mean(numbers(after) > max(before)),
        "PEM": np.mean(numbers(after) > np.median(before)),
        "PAND": _most_kept(before, after) / 13,
    }
    made["IRD"] = 1 - (13 - _most_kept(before, after)) * 13 / (2 * 6 * 7)
    for name, value in made.items():
        assert value == pytest.approx(expected[name], abs=1e-6), name
    line = theil_sen(np.arange(1.0, 7), numbers(before))
    assert line.slope == pytest.approx(expected["baseline_theil_sen"]["slope"])
    assert line.intercept == pytest.approx(expected["baseline_theil_sen"]["intercept"])
    corrected = tau_corrected((range(1, 7), before), (range(7, 14), after), better)
    assert corrected == pytest.approx(expected["Tau_BC"], abs=1e-6)


def _most_kept(before, after):
    """The most values that can stay so that all later ones lie above all earlier ones."""
    cuts = {*before, *after}
    return max(sum(b <= cut for b in before) + sum(a > cut for a in after) for cut in cuts)


def test_interval_at_complete_separation():
    _, expected = example("nap_complete_separation_ci")
    for count in (5, 10, 14):
        low, high = newcombe_interval(1.0, count, count)
        assert low == pytest.approx(expected[f"lower95_m{count}n{count}"], abs=1e-5)
        assert high == 1
        other = newcombe_interval(0.0, count, count)
        assert other == pytest.approx((0, 1 - low))


def test_mann_kendall_of_the_epa():
    given, expected = example("mk_epa_qa_g9s")
    y = numbers(given["y"])
    found = mann_kendall(np.arange(1.0, 12), y)
    assert (found.s, found.var_s) == (expected["S"], pytest.approx(expected["var_S"], abs=1e-5))
    assert found.z == pytest.approx(expected["Z"], abs=1e-5)
    assert found.p == pytest.approx(expected["p_two_sided"], abs=1e-5)
    ties = np.unique(y, return_counts=True)[1]
    assert sorted(ties[ties > 1], reverse=True) == expected["tie_groups"]
    through = analysed(range(1, 12), given["y"])
    assert through["theil_sen"]["slope_per_day"] == expected["sen_slope"]
    assert through["mann_kendall"] == pytest.approx(found._asdict())


def test_theil_of_hollander_and_wolfe():
    """Both conventions of the intercept; ours is the first."""
    given, expected = example("theil_hollander_wolfe_9_1")
    x, y = numbers(given["x"]), numbers(given["y"])
    found = theil_sen(x, y)
    assert found.slope == pytest.approx(expected["slope"], abs=1e-6)
    assert found.intercept == pytest.approx(expected["intercept_median_of_y_minus_bx"], abs=1e-6)
    scipys = np.median(y) - found.slope * np.median(x)
    assert scipys == pytest.approx(expected["intercept_scipy_separate_medians"], abs=1e-6)
    c = mann_kendall(x, y).s
    assert c == expected["C"]
    assert c / 10 == expected["tau"]
    as_far = [abs(_kendall_s(order)) >= abs(c) for order in permutations(range(5))]
    assert np.mean(as_far) == pytest.approx(expected["p_exact_two_sided"], abs=1e-6)
    through = analysed(given["x"], given["y"])["theil_sen"]
    assert through["slope_per_day"] == found.slope
    assert through["intercept"] == found.intercept


def _kendall_s(order):
    return sum(1 if b > a else -1 for a, b in combinations(order, 2))


def test_theil_sen_with_irregular_and_tied_times():
    given, expected = example("theil_statpsych_irregular_x")
    found = theil_sen(*by_time(given["x"], given["y"]))
    assert found.slope == expected["slope"]
    assert found.interval == pytest.approx(expected["ci95"], abs=1e-6)
    through = analysed(given["x"], given["y"])["theil_sen"]
    assert through["slope_per_day"] == expected["slope"]
    assert through["interval_95"] == pytest.approx(expected["ci95"], abs=1e-6)


def test_reliable_change():
    given, expected = example("rci_jacobson_truax")
    found = reliable_change(given["pre"], given["post"], given["sd"], given["reliability"])
    made = (found.error, found.difference, found.index, found.least)
    printed = [expected[key] for key in ("SE", "Sdiff", "RCI", "min_reliable_change")]
    assert made == pytest.approx(printed, abs=1e-5)
    assert found.is_reliable is expected["reliable"]


def test_reliability_of_means():
    given, expected = example("spearman_brown_daily")
    for count, printed in expected.items():
        assert mean_reliability(given["single"], int(count)) == pytest.approx(printed, abs=1e-6)


def test_minimal_detectable_change():
    given, expected = example("mdc_from_sem")
    for name, mdc in given["MDC95"].items():
        assert sem_from_mdc(mdc) == pytest.approx(expected["SEM"][name], abs=1e-3)
        assert mdc_from_sem(sem_from_mdc(mdc)) == pytest.approx(mdc)


def test_check_digits():
    """The product stores no codes yet; the published ones are checked here."""
    _, expected = example("check_digits")
    assert all(map(_verhoeff_holds, expected["sct_valid"]))
    assert not any(map(_verhoeff_holds, expected["sct_invalid"]))
    assert all(map(_luhn_holds, expected["loinc_valid"]))
    assert not any(map(_luhn_holds, expected["loinc_invalid"]))


def _verhoeff_holds(code):
    turn = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
    check = 0
    for place, digit in enumerate(map(int, reversed(code))):
        for _ in range(place % 8):
            digit = turn[digit]
        check = _in_the_dihedral_group(check, digit)
    return check == 0


def _in_the_dihedral_group(a, b):
    if a < 5:
        return (a + b) % 5 + 5 * (b >= 5)
    return (a - b) % 5 + (0 if b >= 5 else 5)


def _luhn_holds(code):
    digits = [int(digit) for digit in reversed(code.replace("-", ""))]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + doubled) % 10 == 0


def test_acupuncture_points():
    _, expected = example("acupoint_validation")
    for typed in expected["valid"]:
        assert len(parse_needles(typed)) == 1, typed
    for typed in expected["invalid"]:
        with pytest.raises(ValidationError):
            parse_needles(typed)
    assert {typed: parse_needles(typed)[0].point for typed in expected["alias"]} == expected[
        "alias"
    ]


# --- Further published examples -------------------------------------------------------------
def test_sens_own_example():
    """Sen PK (1968), J. Am. Stat. Assoc. 63:1379-1389: slope 4, 93 % interval 3.71 to 4.38, as
    also in scipy's test_theilslopes (intercept 6 by the convention that is ours)."""
    x, y = numbers([1, 2, 3, 4, 10, 12, 18]), numbers([9, 15, 19, 20, 45, 55, 78])
    found = theil_sen(x, y, z=float(ndtri(0.965)))
    assert (found.slope, found.intercept) == (4, 6)
    assert found.interval == pytest.approx((3.71, 4.38), abs=0.005)
    through = analysed([1, 2, 3, 4, 10, 12, 18], [9, 15, 19, 20, 45, 55, 78])["theil_sen"]
    assert (through["slope_per_day"], through["intercept"]) == (4, 6)


def test_three_points_with_a_tie():
    """scipy's test_theilslopes: slope 0.5, intercept 0 by the convention that is ours."""
    found = theil_sen(numbers([0, 1, 2]), numbers([0, 1, 1]))
    assert (found.slope, found.intercept) == (0.5, 0)


def test_ties_in_both_as_kendall_has_them():
    """The variance of S with ties in both rankings, Kendall (1970): against every permutation."""
    x, y = [1, 1, 2, 3, 3], [0, 0, 4, 4, 9]
    every = [
        sum(
            np.sign(x[j] - x[i]) * np.sign(order[j] - order[i])
            for i, j in combinations(range(5), 2)
        )
        for order in permutations(y)
    ]
    assert variance_of_s(numbers(x), numbers(y)) == pytest.approx(np.var(every))
