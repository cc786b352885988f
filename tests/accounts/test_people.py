"""The admin's people: invite, accept, turn off, turn on."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.accounts import actions
from apps.accounts.models import Invitation, User
from apps.audit.models import Event
from apps.core.roles import Role
from tests.cast import make_person

NEW_PASSWORD = {"password": "four calm steps up"}


@pytest.fixture
def invited(cast, django_capture_on_commit_callbacks) -> tuple[User, str]:
    """Return somebody whom Ana has invited, and the path of the link in the mail."""
    data = {"name": "Li Wei", "email": "Li@Example.org", "role": "therapist"}
    with django_capture_on_commit_callbacks(execute=True):
        cast.client("ana").post(reverse("accounts:invite"), data)
    return User.objects.get(email="li@example.org"), link_in(mail.outbox[-1])


def link_in(message) -> str:
    """Return the path of the first link of a mail."""
    return re.search(r"http://testserver(\S+)", message.body)[1]


def test_an_invitation_is_mailed_and_works_once(invited):
    """The link leads in; afterwards it is over, also for whoever finds it."""
    person, link = invited
    assert person.state == User.State.INVITED
    assert not person.has_usable_password()
    client = Client()
    assert "Welcome, Li" in client.get(link).content.decode()
    assert client.post(link, NEW_PASSWORD).url == "/"
    assert client.get("/").url == reverse("caseload:caseload")
    person.refresh_from_db()
    assert person.state == User.State.ACTIVE
    assert Client().get(link).status_code == 404


def test_the_mail_holds_no_token_in_the_database(invited):
    """A copy of the database lets nobody in."""
    _person, link = invited
    token = link.rstrip("/").split("/")[-1]
    assert token not in str(list(Invitation.objects.values()) + list(Event.objects.values()))


def test_unknown_used_expired_and_ended_links_get_the_same_answer(cast, invited):
    """Nobody learns who was invited."""
    person, link = invited
    answers = {Client().get("/invitation/made-up/").content}
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1)):
        answers.add(Client().get(link).content)
        response = Client().post(link, NEW_PASSWORD)
        assert response.status_code == 404
        answers.add(response.content)
    actions.turn_off(by=cast.ana, person=person)
    answers.add(Client().get(link).content)
    actions.turn_on(by=cast.ana, person=person)
    Client().post(link, NEW_PASSWORD)
    answers.add(Client().get(link).content)
    assert len(answers) == 1
    assert b"This link does not work" in answers.pop()


def test_two_people_with_one_link(invited):
    """The second of two simultaneous answers is refused by the database's own lock."""
    person, _link = invited
    invitation = person.invitations.get()
    actions.accept_invitation(invitation=invitation, password="one two three four")
    with pytest.raises(Invitation.DoesNotExist):
        actions.accept_invitation(invitation=invitation, password="another one two")
    person.refresh_from_db()
    assert person.check_password("one two three four")


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("", "Choose a password."),
        ("short", "at least 10 characters"),
        ("12345678901234", "entirely numeric"),
        ("password1234", "too common"),
        ("li@example.org", "too similar"),
    ],
)
def test_a_weak_password_gets_a_sentence(invited, password, sentence):
    """And the link still works."""
    _person, link = invited
    html = Client().post(link, {"password": password}).content.decode()
    assert sentence in html
    assert "There is a problem" in html
    assert Client().post(link, NEW_PASSWORD).status_code == 302


def test_inviting_again_ends_the_first_link(cast, invited, django_capture_on_commit_callbacks):
    """One open door at a time."""
    person, first = invited
    with django_capture_on_commit_callbacks(execute=True):
        cast.client("ana").post(reverse("accounts:invite-again", args=[person.pk]))
    second = link_in(mail.outbox[-1])
    assert first != second
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_only_somebody_invited_is_invited_again(cast):
    """Somebody active needs no link that sets a password."""
    url = reverse("accounts:invite-again", args=[cast.ben.pk])
    assert cast.client("ana").post(url).status_code == 404
    assert not mail.outbox


@pytest.mark.parametrize("email", ["ben@example.org", "BEN@example.org"])
def test_an_email_that_is_taken_gets_a_sentence(cast, email):
    """What was typed stays."""
    data = {"name": "Another Ben", "email": email, "role": "therapist"}
    html = cast.client("ana").post(reverse("accounts:invite"), data).content.decode()
    assert "This email is already used by Ben Ito." in html
    assert 'value="Another Ben"' in html


def test_an_email_of_an_account_that_is_off(cast):
    """The sentence says what to do."""
    actions.turn_off(by=cast.ana, person=cast.ben)
    data = {"name": "Ben", "email": "ben@example.org", "role": "therapist"}
    html = cast.client("ana").post(reverse("accounts:invite"), data).content.decode()
    assert "whose account is off" in html


def test_the_same_email_at_the_same_moment(cast, monkeypatch):
    """The form has passed both; the database decides, in a sentence."""
    monkeypatch.setattr("apps.accounts.forms.check_can_invite", lambda email: "")
    answers = iter(["", "This email is already used by Ben Ito."])
    monkeypatch.setattr("apps.accounts.actions.check_can_invite", lambda email: next(answers))
    data = {"name": "Ben", "email": "ben@example.org", "role": "therapist"}
    html = cast.client("ana").post(reverse("accounts:invite"), data).content.decode()
    assert "This email is already used by Ben Ito." in html


