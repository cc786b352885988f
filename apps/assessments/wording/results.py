"""What results say, in words: lines of pages, and how versions of one result differ."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from apps.assessments.markings import marking_of
from apps.assessments.models import Instrument, Result
from apps.assessments.models.instruments import shown
from apps.assessments.places import PLACES
from apps.assessments.wording.instruments import (
    parts_of_version,
    plain_number,
    total_label,
    version_name,
)
from apps.core.texts import listed


class Difference(NamedTuple):
    """One line in which two versions differ; an empty text means that nothing was noted."""

    label: str
    before: str
    after: str


class History(NamedTuple):
    """One version of a result, and how it differs from the one that it corrects."""

    result: Result
    differences: list[Difference]


def long_day(day: date) -> str:
    """Return the day as people say it: "Thursday 14 May 2026"."""
    return date_format(day, "WEEKDAY_DAY_YEAR")


def plain_day(day: date) -> str:
    """Return the day without its weekday: "14 May 2026"."""
    return date_format(day, "DAY_YEAR")


def value_text(total: Decimal | None, level: str, beyond: str) -> str:
    """Return a result as printed: "12", "1+", "Not felt"; "" for one that has parts only."""
    if beyond:
        return str(Result.Beyond(beyond).label)
    return level or ("" if total is None else plain_number(total))


def result_text(result: Result) -> str:
    """Return the value with its unit, and with the force of a marking."""
    text = value_text(result.total, result.level, result.beyond)
    instrument = result.instrument
    if not text:
        return parts_text(instrument, result.version, result.parts)
    if instrument.scale == Instrument.Scale.MARKINGS and result.total is not None:
        return marking_text(result.total)
    if result.beyond or not instrument.unit_label:
        return text
    return _("%(value)s %(unit)s") % {"value": text, "unit": instrument.unit_label}


def marking_text(size: Decimal) -> str:
    """Return a marking with its force and what it means: "3.61 (0.4 g, diminished …)"."""
    marking = marking_of(size)
    if marking is None:
        return plain_number(size)
    return _("%(size)s (%(force)s g, %(category)s)") % {
        "size": number_format(f"{marking.size:.2f}"),
        "force": plain_number(marking.force),
        "category": marking.category,
    }


def parts_text(instrument: Instrument, version: str, parts: dict[str, str]) -> str:
    """Return the parts in a row: "Light touch 4, Position sense 8"."""
    return listed(
        _("%(part)s %(value)s")
        % {"part": shown(part.name), "value": plain_number(parts[part.code])}
        for part in parts_of_version(instrument, version)
        if part.code in parts
    )


def lines_of(instrument: Instrument, facts: dict[str, Any]) -> dict[str, str]:
    """Return label to text for everything that a result notes, in reading order."""
    giver, total = facts.get("given_by"), facts.get("total")
    value = value_text(total, facts.get("level", ""), facts.get("beyond", ""))
    if instrument.scale == Instrument.Scale.MARKINGS and total is not None:
        value = marking_text(total)
    lines = {
        _("Day"): long_day(facts["done_on"]),
        _("Version"): version_name(instrument, facts.get("version", "")),
        _("Where"): str(PLACES.get(facts["place"], facts["place"])),
        total_label(instrument, facts.get("version", "")): value,
    }
    parts = facts.get("parts") or {}
    lines |= {
        shown(part.name): plain_number(parts[part.code])
        for part in parts_of_version(instrument, facts.get("version", ""))
        if part.code in parts
    }
    lines[_("Done by")] = giver.name if giver else facts.get("given_by_name", "")
    lines[_("Notes")] = facts.get("note", "")
    return {label: text for label, text in lines.items() if text}


def differences(
    instrument: Instrument, before: dict[str, Any], after: dict[str, Any]
) -> list[Difference]:
    """Return the lines in which the facts of two versions differ."""
    old, new = lines_of(instrument, before), lines_of(instrument, after)
    labels = list(old) + [label for label in new if label not in old]
    return [
        Difference(label, old.get(label, ""), new.get(label, ""))
        for label in labels
        if old.get(label) != new.get(label)
    ]


def history_of(versions: list[Result]) -> list[History]:
    """Return the versions of one result with what each of them changed."""
    facts = {version.pk: version.facts() for version in versions}
    return [
        History(
            version,
            differences(version.instrument, facts[version.replaces_id], facts[version.pk])
            if version.replaces_id
            else [],
        )
        for version in versions
    ]


def somebody_was_first(present: Result) -> str:
    """Say that another version stands now, and how to store one's own all the same."""
    if present.state == Result.State.WITHDRAWN:
        return _(
            "This result was taken back since you opened it. Your answers are below. "
            "Put it back to save them."
        )
    return _(
        "%(name)s has saved this result since you opened it. Your answers are below. "
        "Compare them, then save again to use yours."
    ) % {"name": present.entered_by.name}
