"""`manage.py analyse`: what it accepts, what it prints, and what it says is wrong."""

import json
import subprocess
import sys

import pytest
from django.core.management import CommandError

from tests.progress.tables import analysed, csv_of, run
from tests.server import ROOT

pytestmark = pytest.mark.no_database

FALLING = [9 - day // 14 for day in range(84)]


def refused(content):
    with pytest.raises(CommandError) as refusal:
        run(content)
    return str(refusal.value).splitlines()


def test_the_keys_are_those_agreed():
    found = analysed(range(84), FALLING, ["A"] * 40 + ["B"] * 44)
    assert list(found) == ["n", "coverage", "theil_sen", "mann_kendall", "verdict", "phases"]
    assert list(found["theil_sen"]) == [
        *("slope_per_day", "slope_per_4_weeks", "intercept"),
        *("interval_95", "interval_95_adjusted"),
    ]
    assert list(found["mann_kendall"]) == ["s", "var_s", "z", "p"]
    assert list(found["phases"]) == [
        *("medians", "n", "nap", "nap_interval_95", "tau", "tau_baseline_corrected"),
    ]
    assert (found["n"], found["coverage"], found["verdict"]) == (84, 1, "getting less numb")
    assert list(found["phases"]["n"]) == ["A", "B"]


@pytest.mark.parametrize(
    ("better", "falling", "rising"),
    [
        ("lower", "getting less numb", "getting more numb"),
        ("higher", "getting worse", "getting better"),
    ],
)
def test_the_verdict_knows_which_way_is_better(better, falling, rising):
    assert analysed(range(84), FALLING, better=better)["verdict"] == falling
    assert analysed(range(84), FALLING[::-1], better=better)["verdict"] == rising


def test_blank_is_not_rated_and_zero_is():
    found = analysed(["2026-01-01", "2026-01-02", "2026-01-04", "2026-01-10"], [0, None, 0, None])
    assert (found["n"], found["coverage"]) == (2, 0.2)
    assert found["theil_sen"]["slope_per_day"] == 0


@pytest.mark.parametrize("values", [[None], [4]])
def test_what_cannot_be_computed_is_null(values):
    found = analysed(["2026-01-01"], values)
    assert set(map(str, found["theil_sen"].values())) == {"None", "[None, None]"}
    assert set(found["mann_kendall"].values()) == {None}
    assert found["verdict"] == "can't tell yet"


def test_the_intercept_is_on_the_first_rows_day_or_on_day_0():
    assert analysed(["2026-01-03", "2026-01-04"], [5, 4])["theil_sen"]["intercept"] == 5
    assert analysed([2, 3], [5, 4])["theil_sen"]["intercept"] == 7


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffdate,value\r\n1,4\r\n\r\n2,5\r\n",
        "Value;Date\n4;1\n5,0;2\n",
        "date\tvalue\tphase\n1\t4\n2\t5\t\n",
        'date,value\r1,"4"\r2, 5 \r',
    ],
)
def test_tables_of_many_programs_are_read(content):
    found = json.loads(run(content, "--json"))
    assert (found["n"], found["theil_sen"]["slope_per_day"]) == (2, 1)


def test_every_bad_cell_gets_its_place_and_what_to_write():
    assert refused("date,value\n2026-01-01,nan\n2026-02-30,4\n5,inf\n,1,x\n") == [
        "Line 2, column 2 (value): write a number such as 4 or 3.5 instead of 'nan',"
        " or nothing where there was no rating.",
        "Line 3, column 1 (date): '2026-02-30' is not in the calendar: write a day that exists.",
        "Line 4, column 1 (date): write a date such as 2026-03-14 instead of '5',"
        " as in the rows above.",
        "Line 4, column 2 (value): write a number such as 4 or 3.5 instead of 'inf',"
        " or nothing where there was no rating.",
        "Line 5, column 3: leave out 'x', the header names 2 columns.",
        "Line 5, column 1 (date): write the day: a date such as 2026-03-14, or a number of days.",
    ]


