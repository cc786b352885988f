"""An answer outlives the session that it was typed in, for its own person and nobody else."""

import time
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from apps.core import answers
from apps.diary import actions as diary
from apps.diary.actions import Day
from apps.diary.models import Entry
from tests.cast import PASSWORD


@pytest.fixture
def world(cast):
    """Give Rosa an answer of yesterday, so that there is something to repeat."""
    cast.yesterday = cast.rate(6, back=1)
    return cast


def form_of(cast, name: str = "rosa", **more) -> dict:
    """Return what a page that was made for this person sends."""
    mark = answers.mark_of(cast.person(name))
    return {"key": uuid.uuid4(), "zone": "Europe/London", "person": mark} | more


def same(cast, name: str = "rosa") -> tuple[str, dict]:
    """Return the address and the form of "Same as yesterday"."""
    form = form_of(cast, name, for_date=cast.today().isoformat())
    return reverse("diary:say-same", args=[cast.rosa.pk]), form


def rating(cast, name: str = "rosa", **more) -> tuple[str, dict]:
    """Return the address and the form of a rating."""
    args = [cast.rosa.pk, cast.today().isoformat(), cast.area().pk]
    return reverse("diary:rate", args=args), form_of(cast, name, **({"numbness": 3} | more))


def note(cast) -> tuple[str, dict]:
    """Return the address and the form of a note about yesterday's answer."""
    address = reverse("diary:add-note", args=[cast.rosa.pk, cast.yesterday.submission])
    return address, form_of(cast, base=cast.yesterday.pk, note="Slept badly.")


def sign_in(client, cast, name: str, where: str):
    """Sign in on the page that the answer led to, and follow every redirect."""
    form = {"login": cast.person(name).email, "password": PASSWORD}
    return client.post(where, form, follow=True)


@pytest.mark.parametrize("kind", [same, rating, note])
def test_an_answer_is_saved_after_the_sign_in_with_no_further_tap(world, kind):
    """The sign-in page says that it is kept; then it is stored with its own key and date."""
    client, (address, form) = Client(), kind(world)
    to_sign_in = client.post(address, form)
    assert to_sign_in["Location"] == "/sign-in/?next=/"
    page = client.get(to_sign_in["Location"])
    assert "Sign in to save your answer. It is kept." in page.content.decode()
    last = sign_in(client, world, "rosa", to_sign_in["Location"])
    assert last.resolver_match.view_name == "diary:saved"
    rows = Entry.objects.current().filter(submission=form["key"])
    assert rows
    assert {row.entered_by for row in rows} == {world.rosa.user}
    on = world.today() - timedelta(days=1) if kind is note else world.today()
    assert {row.for_date for row in rows} == {on}
    assert answers.KEPT not in client.session or not client.session[answers.KEPT]


def test_a_wrong_password_and_another_way_in_lose_nothing(world):
    """The next page that the person asks for sends what was kept."""
    client, (address, form) = Client(), rating(world, note="Kept for me")
    client.post(address, form)
    wrong = {"login": world.rosa.user.email, "password": "not my password"}
    assert "It is kept." in client.post("/sign-in/", wrong).content.decode()
    last = sign_in(client, world, "rosa", "/sign-in/?next=/my/details/")
    assert last.resolver_match.view_name == "diary:saved"
    assert Entry.objects.get(submission=form["key"]).note == "Kept for me"


def test_several_answers_are_saved_one_after_the_other(world):
    """Two tabs were open when the session ended."""
    client = Client()
    sent = [rating(world), note(world)]
    for address, form in sent:
        client.post(address, form)
    sign_in(client, world, "rosa", "/sign-in/")
    for _address, form in sent:
        assert Entry.objects.filter(submission=form["key"]).exists()


