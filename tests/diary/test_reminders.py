"""Reminders: who gets one, when, how often, and what happens when the mail server fails."""

import logging
import smtplib
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from apps.accounts import actions as accounts
from apps.audit.models import Event
from apps.care import actions as care
from apps.care.body import PARTS_BY_CODE
from apps.care.models import Patient, TrackedArea
from apps.core.roles import Role
from apps.diary import actions as diary
from apps.diary.models import Reminder, ReminderMail
from apps.diary.reminders import actions, sending
from tests.cast import make_person

SITE = "https://testserver"
SIX = 18 * 60
# Rosa lives in London, where it is winter: her clock shows UTC.
MORNING = datetime(2027, 1, 11, 9, tzinfo=UTC)


def at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    """Return a time of that winter Monday, or of a day after it."""
    return MORNING.replace(hour=hour, minute=minute) + timedelta(days=days)


@pytest.fixture
def clock():
    """Stop the clock on a winter morning; `clock.move_to` moves it."""
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def rosa(clock, cast) -> Patient:
    """Rosa, who wants a reminder at 18:00."""
    actions.set_reminder(by=cast.rosa.user, patient=cast.rosa, is_on=True, minute=SIX)
    return cast.rosa


@pytest.fixture
def run(rosa, clock) -> Callable[..., int]:
    """Return the command; it answers how many mails it sent."""

    def run(moment: datetime | None = None) -> int:
        if moment:
            clock.move_to(moment)
        before = len(mail.outbox)
        call_command("send_reminders", "--site", SITE, stdout=StringIO())
        return len(mail.outbox) - before

    return run


# --- When ------------------------------------------------------------------------------------
def test_one_mail_at_the_time_and_no_other_that_day(run) -> None:
    assert run(at(17, 59)) == 0
    assert run(at(18)) == 1
    assert [run(at(hour, 30)) for hour in range(18, 24)] == [0] * 6
    assert run(at(17, 59, days=1)) == 0
    assert run(at(18, days=1)) == 1
    assert [row.state for row in ReminderMail.objects.all()] == ["sent", "sent"]


def test_an_entry_a_minute_before_stops_it(run, cast, clock) -> None:
    clock.move_to(at(17, 59))
    cast.rate(4)
    assert run(at(18)) == run(at(20, 59)) == 0
    assert run(at(18, days=1)) == 1


def test_an_entry_by_a_helper_stops_it(run, cast, clock) -> None:
    clock.move_to(at(12))
    cast.rate(4, by=cast.mateo)
    assert run(at(18)) == 0


def test_an_entry_that_says_not_sure_stops_it(run, cast) -> None:
    cast.rate(None)
    assert run(at(18)) == 0


def test_an_entry_for_another_day_does_not_stop_it(run, cast) -> None:
    cast.rate(4, back=1)
    assert run(at(18)) == 1


def test_undo_brings_it_back_while_there_is_time(run, cast, clock) -> None:
    entry = cast.rate(4)
    assert run(at(18)) == 0
    clock.move_to(at(18, 30))
    diary.undo(by=cast.rosa.user, patient=cast.rosa, submission=entry.submission)
    assert run(at(18, 31)) == 1


def test_undo_late_in_the_evening_brings_nothing(run, cast, clock) -> None:
    entry = cast.rate(4)
    clock.move_to(at(21))
    diary.undo(by=cast.rosa.user, patient=cast.rosa, submission=entry.submission)
    assert run() == 0
    assert run(at(18, days=1)) == 1


@pytest.mark.parametrize(("late", "sent"), [(at(20, 59), 1), (at(21), 0), (at(9, days=1), 0)])
def test_a_command_that_did_not_run_sends_three_hours_late_at_most(run, late, sent) -> None:
    assert run(late) == sent
    assert run(at(18, days=1)) == 1


def test_after_days_without_a_run_one_mail_goes_out(run) -> None:
    """The first run finds today, not the days that are over."""
    run(at(19, days=5))
    run(at(19, 1, days=5))
    assert [row.for_date for row in ReminderMail.objects.all()] == [date(2027, 1, 16)]


