"""Sends the daily mails that are due: every minute, from as many machines as there are.

The row of the day is claimed before the mail is handed to the server, so nobody gets two. The
rows tell themselves what was done, so there are no events.
"""

import logging
from dataclasses import dataclass

from django.core.mail import get_connection
from django.utils import timezone

from apps.safety.access import numbers_open
from apps.safety.clock import on_clinic_clock
from apps.safety.digests.access import due
from apps.safety.digests.actions import claim
from apps.safety.digests.mails import digest_mail

logger = logging.getLogger(__name__)


@dataclass
class Run:
    """What one run did."""

    sent: int = 0
    failed: int = 0


def send_due_digests(site: str) -> Run:
    """Send what is due, if something is open. `site` is scheme and host of the addresses.

    Raises OSError when the mail server cannot be reached: then nothing more is claimed, and the
    next run tries again.
    """
    run, now = Run(), timezone.now()
    found = list(due(now))
    if not found:
        return run
    numbers, on, connection = numbers_open(), on_clinic_clock(now).date(), get_connection()
    try:
        for digest in found:
            if number := numbers[digest.user_id]:
                connection.open()
                if claim(digest.user, on):
                    _send(digest_mail(digest.user, number, site), connection, run)
    finally:
        connection.close()
    return run


def _send(mail, connection, run: Run) -> None:
    try:
        connection.send_messages([mail])
    except Exception as error:  # noqa: BLE001  whatever is wrong with one mail, the others go out
        run.failed += 1
        # Not the error's message: it names the person.
        logger.error("A daily mail was not sent: %s", type(error).__name__)
        connection.close()
    else:
        run.sent += 1
