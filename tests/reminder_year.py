"""The reminder command, run every minute of a simulated time by several processes at once.

Run as a program on a migrated database without people, it prints as JSON what was mailed and what
should have been: `python -m tests.reminder_year 2027-03-25 2027-04-05` lives from one moment
(2027-03-25T18:00 is one too) up to the other, in two processes; `--at-once 300` lets 300 reminders
be due at one moment, for four.
What should be mailed is counted here by watching clocks, minute by minute, and shares no code with
the product.
"""

import json
import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import django
import time_machine
from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

SITE = "https://rehab.example.org"
ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe")
# Times that clock changes jump over or repeat are among them: 01:30, 01:45, 02:10, 02:30.
TIMES = ("18:00", "01:30", "01:45", "02:10", "02:30", "00:00", "23:30")
PROCESSES = 2
WHOLE_YEAR = ("2027-01-01", "2028-01-01")
# Each clock change of that year in one of the zones, as the whole world counts.
CHANGES = (
    "2027-03-14T07:00",
    "2027-03-28T01:00",
    "2027-04-03T15:00",
    "2027-10-02T15:30",
    "2027-10-31T01:00",
    "2027-11-07T06:00",
)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
AROUND = timedelta(hours=6)


class AppendingBackend(BaseEmailBackend):
    """Writes one line for each mail into a file that all processes share."""

    def send_messages(self, messages: list) -> int:
        from django.utils import timezone

        lines = [f"{mail.to[0]} {timezone.now():%Y-%m-%dT%H:%M}\n" for mail in messages]
        door = os.open(settings.EMAIL_FILE_PATH, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(door, "".join(lines).encode())  # at once, so that no line is torn
        os.close(door)
        return len(messages)


def name_of(zone: str, at: str) -> str:
    """Return the e-mail of the patient in this zone with this time."""
    return f"{zone}-{at}@example.org".replace("/", "-").replace(":", "").lower()


def has_entry(zone: str, at: str, on: date) -> bool:
    """Return whether this patient fills in this date before its time: every ninth."""
    return (on.toordinal() + len(zone) + TIMES.index(at)) % 9 == 0


def was_taken_back(zone: str, at: str, on: date) -> bool:
    """Return whether this patient takes back what was filled in for this date."""
    return (on.toordinal() + TIMES.index(at)) % 2 == 0


def moment_of(text: str) -> datetime:
    """Return the moment of the world that "2027-03-14" or "2027-03-14T07:00" names."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def hours_around(change: str) -> list[str]:
    """Return the first and the last moment of the 12 hours around a clock change."""
    return [f"{moment_of(change) + away:%Y-%m-%dT%H:%M}" for away in (-AROUND, AROUND)]


def minutes(first: datetime, last: datetime) -> Iterator[datetime]:
    """Yield every minute of the world from a moment up to another."""
    moment = first
    while moment < last:
        yield moment
        moment += MINUTE


def expected(first: datetime, last: datetime) -> Counter:
    """Watch the clocks of all zones; return how often each "email minute" should be mailed."""
    mails: Counter = Counter()
    for zone in ZONES:
        clock, done = ZoneInfo(zone), {}
        for moment in minutes(first, last):
            shown = moment.astimezone(clock)
            on, now = shown.date(), f"{shown:%H:%M}"
            for at in TIMES:
                if done.get(at) == on or now < at:
                    continue
                # What the clock had passed when the patient turned the mails on is not mailed.
                is_new = moment > first
                done[at] = on
                if is_new and not (has_entry(zone, at, on) and not was_taken_back(zone, at, on)):
                    mails[f"{name_of(zone, at)} {moment:%Y-%m-%dT%H:%M}"] += 1
    return mails


def fill(first: date, last: date) -> None:
    """Make the patients and what they fill in between two dates and on the days beside them."""
    from apps.care.body import PARTS_BY_CODE
    from apps.care.models import Patient, TrackedArea
    from apps.core.roles import Role
    from apps.diary.models import Entry
    from tests.cast import make_person

    part, entries = PARTS_BY_CODE["left-hand"], []
    for zone in ZONES:
        for at in TIMES:
            user = make_person(f"Patient {at}", Role.PATIENT, name_of(zone, at))
            patient = Patient.objects.create(user=user, zone=zone)
            area = TrackedArea.objects.create(
                patient=patient, site=part.site, side=part.side, slot=1
            )
            facts = {"patient": patient, "area": area, "zone": zone, "entered_by": user}
            facts |= {"numbness": 5, "method": "rated"}
            on = first - DAY
            while on <= last + DAY:
                if has_entry(zone, at, on):
                    state = "withdrawn" if was_taken_back(zone, at, on) else "current"
                    key = {"submission": "00000000-0000-4000-8000-000000000000"}
                    entries.append(Entry(for_date=on, state=state, **facts, **key))
                on += DAY
    Entry.objects.bulk_create(entries, batch_size=500)


def turn_on() -> None:
    """Let each patient turn the mails off and on, so that they count from now."""
    from apps.care.models import Patient
    from apps.diary.reminders.actions import set_reminder

    for patient in Patient.objects.select_related("user"):
        hour, minute = TIMES[
            [name_of(patient.zone, at) for at in TIMES].index(patient.user.email)
        ].split(":")
        choice = {"by": patient.user, "patient": patient, "minute": int(hour) * 60 + int(minute)}
        set_reminder(is_on=False, **choice)
        set_reminder(is_on=True, **choice)


def live(first: datetime, last: datetime, together: set[str], barrier) -> None:
    """Run the command in every minute; wait for the other process where mails are due, and every
    hour, so that both always are in the same hour."""
    from apps.diary.reminders.sending import send_due_reminders

    with time_machine.travel(datetime(2027, 1, 1, tzinfo=UTC), tick=False) as clock:
        for moment in minutes(first, last):
            clock.move_to(moment)
            if moment.minute == 0 or f"{moment:%Y-%m-%dT%H:%M}" in together:
                barrier.wait()
            send_due_reminders(SITE)


def at_once(people: int, processes: int = 4) -> dict:
    """Let many reminders be due at the same moment, and several processes send them."""
    from apps.care.body import PARTS_BY_CODE
    from apps.care.models import Patient, TrackedArea
    from apps.core.roles import Role
    from apps.diary.models import ReminderMail
    from apps.diary.reminders.actions import set_reminder
    from tests.cast import make_person

    part, morning = PARTS_BY_CODE["left-hand"], datetime(2027, 1, 11, 9, tzinfo=UTC)
    with time_machine.travel(morning, tick=False):
        for number in range(people):
            user = make_person(f"Patient {number}", Role.PATIENT, f"p{number}@example.org")
            patient = Patient.objects.create(user=user, zone="Europe/London")
            TrackedArea.objects.create(patient=patient, site=part.site, side=part.side, slot=1)
            set_reminder(by=user, patient=patient, is_on=True, minute=18 * 60)

    def send(number: int, barrier) -> None:
        with time_machine.travel(morning.replace(hour=18), tick=False):
            barrier.wait()
            sent = send_due_reminders(SITE).sent
            Path(f"{settings.EMAIL_FILE_PATH}-{number}").write_text(str(sent))

    from apps.diary.reminders.sending import send_due_reminders

    with mail_file() as file:
        ended = in_processes(processes, send)
        mailed = [line.split()[0] for line in file.read_text().splitlines()]
        sent = [int(Path(f"{file}-{number}").read_text()) for number in range(processes)]
    return {
        "ended": ended,
        "people": len(set(mailed)),
        "mailed": len(mailed),
        "by_process": sent,
        "states": dict(Counter(ReminderMail.objects.values_list("state", flat=True))),
    }


@contextmanager
def mail_file() -> Iterator[Path]:
    """Yield the file that all mails go to."""
    with tempfile.TemporaryDirectory() as folder:
        settings.EMAIL_FILE_PATH = str(Path(folder) / "mails")
        yield Path(settings.EMAIL_FILE_PATH)


def in_processes(number: int, work: Callable) -> list[int]:
    """Run `work(number, barrier)` in several processes; return how each of them ended."""
    from django.db import connections

    connections["default"].close()
    if connections["default"].vendor == "postgresql":
        connections["default"].close_pool()
    fork = multiprocessing.get_context("fork")
    barrier = fork.Barrier(number, timeout=300)
    workers = [fork.Process(target=work, args=(one, barrier)) for one in range(number)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return [worker.exitcode for worker in workers]


def simulate(first: datetime, last: datetime) -> dict:
    """Live through the time in two processes; return what was mailed and what should have been."""
    wanted = expected(first, last)
    with time_machine.travel(first, tick=False):
        turn_on()
    together = {line.split()[1] for line in wanted}
    began = time.monotonic()
    with mail_file() as file:
        ended = in_processes(
            PROCESSES, lambda _number, barrier: live(first, last, together, barrier)
        )
        mailed = Counter(file.read_text().splitlines())
    return {
        "ended": ended,
        "runs": PROCESSES * int((last - first) / MINUTE),
        "seconds": round(time.monotonic() - began, 1),
        "expected": sum(wanted.values()),
        "mailed": sum(mailed.values()),
        "missing": sorted((wanted - mailed).elements()),
        "too_many": sorted((mailed - wanted).elements()),
    }


def main(arguments: list[str]) -> None:
    """Simulate what the arguments ask for and print what came out."""
    if os.environ.get("ENVIRONMENT") != "test":
        sys.exit("The simulation makes people up: set ENVIRONMENT to test.")
    django.setup()
    settings.EMAIL_BACKEND = "tests.reminder_year.AppendingBackend"
    # A mail names an address, for which Django reads every view: once, before there are processes.
    import_module(settings.ROOT_URLCONF)
    if arguments[0] == "--at-once":
        found = [at_once(int(arguments[1]))]
    else:
        moments = [moment_of(text) for text in arguments]
        fill(min(moments).date(), max(moments).date())
        pairs = zip(moments[::2], moments[1::2], strict=True)
        found = [simulate(first, last) for first, last in pairs]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rehab_tracker.settings")
    main(sys.argv[1:])
