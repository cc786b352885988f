"""Whom to call and when to ask, as an admin has set it, or as the server was started."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet

from apps.core.contacts import Contacts
from apps.core.remembered import Remembered
from apps.safety.models import SafetySettings

FIELDS = (
    "country",
    "emergency_number",
    "clinic_name",
    "clinic_phone",
    "first_check_hours",
    "second_check_days",
    "skin_check_hours",
)


@dataclass(frozen=True)
class Intervals:
    """How long after a session's end each question is due."""

    first: timedelta
    second: timedelta
    skin: timedelta

    @property
    def longest(self) -> timedelta:
        """How long a treatment with needles may still be felt."""
        return max(self.first, self.second)

    @property
    def last(self) -> timedelta:
        """When the last question of any kind is due."""
        return max(self.first, self.second, self.skin)


def settings_history() -> list[SafetySettings]:
    """Return every version of the settings, the one that stands first."""
    return list(_versions())


def version_now() -> SafetySettings | None:
    """Return the version that stands; None while no admin has saved any."""
    return _versions().first()


def _versions() -> QuerySet:
    """Every version in the order of saving, whatever the server's clock said: after it was set back
    an old number must not go on standing."""
    return SafetySettings.objects.select_related("saved_by").order_by("-pk")


def settings_now() -> dict[str, str | int]:
    """Return what counts now, field by field; what no admin has set comes from the environment."""
    row = version_now()
    return {name: getattr(row, name) for name in FIELDS} if row else _from_environment()


def _from_environment() -> dict[str, str | int]:
    return {"country": ""} | {
        name: getattr(settings, name.upper()) for name in FIELDS if name != "country"
    }


def contacts_set() -> Contacts | None:
    """Return whom to call as an admin has set it, or None."""
    row = version_now()
    return row and Contacts(row.emergency_number, row.clinic_name, row.clinic_phone)


def intervals() -> Intervals:
    """Return when each question after a treatment is due, as it was set a minute ago at most."""
    now = _kept.value() or _from_environment()
    return Intervals(
        first=timedelta(hours=now["first_check_hours"]),
        second=timedelta(days=now["second_check_days"]),
        skin=timedelta(hours=now["skin_check_hours"]),
    )


_kept = Remembered(settings_now)
