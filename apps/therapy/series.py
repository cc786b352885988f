"""How much was done: sessions, minutes and repetitions, per week and kind."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncWeek

from apps.care.dates import monday_of
from apps.care.models import Patient
from apps.therapy.access import kinds
from apps.therapy.models import Session, SessionQuerySet


@dataclass(frozen=True)
class Total:
    """The dose of one kind; `repetitions` are the tries of sensory training, None if none.

    `correct` of `checked` tries were right; both are None where nobody counted the right ones.
    """

    kind: str
    sessions: int
    minutes: int
    repetitions: int | None
    correct: int | None = None
    checked: int | None = None
    code: str = ""


@dataclass(frozen=True)
class Week:
    """The sessions shown of one week (Monday to Sunday), and the totals of the whole week."""

    starts_on: date
    totals: tuple[Total, ...]
    sessions: tuple[Session, ...]


def totals_of(patient: Patient) -> tuple[Total, ...]:
    """Return the totals per kind over all time, in the order of the kinds."""
    return _totals(_sums(Session.objects.filter(patient=patient).current(), "kind_id"), _labels())


def kind_among(totals: Iterable[Total], code: str) -> str:
    """Return the code of a kind that has sessions, or "" (all kinds) for any other text."""
    return next((total.code for total in totals if total.code == code), "")


def weeks_of(patient: Patient, sessions: Iterable[Session], code: str = "") -> tuple[Week, ...]:
    """Return the given sessions (newest first) by week, each week with its whole totals.

    With the code of a kind the totals are of that kind alone.
    """
    shown = defaultdict(list)
    for session in sessions:
        shown[monday_of(session.held_on)].append(session)
    if not shown:
        return ()
    in_these_weeks = Session.objects.filter(
        patient=patient,
        held_on__gte=min(shown),
        held_on__lte=max(shown) + timedelta(days=6),
    ).current()
    in_these_weeks = in_these_weeks.filter(kind=code) if code else in_these_weeks
    sums = defaultdict(list)
    for row in _sums(in_these_weeks.annotate(week=TruncWeek("held_on")), "week", "kind_id"):
        sums[row["week"]].append(row)
    labels = _labels()
    return tuple(
        Week(starts_on, _totals(sums[starts_on], labels), tuple(rows))
        for starts_on, rows in shown.items()
    )


def doses_of(patient: Patient, start: date, end: date) -> list[tuple[date, str, int, int, int]]:
    """Return (day, kind code, sessions, minutes, tries) for every day and kind of a span of days
    (both in) with a session; no tries are 0."""
    sessions = Session.objects.filter(patient=patient, held_on__range=(start, end)).current()
    rows = _sums(sessions, "held_on", "kind_id").order_by("held_on", "kind_id")
    return [
        (row["held_on"], row["kind_id"], row["sessions"], row["minutes_in_all"], row["tries"] or 0)
        for row in rows
    ]


def tries_of(patient: Patient, start: date, end: date) -> list[tuple[date, str, int, int | None]]:
    """Return (day, setting, attempted, correct) for every session of a span of days (both in)
    whose tries were counted; `correct` is None where nobody counted the right ones."""
    sessions = Session.objects.filter(patient=patient, held_on__range=(start, end)).current()
    rows = sessions.filter(sensory__attempted__isnull=False).order_by("held_on", "pk")
    return list(rows.values_list("held_on", "setting", "sensory__attempted", "sensory__correct"))


def first_session_day(patient: Patient) -> date | None:
    """Return the day of the first session that stands."""
    return Session.objects.filter(patient=patient).current().aggregate(day=Min("held_on"))["day"]


def _sums(sessions: SessionQuerySet, *groups: str) -> QuerySet:
    checked = Q(sensory__correct__isnull=False)
    return sessions.values(*groups).annotate(
        sessions=Count("pk"),
        minutes_in_all=Sum("minutes"),
        tries=Sum("sensory__attempted"),
        right=Sum("sensory__correct"),
        checked=Sum("sensory__attempted", filter=checked),
    )


def _totals(rows: Iterable[dict[str, Any]], labels: dict[str, str]) -> tuple[Total, ...]:
    by_kind = {row["kind_id"]: row for row in rows}
    return tuple(
        Total(
            label,
            row["sessions"],
            row["minutes_in_all"],
            row["tries"],
            row["right"],
            row["checked"],
            code,
        )
        for code, label in labels.items()
        if (row := by_kind.get(code))
    )


def _labels() -> dict[str, str]:
    return {kind.code: kind.label for kind in kinds()}
