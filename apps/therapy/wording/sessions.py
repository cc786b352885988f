"""What sessions and phases say, in words: for pages, rows in lists, and what differs."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import models
from django.utils.formats import date_format, number_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from apps.core.texts import listed
from apps.therapy.models import DETAILS, Detail, Phase, Session
from apps.therapy.points import Needle, Side, side_word


class Difference(NamedTuple):
    """One line in which two versions differ; an empty text means that nothing was noted."""

    label: str
    before: str
    after: str


class Version(NamedTuple):
    """One version of a session, and how it differs from the one that it corrects."""

    session: Session
    differences: list[Difference]


def long_day(day: date) -> str:
    """Return the day as people say it: "Thursday 14 May 2026"."""
    return date_format(day, "WEEKDAY_DAY_YEAR")


def short_day(day: date) -> str:
    """Return the day without its year: "14 May"."""
    return date_format(day, "DAY")


def plain_day(day: date) -> str:
    """Return the day without its weekday: "14 May 2026"."""
    return date_format(day, "DAY_YEAR")


def lines_of(facts: dict[str, Any]) -> dict[str, str]:
    """Return label to text for everything that the facts of a session note, in reading order."""
    giver = facts.get("given_by")
    start = facts.get("start_time")
    lines = {
        _("Day"): long_day(facts["held_on"]),
        pgettext("time of day", "Start"): time_format(start, "CLOCK") if start else "",
        _("Minutes"): str(facts["minutes"]),
        _("What it was"): facts.get("label", ""),
        _("Body parts"): listed(sorted(str(area) for area in facts["areas"])),
        _("Points"): listed(needle_text(needle) for needle in facts.get("needles", ())),
    }
    for name, model in DETAILS.items():
        lines |= _detail_lines(model, facts.get(name) or {})
    lines[_("Setting")] = str(Session.Setting(facts["setting"]).label)
    lines[_("Given by")] = giver.name if giver else facts.get("given_by_name", "")
    lines[_("Phone")] = facts.get("given_by_phone", "")
    lines[_("Notes")] = facts.get("note", "")
    return {label: text for label, text in lines.items() if text}


def _detail_lines(model: type[Detail], facts: dict[str, Any]) -> dict[str, str]:
    return {
        capfirst(model._meta.get_field(name).verbose_name): _text_of(
            model._meta.get_field(name), facts.get(name)
        )
        for name in model.field_names()
    }


def _text_of(field: models.Field, value: Any) -> str:
    if value is None or value == "":
        return ""
    if field.choices:
        return str(dict(field.flatchoices)[value])
    return value if isinstance(value, str) else plain_number(value)


def plain_number(value: Decimal | int) -> str:
    """Return a number without zeros that say nothing: 8.0 is "8", 0.25 is "0.25"."""
    return number_format(f"{Decimal(value).normalize():f}")


def needle_text(needle: Needle) -> str:
    """Return one needle in words: "LI4 (left, 20 mm deep)"."""
    has_side = needle.side != Side.NONE
    values = {
        "point": needle.point,
        "side": side_word(needle.side) if has_side else "",
        "depth": needle.depth_mm,
    }
    if has_side and needle.depth_mm:
        return _("%(point)s (%(side)s, %(depth)d mm deep)") % values
    if has_side:
        return _("%(point)s (%(side)s)") % values
    if needle.depth_mm:
        return _("%(point)s (%(depth)d mm deep)") % values
    return needle.point


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """Return the lines in which the facts of two versions differ."""
    old, new = lines_of(before), lines_of(after)
    labels = list(old) + [label for label in new if label not in old]
    return [
        Difference(label, old.get(label, ""), new.get(label, ""))
        for label in labels
        if old.get(label) != new.get(label)
    ]


def history_of(versions: list[Session]) -> list[Version]:
    """Return the versions of one session with what each of them changed."""
    facts = {version.pk: version.facts() for version in versions}
    return [
        Version(
            version,
            differences(facts[version.replaces_id], facts[version.pk])
            if version.replaces_id
            else [],
        )
        for version in versions
    ]


def somebody_was_first(present: Session) -> str:
    """Say that another version stands now, and how to store one's own all the same."""
    if present.state == Session.State.WITHDRAWN:
        return _(
            "This session was taken back since you opened it. Your answers are below. "
            "Put it back to save them."
        )
    return _(
        "%(name)s has saved this session since you opened it. Your answers are below. "
        "Compare them, then save again to use yours."
    ) % {"name": present.entered_by.name}


