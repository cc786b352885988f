"""Writes about goals. Rows change in place; events keep every former state."""

from typing import Any
from uuid import UUID

from django.db import transaction

from apps.accounts.models import User
from apps.care.models import Patient
from apps.therapy.access.goals import check_goal, check_goal_is_free
from apps.therapy.actions.versions import (
    check_version,
    is_repeat,
    locked,
    refuse,
    row_of_key,
    save_version,
    tell,
    undo_version,
)
from apps.therapy.models import Goal


@transaction.atomic
def add_goal(*, by: User, patient: Patient, key: UUID, **facts: Any) -> Goal:
    """Store a goal. `key` is made by the form and becomes its id; `facts` are those of Goal.FACTS.

    A repeat of the same key returns the first row. Raises StaleRow when the key was stored before
    with other facts, ValidationError with {field: sentence} when a rule is broken.
    """
    if first := row_of_key(Goal, key, patient, facts):
        return first
    refuse(check_goal(patient, facts))
    goal = Goal.objects.create(pk=key, patient=patient, added_by=by, saved_by=by, **facts)
    tell(by, "added_goal", goal, {})
    return goal


@transaction.atomic
def change_goal(*, by: User, goal: Goal, version: int, **facts: Any) -> Goal:
    """Change the words, the part, the score or the day of a goal; its state stays, but one whose
    adding was undone is open again.

    `version` is the one that the form was made from. A repeat of the same save changes nothing.
    Raises StaleRow when another version stands, ValidationError with {field: sentence} when a rule
    is broken.
    """
    goal = locked(goal)
    is_back = goal.state == Goal.State.UNDONE
    if not is_back and is_repeat(by, goal, version, facts):
        return goal
    check_version(goal, version)
    refuse(check_goal(goal.patient, facts, but=goal))
    return save_version(by, "changed_goal", goal, facts | ({"state": "open"} if is_back else {}))


def reach_goal(*, by: User, goal: Goal, version: int) -> Goal:
    """Say that the patient reached it. A repeat changes nothing.

    Raises StaleRow when somebody has saved the goal since `version`.
    """
    return _move(by, goal, version, Goal.State.REACHED, verb="reached_goal")


def drop_goal(*, by: User, goal: Goal, version: int, reason: str = "") -> Goal:
    """Say that it is no goal any more, if wanted with the reason. A repeat changes nothing.

    Raises StaleRow when somebody has saved the goal since `version`, also by dropping it for
    another reason.
    """
    return _move(by, goal, version, Goal.State.DROPPED, verb="dropped_goal", reason=reason)


def reopen_goal(*, by: User, goal: Goal, version: int) -> Goal:
    """Make it a goal again. A repeat changes nothing.

    Raises StaleRow when somebody has saved the goal since `version`, ValidationError with a
    sentence when another goal has the line of this part by now.
    """
    return _move(by, goal, version, Goal.State.OPEN, verb="reopened_goal")


@transaction.atomic
def undo_goal(*, by: User, goal: Goal, version: int) -> Goal:
    """Undo the save that made `version`. A repeat changes nothing. Raises as `reopen_goal`."""

    def check(former: Goal) -> dict[str, str]:
        return check_goal(former.patient, former.facts(), but=former)

    return undo_version(by, "undid_goal", goal, version, check)


@transaction.atomic
def _move(
    by: User, goal: Goal, version: int, state: Goal.State, *, verb: str, reason: str = ""
) -> Goal:
    goal = locked(goal)
    if goal.state == state and reason in ("", goal.reason):
        return goal
    check_version(goal, version)
    if state == Goal.State.OPEN:
        refuse(check_goal_is_free(goal))
    return save_version(by, verb, goal, {"state": state, "reason": reason})
