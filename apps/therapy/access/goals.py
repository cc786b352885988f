"""Which goals may be seen, and what keeps an answer from being a goal."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, UUIDField
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.audit.models import Event
from apps.care.dates import add_months
from apps.care.models import Patient, TrackedArea
from apps.core.prepared import Given, Prepared
from apps.core.roles import Role
from apps.therapy import wording
from apps.therapy.access.sessions import FIRST_YEAR
from apps.therapy.models import Goal

MONTHS_AHEAD = 60
CLOSING_VERBS = {Goal.State.REACHED: "reached_goal", Goal.State.DROPPED: "dropped_goal"}


def _open_goals(patient: Given) -> QuerySet:
    goals = Goal.objects.filter(patient=patient, state=Goal.State.OPEN)
    return goals.select_related("area")


_OPEN_GOALS = Prepared(_open_goals, patient=UUIDField())


def open_goals_of(patient: Patient) -> list[Goal]:
    """Return the open goals, the oldest first, each with its part."""
    return _OPEN_GOALS.objects(patient=patient.pk)


def closed_goals_of(patient: Patient) -> list[tuple[Goal, Event | None]]:
    """Return the goals that were reached or dropped, the one that was saved last first; each with
    the event that says by whom and when, or None where no event was written."""
    closed = Goal.objects.filter(
        patient=patient, state__in=[Goal.State.REACHED, Goal.State.DROPPED]
    )
    goals = list(closed.select_related("area", "patient", "saved_by").order_by("-saved_at", "pk"))
    ids = [str(goal.pk) for goal in goals]
    events = Event.objects.about(patient.pk).filter(
        target_type="goal", target_id__in=ids, verb__in=CLOSING_VERBS.values()
    )
    closings = {(e.target_id, e.verb): e for e in reversed(list(events.select_related("by")))}
    return [(goal, closings.get((str(goal.pk), CLOSING_VERBS[goal.state]))) for goal in goals]


def goal_or_404(patient: Patient, goal_id: UUID) -> Goal:
    """Return one of the patient's goals in any state."""
    goals = Goal.objects.select_related("patient", "saved_by", "area")
    return get_object_or_404(goals, patient=patient, pk=goal_id)


def own_goal_or_404(user: User, patient: Patient, goal_id: UUID) -> Goal:
    """Return a goal that this person may change: patients those that they wrote themselves."""
    goal = goal_or_404(patient, goal_id)
    if user.role != Role.THERAPIST and goal.added_by_id != user.pk:
        raise Http404
    return goal


def check_goal(
    patient: Patient, facts: dict[str, Any], *, but: Goal | None = None
) -> dict[str, str]:
    """Return {field: sentence} for what keeps these facts from being a goal of the patient.

    `but` is the goal that is being changed.
    """
    area, score, by_on = facts["area"], facts["score"], facts["by_on"]
    if area and area.patient_id != patient.pk:
        return {"area": _("Choose a body part of this patient.")}
    if score is not None and area is None:
        return {"area": _("Choose the body part that the number is for.")}
    if by_on and (sentence := _no_day(patient, by_on)):
        return {"by_on": sentence}
    is_closed = but is not None and but.state in CLOSING_VERBS
    if not is_closed and score is not None and (other := _other_score(area, but)):
        return {"score": wording.goal_in_the_way(other)}
    return {}


def check_goal_is_free(goal: Goal) -> dict[str, str]:
    """Return {field: sentence} for what keeps the goal from being open."""
    if goal.score is not None and (other := _other_score(goal.area, goal)):
        return {"__all__": wording.goal_in_the_way(other)}
    return {}


def _other_score(area: TrackedArea, but: Goal | None) -> Goal | None:
    others = Goal.objects.filter(area=area, state=Goal.State.OPEN, score__isnull=False)
    return (others.exclude(pk=but.pk) if but else others).first()


def _no_day(patient: Patient, by_on: date) -> str:
    latest = add_months(patient.today(), MONTHS_AHEAD)
    if by_on.year < FIRST_YEAR:
        return _("Type the year with four digits, for example 2026.")
    if by_on > latest:
        return _("The day can be up to five years ahead. Type %(day)s or a day before it.") % {
            "day": wording.plain_day(latest)
        }
    return ""
