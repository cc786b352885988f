"""The ways through the day: part by part, one part only, a day before, pages that were too old."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.care import actions as care
from apps.care.body import PARTS_BY_CODE
from apps.diary.models import Entry


def rate_page(cast, code: str = "left-hand", *, on=None, query: str = "") -> str:
    """Return the address of the page that rates one of Rosa's parts."""
    day = (on or cast.today()).isoformat()
    return reverse("diary:rate", args=[cast.rosa.pk, day, cast.area(code).pk]) + query


def today_page(cast) -> str:
    """Return Rosa's Today."""
    return cast.client("rosa").get(reverse("diary:today", args=[cast.rosa.pk])).text


def standing() -> list[tuple]:
    """Return (score, part) of what stands."""
    rows = Entry.objects.current().select_related("area").order_by("area__slot")
    return [(row.numbness, row.area.part.code) for row in rows]


def test_a_correction_on_the_way_does_not_end_the_way(cast):
    """Rosa goes back to the first part and changes it: the two others are still asked."""
    client = cast.client("rosa")
    form = {"key": uuid.uuid4(), "numbness": "4", "gate": "no"}
    second = client.post(rate_page(cast, query="?all"), form)["Location"]
    assert cast.area("left-forearm").pk.hex in second.replace("-", "")
    first = Entry.objects.get()
    form = {"key": uuid.uuid4(), "numbness": "6", "base": first.pk}
    back = client.post(rate_page(cast, query=f"?all&key={first.submission}"), form)["Location"]
    assert back == second
    form = {"key": first.submission, "numbness": "2"}
    third = client.post(second, form)["Location"]
    assert client.post(third, form)["Location"].startswith(f"/patients/{cast.rosa.pk}/saved/")
    assert standing() == [(6, "left-hand"), (2, "left-forearm"), (2, "left-foot")]


def test_each_press_of_a_page_is_an_answer_of_its_own(cast):
    """Three, seven, and three again, each sent twice; the first comes in late once more."""
    form, client = {"key": uuid.uuid4(), "gate": "no"}, cast.client("rosa")
    for press, score in enumerate(["3", "7", "3"], start=1):
        for _ in range(2):
            client.post(rate_page(cast), form | {"press": press, "numbness": score})
        assert standing() == [(int(score), "left-hand")]
    client.post(rate_page(cast), form | {"press": 2, "numbness": "7"})
    rows = Entry.objects.order_by("recorded_at").values_list("numbness", "state")
    assert list(rows) == [(3, "replaced"), (7, "replaced"), (3, "current")]


def test_a_press_that_comes_late_after_undo_stays_taken_back(cast):
    """The next press of the same page is meant, and is stored."""
    form, client = {"key": uuid.uuid4(), "press": 1, "numbness": "3"}, cast.client("rosa")
    client.post(rate_page(cast), form)
    client.post(reverse("diary:undo", args=[cast.rosa.pk, form["key"]]))
    client.post(rate_page(cast), form)
    assert standing() == []
    client.post(rate_page(cast), form | {"press": 2})
    assert standing() == [(3, "left-hand")]


@pytest.mark.parametrize("press", ["-1", "1.5", "x", "٣", "1000", "9" * 400])
def test_a_count_of_presses_that_is_none_costs_nothing(cast, press):
    """The answer is stored as one without scripts."""
    form = {"key": uuid.uuid4(), "press": press, "numbness": "3"}
    cast.client("rosa").post(rate_page(cast), form)
    assert Entry.objects.get().submission == form["key"]


def test_with_one_part_something_changed_leads_to_it_at_once(cast):
    """Nobody is asked which of one."""
    cast.rate(5, back=1)
    choose = reverse("diary:choose-part", args=[cast.rosa.pk, cast.today().isoformat()])
    assert f'href="{choose}"' in today_page(cast)
    care.choose_areas(by=cast.amara, patient=cast.rosa, parts=[PARTS_BY_CODE["left-hand"]])
    page = today_page(cast)
    assert f'href="{choose}"' not in page
    assert rate_page(cast) in page


