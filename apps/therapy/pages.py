"""What other pages show of goals and plans: one query each."""

from datetime import date

from apps.care.models import Patient
from apps.therapy import access, wording


def aims_of(patient: Patient, today: date) -> dict:
    """Return what `therapy/_goals.html` and `therapy/_plans.html` draw."""
    return {"goals": access.open_goals_of(patient), "plans": plans_said(patient, today)}


def plans_said(patient: Patient, today: date) -> list[tuple]:
    """Return the plans of today, each with what is planned and what was done last week."""
    week = access.last_week(today)
    return [
        (plan, wording.done_against_planned(plan, week, today))
        for plan in access.present_plans_of(patient, today)
    ]
