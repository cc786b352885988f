"""Writes about planned sessions. Rows change in place; events keep every former state."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.care.models import Patient
from apps.therapy.access.plans import check_plan
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
from apps.therapy.models import SessionPlan


@transaction.atomic
def add_plan(*, by: User, patient: Patient, key: UUID, **facts: Any) -> SessionPlan:
    """Store a plan. `key` is made by the form and becomes its id; `facts` are those of FACTS.

    A repeat of the same key returns the first row. Raises StaleRow when the key was stored before
    with other facts, ValidationError with {field: sentence} when a rule is broken.
    """
    if first := row_of_key(SessionPlan, key, patient, facts):
        return first
    refuse(check_plan(patient, facts))
    plan = SessionPlan.objects.create(pk=key, patient=patient, saved_by=by, **facts)
    tell(by, "added_plan", plan, {})
    return plan


@transaction.atomic
def change_plan(*, by: User, plan: SessionPlan, version: int, **facts: Any) -> SessionPlan:
    """Change the facts of a plan; one that was removed stands again.

    `version` is the one that the form was made from. A repeat of the same save changes nothing.
    Raises StaleRow when another version stands, ValidationError with {field: sentence} when a rule
    is broken.
    """
    plan = locked(plan)
    values = facts | {"removed_at": None}
    if is_repeat(by, plan, version, values):
        return plan
    check_version(plan, version)
    refuse(check_plan(plan.patient, facts, but=plan))
    return save_version(by, "changed_plan", plan, values)


@transaction.atomic
def remove_plan(*, by: User, plan: SessionPlan, version: int) -> SessionPlan:
    """Take a plan back; it can be put back. A repeat changes nothing.

    Raises StaleRow when somebody has saved it since `version`.
    """
    plan = locked(plan)
    if plan.removed_at:
        return plan
    check_version(plan, version)
    return save_version(by, "removed_plan", plan, {"removed_at": timezone.now()})


@transaction.atomic
def restore_plan(*, by: User, plan: SessionPlan) -> SessionPlan:
    """Put a removed plan back. A repeat changes nothing.

    Raises ValidationError with {field: sentence} when its days have another plan by now.
    """
    plan = locked(plan)
    if not plan.removed_at:
        return plan
    refuse(check_plan(plan.patient, plan.facts(), but=plan))
    return save_version(by, "restored_plan", plan, {"removed_at": None})


@transaction.atomic
def undo_plan(*, by: User, plan: SessionPlan, version: int) -> SessionPlan:
    """Undo the save that made `version`. A repeat changes nothing.

    Raises StaleRow when somebody has saved the plan since, ValidationError as `restore_plan`.
    """

    def check(former: SessionPlan) -> dict[str, str]:
        return check_plan(former.patient, former.facts(), but=former)

    return undo_version(by, "undid_plan", plan, version, check)