@pytest.mark.parametrize("other", ["mateo", "george", "amara"])
def test_somebody_else_who_signs_in_finds_and_stores_nothing(world, other):
    """Not even a helper who may write to the same record, and not later either."""
    client, (address, form) = Client(), rating(world)
    to_sign_in = client.post(address, form)["Location"]
    sign_in(client, world, other, "/sign-in/")
    client.post("/sign-out/")
    sign_in(client, world, "rosa", to_sign_in)
    assert not Entry.objects.filter(submission=form["key"]).exists()


def test_an_answer_is_kept_for_20_hours(world, monkeypatch):
    """After that it is forgotten, and nothing is stored."""
    client, (address, form) = Client(), rating(world)
    to_sign_in = client.post(address, form)["Location"]
    assert client.session.get_expiry_age() <= answers.KEPT_SECONDS
    later = time.time() + answers.KEPT_SECONDS + 1
    monkeypatch.setattr("apps.core.answers.time.time", lambda: later)
    sign_in(client, world, "rosa", to_sign_in)
    assert not Entry.objects.filter(submission=form["key"]).exists()


def test_what_cannot_be_saved_comes_back_with_everything_typed(world):
    """A form without a number is shown at its own address, with its sentence."""
    client, (address, form) = Client(), rating(world, numbness="", note="Still here")
    last = sign_in(client, world, "rosa", client.post(address, form)["Location"])
    assert last.request["PATH_INFO"] == address
    assert "Choose a number for your left hand." in last.content.decode()
    assert "Still here" in last.content.decode()


@pytest.mark.parametrize(
    "change",
    [{"person": ""}, {"person": "somebody:forged"}, {"note": "x" * answers.LONGEST}],
    ids=["unmarked", "forged", "too-long"],
)
def test_what_is_not_ours_or_too_long_is_not_kept(world, change):
    """Strangers cannot fill the database; the page does not promise what is not so."""
    client, (address, form) = Client(), rating(world)
    page = client.get(client.post(address, form | change)["Location"])
    assert "It is kept." not in page.content.decode()
    assert answers.KEPT not in client.session


def test_what_is_kept_is_in_no_address_and_in_no_log(world, caplog):
    """It lies in the session on the server."""
    client, (address, form) = Client(), rating(world, note="burning at night")
    answer = client.post(address, form)
    assert "burning" not in answer["Location"] + caplog.text + str(client.cookies)


@pytest.mark.parametrize("route", ["areas", "details"])
def test_other_forms_lead_to_the_sign_in_as_before(world, route):
    """What is not marked is not kept."""
    args = [world.rosa.pk] if route == "areas" else []
    client = Client()
    client.post(reverse(f"care:{route}", args=args), form_of(world))
    assert answers.KEPT not in client.session


# --- A form whose one-time token is old ------------------------------------------------------


@pytest.fixture
def strict(world):
    """A browser in which Rosa is signed in and the token is asked for."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.rosa.user)
    return client


def test_an_old_form_is_offered_once_more_with_everything_typed(world, strict):
    """One press on the page that says so saves it."""
    address, form = rating(world, note="Typed before")
    refused = strict.post(address, form)
    html = refused.content.decode()
    assert refused.status_code == 403
    assert "Your answer is still here." in html
    assert "Typed before" in html
    token = html.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    strict.post(address, form | {"csrfmiddlewaretoken": token})
    assert Entry.objects.get(submission=form["key"]).note == "Typed before"


def test_an_old_form_of_somebody_else_is_not_offered(world, strict):
    """Rosa is signed in, and the form was Mateo's."""
    address, form = rating(world, "mateo", note="Typed by Mateo")
    html = strict.post(address, form).content.decode()
    assert "Typed by Mateo" not in html
    assert "It was not saved." in html


# --- What the script of the outbox is told ---------------------------------------------------


def from_outbox(client, address: str, form: dict):
    """Send a form as the script does."""
    return client.post(address, form, headers={answers.FROM_OUTBOX: "1"})


