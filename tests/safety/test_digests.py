"""The daily mail: only if wanted, only if something is open, once a day, and without a name."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command

from apps.accounts import actions as accounts
from apps.audit.models import Event
from apps.care import actions as care
from apps.safety import actions
from apps.safety.digests.access import due
from apps.safety.digests.actions import claim, set_digest
from apps.safety.digests.mails import digest_mail
from apps.safety.digests.sending import send_due_digests
from apps.safety.models import DigestMail

SITE, LONDON = "https://testserver", ZoneInfo("Europe/London")
MORNING = datetime(2026, 5, 14, 6, 0, tzinfo=UTC)  # seven in London


@pytest.fixture
def wanted(cast):
    """Amara wants the mail at seven; Rosa has two open alerts."""
    set_digest(by=cast.amara, is_on=True, hour=7)
    for kind in ("emergency_sign", "weaker"):
        facts = {"answer": "yes", "signs": ["C03"]}
        actions.raise_alert(by=cast.rosa.user, patient=cast.rosa, kind=kind, facts=facts)
    return cast


def sent_at(moment: datetime) -> int:
    """Return how many mails one run at this moment sends."""
    with time_machine.travel(moment, tick=False):
        return send_due_digests(SITE).sent


def test_one_mail_at_the_hour(wanted):
    """Not a minute before; then once, however often the command runs."""
    assert sent_at(MORNING - timedelta(minutes=1)) == 0
    assert sent_at(MORNING) == 1
    assert sent_at(MORNING + timedelta(minutes=1)) == 0
    assert sent_at(MORNING + timedelta(days=1)) == 1


def test_it_names_nobody_and_tells_nothing(wanted):
    """A number, and the way to the list."""
    sent_at(MORNING)
    [message] = mail.outbox
    whole = message.subject + message.body
    assert message.to == ["amara@example.org"]
    assert "2 things wait for a look." in whole
    assert "https://testserver/alerts/" in whole
    for secret in ("Rosa", "Delgado", "weaker", "sign", "numb", "stroke", "face"):
        assert secret not in whole


def test_a_clinic_with_a_new_name_signs_with_it(wanted, django_capture_on_commit_callbacks):
    """What an admin has set counts, in this mail as in every other."""
    values = {"emergency_number": "112", "clinic_name": "Lake Clinic", "clinic_phone": "0123 456"}
    actions.save_settings(by=wanted.ana, version=None, **values)
    sent_at(MORNING)
    assert "Lake Clinic" in mail.outbox[0].body
    with django_capture_on_commit_callbacks(execute=True):
        accounts.invite(
            by=wanted.ana,
            email="new@example.org",
            name="New Person",
            role="therapist",
            link_to=lambda token: token,
        )
    assert "Lake Clinic" in mail.outbox[1].body


@pytest.mark.parametrize("why", ["off", "seen", "off the team", "closed account", "late"])
def test_no_mail(wanted, why):
    """When it is not wanted, or nothing is open for this person, or the morning is over."""
    moment = MORNING
    set_digest(by=wanted.ana, is_on=False, hour=7)  # she would be told that nobody else is there
    if why == "off":
        set_digest(by=wanted.amara, is_on=False, hour=7)
    elif why == "seen":
        for alert in wanted.rosa.alerts.all():
            actions.mark_alert_seen(by=wanted.amara, alert=alert, steps_taken=1)
    elif why == "off the team":
        care.end_care_place(by=wanted.ana, place=wanted.rosa.care_team.get())
    elif why == "closed account":
        accounts.turn_off(by=wanted.ana, person=wanted.amara)
    else:
        moment += timedelta(hours=3)
    assert sent_at(moment) == 0
    assert not DigestMail.objects.exists()


def test_in_the_readers_language(wanted):
    """Amara reads Spanish."""
    wanted.amara.language = "es"
    wanted.amara.save()
    with patch("apps.safety.digests.mails.translation.override") as override:
        sent_at(MORNING)
    assert override.call_args.args == ("es",)


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_one_a_day_across_clock_changes(wanted, hour, day):
    """London's clock jumps over an hour, and shows one twice: every choice gets one mail."""
    set_digest(by=wanted.amara, is_on=True, hour=hour)
    first = datetime.fromisoformat(f"{day}T00:00+00:00") - timedelta(hours=1)
    runs = [first + timedelta(minutes=30 * number) for number in range(52)]
    on_the_day = [when for when in runs if when.astimezone(LONDON).date().isoformat() == day]
    assert sum(sent_at(when) for when in on_the_day) == 1


