"""Ranges and steps, markings, places: what holds for every number."""

import csv
import io
import re
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from apps.assessments.catalogue import instrument_rows
from apps.assessments.markings import MARKINGS, marking_of
from apps.assessments.places import PLACES, side_of
from apps.assessments.spreadsheet import as_csv, harmless
from apps.assessments.versions import Range, version_data, version_from
from apps.assessments.wording import number_problem

pytestmark = pytest.mark.no_database
VERSIONS = [version_from(data) for row in instrument_rows() for data in row["versions"]]
SCALES = [version.range for version in VERSIONS]
SCALES += [part.range for version in VERSIONS for part in version.parts]
HUNDREDTHS = st.decimals(-2000, 2000, places=2)


@given(st.sampled_from(SCALES), st.integers(0, 100_000))
def test_every_step_from_low_to_high_is_taken(scale: Range, number: int):
    step = scale.step or Decimal("0.01")
    high = Decimal(1000) if scale.high is None else scale.high
    steps = int((high - scale.low) / step)
    assert number_problem("Result", scale, scale.low + number % (steps + 1) * step) == ""


@given(st.sampled_from(SCALES), HUNDREDTHS)
def test_a_number_is_taken_or_gets_a_sentence(scale: Range, value: Decimal):
    inside = scale.low <= value <= (1000 if scale.high is None else scale.high)
    sentence = number_problem("Result", scale, value)
    if not inside:
        assert "type a number from" in sentence
    elif (value - scale.low) % (scale.step or Decimal("0.01")):
        below, above = scale.neighbours(value)
        assert below < value < above
        assert scale.fits_step(below)
        assert scale.fits_step(above)
        assert "in steps of" in sentence
    else:
        assert sentence == ""


@given(st.sampled_from(SCALES), HUNDREDTHS)
def test_what_is_finer_than_a_hundredth_is_never_taken(scale: Range, value: Decimal):
    assert number_problem("Result", scale, value + Decimal("0.001"))


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.code or "only")
def test_a_version_survives_the_database(version):
    assert version_from(version_data(version)) == version
    assert version.places
    assert set(version.places) <= set(PLACES)


def test_markings_are_the_20_of_the_table():
    sizes = [one.size for one in MARKINGS.values()]
    assert len(sizes) == 20
    assert sizes == sorted(sizes)
    forces = [one.force for one in MARKINGS.values()]
    assert forces == sorted(forces)
    assert marking_of(Decimal("3.61")).force == Decimal("0.4")
    assert str(marking_of(Decimal("2.83")).category) == "normal"
    assert marking_of(Decimal("3.6")) is None


def test_sides():
    assert [side_of(place) for place in ("left-hand", "right-palm", "whole")] == [
        "left",
        "right",
        "",
    ]


SIGNS = st.text(st.sampled_from("=+-@＝＋ab1 ,;\t\n\r\"'\u00a0\u3000\ufeff，；"))


@given(st.text() | SIGNS)
@example("\r=")
@example(" \t=1")
def test_no_cell_is_a_formula(text: str):
    """However a spreadsheet cuts the line; without the apostrophes the text is as it was."""
    for piece in re.split("[,;，；\t\r\n]", harmless(text)):
        start = unicodedata.normalize("NFKC", piece.lstrip(' \u00a0\u3000\ufeff"'))
        assert not start.startswith(("=", "+", "-", "@"))
    assert not harmless(text).lstrip(" ").startswith(("\t", "\r", "\n"))
    assert harmless(text).replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("\u00a0=1", "\u00a0'=1"),
        ("＝1", "'＝1"),
        ("x;=HYPERLINK(1)", "x;'=HYPERLINK(1)"),
        ("6 - 4, better", "6 - 4, better"),
        ("", ""),
    ],
)
def test_an_apostrophe_stands_where_a_formula_would(typed, kept):
    assert harmless(typed) == kept


@given(st.text())
def test_a_cell_is_read_as_it_was_written(text: str):
    """With separators, quotes and ends of lines in it, in both kinds of file."""
    for with_commas in (False, True):
        file = as_csv(["note", "value"], [[text, Decimal("0.50")]], with_commas=with_commas)
        separator, number = (";", "0,5") if with_commas else (",", "0.5")
        rows = csv.reader(io.StringIO(file.removeprefix("\ufeff"), newline=""), delimiter=separator)
        assert list(rows)[1] == [harmless(text), number]
