"""What a helper reads speaks of the patient, by name, and never to the patient."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from apps.progress.statistics import overview
from apps.progress.wording import message, summary
from tests.progress.test_trend_words import FALLING, LESS, LEVEL, STEADY, UNKNOWN
from tests.progress.test_wording import half_a_year

TO_THE_PATIENT = re.compile(r"\b(you|your|my|mine|I)\b", re.IGNORECASE)


@pytest.mark.no_database
def test_the_one_line_names_the_part():
    assert message(FALLING, LESS, "helper") == "Left hand: more feeling than in November."
    assert message(LEVEL, STEADY, "helper") == "Left hand: about the same feeling for 8 weeks."
    few = replace(UNKNOWN, solid_weeks=3)
    for trend in (LESS, STEADY, UNKNOWN, few, replace(LESS, verdict="more numb")):
        for numbers in (FALLING, LEVEL, overview(replace(LEVEL.timeline, measure="tingling"))):
            assert not TO_THE_PATIENT.search(message(numbers, trend, "helper"))


@pytest.mark.no_database
def test_the_sentences_are_plain_and_about_somebody_else():
    said = summary(half_a_year(), "helper")
    assert said.startswith("Left hand: ")
    assert "weeks after" not in said  # as plain as the patient's own
    assert not TO_THE_PATIENT.search(said)
    tingling = replace(half_a_year().timeline, measure="tingling")
    assert not TO_THE_PATIENT.search(summary(overview(tingling), "helper"))


@pytest.mark.parametrize("name", ["progress", "treatment", "numbers"])
def test_no_page_of_a_helper_says_your(cast, name):
    """From none to all ratings that can be given; the name of the patient stands on Progress."""
    url = reverse(f"progress:{name}", args=[cast.rosa.pk])
    for days in (0, 1, 15):
        for back in range(days):
            cast.rate(5, back=back)
        html = cast.client("mateo").get(url, {"range": "all"}).content.decode()
        main = html.split("<main")[1].split("</main>")[0]
        # What waits on the device is what the helper typed: of that it says "your answers".
        main = re.sub(r"<template.*?</template>|<[^>]+>", " ", main, flags=re.DOTALL)
        assert not TO_THE_PATIENT.search(main), TO_THE_PATIENT.search(main)
        if name == "progress":
            assert "Progress of Rosa Delgado" in html


def test_the_patient_still_reads_of_themselves(cast):
    cast.rate(5)
    html = cast.client("rosa").get(reverse("progress:progress", args=[cast.rosa.pk]))
    assert "My progress" in html.content.decode()