def test_the_outbox_is_told_where_the_answer_is_shown(world):
    """No page is drawn for a script."""
    address, form = rating(world)
    answer = from_outbox(world.client("rosa"), address, form)
    assert answer.json() == {"to": reverse("diary:saved", args=[world.rosa.pk, form["key"]])}
    assert answer[answers.FROM_OUTBOX] == "1"
    again = from_outbox(world.client("rosa"), address, form)
    assert again.json() == answer.json()
    assert Entry.objects.filter(submission=form["key"]).count() == 1


def test_the_outbox_is_told_why_not(world):
    """The sentence travels with the answer and is not shown a second time."""
    address, form = same(world)
    form["for_date"] = (world.today() - timedelta(days=20)).isoformat()
    answer = from_outbox(world.client("rosa"), address, form)
    assert answer.status_code == 422
    assert answer.json()["sentence"].startswith("This day is more than 14 days ago.")
    today = world.client("rosa").get(reverse("diary:today", args=[world.rosa.pk]))
    assert "14 days ago" not in today.content.decode()


def test_the_outbox_of_somebody_else_is_refused(world):
    """Mateo is signed in on the phone on which Rosa's answer waits."""
    address, form = rating(world)
    assert from_outbox(world.client("mateo"), address, form).status_code == 409
    visitor = from_outbox(Client(), address, form)
    assert visitor.status_code == 401
    assert not Entry.objects.filter(submission=form["key"]).exists()


def test_the_outbox_keeps_what_the_server_would_keep(world):
    """A session that has ended keeps no second copy on the server."""
    client, (address, form) = Client(), rating(world)
    from_outbox(client, address, form)
    assert answers.KEPT not in client.session


def test_a_form_from_another_zone_is_of_its_own_day(world):
    """Filled in on Monday in Auckland, sent from a device that is in Honolulu on Sunday."""
    client = Client()
    client.force_login(world.rosa.user)
    client.cookies["zone"] = "Pacific/Honolulu"
    there = world.rosa.today("Pacific/Auckland")
    address = reverse("diary:rate", args=[world.rosa.pk, there.isoformat(), world.area().pk])
    form = form_of(world, numbness=4, zone="Pacific/Auckland")
    assert from_outbox(client, address, form).status_code == 200
    entry = Entry.objects.get(submission=form["key"])
    assert (entry.for_date, entry.zone) == (there, "Pacific/Auckland")


# --- "Same as last time", said without internet -----------------------------------------------


def unseen(cast, day) -> dict:
    """Return what the page sends that knows nothing of the record."""
    return form_of(cast, for_date=day.isoformat(), offline="on")


def test_the_same_said_without_internet_repeats_what_is_open(world):
    """A part that was answered on that day keeps its answer."""
    world.rate(2, code="left-foot", back=1)
    rated = world.rate(9)
    address, form = same(world)[0], unseen(world, world.today())
    answer = from_outbox(world.client("rosa"), address, form)
    assert answer.json() == {"to": reverse("diary:saved", args=[world.rosa.pk, form["key"]])}
    said = Entry.objects.filter(submission=form["key"])
    assert [(row.area, row.numbness) for row in said] == [(world.area("left-foot"), 2)]
    assert Entry.objects.current().filter(pk=rated.pk).exists()
    again = from_outbox(world.client("rosa"), address, form)
    assert "to" in again.json()
    assert Entry.objects.filter(submission=form["key"]).count() == 1


def test_the_same_as_long_ago_is_not_said_without_internet(cast):
    """After 14 days nobody knows any more what "the same" is."""
    then = cast.today() - timedelta(days=20)
    diary.rate_day(
        by=cast.rosa.user,
        patient=cast.rosa,
        area=cast.area(),
        day=Day(on=then, zone=cast.rosa.zone, today=then),
        submission=uuid.uuid4(),
        numbness=6,
    )
    address, form = same(cast)[0], unseen(cast, cast.today())
    answer = from_outbox(cast.client("rosa"), address, form)
    assert answer.json()["sentence"].startswith("There is no answer of the last 14 days.")
    assert not Entry.objects.filter(submission=form["key"]).exists()
