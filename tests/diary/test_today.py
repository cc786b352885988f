"""The Today page: what it offers to take back."""

from django.urls import reverse

from apps.diary import access


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
