"""The rules of the list as an admin reads them: who set what, and what differs."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from apps.caseload import access, wording
from apps.caseload.models import CaseloadRules
from apps.caseload.statistics import Rules
from apps.safety.clock import on_clinic_clock


@dataclass(frozen=True)
class Version:
    """Who saved which rules when."""

    name: str
    at: datetime
    changes: list[tuple[str, int | None, int]]


def rules_history() -> list[Version]:
    """Return every version of the rules with what it changed, the newest first."""
    rows = access.rules_history()
    return [
        Version(row.saved_by.name, on_clinic_clock(row.saved_at), _changes(row, former))
        for row, former in pairwise([*rows, None])
    ]


def _changes(row: CaseloadRules, former: CaseloadRules | None) -> list[tuple]:
    before = former or Rules()
    return [
        (str(label), getattr(before, name), getattr(row, name))
        for name, label in wording.LABELS.items()
        if getattr(before, name) != getattr(row, name)
    ]


def saved_instead(present: CaseloadRules, typed: dict) -> list[str]:
    """Return the sentences that tell an admin what somebody else has saved meanwhile."""
    told = [
        _("%(label)s: now %(number)d, you typed %(typed)d.")
        % {"label": label, "number": getattr(present, name), "typed": typed[name]}
        for name, label in wording.LABELS.items()
        if getattr(present, name) != typed[name]
    ]
    first = _(
        "%(name)s has saved these rules since you opened them. Compare, then save again to use "
        "yours."
    )
    return [first % {"name": present.saved_by.name}, *told]
