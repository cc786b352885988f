"""How often alerts are raised and how soon somebody looks: numbers without names or answers."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby, islice
from statistics import median

from django.db.models import Case, Count, Max, Min, Value, When
from django.utils import timezone

from apps.care.access import number_without_care
from apps.care.models import Patient
from apps.safety.access.alerts import number_unwatched
from apps.safety.access.follow_ups import Stage, follow_ups, sessions_asked_about
from apps.safety.access.settings import intervals
from apps.safety.models import Alert, AlertStep, SignCheck
from apps.safety.signs import Tier

Verb = AlertStep.Verb
MONTH = timedelta(days=365.25 / 12)
AT_ONCE = 500
# The alerts that a warning sign or the gate raises, and the questions that nobody asked for: the
# budget for false alarms is about these.
SIGNS = (Alert.Kind.EMERGENCY_SIGN, Alert.Kind.WEAKER, Alert.Kind.CONTACT_SIGN)
UNASKED = (SignCheck.Cause.RISE, SignCheck.Cause.LIMB, SignCheck.Cause.SPREAD)


@dataclass
class KindCounts:
    """The alerts of one kind: how often raised, how long until seen and until closed.

    `open` are those that nobody has looked at yet, whenever they were raised: no time tells it.
    """

    raised: int = 0
    open: int = 0
    false_alarms: int = 0
    seen: list[timedelta] = field(default_factory=list)
    closed: list[timedelta] = field(default_factory=list)

    @property
    def until_seen(self) -> timedelta | None:
        """The middle time from an alert until somebody looked at it."""
        return median(self.seen) if self.seen else None

    @property
    def until_closed(self) -> timedelta | None:
        """The middle time from an alert until somebody closed it."""
        return median(self.closed) if self.closed else None


@dataclass(frozen=True)
class Counts:
    """What happened in the last `days` days, and for how many months of patients.

    `alone` and `unwatched` are of now: how many patients nobody looks after, and in how many of
    their records alerts wait.
    """

    days: int
    patient_months: float
    kinds: dict[str, KindCounts]
    checks: Counter
    stages: Counter
    alone: int
    unwatched: int

    @property
    def false_alerts(self) -> int:
        """Alerts of warning signs and of the gate that were closed as not needed."""
        return sum(self.kinds[kind].false_alarms for kind in SIGNS)

    @property
    def false_questions(self) -> int:
        """Lists of danger signs for which the app asked by itself, and on which none was there."""
        return sum(self.checks[cause, Tier.NONE] for cause in UNASKED)

    @property
    def false_alarms(self) -> int:
        """Both: what took a practitioner's time, and what may have frightened a patient."""
        return self.false_alerts + self.false_questions

    def per_month(self, number: int) -> float | None:
        """Return a number per patient and month; None where nobody was a patient."""
        return number / self.patient_months if self.patient_months else None


def counts_of(days: int) -> Counts:
    """Count the last so many days.

    A patient counts from the day they were registered until their last answer at the gate: whoever
    has stopped cannot raise an alarm, and must not make the rate look low.
    """
    now = timezone.now()
    since = now - timedelta(days=days)
    lasted = Patient.objects.annotate(last=Max("gate_answers__recorded_at"))
    spans = lasted.filter(last__gt=since).values_list("created_at", "last")
    lived = sum((max(last - max(at, since), timedelta()) for at, last in spans), timedelta())
    return Counts(
        days=days,
        patient_months=lived / MONTH,
        kinds=_kinds(since),
        checks=_checks(since),
        stages=_stages(since, now),
        alone=number_without_care(),
        unwatched=number_unwatched(),
    )


def _kinds(since: datetime) -> dict[str, KindCounts]:
    kinds = {kind: KindCounts() for kind in Alert.Kind.values}
    steps = AlertStep.objects.filter(alert__raised_at__gte=since).order_by("alert", "number")
    rows = steps.values_list("alert", "alert__kind", "verb", "at", "needed").iterator()
    for (_alert, kind), history in groupby(rows, key=lambda row: row[:2]):
        for episode in _episodes([row[2:] for row in history]):
            _count(kinds[kind], episode, since)
    opened = Alert.objects.filter(state=Alert.State.OPEN).values_list("kind")
    for kind, number in opened.annotate(number=Count("pk")).order_by():
        kinds[kind].open = number
    return kinds


def _episodes(history: Iterable[tuple]) -> Iterator[list[tuple]]:
    """Yield the steps from each raising of a new or closed alert until the next such raising."""
    episode, is_closed = [], False
    for step in history:
        verb = step[0]
        if verb == Verb.RAISED and is_closed:
            yield episode
            episode = []
        if verb in (Verb.RAISED, Verb.CLOSED, Verb.REOPENED):
            is_closed = verb == Verb.CLOSED
        episode.append(step)
    yield episode


def _count(kind: KindCounts, episode: list[tuple], since: datetime) -> None:
    """Add one episode: what was undone does not count, neither "seen" nor "closed"."""
    raised = [at for verb, at, _needed in episode if verb == Verb.RAISED]
    kind.raised += sum(at >= since for at in raised)
    if raised[0] < since:
        return
    seen = closed = None
    needed = ""
    for verb, at, said in episode:
        if verb == Verb.UNSEEN:
            seen = None
        elif verb == Verb.REOPENED:
            closed, needed = None, ""
        elif verb == Verb.CLOSED:
            closed, needed = at, said
        if verb in (Verb.SEEN, Verb.CLOSED):
            seen = seen or at
    kind.false_alarms += needed == AlertStep.Needed.NO
    kind.seen += [seen - raised[0]] if seen else []
    kind.closed += [closed - raised[0]] if closed else []


def _checks(since: datetime) -> Counter:
    """Return {(cause, tier): number of answered lists of signs}.

    A form that was answered again is one list, with the most urgent of its tiers: "none" and then a
    sign is no false alarm.
    """
    urgency = Case(*(When(tier=tier, then=Value(place)) for place, tier in enumerate(Tier.values)))
    forms = SignCheck.objects.filter(recorded_at__gte=since).values("patient", "submission")
    rows = forms.annotate(of=Min("cause"), place=Min(urgency)).values_list("of", "place")
    return Counter((cause, Tier.values[place]) for cause, place in rows.iterator())


def _stages(since: datetime, now: datetime) -> Counter:
    """Return {(question, stage): number} of the questions that were due by now."""
    found, after = Counter(), intervals()
    rows = sessions_asked_about(since.date()).iterator()
    while sessions := list(islice(rows, AT_ONCE)):
        found.update(
            (one.question, one.stage)
            for one in follow_ups(sessions, after, now)
            if since <= one.due_at <= now and one.stage != Stage.WAITING
        )
    return found