# --- Who -------------------------------------------------------------------------------------
def test_nobody_is_reminded_who_did_not_ask(cast, clock) -> None:
    clock.move_to(at(18))
    call_command("send_reminders", "--site", SITE, stdout=StringIO())
    assert not mail.outbox
    assert not Reminder.objects.exists()


def test_an_account_that_is_off_gets_none(run, cast) -> None:
    accounts.turn_off(by=cast.ana, person=cast.rosa.user)
    assert run(at(18)) == 0
    accounts.turn_on(by=cast.ana, person=cast.rosa.user)
    assert run(at(18, 1)) == 1


def test_a_record_without_parts_gets_none(run, cast) -> None:
    TrackedArea.objects.filter(patient=cast.rosa).update(slot=None)
    assert run(at(18)) == 0


def test_turned_off_in_time(run, rosa) -> None:
    actions.set_reminder(by=rosa.user, patient=rosa, is_on=False, minute=SIX)
    assert run(at(18)) == 0


def test_turned_on_after_its_time_begins_tomorrow(run, rosa, clock) -> None:
    actions.set_reminder(by=rosa.user, patient=rosa, is_on=False, minute=SIX)
    clock.move_to(at(18, 30))
    actions.set_reminder(by=rosa.user, patient=rosa, is_on=True, minute=SIX)
    assert run() == run(at(20)) == 0
    assert run(at(18, days=1)) == 1


def test_a_later_time_on_the_same_day_is_no_second_mail(run, rosa) -> None:
    assert run(at(18)) == 1
    actions.set_reminder(by=rosa.user, patient=rosa, is_on=True, minute=SIX + 60)
    assert run(at(19)) == 0
    assert run(at(19, days=1)) == 1


# --- Pause -----------------------------------------------------------------------------------
def test_a_pause_until_a_day(run, rosa) -> None:
    actions.pause_reminder(by=rosa.user, patient=rosa, resumes_on=date(2027, 1, 14))
    assert [run(at(18, days=days)) for days in range(5)] == [0, 0, 0, 1, 1]
    assert rosa.reminder.state_on(date(2027, 1, 13)) == "paused"
    assert rosa.reminder.state_on(date(2027, 1, 14)) == "on"


def test_a_pause_without_an_end(run, rosa) -> None:
    actions.pause_reminder(by=rosa.user, patient=rosa, resumes_on=None)
    assert [run(at(18, days=days)) for days in (0, 1, 300)] == [0, 0, 0]
    actions.resume_reminder(by=rosa.user, patient=rosa)
    assert run(at(18, days=301)) == 1


def test_a_pause_that_is_over_keeps_no_day_back(run, rosa) -> None:
    """A new time, long after a pause, counts from now."""
    actions.pause_reminder(by=rosa.user, patient=rosa, resumes_on=date(2027, 1, 14))
    run(at(9, days=200))
    actions.set_reminder(by=rosa.user, patient=rosa, is_on=True, minute=SIX + 30)
    assert Reminder.objects.get().due_at > at(9, days=200)


@pytest.mark.parametrize("day", [date(2027, 1, 11), date(2020, 1, 1), date(2028, 1, 13)])
def test_a_pause_ends_tomorrow_or_within_a_year(rosa, day) -> None:
    with pytest.raises(ValidationError):
        actions.pause_reminder(by=rosa.user, patient=rosa, resumes_on=day)
    assert Reminder.objects.get().state == "on"


def test_what_is_off_cannot_be_paused_or_resumed(rosa) -> None:
    actions.set_reminder(by=rosa.user, patient=rosa, is_on=False, minute=SIX)
    actions.pause_reminder(by=rosa.user, patient=rosa, resumes_on=None)
    actions.resume_reminder(by=rosa.user, patient=rosa)
    assert Reminder.objects.get().state == "off"


# --- Clocks ----------------------------------------------------------------------------------
def test_the_time_is_that_of_the_record(run, cast) -> None:
    care.set_zone(by=cast.rosa.user, patient=cast.rosa, zone="America/New_York")
    assert run(at(18)) == 0
    assert run(at(23)) == 1  # 18:00 in New York