def test_whoever_is_second_sends_nothing(wanted):
    """Two machines found the same mail due."""
    with time_machine.travel(MORNING, tick=False):
        [found] = due(MORNING).filter(pk=wanted.amara.pk)
        assert claim(found, MORNING.date())
        assert not claim(found, MORNING.date())


def test_a_mail_server_that_cannot_be_reached_claims_nothing(wanted):
    """The next run sends it."""
    with (
        patch("django.core.mail.backends.locmem.EmailBackend.open", side_effect=OSError),
        time_machine.travel(MORNING, tick=False),
        pytest.raises(CommandError, match="cannot be reached"),
    ):
        call_command("send_digests", site=SITE)
    assert sent_at(MORNING) == 1


def test_the_choice_is_on_a_page_of_settings(cast):
    """Off until somebody asks; the row of settings says how it is."""
    amara = cast.client("amara")
    assert "Off" in amara.get("/settings/").text
    page = amara.post("/settings/daily-mail/", {"wanted": "yes", "hour": "6"}, follow=True)
    assert "At 06:00, on days on which something is open" in page.text
    page = amara.post("/settings/daily-mail/", {"hour": "99"})
    assert "Choose yes or no." in page.text
    assert "Choose a time from the list." in page.text


def test_a_mail_that_cannot_be_written_is_tried_again_and_stops_no_other(wanted):
    """Something is wrong with Amara's: Ben has his, and she has hers at the next run."""
    set_digest(by=wanted.ben, is_on=True, hour=7)
    facts = {"answer": "yes", "signs": ["C03"]}
    actions.raise_alert(by=wanted.george.user, patient=wanted.george, kind="weaker", facts=facts)

    def written(person, number, site):
        if person == wanted.amara:
            raise LookupError(person.name)
        return digest_mail(person, number, site)

    with (
        patch("apps.safety.digests.sending.digest_mail", written),
        time_machine.travel(MORNING, tick=False),
    ):
        run = send_due_digests(SITE)
    assert (run.sent, run.failed) == (1, 1)
    assert [message.to for message in mail.outbox] == [["ben@example.org"]]
    assert sent_at(MORNING + timedelta(minutes=1)) == 1
    assert mail.outbox[1].to == ["amara@example.org"]


@pytest.mark.parametrize("chosen", [None, True, False])
def test_admins_are_told_what_nobody_else_would_see(wanted, chosen):
    """Once a day while an alert waits in a record that nobody looks after, unless they do not want
    it; the mail names nobody."""
    assert sent_at(MORNING) == 1  # Amara's own
    accounts.turn_off(by=wanted.ana, person=wanted.amara)
    if chosen is not None:
        set_digest(by=wanted.ana, is_on=chosen, hour=7)
    mail.outbox.clear()
    assert sent_at(MORNING + timedelta(days=1)) == (chosen is not False)
    if chosen is False:
        return
    [message] = mail.outbox
    assert message.to == ["ana@example.org"]
    assert "Something waits in 1 record, and nobody is there to see it." in message.body
    assert "https://testserver/care-teams/" in message.body
    for secret in ("Rosa", "Delgado", "weaker", "sign", "numb", "stroke", "face"):
        assert secret not in message.subject + message.body
    care.assign_therapist(
        by=wanted.ana, patient=wanted.rosa, practitioner=wanted.ben, discipline="nurse"
    )
    assert sent_at(MORNING + timedelta(days=2)) == 0


def test_an_admins_choice_keeps_what_held_before(cast):
    """Nobody chose the mail, and it was on."""
    page = cast.client("ana").get("/settings/daily-mail/").text
    assert "when an alert waits and nobody looks after the patient" in page
    cast.client("ana").post("/settings/daily-mail/", {"wanted": "no", "hour": "7"})
    event = Event.objects.filter(verb="set_digest").latest("pk")
    assert event.changes == {"is_on": [True, False]}
