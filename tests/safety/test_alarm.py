"""An alarm gets the page of help, whatever becomes of storing it."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from apps.care import actions as care
from apps.core import answers
from apps.safety.addresses import signs_page
from apps.safety.models import GateAnswer
from tests.cast import PASSWORD

HELP = "/help/"


def from_today(cast, **more) -> tuple[str, dict]:
    """Return the address and the form of the third choice of Today."""
    form = {"key": uuid.uuid4(), "for_date": cast.today().isoformat()} | more
    return reverse("diary:say-new", args=[cast.rosa.pk]), form


def from_rating(cast, gate: str = "yes", **more) -> tuple[str, dict]:
    """Return the address and the form of a rating whose gate is answered."""
    args = [cast.rosa.pk, cast.today().isoformat(), cast.area().pk]
    form = {"key": uuid.uuid4(), "numbness": "9", "gate": gate} | more
    return reverse("diary:rate", args=args), form


def not_sure(cast, **more) -> tuple[str, dict]:
    """Return a rating of somebody who is not sure at the gate."""
    return from_rating(cast, gate="not_sure", **more)


alarms = pytest.mark.parametrize("alarm", [from_today, from_rating, not_sure])


@pytest.fixture
def browser(cast) -> Client:
    """Return Rosa's, which shows the pages of failures as they come."""
    browser = Client(raise_request_exception=False)
    browser.force_login(cast.rosa.user)
    return browser


@contextmanager
def no_database() -> Iterator[None]:
    """Let every question to the database fail."""

    def fail(*args, **kwargs):
        raise OperationalError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.backends.utils.CursorWrapper.execute", fail)
        patch.setattr("django.db.transaction.Atomic.__enter__", fail)
        yield


def is_help(page: str) -> bool:
    """Return whether this is the whole page of help, the call button first."""
    main = page.split("<main")[1]
    return main.index("tel:999") < main.index("Nobody is watching")


@alarms
def test_somebody_whose_session_has_ended_gets_help_and_is_kept(cast, alarm):
    """After the sign-in it is stored, for its own person."""
    mark = answers.mark_of(cast.rosa.user)
    browser, (address, form) = Client(), alarm(cast, person=mark)
    answer = browser.post(address, form, follow=True)
    assert answer.redirect_chain == [(HELP + "?kept", 302)]
    assert is_help(answer.text)
    assert "Sign in later to save what you said." in answer.text
    person = {"login": cast.rosa.user.email, "password": PASSWORD}
    signed_in = browser.post(reverse("account_login"), person, follow=True)
    assert signed_in.redirect_chain[-1][0] == signs_page(cast.rosa.pk, "gate")
    assert GateAnswer.objects.get().entered_by == cast.rosa.user


@alarms
def test_a_visitor_gets_help(cast, alarm):
    """What carries no mark of ours is not kept, and the page says so."""
    answer = Client().post(*alarm(cast), follow=True)
    assert answer.redirect_chain == [(HELP + "?unsaved", 302)]
    assert "What you said is not saved." in answer.text
    assert not GateAnswer.objects.exists()


@alarms
def test_a_form_that_is_too_old_gets_help(cast, alarm):
    """Its one-time token is of a former sign-in."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.rosa.user)
    assert browser.post(*alarm(cast))["Location"] == HELP + "?unsaved"


@alarms
def test_somebody_who_may_not_write_gets_help(cast, alarm):
    """Mateo's consent has ended; Ana has no patients; Ben's are others. Nothing is stored."""
    consent = cast.rosa.consents.get()
    care.end_consent(by=cast.rosa.user, consent=consent)
    for name in ("mateo", "ana", "ben"):
        assert cast.client(name).post(*alarm(cast))["Location"] == HELP + "?unsaved"
    assert not GateAnswer.objects.exists()


@pytest.mark.parametrize("day", ["2020-01-01", "2999-01-01", "soon"])
def test_a_day_that_cannot_be_written_gets_help(cast, day):
    """And is told that nothing was stored."""
    answer = cast.client("rosa").post(*from_today(cast, for_date=day))
    assert answer["Location"] == HELP + "?unsaved"


@alarms
def test_without_a_database_there_is_help(cast, browser, alarm):
    """At once, without a further page; it says what was not stored."""
    address, form = alarm(cast)
    with no_database():
        answer = browser.post(address, form)
    assert answer.status_code == 500
    assert is_help(answer.text)
    assert "What you said is not saved." in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_get_help_needs_no_database(browser):
    """Rosa is signed in, but nobody can look it up."""
    with no_database():
        answer = browser.get(HELP)
    assert answer.status_code == 200
    assert is_help(answer.text)
    assert "saved" not in answer.text.split("<main")[1]


@alarms
def test_a_write_that_fails_gets_help(cast, browser, monkeypatch, alarm):
    """Whatever goes wrong in it."""

    def fail(**kwargs):
        raise RuntimeError

    monkeypatch.setattr("apps.safety.actions.gate.add_gate_answer", fail)
    monkeypatch.setattr("apps.diary.actions.rows.add_gate_answer", fail)
    assert is_help(browser.post(*alarm(cast)).text)


def test_text_that_no_database_stores_gets_help(cast):
    """An alarm with a broken note is an alarm."""
    answer = cast.client("rosa").post(*from_rating(cast, note="a\x00b"))
    assert answer["Location"] == HELP + "?unsaved"


@pytest.mark.parametrize("to", ["diary:say-new", "safety:check"])
def test_a_form_that_nobody_can_read_gets_help(cast, to):
    """Whatever an old or strange browser makes of it."""
    latin = "application/x-www-form-urlencoded; charset=latin1"
    answer = cast.client("rosa").post(reverse(to, args=[cast.rosa.pk]), "a=b", content_type=latin)
    assert answer["Location"] == HELP + "?unsaved"


def test_the_outbox_is_told_what_became_of_it(cast):
    """Its script shows the help itself, and sends once more."""
    answer = Client().post(*from_today(cast), headers={answers.FROM_OUTBOX: "1"})
    assert answer.status_code == 401


def test_the_outbox_keeps_an_alarm_that_cannot_be_stored(cast):
    """It is refused with a sentence, so it stays on the device; the way to the help comes along."""
    client = cast.client("rosa")
    for address, sent in (from_today(cast), from_rating(cast, gate="yes")):
        old = (cast.today() - timedelta(days=15)).isoformat()
        sent = {**sent, "for_date": old, answers.PERSON: answers.mark_of(cast.rosa.user)}
        address = re.sub(r"/days/[0-9-]+/", f"/days/{old}/", address)
        answer = client.post(address, sent, headers={answers.FROM_OUTBOX: "1"})
        assert answer.status_code == 422
        assert answer.json() == {"sentence": "What you said is not saved.", "to": HELP + "?unsaved"}


def test_other_forms_are_no_alarm(cast):
    """Nothing new: the sign-in page comes, as before."""
    assert Client().post(*from_rating(cast, gate="no"))["Location"].startswith("/sign-in/")
