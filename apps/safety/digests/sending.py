"""Sends the daily mails that are due: every minute, from as many machines as there are.

The row of the day is claimed before the mail is handed to the server, so nobody gets two. The
rows tell themselves what was done, so there are no events.
"""

import logging

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from apps.accounts.models import User
from apps.core.daily_mails import Run
from apps.safety.clock import on_clinic_clock
from apps.safety.digests.access import due, numbers_for
from apps.safety.digests.actions import claim
from apps.safety.digests.mails import digest_mail

logger = logging.getLogger(__name__)


def send_due_digests(site: str) -> Run:
    """Send what is due, if something is open. `site` is scheme and host of the addresses.

    A mail that cannot be written is not claimed: the next run tries it again, and the others go
    out. Raises OSError when the mail server cannot be reached: then nothing more is claimed, and
    the next run tries again.
    """
    run, now = Run(), timezone.now()
    found = list(due(now))
    if not found:
        return run
    numbers, on, connection = numbers_for(found), on_clinic_clock(now).date(), get_connection()
    try:
        for person in found:
            mail = _written(person, numbers[person.pk], site, run)
            if mail:
                connection.open()
                if claim(person, on):
                    _send(mail, connection, run)
    finally:
        connection.close()
    return run


def _written(person: User, number: int, site: str, run: Run) -> EmailMessage | None:
    """Return the mail; None where there is nothing to tell, or it cannot be written."""
    try:
        return digest_mail(person, number, site) if number else None
    except Exception as error:  # noqa: BLE001  whatever is wrong with one mail, the others go out
        _failed("written", error, run)
        return None


def _send(mail: EmailMessage, connection: BaseEmailBackend, run: Run) -> None:
    try:
        connection.send_messages([mail])
    except Exception as error:  # noqa: BLE001  whatever is wrong with one mail, the others go out
        _failed("sent", error, run)
        connection.close()
    else:
        run.sent += 1


def _failed(what: str, error: Exception, run: Run) -> None:
    run.failed += 1
    # Not the error's message: it names the person.
    logger.error("A daily mail was not %s: %s", what, type(error).__name__)
