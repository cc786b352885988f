"""Sends the reminders that are due: every minute, from as many machines as there are.

Each reminder is claimed before it is handed to the mail server, so nobody gets two for one date.
What is known not to have been delivered is tried again; where nobody can know, nothing is sent
twice (ADR 16). The rows tell themselves what was done, so there are no events.
"""

import logging
import smtplib
from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from apps.core.daily_mails import Run
from apps.diary.reminders.access import due, to_send
from apps.diary.reminders.clock import ONE_DAY, Due, next_in_time
from apps.diary.reminders.mails import reminder_mail
from apps.diary.reminders.models import Reminder, ReminderMail

logger = logging.getLogger(__name__)

# The next run starts a minute later: a slow mail server must not gather runs.
LONGEST_RUN = timedelta(seconds=50)
FIRST_WAIT = timedelta(minutes=5)
AT_ONCE = 200


def send_due_reminders(site: str) -> Run:
    """Send what is due. `site` is scheme and host of the addresses in the mails.

    Raises OSError when the mail server cannot be reached: then nothing more is claimed, and the
    next run tries again.
    """
    run, began = Run(), timezone.now()
    # Most minutes end with this one question.
    found = list(due(began).values_list("pk", "due_until"))
    move_on([pk for pk, until in found if until <= began])
    waiting = found and list(to_send(began).values_list("pk", flat=True))
    if not waiting:
        return run
    connection = get_connection()
    try:
        for pk in waiting:
            if timezone.now() - began > LONGEST_RUN:
                break
            connection.open()
            _send(pk, site, connection, run)
    finally:
        connection.close()
    return run


def move_on(lapsed: Sequence) -> None:
    """Plan the next date of reminders whose time is over."""
    for start in range(0, len(lapsed), AT_ONCE):
        with transaction.atomic():
            rows = Reminder.objects.filter(pk__in=lapsed[start : start + AT_ONCE])
            for reminder in rows.select_related("patient").order_by("pk"):
                if reminder.due and reminder.due_until <= timezone.now():
                    _replace_due(reminder, _after(reminder))


def _send(pk, site: str, connection, run: Run) -> None:
    reminder = to_send(timezone.now()).filter(pk=pk).first()
    mail = reminder and claim(reminder)
    if mail is None:  # an entry was made, the reminder turned off, or another machine was first
        return
    try:
        connection.send_messages([reminder_mail(reminder, site)])
    except Exception as error:  # noqa: BLE001  whatever is wrong with one mail, the others go out
        run.failed += 1
        # Neither the error's message nor the row: both name the person.
        logger.error("Reminder %s was not sent: %s", mail.pk, _named(error))
        _keep_failure(mail, reminder, error)
        connection.close()
    else:
        run.sent += 1
        sent_at = timezone.now()
        mails = ReminderMail.objects.filter(pk=mail.pk)
        mails.update(state=ReminderMail.State.SENT, sent_at=sent_at)


@transaction.atomic
def claim(reminder: Reminder) -> ReminderMail | None:
    """Make the mail of a reminder's date ours, and plan its next date.

    Returns None when somebody else was first, or when that date has had its mail.
    """
    if not _replace_due(reminder, _after(reminder)):
        return None
    facts = {"patient_id": reminder.patient_id, "for_date": reminder.due_on}
    mail, is_new = ReminderMail.objects.get_or_create(**facts)
    if is_new:
        return mail
    failed = ReminderMail.objects.filter(pk=mail.pk, state=ReminderMail.State.FAILED)
    mail.tries += 1
    claimed = {"state": ReminderMail.State.CLAIMED, "claimed_at": timezone.now()}
    return mail if failed.update(tries=mail.tries, **claimed) else None


def _after(reminder: Reminder) -> Due:
    """Return what comes after the reminder's date."""
    zone = ZoneInfo(reminder.patient.zone)
    from_on = reminder.due_on + ONE_DAY
    return next_in_time(zone, reminder.at, from_on=from_on, now=timezone.now())


def _replace_due(reminder: Reminder, new: Due) -> bool:
    """Store when the reminder is due next; False where it is not due any more as we read it."""
    as_read = Reminder.objects.filter(
        pk=reminder.pk, due_on=reminder.due_on, due_at=reminder.due_at
    )
    return bool(as_read.update(due_on=new.on, due_at=new.at, due_until=new.until))


@transaction.atomic
def _keep_failure(mail: ReminderMail, reminder: Reminder, error: Exception) -> None:
    """Store that a mail was not delivered, and try again if the server may take it later.

    Where the server gave no answer the mail may have been delivered: it stays claimed.
    """
    code = answer_of(error)
    if code is None and isinstance(error, OSError):
        return
    ReminderMail.objects.filter(pk=mail.pk).update(state=ReminderMail.State.FAILED)
    again_at = timezone.now() + FIRST_WAIT * 2 ** (mail.tries - 1)
    if code is None or code >= 500 or again_at >= reminder.due_until:
        return
    due = reminder.due
    reminder.due = _after(reminder)
    _replace_due(reminder, due._replace(at=again_at))


def answer_of(error: Exception) -> int | None:
    """Return the number with which the mail server refused: 4xx for now, 5xx for good."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return min(code for code, _words in error.recipients.values())
    return getattr(error, "smtp_code", None)


def _named(error: Exception) -> str:
    """Return the kind of the error and the server's number, which name nobody."""
    return " ".join(filter(None, [type(error).__name__, str(answer_of(error) or "")]))
