"""What a patient wants to be reminded of, and what was mailed for which date."""

import datetime
import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from apps.care.models import Patient
from apps.core.constraints import whole_number_between
from apps.diary.reminders.clock import Due

SUGGESTED_MINUTE = 18 * 60
# What the patient chooses; the rest of the row follows from it.
CHOSEN = ("state", "minute", "resumes_on")


class Reminder(models.Model):
    """Whether and when a patient wants a mail, and when the next one is due.

    `due_*` are moments of the world, so that one look into an index tells what is due. They are
    made anew with each choice, each change of the patient's time zone and after each date.
    """

    class State(models.TextChoices):
        """What the patient wants."""

        OFF = "off"
        ON = "on"
        PAUSED = "paused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.OneToOneField(Patient, on_delete=models.PROTECT, related_name="reminder")
    state = models.CharField(max_length=6, choices=State.choices, default=State.OFF)
    # The time of day on the patient's clock, in minutes from midnight.
    minute = models.SmallIntegerField(default=SUGGESTED_MINUTE)
    # The first date of a paused reminder that has mails again; none: until the patient says so.
    resumes_on = models.DateField(null=True)
    # In the links that stop the mails; a new one ends all links that were mailed before.
    stop_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    due_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            whole_number_between("minute", 0, 24 * 60 - 1, name="reminder_minute_is_in_a_day"),
            # What is on has a next mail; what is off, or paused without an end, has none.
            models.CheckConstraint(
                condition=Q(state="off", resumes_on=None, due_at=None)
                | Q(state="on", resumes_on=None, due_at__isnull=False)
                | Q(state="paused", resumes_on=None, due_at=None)
                | Q(state="paused", resumes_on__isnull=False, due_at__isnull=False),
                name="reminder_is_due_if_on",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None, due_at=None, due_until=None)
                | Q(due_on__isnull=False, due_at__isnull=False, due_until__gt=F("due_at")),
                name="reminder_due_is_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(due_at__isnull=False), name="reminders_by_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state}, {self.at:%H:%M}"

    @property
    def at(self) -> datetime.time:
        """The time of day on the patient's clock."""
        hour, minute = divmod(self.minute, 60)
        return datetime.time(hour, minute)

    @property
    def due(self) -> Due | None:
        """The next reminder."""
        return Due(self.due_on, self.due_at, self.due_until) if self.due_on else None

    @due.setter
    def due(self, due: Due | None) -> None:
        self.due_on, self.due_at, self.due_until = due or (None, None, None)

    def state_on(self, day: datetime.date) -> str:
        """Return whether it is off, on or paused on a date: a pause that is over is none."""
        is_over = self.resumes_on is not None and self.resumes_on <= day
        return self.State.ON if is_over else self.state

    def chosen(self) -> dict[str, Any]:
        """Return what the patient has chosen, as events tell it."""
        return {field: getattr(self, field) for field in CHOSEN}


class ReminderMail(models.Model):
    """The one reminder of a patient for one date: claimed first, then handed to the mail server.

    A row that stays claimed may or may not have been delivered: whoever claimed it died, or the
    server never answered. It is not sent again.
    """

    class State(models.TextChoices):
        """How far it came."""

        CLAIMED = "claimed"
        SENT = "sent"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="reminder_mails")
    for_date = models.DateField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.CLAIMED)
    # How often it was handed to the mail server.
    tries = models.SmallIntegerField(default=1)
    claimed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "for_date"], name="one_reminder_per_date"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | Q(state__in=["claimed", "failed"], sent_at=None),
                name="reminder_mail_is_sent_at_a_time",
            ),
            whole_number_between("tries", 1, 1000, name="reminder_mail_tries_are_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.for_date:%Y-%m-%d}: {self.state}"
