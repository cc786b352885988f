"""What admins have set, as they read it: who changed what, and what differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db.models import Model

from apps.safety.access import settings_history
from apps.safety.clock import on_clinic_clock
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
    """Return every version of the safety settings, the newest first."""
    return versions(settings_history(), LABELS)


def versions(rows: list[Model], labels: Mapping[str, str], first: object = None) -> list[Version]:
    """Return what each of the rows changed, the newest first. `labels` name the fields; `first` is
    what held before the first row, None where that is not known."""
    return [
        Version(
            row.saved_by.name, on_clinic_clock(row.saved_at), _changes(row, former or first, labels)
        )
        for row, former in pairwise([*rows, None])
    ]


def _changes(row: Model, former: object | None, labels: Mapping[str, str]) -> list[Change]:
    return [
        Change(str(label), str(getattr(former, name)) if former else None, str(after))
        for name, label in labels.items()
        if (after := getattr(row, name)) != getattr(former, name, None)
    ]


def differences(present: Model, typed: dict, labels: Mapping[str, str]) -> list[Change]:
    """Return in what the answers that somebody typed differ from those that stand."""
    return [
        Change(str(label), str(getattr(present, name)), str(typed[name]))
        for name, label in labels.items()
        if typed[name] != getattr(present, name)
    ]
