"""How the pages of a person look: stored, recorded, there on the next page, for every role."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts import actions
from apps.accounts.models import Reach, User
from apps.accounts.wording import look_in_words, reach_in_words
from apps.audit.models import Event
from tests.test_access import PEOPLE

SIGNED_IN = PEOPLE[1:]
DARK = {"theme": "dark", "text_size": "largest", "contrast": "more"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"theme": "blue"},
        {"text_size": "huge"},
        {"contrast": "less"},
        {"reach": "up"},
        {"language": "xx"},
        {"has_anchor": True},
        {"has_anchor": True, "reach": "none"},
    ],
)
def test_the_database_refuses_what_no_page_offers(cast, wrong):
    """Whatever a form let through."""
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=cast.ana.pk).update(**wrong)


def test_what_is_chosen_is_one_event_and_nothing_new_is_none(cast):
    """With what it was before; it is no health fact, so it belongs to no record."""
    amara = cast.amara
    for _tap in range(2):
        actions.set_look(by=amara, theme="dark", text_size="usual", contrast="device")
    event = Event.objects.get(verb="set_look")
    assert (event.by, event.target_id, event.patient_id) == (amara, str(amara.pk), None)
    assert event.changes == {"theme": ["device", "dark"]}
    actions.set_reach(by=cast.rosa.user, reach="right", has_anchor=True)
    changes = Event.objects.get(verb="set_reach").changes
    assert changes == {"reach": ["none", "right"], "has_anchor": [False, True]}
    actions.choose_language(by=amara, language="en-gb")
    assert Event.objects.get(verb="chose_language").changes == {"language": ["", "en-gb"]}


def test_a_bar_without_a_side_is_not_stored(cast):
    """Whoever calls the action."""
    person = actions.set_reach(by=cast.rosa.user, reach="none", has_anchor=True)
    assert not person.has_anchor
    assert not Event.objects.filter(verb="set_reach").exists()


@pytest.mark.parametrize("name", SIGNED_IN)
def test_every_role_chooses_how_it_looks(cast, name):
    """The page says so, and so does the next one."""
    client, url = cast.client(name), reverse("accounts:look")
    assert "data-theme" not in client.get(url).content.decode()
    assert client.post(url, DARK).url == url
    html = client.get(reverse("core:help")).content.decode()
    assert 'data-theme="dark" data-size="largest" data-contrast="more"' in html
    assert '<meta name="color-scheme" content="dark">' in html
    assert html.count('name="theme-color"') == 1
    person = cast.person(name)
    person.refresh_from_db()
    assert look_in_words(person) == "Dark, largest text, black and white"


def test_who_has_chosen_nothing_has_no_mark(cast):
    """The device decides, for visitors too."""
    for name in ("visitor", "rosa"):
        html = cast.client(name).get(reverse("core:help")).content.decode()
        assert "data-" not in html.split("<head>")[0]
        assert '<meta name="color-scheme" content="light dark">' in html
        assert html.count('name="theme-color"') == 2


def test_a_choice_that_there_is_not_gets_a_sentence(cast):
    """And nothing is stored."""
    client, url = cast.client("rosa"), reverse("accounts:look")
    html = client.post(url, DARK | {"theme": "blue"}).content.decode()
    assert "Choose light or dark from the list." in html
    html = client.post(reverse("accounts:look"), {"theme": ""}).content.decode()
    for sentence in ("Choose light or dark.", "Choose a text size.", "Choose the colours."):
        assert sentence in html
    html = client.post(reverse("accounts:reach"), {"reach": "none", "has_anchor": "on"})
    assert "Choose left or right. The bar needs a side." in html.content.decode()
    html = client.post(reverse("accounts:language"), {"language": "xx"}).content.decode()
    assert "Choose a language from the list." in html
    assert not Event.objects.filter(by=cast.rosa.user, verb__in=["set_look", "set_reach"]).exists()


@pytest.mark.parametrize(("side", "other"), [("left", "right"), ("right", "left")])
def test_the_bar_stands_at_the_side_that_is_seen_less(cast, side, other):
    """It leads the eye there."""
    client, url = cast.client("rosa"), reverse("accounts:reach")
    assert client.post(url, {"reach": side, "has_anchor": "on"}).url == url
    html = client.get(url).content.decode()
    assert f'data-reach="{side}" data-anchor="{other}"' in html
    details = client.get(reverse("care:details")).content.decode()
    assert f"{side.capitalize()}, with a bar at the {other} edge" in details
    client.post(url, {"reach": side})
    html = client.get(url).content.decode()
    assert f'data-reach="{side}"' in html
    assert "data-anchor" not in html


def test_each_side_has_words():
    """With and without a bar."""
    words = {
        reach_in_words(User(reach=reach, has_anchor=anchor))
        for reach in Reach.values
        for anchor in (False, True)
        if not (anchor and reach == Reach.NONE)
    }
    assert len(words) == 5


@pytest.mark.parametrize("page", ["progress:progress", "caseload:patient"])
def test_pictures_follow_the_choice_whatever_the_device_likes(cast, page):
    """The theme stands in their address; without a choice the device decides."""
    cast.rate(5)
    name = "rosa" if page == "progress:progress" else "amara"
    client, url = cast.client(name), reverse(page, args=[cast.rosa.pk])
    html = client.get(url).content.decode()
    assert "prefers-color-scheme" in html.split("<picture")[1]
    actions.set_look(by=cast.person(name), theme="dark", text_size="usual", contrast="device")
    pictures = "".join(
        part.split("</picture>")[0]
        for part in client.get(url).content.decode().split("<picture")[1:]
    )
    assert "prefers-color-scheme" not in pictures
    assert "theme=light" not in pictures
    assert "theme=dark" in pictures


def test_a_choice_costs_no_query(known_settings, cast):
    """The row of the person is read anyway."""
    client, url = cast.client("rosa"), reverse("diary:today", args=[cast.rosa.pk])
    with CaptureQueriesContext(connection) as before:
        client.get(url)
    actions.set_look(by=cast.rosa.user, **DARK)
    actions.set_reach(by=cast.rosa.user, reach="right", has_anchor=True)
    actions.choose_language(by=cast.rosa.user, language="en-gb")
    with CaptureQueriesContext(connection) as after:
        html = client.get(url).content.decode()
    assert "data-anchor" in html
    assert len(after) == len(before)


@pytest.mark.parametrize("name", ["mateo", "amara", "ana"])
def test_settings_are_reached_from_the_navigation(cast, name):
    """Of helpers on their first page, of staff at the top of every page."""
    first = cast.client(name).get(reverse("core:home"), follow=True).content.decode()
    assert f'href="{reverse("accounts:settings")}"' in first
    html = cast.client(name).get(reverse("accounts:settings")).content.decode()
    for words in (cast.person(name).name, cast.person(name).email, "How it looks", "Sign out"):
        assert words in html
    assert f'href="{reverse("accounts:look")}"' in html


def test_the_way_back_leads_where_one_came_from(cast):
    """Patients to My details, everybody else to Settings."""
    for name, page in (("rosa", "care:details"), ("amara", "accounts:settings")):
        html = cast.client(name).get(reverse("accounts:look")).content.decode()
        assert f'class="back" href="{reverse(page)}"' in " ".join(html.split())
