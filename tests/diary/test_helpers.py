"""A helper logs about somebody else, and the patient sees what they entered."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.care import actions as care
from apps.diary import actions

# The keyboard and the words of a note are the helper's own.
TO_THE_PATIENT = re.compile(
    r"\b(your(?! keyboard| own words)|my|mine)\b|\byou (said|were|have added)\b|\bI am\b",
    re.IGNORECASE,
)


def entered(cast):
    """Return the address of what Mateo entered."""
    return reverse("diary:entered", args=[cast.rosa.consents.get().pk])


def main_of(answer) -> str:
    """Return the words of the page without its frame and what it may say of its device."""
    html = answer.content.decode().split("<main")[1].split("</main>")[0]
    html = re.sub(r"<template.*?</template>", " ", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


class TestWhatTheyEntered:
    """For the patient alone."""

    def test_day_part_value_and_the_way_to_the_day(self, cast):
        """Not what others entered; a correction says what it was."""
        cast.rate(7, code="left-foot")
        mine = cast.rate(5, by=cast.mateo)
        cast.rate(3, back=2, by=cast.mateo)
        actions.undo(by=cast.rosa.user, patient=cast.rosa, submission=mine.submission)
        answer = cast.client("rosa").get(entered(cast))
        said = main_of(answer)
        assert "What Mateo Delgado entered" in said
        assert said.count("Left hand") == 4  # each once more for those who hear the page
        assert "Left foot" not in said
        assert "Taken back. It does not count." in said
        day = reverse("diary:day", args=[cast.rosa.pk, cast.day(2).on.isoformat()])
        assert f'href="{day}"' in answer.content.decode()

    def test_a_day_that_can_no_longer_be_changed_leads_to_the_entry(self, cast):
        """Its page is closed."""
        old = cast.rate(5, by=cast.mateo)
        type(old).objects.filter(pk=old.pk).update(for_date=cast.day(40).on)
        html = cast.client("rosa").get(entered(cast)).content.decode()
        assert f'href="{reverse("diary:entry", args=[cast.rosa.pk, old.pk])}"' in html

    def test_nothing_yet_and_nobody_at_all(self, cast):
        """A helper who entered nothing, and an email that opens no account."""
        assert "Nothing yet." in main_of(cast.client("rosa").get(entered(cast)))
        consent = care.allow_helper(
            by=cast.rosa.user, patient=cast.rosa, email=cast.ben.email, name="Ben", link_to=str
        )
        page = cast.client("rosa").get(reverse("diary:entered", args=[consent.pk]))
        assert "Nothing yet." in main_of(page)

    def test_many_cost_what_few_cost(self, cast, known_settings):
        """Twenty on a page."""
        client, url = cast.client("rosa"), entered(cast)
        cast.rate(5, by=cast.mateo)
        with CaptureQueriesContext(connection) as few:
            client.get(url)
        for number in range(24):
            cast.rate(number % 11, back=number % 14, by=cast.mateo)
        with CaptureQueriesContext(connection) as many:
            html = client.get(url).content.decode()
        assert html.count('class="setting"') == 20
        assert len(many) == len(few)
        assert client.get(f"{url}?page=2").content.decode().count('class="setting"') == 5

    def test_it_is_reached_from_the_list_of_helpers(self, cast):
        """Also after the end, by its address: what they logged stays."""
        url = entered(cast)
        html = cast.client("rosa").get(reverse("care:helpers")).content.decode()
        assert f'href="{url}"' in html
        care.end_consent(by=cast.rosa.user, consent=cast.rosa.consents.get())
        assert cast.client("rosa").get(url).status_code == 200


@pytest.mark.parametrize("state", ["first", "same", "done"])
def test_no_page_of_a_helper_speaks_to_the_patient(cast, state):
    """By name instead."""
    client, today = cast.client("mateo"), cast.today().isoformat()
    if state != "first":
        cast.rate(5, back=1)
    pages = [
        reverse("diary:today", args=[cast.rosa.pk]),
        reverse("diary:days", args=[cast.rosa.pk]),
        reverse("diary:day", args=[cast.rosa.pk, today]),
        reverse("diary:choose-part", args=[cast.rosa.pk, today]),
        reverse("diary:rate", args=[cast.rosa.pk, today, cast.area().pk]),
        reverse("diary:rate", args=[cast.rosa.pk, cast.day(2).on.isoformat(), cast.area().pk]),
    ]
    if state == "done":
        entry = cast.rate(None, by=cast.mateo, submission=uuid.uuid4())
        pages.append(reverse("diary:saved", args=[cast.rosa.pk, entry.submission]))
        pages.append(reverse("diary:entry", args=[cast.rosa.pk, entry.pk]))
    for page in pages:
        said = main_of(client.get(page))
        assert not TO_THE_PATIENT.search(said), said
    assert "Left hand: how numb is it for Rosa today?" in main_of(client.get(pages[4]))
    assert "Days of Rosa" in main_of(client.get(pages[1]))


@pytest.mark.parametrize(("scale", "sentence"), [("numbers", "a number"), ("words5", "a word")])
def test_what_a_helper_forgot_is_said_about_the_part(cast, scale, sentence):
    """Not about "your left hand"."""
    cast.rosa.scale = scale
    cast.rosa.save(update_fields=["scale"])
    url = reverse("diary:rate", args=[cast.rosa.pk, cast.today().isoformat(), cast.area().pk])
    form = {"key": uuid.uuid4(), "gate": "no", "scale": scale}
    assert f"Left hand: choose {sentence}." in main_of(cast.client("mateo").post(url, form))
    own = main_of(cast.client("rosa").post(url, form))
    assert f"Choose {sentence} for your left hand." in own
