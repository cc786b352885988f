"""The printed sign-ins work, and so does one press on a person's button."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.demo.people import PEOPLE, SIGN_IN_WORDS

KEYS = [person.key for person in PEOPLE]


def sign_in(client: Client, key: str):
    return client.post(reverse("demo:sign-in", args=[key]))


def signed_in_as(client: Client) -> str:
    return User.objects.get(pk=client.session["_auth_user_id"]).email


def test_every_printed_line_signs_in(demo, capsys):
    call_command("fill_demo", "--list")
    for line in capsys.readouterr().out.splitlines():
        _role, email, password = line.split("\t")
        client = Client()
        answer = client.post(reverse("account_login"), {"login": email, "password": password})
        assert answer.status_code == 302
        assert signed_in_as(client) == email


def test_the_password_passes_the_products_own_rules(demo):
    for user in User.objects.all():
        validate_password(SIGN_IN_WORDS, user)


def test_every_address_is_proven(demo):
    proven = EmailAddress.objects.filter(verified=True, primary=True)
    assert {address.email for address in proven} == {person.email for person in PEOPLE}


@pytest.mark.parametrize("key", KEYS)
def test_a_button_signs_in(demo, client, key):
    answer = sign_in(client, key)
    assert (answer.status_code, answer.url) == (302, reverse("core:home"))
    assert signed_in_as(client) == f"{key}@demo.example"


def test_signing_in_gives_a_new_session(demo, client):
    client.get(reverse("core:help"))
    session = client.session
    session["from"] = "before"
    session.save()
    client.cookies["sessionid"] = session.session_key
    before = session.session_key
    sign_in(client, "rosa")
    assert client.session.session_key != before


def test_changing_the_person_keeps_nothing_of_the_first(demo, client):
    sign_in(client, "rosa")
    session = client.session
    session["secret"] = "of Rosa"
    session.save()
    sign_in(client, "amara")
    assert signed_in_as(client) == "amara@demo.example"
    assert "secret" not in client.session


def test_a_link_does_not_sign_in(demo, client):
    assert client.get(reverse("demo:sign-in", args=["rosa"])).status_code == 405
    assert "_auth_user_id" not in client.session


def test_another_site_cannot_sign_somebody_in(demo):
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client, "rosa").status_code == 403


def test_nobody_by_that_name(demo, client):
    assert sign_in(client, "nobody").status_code == 404


def test_somebody_turned_off_stays_out(demo, client):
    User.objects.filter(email="ben@demo.example").update(is_active=False)
    assert sign_in(client, "ben").status_code == 404


def test_buttons_name_the_person_and_the_role(demo, rf):
    page = render_to_string("demo/_sign_in_buttons.html", request=rf.get("/"))
    for words in ("Rosa, patient", "Mateo, helper", "Amara, therapist", "Ana, admin"):
        assert words in page[: page.index("<details>")]
    assert "Mei-Ling, patient" in page[page.index("<details>") :]
    for key in KEYS:
        assert f'formaction="{reverse("demo:sign-in", args=[key])}"' in page
    assert page.count("<form") == page.count("csrfmiddlewaretoken") == 1
