"""What a practitioner should look at."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Case, Prefetch, Value, When
from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.care.models import Patient
from apps.safety.models import Alert, AlertQuerySet, AlertStep, NewNumbness
from apps.therapy.models import Session

URGENCY = list(Alert.Kind.values)


def _in_order(alerts: AlertQuerySet) -> AlertQuerySet:
    """Open before seen, the most urgent kind first, inside a kind who waits longest first."""
    urgency = Case(*(When(kind=kind, then=Value(place)) for place, kind in enumerate(URGENCY)))
    is_open = Case(When(state=Alert.State.OPEN, then=Value(0)), default=Value(1))
    steps = AlertStep.objects.select_related("by").order_by("number")
    return (
        alerts.annotate(is_open=is_open, urgency=urgency)
        .select_related("patient__user")
        .prefetch_related(Prefetch("steps", steps))
        .order_by("is_open", "urgency", "raised_at", "pk")
    )


def waiting_alerts(user: User) -> AlertQuerySet:
    """Return the alerts that wait, of all patients whom this practitioner cares for now."""
    return _in_order(Alert.objects.waiting().of_patients_of(user))


def alerts_of(patient: Patient) -> AlertQuerySet:
    """Return the alerts of one patient that wait."""
    return _in_order(Alert.objects.waiting().filter(patient=patient))


def closed_alerts_of(patient: Patient) -> AlertQuerySet:
    """Return the patient's closed alerts, the one raised last first."""
    closed = Alert.objects.filter(patient=patient, state=Alert.State.CLOSED)
    return _in_order(closed).order_by("-raised_at", "pk")


def alert_or_404(patient: Patient, alert_id: UUID) -> Alert:
    """Return one of the patient's alerts with its history."""
    return get_object_or_404(_in_order(Alert.objects.filter(patient=patient)), pk=alert_id)


def number_closed(patient: Patient) -> int:
    """Return how many closed alerts the patient has."""
    return Alert.objects.filter(patient=patient, state=Alert.State.CLOSED).count()


def sessions_named(alerts: Iterable[Alert]) -> dict[str, date]:
    """Return {session id: the day it was held on} of the sessions that reasons name, in one query.

    The alerts have been read with their steps.
    """
    facts = (step.facts for alert in alerts for step in alert.steps.all())
    named = {one["session"] for one in facts if "session" in one}
    rows = Session.objects.filter(pk__in=named).values_list("pk", "held_on") if named else ()
    return {str(pk): held_on for pk, held_on in rows}


def described_by(alert: Alert) -> list[NewNumbness]:
    """Return what new numbness is like, as it was told with the answers that raised the alert, the
    last first."""
    named = {step.facts["check"] for step in alert.steps.all() if "check" in step.facts}
    told = NewNumbness.objects.filter(sign_check__patient=alert.patient_id, sign_check__in=named)
    return list(told.select_related("entered_by").order_by("-recorded_at"))


def number_open(user: User) -> int:
    """Return how many alerts of this practitioner's patients nobody has looked at."""
    return Alert.objects.of_patients_of(user).filter(state=Alert.State.OPEN).count()


def number_unwatched() -> int:
    """Return in how many records alerts wait that nobody sees, as nobody cares for the patient."""
    waiting = Alert.objects.waiting().values("patient")
    return Patient.objects.without_care().filter(pk__in=waiting).count()


def numbers_open() -> Counter:
    """Return {practitioner id: number of open alerts}, for the daily mail, in one query."""
    rows = Alert.objects.filter(
        state=Alert.State.OPEN, patient__care_team__ended_at=None
    ).values_list("patient__care_team__practitioner", flat=True)
    return Counter(one for one in rows if one)
