"""What a practitioner should look at."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    DateField,
    Max,
    Prefetch,
    Q,
    QuerySet,
    UUIDField,
    Value,
    When,
    prefetch_related_objects,
)
from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.care.access import covering_today, seen_by
from apps.care.models import Patient
from apps.core.prepared import Given, Prepared
from apps.safety.models import Alert, AlertQuerySet, AlertStep, NewNumbness
from apps.therapy.models import Session

Verb = AlertStep.Verb
URGENCY = list(Alert.Kind.values)
AT_ONCE = 100  # alerts in one condition: SQLite takes no thousand of them


def _in_order(alerts: AlertQuerySet) -> AlertQuerySet:
    """Open before seen, the most urgent kind first, inside a kind who waits longest first."""
    urgency = Case(*(When(kind=kind, then=Value(place)) for place, kind in enumerate(URGENCY)))
    is_open = Case(When(state=Alert.State.OPEN, then=Value(0)), default=Value(1))
    return (
        alerts.annotate(is_open=is_open, urgency=urgency)
        .select_related("patient__user")
        .order_by("is_open", "urgency", "raised_at", "pk")
    )


def with_standing_steps(alerts: Iterable[Alert]) -> list[Alert]:
    """Return the alerts, each with `standing_steps`: the few that tell where it stands, however
    long its history is. These are the last raising with the changes of answers after it, and what
    was done last. Two queries for each page of alerts."""
    alerts = list(alerts)
    for first in range(0, len(alerts), AT_ONCE):
        page = alerts[first : first + AT_ONCE]
        steps = AlertStep.objects.filter(_standing(page)).select_related("by").order_by("number")
        prefetch_related_objects(page, Prefetch("steps", steps, to_attr="standing_steps"))
    return alerts


def _standing(alerts: list[Alert]) -> Q:
    wanted = Q(pk=None)
    for alert, raised, done in _last_numbers(alerts):
        wanted |= Q(alert=alert, number__gte=raised, verb__in=(Verb.RAISED, Verb.CHANGED))
        wanted |= Q(alert=alert, number=done)
    return wanted


def _last_numbers(alerts: list[Alert]) -> QuerySet:
    """Return (alert id, number of its last raising, number of its last step but changes)."""
    steps = AlertStep.objects.filter(alert__in=alerts).order_by().values("alert")
    raised = Max("number", filter=Q(verb=Verb.RAISED))
    done = Max("number", filter=~Q(verb=Verb.CHANGED))
    return steps.annotate(raised=raised, done=done).values_list("alert", "raised", "done")


def waiting_alerts(user: User) -> AlertQuerySet:
    """Return the alerts that wait, of all patients whom this practitioner cares for now."""
    return _in_order(Alert.objects.waiting().of_patients_of(user))


def _waiting_for(user: Given, on: Given) -> AlertQuerySet:
    cared_for = Patient.objects.in_care_of(user, on=on).values("pk")
    return Alert.objects.waiting().filter(patient__in=cared_for)


_WAITING = Prepared(_waiting_for, user=UUIDField(), on=DateField())


def alerts_waiting_for(user: User) -> list[Alert]:
    """Return the same without the people, for a list that has them: one narrow query, no order."""
    return _WAITING.objects(**seen_by(user))


def alerts_of(patient: Patient) -> AlertQuerySet:
    """Return the alerts of one patient that wait."""
    return _in_order(Alert.objects.waiting().filter(patient=patient))


def closed_alerts_of(patient: Patient) -> AlertQuerySet:
    """Return the patient's closed alerts, the one raised last first."""
    closed = Alert.objects.filter(patient=patient, state=Alert.State.CLOSED)
    return _in_order(closed).order_by("-raised_at", "pk")


def alert_or_404(patient: Patient, alert_id: UUID) -> Alert:
    """Return one of the patient's alerts."""
    alerts = Alert.objects.select_related("patient__user")
    return get_object_or_404(alerts, patient=patient, pk=alert_id)


def history_of(alert: Alert) -> QuerySet:
    """Return everything that happened to an alert, what happened last first."""
    return AlertStep.objects.filter(alert=alert).select_related("by").order_by("-number")


def number_closed(patient: Patient) -> int:
    """Return how many closed alerts the patient has."""
    return Alert.objects.filter(patient=patient, state=Alert.State.CLOSED).count()


def sessions_named(steps: Iterable[AlertStep]) -> dict[str, date]:
    """Return {session id: the day it was held on} of the sessions that reasons name, in one
    query."""
    named = {step.facts["session"] for step in steps if "session" in step.facts}
    rows = Session.objects.filter(pk__in=named).values_list("pk", "held_on") if named else ()
    return {str(pk): held_on for pk, held_on in rows}


def described_by(patient: Patient, reasons: Iterable[dict]) -> list[NewNumbness]:
    """Return what new numbness is like, as it was told with the answers behind these reasons (the
    facts of steps), the last first."""
    named = {facts["check"] for facts in reasons if "check" in facts}
    told = NewNumbness.objects.filter(sign_check__patient=patient, sign_check__in=named)
    return list(told.select_related("entered_by").order_by("-recorded_at"))


def _number_open(user: Given, on: Given) -> QuerySet:
    opened = Alert.objects.filter(
        state=Alert.State.OPEN, patient__in=Patient.objects.in_care_of(user, on=on).values("pk")
    )
    return opened.order_by().values(one=Value(1)).annotate(number=Count("pk")).values_list("number")


_NUMBER_OPEN = Prepared(_number_open, user=UUIDField(), on=DateField())


def number_open(user: User) -> int:
    """Return how many alerts of this practitioner's patients nobody has looked at."""
    return _NUMBER_OPEN.rows(**seen_by(user))[0][0]


def number_unwatched() -> int:
    """Return in how many records alerts wait that nobody sees, as nobody cares for the patient."""
    waiting = Alert.objects.waiting().values("patient")
    return Patient.objects.without_care().filter(pk__in=waiting).count()


def numbers_open() -> Counter:
    """Return {practitioner id: number of open alerts}, for the daily mail, in two queries: who
    covers for a colleague today is told of that one's alerts too, and of none twice."""
    rows = Alert.objects.filter(
        state=Alert.State.OPEN, patient__care_team__ended_at=None
    ).values_list("pk", "patient__care_team__practitioner")
    covers = covering_today()
    told = {(alert, one) for alert, cared in rows if cared for one in (cared, *covers[cared])}
    return Counter(one for _alert, one in told)
