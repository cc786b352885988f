"""The pages of the diary: what they offer to take back, and what they show."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from apps.diary import access, actions
from apps.diary.actions import Day


def test_undo_takes_back_what_was_saved_last(cast):
    """Also when that was one more answer about a part that others were rated after."""
    cast.rate(4)
    foot = cast.rate(3, code="left-foot")
    evening = cast.rate(6)
    assert access.today_of(cast.rosa, cast.today()).newest == evening
    client = cast.client("rosa")
    page = client.get(reverse("diary:today", args=[cast.rosa.pk])).text
    assert reverse("diary:undo", args=[cast.rosa.pk, evening.submission]) in page
    assert str(foot.submission) not in page


def test_what_changed_shows_pins_and_needles_too(cast):
    """Somebody may correct these alone."""
    entry = cast.rate(0, tingling=9)
    new = actions.correct_entry(
        by=cast.rosa.user,
        entry=entry,
        day=cast.day(),
        submission=uuid.uuid4(),
        numbness=0,
        tingling=0,
        note="",
    )
    page = cast.client("rosa").get(reverse("diary:entry", args=[cast.rosa.pk, new.pk])).text
    assert "Pins and needles: 0." in page
    assert "Pins and needles: 9." in page


def rated_before(cast, back: int):
    """Rosa rated her hand on that day itself."""
    on = cast.today() - timedelta(days=back)
    day = Day(on=on, zone=cast.rosa.zone, today=on)
    return actions.rate_day(
        by=cast.rosa.user,
        patient=cast.rosa,
        area=cast.area(),
        day=day,
        submission=uuid.uuid4(),
        numbness=5,
    )


@pytest.mark.parametrize("back", [14, 15])
def test_an_old_day_offers_nothing_that_is_refused(cast, back):
    """Every link of its pages leads somewhere; from day 15 on they say why nothing can change."""
    entry = rated_before(cast, back)
    client = cast.client("rosa")
    for route, key in (("diary:entry", entry.pk), ("diary:saved", entry.submission)):
        page = client.get(reverse(route, args=[cast.rosa.pk, key])).text
        main = page.split("<main")[1].split("</main>")[0]
        for link in re.findall(r'href="(/[^"]+)"', page.split("<body")[1]):
            if not link.startswith("/static/"):
                assert client.get(link).status_code in (200, 302), (route, link)
        assert ("You can no longer change it here." in main) == (back == 15)
        assert ("/undo/" in main or "?entry=" in main) == (back == 14)


def test_what_was_taken_back_or_changed_says_so(cast):
    """On the page of the row itself."""
    first = cast.rate(5)
    new = actions.correct_entry(
        by=cast.rosa.user,
        entry=first,
        day=cast.day(),
        submission=uuid.uuid4(),
        numbness=4,
        tingling=None,
        note="",
    )
    client = cast.client("rosa")

    def page(entry) -> str:
        return client.get(reverse("diary:entry", args=[cast.rosa.pk, entry.pk])).text

    assert "Changed later. It does not count." in page(first)
    assert "does not count" not in page(new)
    actions.undo(by=cast.rosa.user, patient=cast.rosa, submission=new.submission)
    assert "Taken back. It does not count." in page(new)
    assert "does not count" not in page(first)
