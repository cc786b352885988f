"""What the catalogue says of a test: its name, its scale, its hints, what to know of it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from apps.assessments.models import Instrument
from apps.assessments.models.instruments import shown
from apps.assessments.places import PLACES
from apps.assessments.versions import HIGHEST, Part, Range, Version
from apps.core.texts import listed, together


def plain_number(value: Decimal | str | int) -> str:
    """Return a number without zeros that say nothing: 8.00 is "8", 0.25 is "0.25"."""
    return number_format(f"{Decimal(value).normalize():f}")


def version_name(instrument: Instrument, code: str) -> str:
    """Return the name of a version, or "" where the test has one only."""
    version = None if instrument.is_version_typed else instrument.version(code)
    return shown(version.name) if version else code


def named(instrument: Instrument, version: str, place: str = "") -> str:
    """Return the test with its version and its place: "Barthel Index, 0 to 20"."""
    where = "" if place in ("", "whole") else str(PLACES.get(place, place))
    return listed(
        text for text in (instrument.label, version_name(instrument, version), where) if text
    )


def direction(instrument: Instrument) -> str:
    """Return which direction is better, as a sentence."""
    is_higher = instrument.better == Instrument.Better.HIGHER
    return _("Higher is better.") if is_higher else _("Lower is better.")


def best_score(instrument: Instrument, scale: Range) -> str:
    """Return the good end of a scale and its direction: "24, higher is better"."""
    is_higher = instrument.better == Instrument.Better.HIGHER
    end = scale.high if is_higher else scale.low
    if instrument.is_ordinal:
        best = instrument.levels[-1 if is_higher else 0]
    else:
        best = "" if end is None else plain_number(end)
    if not best:
        return _("Higher is better")
    text = _("%(best)s, higher is better") if is_higher else _("%(best)s, lower is better")
    return text % {"best": best}


def range_hint(scale: Range, unit: str) -> str:
    """Return which numbers may be typed: "From 0 to 24 points, in steps of 1."."""
    facts = {"low": plain_number(scale.low), "unit": unit}
    if scale.high is None:
        return _("%(low)s or more, in whole numbers.") % facts
    facts["high"] = plain_number(scale.high)
    if scale.step is None:
        with_unit, without = _("From %(low)s to %(high)s %(unit)s."), _("From %(low)s to %(high)s.")
    else:
        facts["step"] = plain_number(scale.step)
        with_unit = _("From %(low)s to %(high)s %(unit)s, in steps of %(step)s.")
        without = _("From %(low)s to %(high)s, in steps of %(step)s.")
    return (with_unit if unit else without) % facts


def number_problem(label: str, scale: Range, value: Decimal) -> str:
    """Return the sentence that says why a number cannot be on this scale, or ""."""
    high = HIGHEST if scale.high is None else scale.high
    if not scale.holds(value):
        return _("%(label)s: type a number from %(low)s to %(high)s.") % {
            "label": label,
            "low": plain_number(scale.low),
            "high": plain_number(high),
        }
    if not scale.fits_step(value):
        below, above = scale.neighbours(value)
        return _("%(label)s goes in steps of %(step)s. Type %(below)s or %(above)s.") % {
            "label": label,
            "step": plain_number(scale.step or Decimal("0.01")),
            "below": plain_number(below),
            "above": plain_number(min(above, high)),
        }
    return ""


def sum_problem(total: Decimal, parts: Iterable[Decimal]) -> str:
    """Return the sentence that says why a total is not that of its parts, or ""."""
    real = sum(parts, Decimal(0))
    if real == total:
        return ""
    return _(
        "The parts add up to %(sum)s, not to %(total)s. Correct a part, "
        "or type %(sum)s as the total."
    ) % {"sum": plain_number(real), "total": plain_number(total)}


def wrong_place(version: Version) -> str:
    """Say where this test is done."""
    places = listed(str(PLACES[place]) for place in version.places[:8])
    return _("This test is not done there. Choose a place of its list, such as: %(places)s.") % {
        "places": places
    }


class Choice(NamedTuple):
    """A test to choose: its row, what it measures, and (number, name) of its versions."""

    instrument: Instrument
    measures: str
    versions: list[tuple[int, str]]


def choices_of(instruments: Iterable[Instrument]) -> list[Choice]:
    """Return the tests that a result can be added for."""
    return [
        Choice(
            one,
            shown(one.construct),
            [
                (one.number_of(version.code), shown(version.name))
                for version in one.known_versions
                if version.name
            ],
        )
        for one in instruments
    ]


def about(instrument: Instrument) -> list[tuple[str, str]]:
    """Return (label, text) for what a practitioner should know of a test."""
    mdcs = listed(dict.fromkeys(_mdc_texts(instrument)))
    facts = [
        (_("Measures"), shown(instrument.construct)),
        (_("Direction"), direction(instrument)),
        (_("Measurement error (MDC)"), mdcs or _("None published")),
        (_("Measured in"), shown(instrument.population) if mdcs else ""),
        (_("Caution"), shown(instrument.caution)),
        (_("Licence"), shown(instrument.licence)),
        (_("What is kept"), shown(instrument.storing)),
        (_("Source"), instrument.source),
    ]
    return [(label, text) for label, text in facts if text]


def _mdc_texts(instrument: Instrument) -> Iterable[str]:
    for version in instrument.known_versions:
        if version.mdc is not None:
            yield plain_number(version.mdc)
        if version.mdc_between is not None:
            yield _("%(mdc)s between different people") % {"mdc": plain_number(version.mdc_between)}
        for part in version.parts:
            if part.mdc is not None:
                yield _("%(part)s %(value)s") % {
                    "part": shown(part.name),
                    "value": plain_number(part.mdc),
                }


def instrument_saved_since(present: Instrument) -> str:
    """Say that another admin has saved the test, and how to store one's own texts all the same."""
    if present.saved_by is None:  # The form came without its version.
        return _("This page was too old. Your answers are still here. Save again.")
    return _(
        "%(name)s has saved this test since you opened it. Your answers are below. "
        "Compare them, then save again to use yours."
    ) % {"name": present.saved_by.name}


def measured_in(instrument: Instrument) -> str:
    """Return the level of the MDC and the people it was measured in."""
    population = shown(instrument.population)
    if not instrument.mdc_level:
        return population
    level = {"level": instrument.mdc_level, "population": population}
    if not population:
        return _("%(level)d %% level") % level
    return _("%(level)d %% level, %(population)s") % level


def total_label(instrument: Instrument, version: str) -> str:
    """Return what the main number is called."""
    if instrument.scale == Instrument.Scale.MARKINGS:
        return _("Thinnest marking felt")
    if instrument.is_ordinal:
        return _("Code")
    return _("Total") if parts_of_version(instrument, version) else _("Result")


def parts_of_version(instrument: Instrument, version: str) -> tuple[Part, ...]:
    known = instrument.version(version)
    return known.parts if known else ()


def hint_of(instrument: Instrument, version: Version) -> str:
    """Return everything that the box of the total says of its scale."""
    if instrument.scale != Instrument.Scale.NUMBER:
        return direction(instrument)
    said = [range_hint(version.range, instrument.unit_label), direction(instrument)]
    if version.total == "sum" and version.parts:
        said.append(_("Leave it empty to add up the parts."))
    return together(said)