def test_travel_to_where_the_time_comes_again(run, cast) -> None:
    assert run(at(18)) == 1
    care.set_zone(by=cast.rosa.user, patient=cast.rosa, zone="America/New_York")
    assert run(at(23)) == 0
    assert run(at(23, days=1)) == 1


def test_travel_to_where_the_time_has_passed(run, cast, clock) -> None:
    clock.move_to(at(17))
    care.set_zone(by=cast.rosa.user, patient=cast.rosa, zone="Asia/Kolkata")  # 22:30
    assert run(at(18)) == 0
    assert run(at(12, 30, days=1)) == 1


def test_travel_over_the_date_line(run, cast) -> None:
    """In Auckland it is Tuesday morning already: Tuesday's mail is the next."""
    assert run(at(18)) == 1
    care.set_zone(by=cast.rosa.user, patient=cast.rosa, zone="Pacific/Auckland")
    assert run(at(5, days=1)) == 1
    assert len({row.for_date for row in ReminderMail.objects.all()}) == 2


@pytest.mark.parametrize(
    ("zone", "minute", "first", "then"),
    [
        # Jumped over: London's 01:30 on 28 March is 02:00, which is 01:00 UTC.
        ("Europe/London", 90, "2027-03-28T01:00Z", "2027-03-29T00:30Z"),
        # Comes twice: New York's 01:30 on 7 November.
        ("America/New_York", 90, "2027-11-07T05:30Z", "2027-11-08T06:30Z"),
        # Half an hour: Lord Howe's 02:10 on 3 October is 02:30.
        ("Australia/Lord_Howe", 130, "2027-10-02T15:30Z", "2027-10-03T15:10Z"),
    ],
)
def test_clock_changes(run, cast, clock, zone, minute, first, then) -> None:
    first, then = datetime.fromisoformat(first), datetime.fromisoformat(then)
    clock.move_to(first - timedelta(hours=12))
    care.set_zone(by=cast.rosa.user, patient=cast.rosa, zone=zone)
    actions.set_reminder(by=cast.rosa.user, patient=cast.rosa, is_on=True, minute=minute)
    moment, sent = first - timedelta(hours=12), []
    while moment <= then:
        if run(moment):
            sent.append(moment)
        moment += timedelta(minutes=10)
    assert sent == [first, then]


# --- Failures --------------------------------------------------------------------------------
class Failing(EmailBackend):
    """Refuses mails to Rosa with `error`."""

    error: Exception

    def send_messages(self, messages) -> int:
        if messages[0].to[0].startswith("rosa"):
            raise self.error
        return super().send_messages(messages)


@pytest.fixture
def fail(rosa, settings, monkeypatch) -> Callable[[Exception], None]:
    """Let the mail server fail for Rosa."""

    def fail(error: Exception) -> None:
        monkeypatch.setattr(Failing, "error", error, raising=False)
        settings.EMAIL_BACKEND = "tests.diary.test_reminders.Failing"

    return fail


LATER = smtplib.SMTPRecipientsRefused({"rosa@example.org": (450, b"Rosa: try again later")})
NEVER = smtplib.SMTPRecipientsRefused({"rosa@example.org": (550, b"Rosa is unknown")})


def failing(run, moment: datetime) -> None:
    with pytest.raises(CommandError):
        run(moment)


def test_a_mail_that_fails_does_not_stop_the_others(run, cast, fail, caplog) -> None:
    george = cast.george
    actions.set_reminder(by=george.user, patient=george, is_on=True, minute=SIX)
    for error in (LATER, NEVER, TimeoutError("rosa@example.org"), ValueError("Rosa")):
        ReminderMail.objects.all().delete()
        Reminder.objects.update(due_on=at(18).date(), due_at=at(18), due_until=at(21))
        fail(error)
        mail.outbox.clear()
        failing(run, at(18))
        assert [sent.to for sent in mail.outbox] == [[george.user.email]]
    assert "rosa" not in caplog.text.lower()
    assert "SMTPRecipientsRefused 550" in caplog.text


