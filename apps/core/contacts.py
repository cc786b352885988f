"""Whom to call. What an admin has set counts; help must show without the database too."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from apps.core.remembered import Remembered


@dataclass(frozen=True)
class Contacts:
    """The emergency number of the country, and the clinic."""

    emergency_number: str
    clinic_name: str
    clinic_phone: str


# Asks the app that keeps them (`safety`), which this floor does not know, and which puts itself
# here at the start. It returns None while no admin has set any.
source: Callable[[], Contacts | None] | None = None
_stored = Remembered(lambda: source and source())


def contacts() -> Contacts:
    """Return whom to call, as an admin has set it a minute ago at most.

    While the database does not answer, the last known ones count, then those of the environment.
    """
    _stored.value()
    return last_known()


def contacts_now() -> Contacts:
    """Return whom to call as it stands this moment, whatever this process remembers of it."""
    _stored.forget()
    return contacts()


def last_known() -> Contacts:
    """Return whom to call without asking the database: for pages that show when all else fails."""
    return _stored.last or Contacts(
        settings.EMERGENCY_NUMBER, settings.CLINIC_NAME, settings.CLINIC_PHONE
    )
