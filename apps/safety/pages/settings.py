"""The settings' history as the admin reads it."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from apps.safety.access import settings_history
from apps.safety.access.settings import FIELDS
from apps.safety.clock import on_clinic_clock
from apps.safety.models import SafetySettings
from apps.safety.wording.settings import LABELS


@dataclass(frozen=True)
class Change:
    """One setting before and after; `before` is None in the first version that an admin saved."""

    label: str
    before: str | None
    after: str


@dataclass(frozen=True)
class Version:
    """Who saved what when, on the clinic's clock."""

    name: str
    at: datetime
    changes: list[Change]


def history() -> list[Version]:
    """Return every version, the newest first."""
    rows = settings_history()
    return [
        Version(row.saved_by.name, on_clinic_clock(row.saved_at), _changes(row, former))
        for row, former in pairwise([*rows, None])
    ]


def typed_instead(present: SafetySettings, typed: dict) -> list[Change]:
    """Return in what the settings that somebody typed differ from those that stand."""
    return [
        Change(str(LABELS[name]), str(getattr(present, name)), str(typed[name]))
        for name in FIELDS
        if typed[name] != getattr(present, name)
    ]


def _changes(row: SafetySettings, former: SafetySettings | None) -> list[Change]:
    return [
        Change(str(LABELS[name]), str(getattr(former, name)) if former else None, str(after))
        for name in FIELDS
        if (after := getattr(row, name)) != getattr(former, name, None)
    ]