@pytest.mark.parametrize("role", ["patient", "helper", "king", ""])
def test_colleagues_are_therapists_or_admins(cast, role):
    """Patients and helpers come in by their own doors."""
    data = {"name": "X", "email": "x@example.org", "role": role}
    assert cast.client("ana").post(reverse("accounts:invite"), data).status_code == 200
    assert not User.objects.filter(email="x@example.org").exists()


def test_turning_off_asks_first(cast):
    """And says that nothing is deleted."""
    url = reverse("accounts:turn-off", args=[cast.ben.pk])
    client = cast.client("ana")
    html = client.get(url).content.decode()
    assert "They cannot sign in. Nothing is deleted. You can turn it on again." in html
    assert client.post(url).url == reverse("accounts:people")
    cast.ben.refresh_from_db()
    assert cast.ben.state == User.State.OFF
    client.post(reverse("accounts:turn-on", args=[cast.ben.pk]))
    cast.ben.refresh_from_db()
    assert cast.ben.state == User.State.ACTIVE


def test_a_second_tap_changes_nothing(cast):
    """Turning on somebody who is on does not end their session."""
    client = cast.client("ben")
    actions.turn_on(by=cast.ana, person=cast.ben)
    assert client.get("/patients/").status_code == 200
    actions.turn_off(by=cast.ana, person=cast.ben)
    number = Event.objects.count()
    actions.turn_off(by=cast.ana, person=cast.ben)
    assert Event.objects.count() == number


def test_the_last_admin_stays(cast):
    """One sentence on the page and in the exception."""
    url = reverse("accounts:turn-off", args=[cast.ana.pk])
    sentence = "You are the only admin. Add another one first."
    for response in (cast.client("ana").get(url), cast.client("ana").post(url)):
        assert sentence in response.content.decode()
        assert b">Turn off</button>" not in response.content
    with pytest.raises(ValidationError, match="only admin"):
        actions.turn_off(by=cast.ana, person=cast.ana)
    make_person("Eva Admin", Role.ADMIN)
    assert cast.client("ana").post(url).status_code == 302


def test_an_admin_who_has_not_joined_does_not_count(cast):
    """An invitation may never be accepted."""
    actions.invite(by=cast.ana, email="eva@example.org", name="Eva", role="admin", link_to=str)
    with pytest.raises(ValidationError, match="only admin"):
        actions.turn_off(by=cast.ana, person=cast.ana)


def test_two_admins_turn_each_other_off_at_once(cast):
    """Whichever comes second is refused, though its page was opened before."""
    eva = make_person("Eva Admin", Role.ADMIN)
    seen_by_eva = User.objects.get(pk=cast.ana.pk)
    actions.turn_off(by=cast.ana, person=eva)
    with pytest.raises(ValidationError, match="only admin"):
        actions.turn_off(by=eva, person=seen_by_eva)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_turning_off_locks_the_admins(cast):
    """The count of admins is made under a lock."""
    make_person("Eva Admin", Role.ADMIN)
    with CaptureQueriesContext(connection) as captured:
        actions.turn_off(by=cast.ana, person=User.objects.get(email="eva@example.org"))
    locks = [query["sql"] for query in captured if "FOR UPDATE" in query["sql"]]
    assert any("admin" in sql for sql in locks)


def test_the_database_says_no(cast):
    """Whatever code may do: one account per e-mail, a known role, nobody on and off."""
    for change in (
        {"email": "BEN@example.org"},
        {"role": "king"},
        {"turned_off_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=cast.amara.pk).update(**change)


def test_the_list_says_who_is_what(cast, invited):
    """Name, role, state, last sign-in; and nothing about health."""
    actions.turn_off(by=cast.ana, person=cast.ben)
    html = cast.client("ana").get(reverse("accounts:people")).content.decode()
    for words in ("Li Wei", "Invited", "Rosa Delgado", "Patient", "Off", "Never signed in"):
        assert words in html
    assert "numb" not in html.split("<main")[1]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"state": "off"}, {"Ben Ito"}),
        ({"role": "helper"}, {"Mateo Delgado"}),
        ({"state": "active", "role": "admin"}, {"Ana Ruiz"}),
        ({"state": "invited"}, set()),
        ({"state": "nonsense", "role": "nonsense"}, {"Ana Ruiz", "Ben Ito", "Rosa Delgado"}),
    ],
)
def test_filter_links(cast, query, names):
    """State and role narrow the list; an unknown word narrows nothing."""
    actions.turn_off(by=cast.ana, person=cast.ben)
    response = cast.client("ana").get(reverse("accounts:people"), query)
    listed = {person.name for person in response.context["page"]}
    assert listed == names or (len(names) == 3 and listed >= names)


def test_the_list_costs_a_constant_number_of_queries(cast, django_assert_num_queries):
    """3 rows or 13."""
    client = cast.client("ana")
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("accounts:people"))
    for number in range(10):
        make_person(f"Person{number} Test", Role.THERAPIST)
    with django_assert_num_queries(len(few)):
        client.get(reverse("accounts:people"))


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", 'O\'Neil & "Co"', "שרה", "🙂"])
def test_hostile_and_foreign_names(cast, name):
    """Shown as typed, never run."""
    data = {"name": name, "email": "x@example.org", "role": "therapist"}
    cast.client("ana").post(reverse("accounts:invite"), data)
    assert User.objects.get(email="x@example.org").name == name
    html = cast.client("ana").get(reverse("accounts:people")).content.decode()
    assert "<script>alert" not in html
