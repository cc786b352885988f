"""Why somebody needs a look, and how urgent that is: the rules of the list in one place.

Pure: from what is known of a patient to reasons in their order. `wording` says them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import Any

from apps.caseload.statistics import WEEK_DAYS, Change, Diary, Rules


class Band(StrEnum):
    """A part of the list."""

    LOOK = "look"
    WATCH = "watch"
    NOTHING = "nothing"


class Rank(IntEnum):
    """The order of the list, the most urgent first."""

    WARNING_SIGN = 1
    AFTER_TREATMENT = 2
    OTHER_SIGN = 3
    WORSE = 4
    INJURY = 5
    QUIET = 6
    FLAT = 7
    TEST_DUE = 8
    SEEN_ALERT = 9
    NOTHING = 10

    @property
    def band(self) -> Band:
        """In which part of the list it stands."""
        if self == Rank.NOTHING:
            return Band.NOTHING
        return Band.LOOK if self <= Rank.INJURY else Band.WATCH


RANK_OF_ALERT = {
    "emergency_sign": Rank.WARNING_SIGN,
    "weaker": Rank.OTHER_SIGN,
    "contact_sign": Rank.OTHER_SIGN,
    "after_acupuncture": Rank.AFTER_TREATMENT,
    "skin": Rank.AFTER_TREATMENT,
    "injury": Rank.INJURY,
}


@dataclass(frozen=True)
class Look:
    """When a practitioner saw which event of a reason; `reason` and `about` are its key."""

    event: str
    on: date


@dataclass(frozen=True)
class Reason:
    """One thing to look at. `event` tells it from an earlier or later one of its kind.

    `since` is the day from which it waits; None: longer than is known. `what` is the alert or the
    `Change` that it tells of, or the day of the last log or test.
    """

    rank: Rank
    code: str
    about: str
    event: str
    since: date | None
    what: Any = None

    @property
    def token(self) -> str:
        """What a form sends back to say that this very event was seen."""
        return f"{self.code}|{self.about}|{self.event}"

    @property
    def order(self) -> tuple[int, date]:
        """Who comes first: by rank, and inside a rank who waits longest."""
        return self.rank, self.since or date.min

    @property
    def plain(self) -> "Reason":
        """The same with the kind of its alert as `what`: nothing of a table's row is kept."""
        return replace(self, what=self.what.kind) if self.code == "alert" else self

    @property
    def can_be_seen(self) -> bool:
        """Whether "Mark as seen" does anything: an alert that is seen waits to be closed."""
        return self.rank != Rank.SEEN_ALERT

    def is_seen(self, looks: Mapping[tuple[str, str], Look]) -> bool:
        """Whether somebody has seen this very event, and not one that ended before it began."""
        look = looks.get((self.code, self.about))
        return bool(
            look and look.event == self.event and (self.since is None or look.on >= self.since)
        )


@dataclass(frozen=True)
class Known:
    """What is known of a patient for the list; `today` is on the patient's own calendar.

    `alerts` are those that wait; `tested_on` is the day of the newest clinical test, None without
    any; `added_on` is the day from which the patient could log.
    """

    today: date
    added_on: date
    diary: Diary
    alerts: tuple = ()
    tested_on: date | None = None
    looks: Mapping[tuple[str, str], Look] = field(default_factory=dict)


def reasons_of(known: Known, rules: Rules) -> list[Reason]:
    """Return what nobody has seen yet and what waits all the same, the most urgent first."""
    found = [
        *_alerts(known.alerts),
        *map(_worse, known.diary.worse),
        *([] if is_quiet(known, rules) else map(_flat, known.diary.flat)),
        *_quiet(known, rules),
        *_test_due(known, rules),
    ]
    waiting = (one for one in found if not (one.can_be_seen and one.is_seen(known.looks)))
    return sorted(waiting, key=lambda one: one.order)


def rank_of(reasons: Iterable[Reason]) -> Rank:
    """Return the most urgent rank of reasons in their order."""
    return next((one.rank for one in reasons), Rank.NOTHING)


def _alerts(alerts: Iterable) -> Iterable[Reason]:
    """Alerts keep their own state: one that is seen waits on until somebody closes it."""
    for alert in alerts:
        rank = RANK_OF_ALERT[alert.kind] if alert.state == "open" else Rank.SEEN_ALERT
        event, on = str(alert.steps_taken), alert.raised_at.date()
        yield Reason(rank, "alert", str(alert.pk), event, on, alert)


def _worse(change: Change) -> Reason:
    """Stands also when nobody has logged since: getting worse and then silent is no reason to look
    elsewhere. A higher score is a new event."""
    return Reason(Rank.WORSE, "worse", change.part, f"{change.peak:g}", _since(change), change)


def _flat(change: Change) -> Reason:
    return Reason(Rank.FLAT, "flat", change.part, "", _since(change), change)


def _since(change: Change) -> date | None:
    return change.since and date.fromordinal(change.since)


def is_quiet(known: Known, rules: Rules) -> bool:
    """Whether nobody has logged for so long that nothing is known of the present."""
    last = known.diary.last_on or known.added_on
    return (known.today - last).days >= rules.quiet_days


def _quiet(known: Known, rules: Rules) -> Iterable[Reason]:
    last = known.diary.last_on or known.added_on
    if is_quiet(known, rules):
        event = known.diary.last_on.isoformat() if known.diary.last_on else "never"
        yield Reason(Rank.QUIET, "quiet", "", event, last, known.diary.last_on)


def _test_due(known: Known, rules: Rules) -> Iterable[Reason]:
    if known.tested_on is None:
        return
    due_on = known.tested_on + timedelta(days=rules.test_weeks * WEEK_DAYS)
    if known.today >= due_on:
        yield Reason(
            Rank.TEST_DUE, "test", "", known.tested_on.isoformat(), due_on, known.tested_on
        )