def test_a_server_that_asks_for_patience_is_asked_again(run, fail, settings) -> None:
    fail(LATER)
    failing(run, at(18))
    assert ReminderMail.objects.get().state == "failed"
    assert run(at(18, 4)) == 0
    failing(run, at(18, 5))
    assert run(at(18, 14)) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert run(at(18, 15)) == 1
    row = ReminderMail.objects.get()
    assert (row.state, row.tries) == ("sent", 3)
    assert run(at(18, days=1)) == 1


def test_asking_again_ends_with_the_time(run, fail) -> None:
    fail(LATER)
    for minute in range(240):
        moment = at(18) + timedelta(minutes=minute)
        try:
            run(moment)
        except CommandError:
            last = moment
    assert ReminderMail.objects.get().tries == 6
    assert last < at(21)
    assert Reminder.objects.get().due_at == at(18, days=1)


def test_an_entry_stops_asking_again(run, cast, fail, settings) -> None:
    fail(LATER)
    failing(run, at(18))
    cast.rate(4)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert run(at(18, 5)) == 0


def test_an_address_that_is_refused_is_not_tried_again_that_day(run, fail) -> None:
    fail(NEVER)
    failing(run, at(18))
    assert [run(at(18, minute)) for minute in (5, 15, 35)] == [0, 0, 0]
    failing(run, at(18, days=1))
    assert [row.state for row in ReminderMail.objects.all()] == ["failed", "failed"]


@pytest.mark.parametrize("error", [TimeoutError(), smtplib.SMTPServerDisconnected("gone")])
def test_where_nobody_knows_whether_it_went_out_nothing_is_sent_again(
    run, fail, settings, error
) -> None:
    fail(error)
    failing(run, at(18))
    assert ReminderMail.objects.get().state == "claimed"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert run(at(18, 5)) == run(at(20)) == 0
    assert run(at(18, days=1)) == 1


def test_a_process_that_dies_between_claim_and_mail(run, rosa, clock) -> None:
    """The mail may have gone out: it is not sent again, and tomorrow's comes."""
    clock.move_to(at(18))
    assert sending.claim(Reminder.objects.select_related("patient").get())
    assert run(at(18, 1)) == run(at(20)) == 0
    assert run(at(18, days=1)) == 1


def test_a_server_that_is_away_claims_nothing(run, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(CommandError, match="cannot be reached"):
        run(at(18))
    assert not ReminderMail.objects.exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert run(at(18, 1)) == 1


def test_a_slow_server_does_not_gather_runs(run, cast, clock, monkeypatch) -> None:
    """A run begins no mail after 50 seconds; the next one goes on."""
    george = cast.george
    actions.set_reminder(by=george.user, patient=george, is_on=True, minute=SIX)
    send = EmailBackend.send_messages

    def slowly(self, messages):
        clock.shift(51)
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", slowly)
    assert run(at(18)) == 1
    assert run(at(18, 1)) == 1


def test_an_entry_made_while_others_are_mailed(run, cast, clock, monkeypatch) -> None:
    """Each mail asks once more, just before it is claimed."""
    george = cast.george
    actions.set_reminder(by=george.user, patient=george, is_on=True, minute=SIX - 30)
    send = EmailBackend.send_messages

    def send_and_rate(self, messages):
        cast.rate(4)
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_and_rate)
    assert run(at(18)) == 1
    assert mail.outbox[0].to == [george.user.email]


# --- The command -----------------------------------------------------------------------------
def test_the_command_says_how_many(run, cast, clock) -> None:
    said = StringIO()
    clock.move_to(at(18))
    call_command("send_reminders", "--site", SITE, stdout=said)
    assert said.getvalue() == "Reminders: 1 sent, 0 failed.\n"
    call_command("send_reminders", "--site", SITE, "--verbosity=0", stdout=said)
    assert said.getvalue().count("\n") == 1


@pytest.mark.parametrize(
    "site", ["https://elsewhere.example.net", "ftp://testserver", "testserver"]
)
def test_links_that_would_not_work_are_refused(run, site) -> None:
    with pytest.raises(CommandError):
        call_command("send_reminders", "--site", site)


