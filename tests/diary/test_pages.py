"""The pages of the diary: what they offer to take back, and what they show."""

import uuid

from django.urls import reverse

from apps.diary import access, actions


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
