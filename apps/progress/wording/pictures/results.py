"""Words of clinical tests: what was measured, and whether a change is more than its error."""

from dataclasses import replace

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.texts import together
from apps.progress.points import ClinicalTest, LineLabels, Overview, ResultLabels, Span
from apps.progress.statistics import exceeds_mdc
from apps.progress.wording.pictures.common import Table, date_labels
from apps.progress.wording.pictures.lines import lines_of, parts_labels
from apps.progress.wording.scores import full_day


def plain(number: float) -> str:
    """A result or an MDC as printed: "12.3", "6.65", "8"."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return number_format(text)


def result_labels(test: ClinicalTest, span: Span, width: int) -> ResultLabels:
    """All texts of `charts.draw_test`."""
    beyond = [result.label for result in test.results if test.is_beyond(result)]
    return ResultLabels(
        title=named(test),
        description=_alt(test, span),
        dates=date_labels(span, width),
        empty=no_results(),
        direction=_("Better"),
        name=named(test),
        best=_("Best"),
        worst=_("Worst"),
        ticks=_ticks(test),
        beyond=beyond[0] if beyond else "",
        band=_band(test),
    )


def ratings_and_test_labels(overview: Overview, test: ClinicalTest, width: int) -> ResultLabels:
    """The texts of the test in `charts.draw_ratings_and_test`, and title and description of the
    whole picture."""
    timeline = overview.timeline
    span = Span(timeline.start, timeline.end, timeline.strokes)
    labels = result_labels(test, span, width)
    opening = _("Two charts over the same dates: ratings above, a clinical test below.")
    ratings = lines_of([overview], "practitioner")[0]
    names = {"area": timeline.area_label, "test": test.name}
    return replace(
        labels,
        title=_("%(area)s: ratings and %(test)s") % names,
        description=together([opening, ratings, labels.description]),
    )


def ratings_labels(overview: Overview, width: int) -> LineLabels:
    """The texts of the ratings in `charts.draw_ratings_and_test`; the heading names the part."""
    headings = {
        "week": _("%(area)s: weekly middle score"),
        "month": _("%(area)s: monthly middle score"),
        "quarter": _("%(area)s: 3-monthly middle score"),
    }
    heading = headings[overview.unit] % {"area": overview.timeline.area_label}
    return replace(parts_labels([overview], width), unit_name=heading)


def named(test: ClinicalTest) -> str:
    """The name with its unit."""
    if not test.unit:
        return test.name
    return _("%(test)s (%(unit)s)") % {"test": test.name, "unit": test.unit}


def no_results() -> str:
    return _("No results in this time.")


def _ticks(test: ClinicalTest) -> tuple[tuple[float, str], ...]:
    """Marks of the scale from the good end on: its named levels, or both ends and the middle."""
    middle = (test.low + test.high) / 2
    levels = test.levels or tuple((v, plain(v)) for v in (test.low, middle, test.high))
    return tuple(sorted(levels, reverse=test.better == "higher"))


def _band(test: ClinicalTest) -> str:
    first = test.results[0] if test.results else None
    if first is None or test.mdc is None or test.ordinal or test.is_beyond(first):
        return ""
    facts = {"mdc": plain(test.mdc), "population": test.population}
    if test.population:
        return _("Measurement error round the first result (MDC %(mdc)s, %(population)s)") % facts
    return _("Measurement error round the first result (MDC %(mdc)s)") % facts


def _alt(test: ClinicalTest, span: Span) -> str:
    ends = {"start": full_day(span.start), "end": full_day(span.end), "test": named(test)}
    if test.better == "lower":
        opening = _(
            "%(test)s from %(start)s to %(end)s. Lower numbers are better and stand higher up."
        )
    else:
        opening = _("%(test)s from %(start)s to %(end)s. Higher numbers are better.")
    return together([opening % ends, result_sentence(test, span)])


def result_sentence(test: ClinicalTest, span: Span | None = None) -> str:
    """The latest result, the first one, and where an MDC is published what the change is. With a
    span, only the results of its days count as shown."""
    shown = [r for r in test.results if span is None or span.start <= r.on <= span.end]
    if not shown:
        return no_results()
    latest = {"value": shown[-1].label, "day": full_day(shown[-1].on)}
    said = [_("%(value)s on %(day)s.") % latest]
    if len(test.results) > 1:
        said.append(_first(test))
    counted = ngettext("%(count)d result.", "%(count)d results.", len(shown))
    return together([*said, counted % {"count": len(shown)}])


def _first(test: ClinicalTest) -> str:
    """The first result; with an MDC whether the change since then is more than its error."""
    facts = {"value": test.results[0].label, "day": full_day(test.results[0].on)}
    pair = test.comparable
    if pair is None or pair[1].on < test.results[-1].on:
        return _("The first, on %(day)s: %(value)s.") % facts
    facts |= {"mdc": plain(test.mdc), "population": test.population}
    facts["change"] = plain(abs(pair[1].value - pair[0].value))
    beyond = exceeds_mdc(pair[0].value, pair[1].value, test.mdc)
    return _changes()[beyond, bool(test.population)] % facts


def _changes() -> dict[tuple[bool, bool], str]:
    return {
        (True, True): _(
            "The first, on %(day)s, was %(value)s: a change of %(change)s, more than measurement"
            " error (MDC %(mdc)s, %(population)s)."
        ),
        (True, False): _(
            "The first, on %(day)s, was %(value)s: a change of %(change)s, more than measurement"
            " error (MDC %(mdc)s)."
        ),
        (False, True): _(
            "The first, on %(day)s, was %(value)s: a change of %(change)s, within measurement error"
            " (MDC %(mdc)s, %(population)s)."
        ),
        (False, False): _(
            "The first, on %(day)s, was %(value)s: a change of %(change)s, within measurement error"
            " (MDC %(mdc)s)."
        ),
    }


def results_table(test: ClinicalTest) -> Table:
    """Every result, newest first."""
    better = {"lower": _("Lower is better."), "higher": _("Higher is better.")}
    rows = [(full_day(result.on), result.label) for result in reversed(test.results)]
    return Table(better[test.better], (_("Day"), named(test)), tuple(rows))
