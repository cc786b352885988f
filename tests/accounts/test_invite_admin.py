"""The command that lets the first admin in."""

import re
from collections.abc import Callable
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from apps.accounts import actions
from apps.accounts.management.commands import invite_admin
from apps.accounts.models import User
from apps.audit.models import Event
from apps.core.roles import Role

SITE = "https://rehab.example.org"
NEW_PASSWORD = {"password": "four calm steps up"}


@pytest.fixture
def run(db, django_capture_on_commit_callbacks) -> Callable[..., str]:
    """Return the command; it sends its mail at once and returns what it says."""

    def run(name: str = "Ana Ruiz", email: str = "ana@example.org", site: str = SITE) -> str:
        said = StringIO()
        with django_capture_on_commit_callbacks(execute=True):
            call_command("invite_admin", name, email, "--site", site, stdout=said)
        return said.getvalue()

    return run


def newest_link() -> str:
    """Return the path of the link in the newest mail."""
    return re.search(rf"{SITE}(/\S+)", mail.outbox[-1].body)[1]


def test_the_first_admin_comes_in_by_the_mailed_link(run):
    """An empty site, one command, one link, and the People page is theirs."""
    assert run() == "Invitation sent to ana@example.org. It works for 7 days.\n"
    assert "You are invited to Rehab Tracker" in mail.outbox[-1].body
    client = Client()
    assert client.post(newest_link(), NEW_PASSWORD).status_code == 302
    assert client.get(reverse("accounts:people")).status_code == 200
    ana = User.objects.get()
    assert (ana.name, ana.role, ana.state) == ("Ana Ruiz", Role.ADMIN, User.State.ACTIVE)


def test_the_history_tells_of_it_without_an_author(run):
    """Who typed the command is not known, and nobody is made up."""
    run()
    event = Event.objects.get()
    assert (event.verb, event.by, event.target_id) == ("invited", None, str(User.objects.get().pk))


def test_a_second_run_mails_a_new_link_and_ends_the_old_one(run):
    """A lost mail is no dead end."""
    run()
    first = newest_link()
    run(email="Ana@Example.org")
    assert newest_link() != first
    assert Client().get(first).status_code == 404
    assert Client().get(newest_link()).status_code == 200
    assert User.objects.count() == 1


def test_an_admin_who_has_joined_is_not_invited_again(run):
    """Their password stays theirs."""
    run()
    Client().post(newest_link(), NEW_PASSWORD)
    with pytest.raises(CommandError, match=r"already used by Ana Ruiz"):
        run()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("site", ["", "rehab.example.org", "ftp://rehab.example.org", SITE + "/a"])
def test_a_wrong_address_of_the_site_gets_a_sentence(run, site):
    """A link that leads nowhere is worse than none."""
    with pytest.raises(CommandError, match=r"write it like https://rehab\.example\.org"):
        run(site=site)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("name", "email", "sentence"),
    [("", "ana@example.org", "Type the person's name"), ("Ana", "ana", "Type an email like")],
)
def test_a_wrong_name_or_email_gets_the_sentence_of_the_form(run, name, email, sentence):
    """The command knows the same rules as the page."""
    with pytest.raises(CommandError, match=sentence):
        run(name, email)
    assert not User.objects.exists()


def test_a_failed_mail_says_what_to_do_and_the_next_run_mends_it(run, monkeypatch):
    """The account stands; only the mail is missing."""

    def invite_without_mail(**said) -> None:
        actions.invite(**said)
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(invite_admin, "invite", invite_without_mail)
        with pytest.raises(CommandError, match=r"ConnectionRefusedError.*run this again"):
            run()
    run()
    assert Client().get(newest_link()).status_code == 200
