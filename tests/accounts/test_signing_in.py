"""Signing in, staying out, forgotten passwords."""

import re
from smtplib import SMTPException

import pytest
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from apps.accounts import actions
from apps.accounts.models import User
from tests.cast import PASSWORD

WRONG = "The email or the password is not right. Type both again."
SIGN_IN = "/sign-in/"


def sign_in(client, email="rosa@example.org", password=PASSWORD, **more):
    """Send the sign-in form."""
    return client.post(SIGN_IN, {"login": email, "password": password} | more)


def is_signed_in(client) -> bool:
    """Return whether the client's session is somebody's."""
    return client.get("/").url != f"{SIGN_IN}?next=/"


@pytest.mark.parametrize("email", ["rosa@example.org", "ROSA@Example.ORG", "  rosa@example.org "])
def test_capitals_and_spaces_do_not_matter(cast, client, email):
    """Phones write a capital at the start of a field."""
    assert sign_in(client, email).status_code == 302
    assert is_signed_in(client)


def test_no_message_follows_a_sign_in(cast, client):
    """The first page says what to do; a greeting by the library is noise."""
    html = sign_in(client, "amara@example.org").client.get("/patients/").content.decode()
    assert 'role="status"' not in html


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("rosa@example.org", "wrong wrong wrong"),
        ("nobody@example.org", PASSWORD),
        ("nobody@example.org", "wrong wrong wrong"),
    ],
)
def test_one_sentence_for_every_wrong_pair(cast, client, email, password):
    """Nobody learns who has an account; what was typed as e-mail stays."""
    response = sign_in(client, email, password)
    html = response.content.decode()
    assert WRONG in html
    assert html.count(WRONG) == 1
    assert f'value="{email}"' in html
    assert password not in html
    assert "<title>Error: Sign in" in re.sub(r"\s+", " ", html)


def test_an_unknown_email_costs_a_hash_too(cast, client, monkeypatch):
    """Otherwise the time tells what the words do not."""
    hashed = []
    monkeypatch.setattr(
        User, "set_password", lambda self, password: hashed.append(password), raising=True
    )
    sign_in(client, "nobody@example.org")
    assert hashed == [PASSWORD]


def test_somebody_who_is_off_cannot_sign_in(cast, client):
    """The right password leads to a page that says so; the wrong one to the usual sentence."""
    actions.turn_off(by=cast.ana, person=cast.ben)
    assert WRONG in sign_in(client, "ben@example.org", "wrong wrong").content.decode()
    response = sign_in(client, "ben@example.org")
    assert response.url == reverse("account_inactive")
    assert "This account is off" in client.get(response.url).content.decode()
    assert not is_signed_in(client)


def test_turning_off_ends_open_sessions_at_once(cast):
    """Not at the next sign-in: at the next request, on every device."""
    phone, computer = Client(), Client()
    for device in (phone, computer):
        sign_in(device, "ben@example.org")
        assert device.get("/patients/").status_code == 200
    actions.turn_off(by=cast.ana, person=cast.ben)
    for device in (phone, computer):
        assert device.get("/patients/").url.startswith(SIGN_IN)


def test_turning_on_revives_no_session(cast):
    """A stolen phone stays out."""
    phone = Client()
    sign_in(phone, "ben@example.org")
    actions.turn_off(by=cast.ana, person=cast.ben)
    actions.turn_on(by=cast.ana, person=cast.ben)
    assert not is_signed_in(phone)
    assert sign_in(phone, "ben@example.org").status_code == 302
    assert is_signed_in(phone)


@pytest.mark.parametrize("keep", [False, True])
def test_staying_signed_in_is_a_choice(cast, client, keep):
    """Without the tick the session ends with the browser; with it after 30 days."""
    sign_in(client, **({"remember": "on"} if keep else {}))
    age = client.cookies["sessionid"]["max-age"]
    assert age == (30 * 24 * 3600 if keep else "")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "http://testserver@evil.example",
        "///evil.example",
    ],
)
def test_sign_in_leads_to_no_other_site(cast, client, elsewhere):
    """An address in ?next= that leaves the site is ignored."""
    assert sign_in(client, next=elsewhere).url == "/"
    response = Client().post(
        f"{SIGN_IN}?next={elsewhere}", {"login": "rosa@example.org", "password": PASSWORD}
    )
    assert response.url == "/"


def test_sign_in_leads_back_to_the_page(cast, client):
    """An address of this site is kept through the form."""
    html = " ".join(client.get(f"{SIGN_IN}?next=/my/details/").content.decode().split())
    assert 'type="hidden" name="next" value="/my/details/"' in html
    assert sign_in(client, next="/my/details/").url == "/my/details/"


