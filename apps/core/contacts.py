"""Whom to call. What an admin has set counts; help must show without the database too."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError


@dataclass(frozen=True)
class Contacts:
    """The emergency number of the country, and the clinic."""

    emergency_number: str
    clinic_name: str
    clinic_phone: str


# After a try that failed, pages do not wait for the database again for so long.
RETRY_SECONDS = 5

# Asks the app that keeps them (`safety`), which this floor does not know, and which puts itself
# here at the start. It returns None while no admin has set any.
source: Callable[[], Contacts | None] | None = None
_known: tuple[Contacts | None, float] = (None, float("-inf"))


def contacts() -> Contacts:
    """Return whom to call, asked from the database at most every CONTACTS_SECONDS.

    While the database does not answer, the last known ones count, then those of the environment;
    it is asked again after a few seconds, as each try may keep the page of help waiting.
    """
    global _known
    if time.monotonic() - _known[1] >= settings.CONTACTS_SECONDS:
        try:
            _known = (source and source(), time.monotonic())
        except DatabaseError:
            rest = max(settings.CONTACTS_SECONDS - RETRY_SECONDS, 0)
            _known = (_known[0], time.monotonic() - rest)
    return last_known()


def last_known() -> Contacts:
    """Return whom to call without asking the database: for pages that show when all else fails."""
    return _known[0] or Contacts(
        settings.EMERGENCY_NUMBER, settings.CLINIC_NAME, settings.CLINIC_PHONE
    )


def forget() -> None:
    """Ask the database the next time: they have just been changed."""
    global _known
    _known = (_known[0], float("-inf"))
