"""Which plans of sessions may be seen, and how much of them was done."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from apps.care.dates import monday_of
from apps.care.models import Patient
from apps.therapy import wording
from apps.therapy.access.sessions import no_first_day, no_last_day
from apps.therapy.models import Phase, Session, SessionPlan

WEEK = timedelta(days=7)


def last_week(today: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of the last week that is over."""
    monday = monday_of(today) - WEEK
    return monday, monday + timedelta(days=6)


def present_plans_of(patient: Patient, today: date) -> list[SessionPlan]:
    """Return the plans of this day, in the order of the kinds; `done` is how many sessions of
    their kind took place in the last week that is over.

    `away` is the kind of an illness or a hospital stay that lasts or had days in that week, or
    None, and `away_until` its last day, None while it goes on.
    """
    monday, sunday = last_week(today)
    given = Session.objects.current().filter(
        patient=patient, kind=OuterRef("kind"), held_on__range=(monday, sunday)
    )
    counted = given.order_by().values("kind").annotate(number=Count("pk")).values("number")
    lasts, was_then = Q(ends_on=None) | Q(ends_on__gte=today), Q(ends_on__gte=monday)
    away = Phase.objects.standing().filter(
        lasts | Q(was_then, starts_on__lte=sunday),
        patient=patient,
        kind__in=[Phase.Kind.ILLNESS, Phase.Kind.HOSPITAL],
        starts_on__lte=today,
    )
    away = away.order_by("-starts_on")[:1]
    present = SessionPlan.objects.standing().filter(
        Q(ends_on=None) | Q(ends_on__gte=today), patient=patient, starts_on__lte=today
    )
    plans = present.select_related("kind").annotate(
        done=Coalesce(Subquery(counted), 0),
        away=Subquery(away.values("kind")),
        away_until=Subquery(away.values("ends_on")),
    )
    return list(plans)


def plans_of(patient: Patient) -> list[SessionPlan]:
    """Return every plan that was not removed, in the order of the kinds."""
    return list(SessionPlan.objects.standing().filter(patient=patient).select_related("kind"))


def removed_plans_of(patient: Patient) -> list[SessionPlan]:
    """Return the plans that were removed, the one removed last first."""
    removed = SessionPlan.objects.filter(patient=patient, removed_at__isnull=False)
    return list(removed.select_related("kind").order_by("-removed_at", "pk"))


def plan_or_404(patient: Patient, plan_id: UUID) -> SessionPlan:
    """Return one of the patient's plans, removed or not."""
    plans = SessionPlan.objects.select_related("patient", "saved_by", "kind")
    return get_object_or_404(plans, patient=patient, pk=plan_id)


def check_plan(
    patient: Patient, facts: dict[str, Any], *, but: SessionPlan | None = None
) -> dict[str, str]:
    """Return {field: sentence} for what keeps these facts from being a plan of the patient.

    Plans of one kind share no day. `but` is the plan that is being changed.
    """
    starts_on, ends_on = facts["starts_on"], facts["ends_on"]
    if sentence := no_first_day(patient, starts_on):
        return {"starts_on": sentence}
    if sentence := no_last_day(patient, starts_on, ends_on):
        return {"ends_on": sentence}
    same_days = SessionPlan.objects.standing().filter(patient=patient, kind=facts["kind"])
    same_days = same_days.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
    if ends_on:
        same_days = same_days.filter(starts_on__lte=ends_on)
    if but:
        same_days = same_days.exclude(pk=but.pk)
    other = same_days.select_related("kind").first()
    if other is None:
        return {}
    field = "starts_on" if other.starts_on <= starts_on else "ends_on"
    return {field: wording.plan_in_the_way(other)}
