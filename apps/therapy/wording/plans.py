"""What is planned and what was done, side by side. Never a word of blame: a gap is no failing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.texts import together
from apps.therapy.models import Phase, SessionPlan
from apps.therapy.wording.sessions import Difference, plain_day


def planned(plan: SessionPlan) -> str:
    """Return how much is planned: "Planned 3 a week."."""
    return _("Planned %(number)d a week.") % {"number": plan.per_week}


def done_against_planned(plan: SessionPlan, week: tuple[date, date], today: date) -> str:
    """Return what is planned and how many took place in the last week that is over.

    `week` is its Monday and Sunday. A week that lies partly outside the plan is not counted, nor
    one with days of illness or in hospital, and of one without any nothing is said.
    """
    if plan.away:
        lasts = plan.away_until is None or plan.away_until >= today
        return together([planned(plan), _while_away(plan.away, lasts)])
    monday, sunday = week
    is_inside = plan.starts_on <= monday and (plan.ends_on is None or plan.ends_on >= sunday)
    if not is_inside or not plan.done:
        return planned(plan)  # the weeks by kind show what was done
    said = ngettext(
        "Last week %(number)d was done.", "Last week %(number)d were done.", plan.done
    ) % {"number": plan.done}
    return together([planned(plan), said])


def _while_away(kind: str, lasts: bool) -> str:
    if kind == Phase.Kind.HOSPITAL:
        return (
            _("This waits during the hospital stay.")
            if lasts
            else _("There was a hospital stay, so last week is not counted.")
        )
    return (
        _("This waits during the illness.")
        if lasts
        else _("There was an illness, so last week is not counted.")
    )


def plan_days(plan: SessionPlan) -> str:
    """Return its first and last day: "1 March 2026 to 24 May 2026"."""
    first = plain_day(plan.starts_on)
    if plan.ends_on is None:
        return _("From %(first)s on") % {"first": first}
    return _("%(first)s to %(last)s") % {"first": first, "last": plain_day(plan.ends_on)}


def plan_in_the_way(other: SessionPlan) -> str:
    """Say which plan of this kind has some of these days already, and what to do about it."""
    return _(
        "There is a plan for %(kind)s on some of these days: %(days)s. "
        "Type other days, or change that plan first."
    ) % {"kind": other.kind.label, "days": plan_days(other)}


def plan_lines(facts: Mapping[str, Any]) -> dict[str, str]:
    """Return label to text for the facts of a plan, in reading order."""
    return {
        _("Kind"): str(facts["kind"].label),
        _("Sessions a week"): str(facts["per_week"]),
        _("First day"): plain_day(facts["starts_on"]),
        _("Last day"): plain_day(facts["ends_on"]) if facts["ends_on"] else _("not over yet"),
    }


def plan_differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Return the lines in which the facts of two versions of a plan differ."""
    old, new = plan_lines(before), plan_lines(after)
    return [Difference(label, old[label], new[label]) for label in old if old[label] != new[label]]