def test_signing_out_is_a_post(cast):
    """A link in a mail cannot sign anybody out."""
    client = cast.client("rosa")
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(client)
    assert client.post(reverse("account_logout")).url == SIGN_IN
    assert not is_signed_in(client)


def test_nobody_signs_up(db, client):
    """There is no address for it, and the library would refuse."""
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    for path in ("/signup/", "/accounts/signup/", "/sign-up/"):
        assert client.get(path).status_code == 404


def test_a_forgotten_password(cast, client):
    """Mail, link, new password; the old one and the link are over, open sessions too."""
    phone = Client()
    sign_in(phone)
    client.post(reverse("account_reset_password"), {"email": "Rosa@Example.org"})
    [message] = mail.outbox
    assert message.to == ["rosa@example.org"] or message.to == ["Rosa@Example.org"]
    link = re.search(r"http://testserver(\S+)", message.body)[1]
    form = client.get(link)
    assert form.status_code == 302
    assert "Choose a new password" in client.get(form.url).content.decode()
    weak = client.post(form.url, {"password1": "1234567890"}).content.decode()
    assert 'role="alert"' in weak
    answer = client.post(form.url, {"password1": "four calm steps up"})
    assert answer.url == reverse("account_reset_password_from_key_done")
    assert not is_signed_in(phone)
    assert WRONG in sign_in(client).content.decode()
    assert sign_in(client, password="four calm steps up").status_code == 302
    assert "does not work" in Client().get(link).content.decode()


def test_forgotten_password_answers_everybody_alike(cast, client):
    """Known, unknown, off and invited: the same page, and one mail each."""
    actions.turn_off(by=cast.ana, person=cast.ben)
    actions.invite(by=cast.ana, email="new@example.org", name="New", role="therapist", link_to=str)
    mail.outbox.clear()
    answers = set()
    for name in ("rosa", "nobody", "ben", "new"):
        response = client.post(reverse("account_reset_password"), {"email": f"{name}@example.org"})
        answers.add((response.status_code, response.url))
    assert len(answers) == 1
    assert len(mail.outbox) == 4
    assert ["/password/new/" in message.body for message in mail.outbox] == [
        True,
        False,
        False,
        False,
    ]


def test_a_broken_reset_link_says_so(db, client):
    """Made up, or cut in half by a mail program."""
    html = client.get("/password/new/abc-def/").content.decode()
    assert "This link does not work any more" in html


class TestRateLimits:
    """Guessing is slow; nobody is locked out for long."""

    @pytest.fixture(autouse=True)
    def limits(self, settings):
        """Count as in production."""
        settings.ACCOUNT_RATE_LIMITS = {
            "login": "30/m/ip",
            "login_failed": "10/m/ip,5/300s/key",
            "reset_password": "20/m/ip,5/m/key",
            "reset_password_from_key": "20/m/ip",
        }

    def test_five_wrong_passwords_make_a_pause(self, cast, client):
        """The sixth try waits, right or wrong; somebody else at the same place does not."""
        for _number in range(5):
            assert WRONG in sign_in(client, password="wrong wrong").content.decode()
        html = sign_in(client).content.decode()
        assert "Too many tries. Wait 5 minutes. Then try again." in html
        assert sign_in(client, "amara@example.org").status_code == 302

    def test_an_unknown_email_waits_alike(self, cast, client):
        """The pause tells nobody who has an account."""
        for _number in range(5):
            sign_in(client, "nobody@example.org")
        html = sign_in(client, "nobody@example.org").content.decode()
        assert "Too many tries" in html

    def test_many_tries_from_one_place_get_a_page(self, cast, client):
        """429 with a sentence."""
        answers = [
            client.post(reverse("account_reset_password"), {"email": "rosa@example.org"})
            for _number in range(6)
        ]
        assert answers[-1].status_code == 429
        assert "Too many tries" in answers[-1].content.decode()


def test_a_mail_server_that_is_down_is_told(cast, monkeypatch):
    """The account stays, the admin knows that the mail is missing."""

    def down(*args, **kwargs):
        raise SMTPException

    monkeypatch.setattr("apps.accounts.actions.send_invitation", down)
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, **kwargs: act())
    data = {"name": "Li Wei", "email": "li@example.org", "role": "therapist"}
    response = cast.client("ana").post(reverse("accounts:invite"), data, follow=True)
    assert "The email could not be sent" in response.content.decode()
