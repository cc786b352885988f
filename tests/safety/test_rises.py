"""A score well above the last days: every part is asked about, once, and no question is lost."""

import uuid

import pytest
from django.urls import reverse

from apps.diary import actions
from apps.diary.models import Entry
from apps.safety.addresses import signs_page
from tests.safety.test_checks import tick

PARTS = ("left-hand", "left-forearm", "left-foot")


@pytest.fixture
def usual_days(cast):
    """Rosa rated every part with 2 on the three days before yesterday."""
    for back in (2, 3, 4):
        for code in PARTS:
            cast.rate(2, back=back, code=code)


def asks(cast) -> str:
    """Return the address of the signs, asked about because of a rise."""
    return signs_page(cast.rosa.pk, "rise")


def save(cast, address: str, score: int, **form) -> str:
    """Send a rating; return where it leads."""
    sent = {"key": uuid.uuid4(), "numbness": score, "gate": "no"} | form
    return cast.client("rosa").post(address, sent)["Location"]


def page(cast, code: str = "left-hand", query: str = "", back: int = 0) -> str:
    """Return the address of the rating of one part."""
    args = [cast.rosa.pk, cast.day(back).on.isoformat(), cast.area(code).pk]
    return reverse("diary:rate", args=args) + query


def today_asks(cast) -> bool:
    """Return whether Today asks for a look at the signs."""
    shown = cast.client("rosa").get(reverse("diary:today", args=[cast.rosa.pk])).text
    return asks(cast) in shown


@pytest.mark.parametrize("high", [*PARTS, "all"])
def test_every_part_of_the_way_is_asked_about_at_its_end(cast, usual_days, high):
    """Whichever part it is; and not again once the signs are answered."""
    address, key = page(cast, query="?all"), uuid.uuid4()
    for code in PARTS:
        assert not address.endswith(asks(cast))
        address = save(cast, address, 6 if high in (code, "all") else 2, key=key)
    assert address.endswith(asks(cast))
    tick(cast, answer="no", cause="rise")
    assert not today_asks(cast)
    assert "/saved/" in save(
        cast, page(cast, "left-foot", "?entry=more"), 7 if high == "all" else 2
    )


def test_a_correction_on_the_way_is_asked_about(cast, usual_days):
    """Rosa goes back to the first part and says more."""
    key = uuid.uuid4()
    second = save(cast, page(cast, query="?all"), 2, key=key)
    base = Entry.objects.get(submission=key).pk
    assert save(cast, page(cast, query=f"?all&key={key}"), 7, base=base) == second
    assert save(cast, save(cast, second, 2, key=key), 2, key=key).endswith(asks(cast))


def test_whoever_leaves_the_way_is_asked_on_today(cast, usual_days):
    """Until the signs are answered; a save that follows leads there too."""
    save(cast, page(cast, query="?all"), 8)
    assert today_asks(cast)
    assert save(cast, page(cast, "left-foot"), 2).endswith(asks(cast))
    assert today_asks(cast)
    tick(cast, answer="no", cause="rise")
    assert not today_asks(cast)


def test_another_part_that_rises_later_is_asked_about(cast, usual_days):
    """The answer of the morning was given before it."""
    assert save(cast, page(cast), 8).endswith(asks(cast))
    tick(cast, answer="no", cause="rise")
    assert "/saved/" in save(cast, page(cast, query="?entry=more"), 9)
    assert save(cast, page(cast, "left-foot"), 8).endswith(asks(cast))


def again(cast, score: int) -> str:
    """Correct the score of the left hand that stands; return where that leads."""
    base = Entry.objects.get(state="current", for_date=cast.today()).pk
    return save(cast, page(cast), score, base=base)


def test_a_further_rise_on_the_same_day_is_asked_about(cast, usual_days):
    """As far above the score that was asked about as that was above the days before; each score is
    asked about once, whatever it is corrected to in between."""
    assert save(cast, page(cast), 5).endswith(asks(cast))
    tick(cast, answer="no", cause="rise")
    assert "/saved/" in again(cast, 7)
    assert again(cast, 8).endswith(asks(cast))
    assert today_asks(cast)
    tick(cast, answer="no", cause="rise")
    for score in (5, 8, 10, 5, 8):
        assert "/saved/" in again(cast, score)
        assert not today_asks(cast)


def test_a_slip_after_the_question_is_not_asked_about(cast, usual_days):
    """It was corrected to a score that was asked about, or to one that is a further rise."""
    save(cast, page(cast), 5)
    tick(cast, answer="no", cause="rise")
    again(cast, 10)
    assert "/saved/" in again(cast, 5)
    assert again(cast, 8).endswith(asks(cast))


@pytest.mark.parametrize(("back", "asked"), [(0, True), (1, True), (2, False)])
def test_an_answer_of_the_evening_may_arrive_in_the_morning(cast, back, asked):
    """What is older is history."""
    for earlier in range(3, 8):
        cast.rate(2, back=earlier)
    assert save(cast, page(cast, back=back), 8).endswith(asks(cast)) == asked
    assert today_asks(cast) == asked


def test_a_slip_is_not_asked_about(cast, usual_days):
    """It was corrected, or taken back, before anybody was asked."""
    entry = cast.rate(9)
    words = {"numbness": 2, "tingling": None, "note": ""}
    actions.correct_entry(
        by=cast.rosa.user, entry=entry, day=cast.day(), submission=uuid.uuid4(), **words
    )
    foot = cast.rate(9, code="left-foot")
    assert today_asks(cast)
    actions.undo(by=cast.rosa.user, patient=cast.rosa, submission=foot.submission)
    assert not today_asks(cast)
