"""What a session says, in words: for its page, its row in a list, and what differs."""

from typing import NamedTuple

from django.db import models
from django.utils.formats import date_format, number_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.therapy.models import Session
from apps.therapy.points import Needle, Side


class Difference(NamedTuple):
    """One line in which two versions differ; an empty text means that nothing was noted."""

    label: str
    before: str
    after: str


def long_day(day) -> str:
    """Return the day as people say it: "Thursday 14 May 2026"."""
    return date_format(day, "l j F Y")


def short_day(day) -> str:
    """Return the day without its year: "14 May"."""
    return date_format(day, "j F")


def lines_of(session: Session) -> dict[str, str]:
    """Return label to text for everything that is noted, in the order of the form."""
    lines = {
        _("Day"): long_day(session.held_on),
        _("Start"): time_format(session.start_time, "H:i") if session.start_time else "",
        _("Minutes"): str(session.minutes),
        _("What it was"): session.label,
        _("Body parts"): ", ".join(str(area) for area in session.areas.all()),
    }
    for name in ("sensory", "acupuncture", "electrical"):
        lines |= _detail_lines(session.detail(name))
    lines[_("Points")] = ", ".join(needle_text(n.as_needle()) for n in session.needles.all())
    lines[_("Setting")] = session.get_setting_display()
    lines[_("Given by")] = session.giver
    lines[_("Phone")] = session.given_by_phone
    lines[_("Notes")] = session.note
    return {label: text for label, text in lines.items() if text}


def _detail_lines(detail: models.Model | None) -> dict[str, str]:
    if detail is None:
        return {}
    return {
        capfirst(field.verbose_name): _text_of(detail, field)
        for field in detail._meta.fields
        if field.name in detail.field_names()
    }


def _text_of(detail: models.Model, field: models.Field) -> str:
    value = getattr(detail, field.name)
    if value is None or value == "":
        return ""
    if field.choices:
        return str(getattr(detail, f"get_{field.name}_display")())
    return plain_number(value) if isinstance(value, int) or hasattr(value, "as_tuple") else value


def plain_number(value) -> str:
    """Return a number without zeros that say nothing: 8.0 is "8", 0.25 is "0.25"."""
    text = f"{value:f}"
    return number_format(text.rstrip("0").rstrip(".") if "." in text else text)


def needle_text(needle: Needle) -> str:
    """Return one needle in words: "LI4 (left, 20 mm deep)"."""
    values = {
        "point": needle.point,
        "side": Side(needle.side).label.lower(),
        "depth": needle.depth_mm,
    }
    has_side = needle.side != Side.NONE
    if has_side and needle.depth_mm:
        return _("%(point)s (%(side)s, %(depth)d mm deep)") % values
    if has_side:
        return _("%(point)s (%(side)s)") % values
    if needle.depth_mm:
        return _("%(point)s (%(depth)d mm deep)") % values
    return needle.point


def differences(before: Session, after: Session) -> list[Difference]:
    """Return the lines in which two versions differ."""
    old, new = lines_of(before), lines_of(after)
    labels = list(old) + [label for label in new if label not in old]
    return [
        Difference(label, old.get(label, ""), new.get(label, ""))
        for label in labels
        if old.get(label) != new.get(label)
    ]


def summary(session: Session) -> str:
    """Return one short line with the dose, or "" where nothing is noted."""
    parts = [session.label, *_sensory_parts(session), *_current_parts(session)]
    parts += [", ".join(dict.fromkeys(needle.point for needle in session.needles.all()))]
    text = ", ".join(part for part in parts if part)
    return f"{text}." if text else ""


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
