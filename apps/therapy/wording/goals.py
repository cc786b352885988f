"""What goals say, in words. Never how likely one is, and never that one is late."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from apps.audit.models import Event
from apps.core.texts import together
from apps.therapy.models import Goal
from apps.therapy.wording.sessions import Difference, plain_day

VERBS = (
    "added_goal",
    "changed_goal",
    "reached_goal",
    "dropped_goal",
    "reopened_goal",
    "undid_goal",
)


class Save(NamedTuple):
    """One save of a goal: what was done, by whom, and the lines that it changed."""

    event: Event
    what: str
    differences: list[Difference]


def goal_lines(facts: Mapping[str, Any]) -> dict[str, str]:
    """Return label to text for the facts of a goal, in reading order."""
    area, score, by_on = facts["area"], facts["score"], facts["by_on"]
    return {
        _("Goal"): facts["text"],
        _("Body part"): str(area) if area else "",
        _("Numbness to reach"): "" if score is None else str(score),
        _("By"): plain_day(by_on) if by_on else "",
    }


def goal_differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Return the lines in which the facts of two versions of a goal differ."""
    old, new = goal_lines(before), goal_lines(after)
    return [Difference(label, old[label], new[label]) for label in old if old[label] != new[label]]


def goal_line(goal: Goal, now: str = "") -> str:
    """Return what stands under the words: "Left hand at 3 or less. By 30 June 2026. Now 4."."""
    aim = _aim(goal)
    # Some say it in these very words; once is enough.
    said = [] if aim in ("", goal.text) else [_("%(aim)s.") % {"aim": aim}]
    said += [_("By %(day)s.") % {"day": plain_day(goal.by_on)}] if goal.by_on else []
    return together([*said, now] if now else said)


def _aim(goal: Goal) -> str:
    if goal.area is None:
        return ""
    part = str(goal.area.part.label)
    if goal.score is None:
        return part
    return _("%(part)s at %(score)d or less") % {"part": part, "score": goal.score}


def goal_closed(goal: Goal, closing: Event | None) -> str:
    """Return how a goal was closed, when and by whom; `closing` is the event of it, without which
    the last save tells."""
    at, by = (closing.at, closing.by) if closing else (goal.saved_at, goal.saved_by)
    closed_on = at.astimezone(ZoneInfo(goal.patient.zone)).date()
    facts = {"day": plain_day(closed_on), "name": by.name}
    if goal.state == Goal.State.REACHED:
        return _("Reached. Noted by %(name)s on %(day)s.") % facts
    if goal.reason:
        return _("Dropped: %(reason)s. Noted by %(name)s on %(day)s.") % (
            facts | {"reason": goal.reason.rstrip(".")}
        )
    return _("Dropped. Noted by %(name)s on %(day)s.") % facts


def drop_differences(present: Goal, reason: str) -> list[Difference]:
    """Return what stands otherwise if somebody closed a goal before it is dropped for `reason`."""
    lines = [
        Difference(_("State"), present.get_state_display(), str(Goal.State.DROPPED.label)),
        Difference(_("Reason"), present.reason, reason),
    ]
    return [line for line in lines if line.before != line.after]


def goal_in_the_way(other: Goal) -> str:
    """Say which open goal has the line of this part already, and what to do about it."""
    return _(
        "“%(goal)s” has a number for this body part already. Change that goal, or close it first."
    ) % {"goal": other.text}


def saves_of(events: list[Event], parts: Mapping[str, str]) -> list[Save]:
    """Return the saves of one goal as they are read; `parts` gives the name of each part by id."""
    what = dict(
        zip(
            VERBS,
            (_("Added"), _("Changed"), _("Reached"), _("Dropped"), _("Opened again"), _("Undone")),
            strict=True,
        )
    )
    return [Save(event, what[event.verb], _changed_lines(event.changes, parts)) for event in events]


def _changed_lines(changes: Mapping[str, list], parts: Mapping[str, str]) -> list[Difference]:
    labels = {
        "text": _("Goal"),
        "area": _("Body part"),
        "score": _("Numbness to reach"),
        "by_on": _("By"),
        "reason": _("Reason"),
    }
    return [
        Difference(label, *(_text_of(field, value, parts) for value in changes[field]))
        for field, label in labels.items()
        if field in changes and any(value not in (None, "") for value in changes[field])
    ]


def _text_of(field: str, value: Any, parts: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if field == "area":
        return parts.get(str(UUID(value)), "")
    return plain_day(date.fromisoformat(value)) if field == "by_on" else str(value)