def summary(session: Session) -> str:
    """Return one short line with the dose, or "" where nothing is noted."""
    parts = [session.label, *_sensory_parts(session), *_current_parts(session)]
    parts += [listed(dict.fromkeys(needle.point for needle in session.needles.all()))]
    text = listed(part for part in parts if part)
    return f"{text}." if text else ""


def row_text(session: Session) -> str:
    """Return the line under a session's name: "12 May 2026. Textures, 60 tries, 42 right."."""
    return _("%(day)s. %(summary)s") % {
        "day": date_format(session.held_on, "DAY_YEAR"),
        "summary": summary(session),
    }


def _sensory_parts(session: Session) -> list[str]:
    detail = session.detail("sensory")
    if detail is None:
        return []
    parts = [detail.get_task_display()]
    if detail.attempted is not None:
        parts.append(_("%(tries)d tries") % {"tries": detail.attempted})
    if detail.correct is not None:
        parts.append(_("%(correct)d right") % {"correct": detail.correct})
    return parts


def _current_parts(session: Session) -> list[str]:
    detail = session.detail("electrical")
    if detail is None:
        return []
    parts = []
    if detail.frequency_hz is not None:
        parts.append(_("%(frequency)d Hz") % {"frequency": detail.frequency_hz})
    if detail.amplitude_ma is not None:
        parts.append(_("%(current)s mA") % {"current": plain_number(detail.amplitude_ma)})
    return [*parts, detail.electrodes]


# --- Phases -----------------------------------------------------------------------------------


def phase_days(phase: Phase) -> str:
    """Return its first and last day: "1 March 2026 to 24 May 2026"."""
    first = plain_day(phase.starts_on)
    if phase.ends_on is None:
        return _("%(first)s, not over yet") % {"first": first}
    return _("%(first)s to %(last)s") % {"first": first, "last": plain_day(phase.ends_on)}


def phase_length(phase: Phase, today: date) -> str:
    """Return how long it lasts, or has lasted up to today: "12 weeks", "about 5 weeks so far"."""
    if phase.starts_on > today:
        return _("Planned")
    is_over = phase.ends_on is not None and phase.ends_on <= today
    days = ((phase.ends_on if is_over else today) - phase.starts_on).days + 1
    if days < 14:
        words = (
            ngettext("%(number)d day", "%(number)d days", days)
            if is_over
            else ngettext("%(number)d day so far", "%(number)d days so far", days)
        )
        return words % {"number": days}
    return _weeks(days, is_over) % {"number": round(days / 7)}


def _weeks(days: int, is_over: bool) -> str:
    if days % 7 == 0:
        return _("%(number)d weeks") if is_over else _("%(number)d weeks so far")
    return _("about %(number)d weeks") if is_over else _("about %(number)d weeks so far")


def phase_in_the_way(other: Phase, starts_on: date, *, is_new: bool) -> str:
    """Say which phase has some of these days already, and what to do about it.

    A new phase that begins on `starts_on` can end the other one with its box.
    """
    values = {"name": other.name, "first": plain_day(other.starts_on)}
    if other.ends_on is not None:
        return _(
            "“%(name)s” is in the way: it lasts from %(first)s to %(last)s. "
            "Type other days, or change that phase first."
        ) % (values | {"last": plain_day(other.ends_on)})
    if is_new and other.starts_on < starts_on:
        return (
            _(
                "“%(name)s” is in the way: it began on %(first)s and is not over yet. "
                "Tick the box to end it, or change that phase first."
            )
            % values
        )
    return (
        _(
            "“%(name)s” is in the way: it begins on %(first)s and has no last day. "
            "Type other days, or change that phase first."
        )
        % values
    )


def phase_lines(facts: dict[str, Any]) -> dict[str, str]:
    """Return label to text for the facts of a phase, in reading order."""
    ends_on = facts["ends_on"]
    return {
        _("Name"): facts["name"],
        _("What happens in it"): str(Phase.Kind(facts["kind"]).label),
        _("First day"): plain_day(facts["starts_on"]),
        _("Last day"): plain_day(ends_on) if ends_on else _("not over yet"),
    }


def phase_differences(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """Return the lines in which the facts of two versions of a phase differ."""
    old, new = phase_lines(before), phase_lines(after)
    return [Difference(label, old[label], new[label]) for label in old if old[label] != new[label]]
