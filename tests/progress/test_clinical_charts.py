"""Pictures of clinical tests: measurement error, which way is better, what lies beyond a scale."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from apps.progress.points import Span, Stroke
from apps.progress.wording import pictures as words
from tests.progress import further
from tests.progress.made import ONSET, TODAY

pytestmark = pytest.mark.no_database

SPAN = Span(TODAY - timedelta(days=190), TODAY, (Stroke(ONSET),))
LEFT = further.overview_of([round(9 - 5 * n / 190) for n in range(191)], strokes=SPAN.strokes)
TEST = further.clinical_test(12, 20, 31)


def drawn_band(test):
    svg = further.result_of(test, SPAN).draw().decode()
    return re.search(r'<path id="mdc" d="([^"]*)"', svg)


def test_a_change_beyond_the_mdc_is_more_than_measurement_error():
    said = words.result_sentence(TEST)
    assert "a change of 19, more than measurement error (MDC 12.3, 50 people after stroke)" in said
    assert "within measurement error" in words.result_sentence(further.clinical_test(12, 24.3))
    assert drawn_band(TEST)


def test_without_a_published_mdc_nothing_is_said_of_change():
    test = further.clinical_test(12, 31, mdc=None)
    assert words.result_sentence(test) == (
        "31 on 7 May 2026. The first, on 8 March 2026: 12. 2 results."
    )
    assert not drawn_band(test)
    assert further.result_of(test, SPAN).labels(860).band == ""


@pytest.mark.parametrize("better", ["lower", "higher"])
def test_up_is_always_better(better):
    svg = further.result_of(further.clinical_test(5, 40, better=better), SPAN).draw().decode()
    path = re.search(r'<path id="results" d="([^"]*)"', svg)[1]
    heights = [float(y) for y in re.findall(r"M ?[\d.]+ ([\d.]+)", path)]
    assert (heights[0] < heights[1]) == (better == "lower")


def test_not_felt_lies_beyond_the_scale_and_is_not_subtracted():
    test = further.clinical_test(9, 6.1, 4.31, better="lower", low=1.65, high=6.65, mdc=0.5)
    first = test.results[0]._replace(label="Not felt")
    test = replace(test, results=(first, *test.results[1:]))
    labels = further.result_of(test, SPAN).labels(860)
    assert labels.beyond == "Not felt"
    assert test.comparable is None
    assert "error" not in labels.description
    assert not drawn_band(test)


def test_ordinal_codes_are_named_and_never_subtracted():
    levels = tuple(enumerate(("0", "1", "1+", "2", "3", "4")))
    test = further.clinical_test(3, 2, better="lower", high=5, ordinal=True, levels=levels, mdc=1)
    test = replace(
        test, results=tuple(r._replace(label=levels[int(r.value)][1]) for r in test.results)
    )
    assert "error" not in words.result_sentence(test)
    texts = further.texts_of(further.result_of(test, SPAN).draw())
    assert {"0", "1", "1+", "2", "3", "4"} <= set(texts)
    assert words.results_table(test).rows == (("7 May 2026", "1+"), ("8 March 2026", "2"))


def test_ratings_and_test_share_their_dates():
    texts = further.texts_of(further.ratings_and_test_of(LEFT, TEST).draw())
    assert texts.count("Jan 26") == 1
    assert {"Left hand: weekly middle score", "EmNSA, left arm (points)"} <= set(texts)