def test_a_day_before_is_one_tap_from_its_page(cast):
    """Same as the day before it, with the scale and the score of that day."""
    cast.rate(5, back=2)
    day = (cast.today() - timedelta(days=1)).isoformat()
    client = cast.client("rosa")
    page = client.get(reverse("diary:day", args=[cast.rosa.pk, day])).text
    assert "Same as the day before, nothing new" in page
    same = reverse("diary:say-same", args=[cast.rosa.pk])
    client.post(same, {"key": uuid.uuid4(), "for_date": day})
    entry = Entry.objects.get(method="same")
    assert (entry.for_date.isoformat(), entry.numbness) == (day, 5)
    page = client.get(reverse("diary:day", args=[cast.rosa.pk, day])).text
    assert "Same as the day before, nothing new" not in page


def test_a_key_that_is_none_is_told_and_nothing_is_lost(cast):
    """What was chosen and written is still there, and the next tap saves it."""
    form = {"key": "broken", "numbness": "7", "tingling": "3", "note": "Cold hands."}
    page = cast.client("rosa").post(rate_page(cast), form)
    assert "This page was too old. Your answer is still here. Save again." in page.text
    shown = page.context["form"]
    said = (str(shown["numbness"].value()), str(shown["tingling"].value()), shown["note"].value())
    assert said == ("7", "3", "Cold hands.")
    cast.client("rosa").post(rate_page(cast), form | {"key": shown["key"].value()})
    assert standing() == [(7, "left-hand")]


def test_a_zone_that_is_none_costs_nothing(cast):
    """The one of the record counts."""
    form = {"key": uuid.uuid4(), "numbness": "7", "zone": "Moon/Crater" * 20}
    cast.client("rosa").post(rate_page(cast), form)
    assert Entry.objects.get().zone == cast.rosa.zone


@pytest.mark.parametrize("broken", [{"key": "x"}, {"for_date": "soon"}, {"for_date": ""}])
def test_one_tap_that_did_not_arrive_whole_is_told(cast, broken):
    """Today says it, and the tap can be repeated."""
    cast.rate(5, back=1)
    form = {"key": uuid.uuid4(), "for_date": cast.today().isoformat()} | broken
    same = reverse("diary:say-same", args=[cast.rosa.pk])
    page = cast.client("rosa").post(same, form, follow=True).text
    assert "This page was too old. Tap once more." in page
    assert Entry.objects.filter(method="same").count() == 0


def test_a_page_that_was_open_too_long_keeps_what_was_typed(cast):
    """Its day is now more than 14 days ago: a sentence says so, and the note is still there."""
    address = rate_page(cast, on=cast.today() - timedelta(days=14))
    assert cast.client("rosa").get(address).status_code == 200
    form = {"key": uuid.uuid4(), "numbness": "7", "note": "Cold hands."}
    with time_machine.travel(timedelta(days=1)):
        cast.client("rosa").force_login(cast.rosa.user)
        page = cast.client("rosa").post(address, form).text
    assert "This day is more than 14 days ago." in page
    assert "Cold hands." in page
    assert not Entry.objects.exists()


def test_the_saved_page_tells_the_answer_before(cast):
    """The mock-up's sentence, and nothing where nothing changed."""
    cast.rate(5, back=1)
    saved = reverse("diary:saved", args=[cast.rosa.pk, cast.rate(4).submission])
    assert "Yesterday it was: 5." in cast.client("rosa").get(saved).text
    saved = reverse("diary:saved", args=[cast.rosa.pk, cast.rate(5).submission])
    assert "it was" not in cast.client("rosa").get(saved).text.split("<main")[1]


def test_my_days_tell_who_entered_what(cast):
    """And whom to tell about older ones, which nobody can change."""
    cast.rate(5, back=1)
    cast.rate(5, back=2, by=cast.mateo)
    page = cast.client("rosa").get(reverse("diary:days", args=[cast.rosa.pk])).text
    assert "Entered by Rosa Delgado" in page
    assert "Entered by Mateo Delgado" in page
    assert "Is something wrong? Tell Amara Osei." in page


def test_the_first_page_of_a_new_patient_says_what_to_do(cast):
    """No part is chosen yet."""
    cast.rosa.areas.update(slot=None)
    page = cast.client("rosa").get(reverse("diary:today", args=[cast.rosa.pk]), follow=True).text
    assert "First, choose where it is numb." in page