def test_of_very_many_bad_cells_the_first_are_named():
    assert len(refused("date,value\n" + "1,x\n" * 20)) == 20
    found = refused("date,value\n" + "1,x\n" * 21)
    assert (len(found), found[-1]) == (21, "There is more: these are the first 20.")


def test_a_bad_first_day_puts_no_blame_on_the_good_ones_below_it():
    assert refused("date,value\n14.03.2026,4\n2026-03-15,4\n12,4\n") == [
        "Line 2, column 1 (date): write a date such as 2026-03-14, or a number of days such as 12,"
        " instead of '14.03.2026'.",
        "Line 4, column 1 (date): write a date such as 2026-03-14 instead of '12',"
        " as in the rows above.",
    ]


def test_a_day_that_no_number_of_days_can_be_does_not_ask_for_more_of_its_kind():
    """The rows below it were asked for a number of days."""
    assert refused("date,value\n20260314,4\n2026-03-15,4\n") == [
        "Line 2, column 1 (date): write a date such as 2026-03-14, or a number of days such as 12,"
        " instead of '20260314'."
    ]


def test_a_decimal_comma_leaves_the_names_of_phases_alone():
    said = json.loads(run("date;value;phase\n1;4,5;Home, alone\n2;3;Clinic\n", "--json"))
    assert said["phases"]["medians"] == {"Home, alone": 4.5, "Clinic": 3}


def test_a_pair_of_days_has_no_negative_zero():
    assert "z 0, p 1." in run("date,value\n1,5\n2,4\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "The file is empty"),
        ("date,value\n", "no rows"),
        ("day,score\n1,2\n", "Line 1 is 'day,score': the first line must name the columns"),
        ("\n\n1,2\n3,4\n", "Line 3 is '1,2': the first line must name the columns"),
        ("date,value,note\n1,2,a\n", "date,value or date,value,phase, and no others"),
        ("date,value,phase\n1,2,A\n2,2,B\n3,2,C\n", "There are 3 phases"),
        ("date,value\n" + "1,2\n" * 100_001, "more than 100,000 rows"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not plain text"),
        (b"date,value\n1,2\0\n", "not plain text"),
        ("date,value\n1,1e400\n", "write a number"),
        ("date,value\n1,\u0664\n", "write a number"),
        ("date,value\n1e9,4\n", "number of days such as 12"),
        ('date,value\n1,"4\n', "write a second quotation mark"),
    ],
)
def test_a_table_that_is_none_gets_a_sentence(content, said):
    assert said in refused(content)[0]


def test_a_missing_file_gets_a_sentence():
    from django.core.management import call_command

    with pytest.raises(CommandError, match=r"cannot be read \(No such file.*write the path"):
        call_command("analyse", "no-such-file.csv")


def test_it_reads_standard_input_and_needs_no_database():
    done = subprocess.run(
        [sys.executable, "manage.py", "analyse", "-", "--json"],
        cwd=ROOT,
        env={"ENVIRONMENT": "test", "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"},
        input=csv_of(range(84), FALLING).encode(),
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["verdict"] == "getting less numb"


def test_words_say_what_json_says():
    said = run(csv_of(range(84), FALLING, ["A"] * 40 + ["B"] * 44))
    assert "Measurements: 84, on 100% of the days. Lower is better." in said
    assert "Verdict: getting less numb." in said
    assert "Differences in time, not proof of cause." in said
    assert "No line" in run("date,value\n1,4\n")


def test_the_name_of_a_phase_can_steer_no_terminal():
    """A table from somebody else named a phase so that the screen was cleared."""
    said = run(csv_of(range(84), FALLING, ["\x1b[2Jbefore"] * 40 + ["\u202eafter"] * 44))
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "before" in said


def test_days_too_small_to_be_told_apart_are_refused():
    """Their squares are 0, by which the slope was divided."""
    assert "write a date" in refused("date,value\n1e-300,1\n2e-300,2\n")[0]
    assert analysed([0, "1e-6", "2e-6"], [1, 2, 3])["theil_sen"]["slope_per_day"] == 1e6
