"""Addresses stand in logs and in the history of browsers: they tell nothing of health."""

import re
import uuid

import pytest
from django.urls import NoReverseMatch, reverse

from apps.safety.addresses import cause_of, signs_page
from apps.safety.models import FollowUpAnswer, SignCheck

# Why signs are asked about, which question it is, what was felt or answered, what was done.
TELLING = {
    *SignCheck.Cause.values,
    *FollowUpAnswer.Question.values,
    *FollowUpAnswer.Outcome.values,
    *("why", "cause", "needles", "acupuncture", "electrical", "new", "same", "yes", "no", "urgent"),
} - {SignCheck.Cause.WEEKLY}  # a page that everybody is led to once a week


def words(address: str) -> set[str]:
    """Return the words of an address."""
    return set(re.findall(r"[a-z_]+", address))


@pytest.fixture
def addresses(cast, treat):
    """Every address that Rosa's answers of a day lead to, and those they were sent to."""
    rosa, one, found = cast.client("rosa"), cast.rosa.pk, []

    def send(address: str, **form) -> None:
        sent = {"key": uuid.uuid4(), "for_date": cast.today().isoformat()} | form
        found.extend((address, rosa.post(address, sent)["Location"]))

    for back in range(1, 5):
        cast.rate(2, back=back)
    rate = reverse("diary:rate", args=[one, cast.today().isoformat(), cast.area().pk])
    send(reverse("diary:say-same", args=[one]))
    send(reverse("diary:say-new", args=[one]))
    send(rate, numbness="9", gate="no")
    send(rate, numbness="9", gate="yes")
    for question, code in (("first", "acupuncture"), ("skin", "electrical")):
        after = reverse("safety:follow-up", args=[one, treat(30, code).pk, question])
        send(after, gate="yes")
        send(after, gate="no", outcome="skin_hurt" if question == "skin" else "worse")
    send(reverse("safety:check", args=[one]), answer="yes", codes="B3")
    return found


def test_no_address_tells_what_was_answered(addresses):
    """Neither where a form goes, nor where it leads to."""
    assert len(addresses) == 18
    for address in addresses:
        assert not words(address) & TELLING, address


def test_the_question_after_each_treatment_has_its_number(cast, treat):
    """The skin after electrical stimulation, like the first after acupuncture, is number 1."""
    needles, current = treat(200), treat(30, "electrical")
    rosa = cast.client("rosa")
    for session, question, number in (
        (needles, "first", 1), (needles, "second", 2), (current, "skin", 1)
    ):  # fmt: skip
        address = reverse("safety:follow-up", args=[cast.rosa.pk, session.pk, question])
        assert address.endswith(f"/after/{number}/")
        assert rosa.get(address).status_code == 200
    gone = reverse("safety:follow-up", args=[cast.rosa.pk, current.pk, 2])
    assert rosa.get(gone).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("safety:follow-up", args=[cast.rosa.pk, current.pk, "third"])


def test_the_mark_of_a_cause_is_the_patients_own(cast):
    """It differs from person to person, and the server alone can read it."""
    mark = signs_page(cast.rosa.pk, "rise").partition("?from=")[2]
    assert cause_of(cast.rosa.pk, mark) == "rise"
    assert cause_of(cast.george.pk, mark) == ""
    assert cause_of(cast.rosa.pk, "rise") == ""
    assert len({signs_page(cast.rosa.pk, cause) for cause in SignCheck.Cause.values}) == 7