def test_links_without_a_lock_are_refused_where_the_site_has_one(run, settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    with pytest.raises(CommandError, match="https://"):
        call_command("send_reminders", "--site", "http://testserver")


def queries(run, moment: datetime) -> int:
    with CaptureQueriesContext(connection) as asked:
        run(moment)
    return len([query for query in asked if "SAVEPOINT" not in query["sql"]])


def test_one_question_finds_that_nothing_is_due(run) -> None:
    assert queries(run, at(17)) == 1


def test_each_mail_costs_the_same(run, cast, known_settings) -> None:
    """Whoever has logged costs nothing, and every mail the same."""
    one = queries(run, at(18))
    for number in range(8):
        patient = Patient.objects.create(
            user=make_person(f"Patient{number}", Role.PATIENT), zone=cast.rosa.zone
        )
        care.choose_areas(by=cast.amara, patient=patient, parts=[PARTS_BY_CODE["left-hand"]])
        actions.set_reminder(by=patient.user, patient=patient, is_on=True, minute=SIX)
    nine = queries(run, at(18, days=1))
    assert (nine - one) % 8 == 0
    assert (nine - one) // 8 <= 5


# --- History and constraints -----------------------------------------------------------------
def test_each_choice_leaves_an_event(rosa, cast) -> None:
    choices = {"by": rosa.user, "patient": rosa}
    actions.set_reminder(is_on=True, minute=SIX, **choices)  # again: nothing new
    actions.set_reminder(is_on=True, minute=SIX + 30, **choices)
    actions.pause_reminder(resumes_on=None, **choices)
    actions.resume_reminder(**choices)
    actions.stop_reminder(reminder=Reminder.objects.get())
    actions.stop_reminder(reminder=Reminder.objects.get())
    events = Event.objects.filter(target_type="reminder", patient_id=rosa.pk).order_by("pk")
    assert [(event.verb, event.by) for event in events] == [
        ("set_reminder", rosa.user),
        ("set_reminder", rosa.user),
        ("paused_reminder", rosa.user),
        ("resumed_reminder", rosa.user),
        ("stopped_reminder", None),
    ]
    assert events[1].changes == {"minute": [SIX, SIX + 30]}


def test_a_failed_event_undoes_the_choice(rosa, monkeypatch) -> None:
    def fail(**given) -> None:
        raise RuntimeError

    monkeypatch.setattr(actions, "record", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.set_reminder(by=rosa.user, patient=rosa, is_on=False, minute=SIX)
    assert Reminder.objects.get().state == "on"


@pytest.mark.parametrize(
    "values",
    [
        {"minute": -1},
        {"minute": 1440},
        {"state": "maybe"},
        {"state": "off"},  # and due all the same
        {"state": "paused"},  # without an end, and due all the same
        {"resumes_on": date(2027, 2, 1)},  # on, and paused
        {"due_on": None, "due_at": None, "due_until": None},  # on, and never due
        {"due_on": None},
        {"due_until": at(10)},
    ],
)
def test_the_database_refuses_a_reminder_that_cannot_be(rosa, values) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.update(**values)


@pytest.mark.parametrize(
    "values", [{"state": "lost"}, {"state": "sent"}, {"sent_at": at(18)}, {"tries": 0}]
)
def test_the_database_refuses_a_mail_that_cannot_be(rosa, values) -> None:
    ReminderMail.objects.create(patient=rosa, for_date=at(18).date())
    with pytest.raises(IntegrityError), transaction.atomic():
        ReminderMail.objects.update(**values)


def test_the_database_keeps_one_mail_per_date(rosa) -> None:
    ReminderMail.objects.create(patient=rosa, for_date=at(18).date())
    with pytest.raises(IntegrityError), transaction.atomic():
        ReminderMail.objects.create(patient=rosa, for_date=at(18).date(), id=uuid.uuid4())


def test_the_log_of_a_run_names_nobody(run, fail, caplog) -> None:
    fail(NEVER)
    with caplog.at_level(logging.DEBUG, logger="apps"):
        failing(run, at(18))
    assert str(ReminderMail.objects.get().pk) in caplog.text
    for secret in ("rosa", "delgado", "example.org"):
        assert secret not in caplog.text.lower()
