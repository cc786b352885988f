"""Words of two phases beside each other. They tell what was different in time, and no cause."""

from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.texts import together
from apps.progress.points import (
    Measure,
    Overlap,
    Phase,
    PhaseComparison,
    PhaseLabels,
    PhaseNumbers,
    Span,
)
from apps.progress.statistics.phases import FEWEST_WEEKS
from apps.progress.wording.labels import end_words, scale_caption, unit_name
from apps.progress.wording.pictures.common import Table, date_labels
from apps.progress.wording.scores import full_day, period_label, score
from apps.progress.wording.sentences import rated_on


def caution() -> str:
    """What stands with every comparison."""
    return _("These are differences in time, not proof of cause.")


def phases_labels(
    comparison: PhaseComparison, area: str, measure: Measure, end: date, width: int
) -> PhaseLabels:
    """All texts of `charts.draw_two_phases`; `end` is the last day that is shown."""
    both = (comparison.earlier, comparison.later)
    titles = {
        "numbness": _("%(area)s: numbness in two phases"),
        "tingling": _("%(area)s: pins and needles in two phases"),
    }
    directions = {"numbness": _("More feeling"), "tingling": _("Fewer")}
    start = comparison.earlier.phase.start
    return PhaseLabels(
        title=titles[measure] % {"area": area},
        description=_alt(comparison, area, measure, end),
        dates=date_labels(Span(start, end), width),
        empty="",
        direction=directions[measure],
        unit_name=unit_name("week"),
        words=end_words(measure == "numbness"),
        names=tuple(phase_name(numbers.phase) for numbers in both),
        days=tuple(days_of(numbers.phase, end) for numbers in both),
        counts=tuple(_weeks(numbers) for numbers in both),
        medians=tuple("" if n.median is None else score(n.median) for n in both),
        caution=caution(),
    )


def phase_name(phase: Phase) -> str:
    """The name, and for all but treatment what the phase is, if the name does not say so."""
    kind = {
        "no treatment": _("no treatment"),
        "illness": _("illness"),
        "hospital": _("hospital stay"),
    }.get(phase.kind, "")
    if kind.casefold() in phase.name.casefold():
        return phase.name
    return _("%(name)s (%(kind)s)") % {"name": phase.name, "kind": kind}


def days_of(phase: Phase, end: date) -> str:
    """First and last day; of one that is not over, since when."""
    if phase.end is None or phase.end > end:
        return _("since %(day)s") % {"day": full_day(phase.start)}
    return period_label(phase.start, phase.end)


def _weeks(numbers: PhaseNumbers) -> str:
    count = len(numbers.values)
    return ngettext("%(count)d weekly score", "%(count)d weekly scores", count) % {"count": count}


def _alt(comparison: PhaseComparison, area: str, measure: Measure, end: date) -> str:
    openings = {
        "numbness": _(
            "%(area)s: weekly middle scores of numbness in two phases, as dots. 0, normal feeling,"
            " is at the top; 10, no feeling, is at the bottom."
        ),
        "tingling": _(
            "%(area)s: weekly middle scores of pins and needles in two phases, as dots. 0, none,"
            " is at the top; 10, the most, is at the bottom."
        ),
    }
    said = [openings[measure] % {"area": area}]
    return together(said + phases_lines(comparison, measure, end))


def phases_lines(comparison: PhaseComparison, measure: Measure, end: date) -> list[str]:
    """Both phases, how they differ (or that they cannot be compared), and the caution."""
    enough = comparison.overlap is not None
    said = [_phase_line(n, end, enough) for n in (comparison.earlier, comparison.later)]
    if comparison.overlap is None:
        counts = [len(n.values) for n in (comparison.earlier, comparison.later)]
        said.append(
            _(
                "A comparison needs %(needed)d weekly scores in each phase; there are %(earlier)d"
                " and %(later)d."
            )
            % {"needed": FEWEST_WEEKS, "earlier": counts[0], "later": counts[1]}
        )
    else:
        said.append(_pairs(comparison.overlap, measure))
    return [*said, caution()]


def _phase_line(numbers: PhaseNumbers, end: date, enough: bool) -> str:
    """Name, days, middle score and what it rests on."""
    weeks = len(numbers.values)
    if enough:
        said = ngettext(
            "%(name)s, %(days)s: middle score %(score)s, from %(count)d weekly score.",
            "%(name)s, %(days)s: middle score %(score)s, from %(count)d weekly scores.",
            weeks,
        )
    else:
        said = ngettext(
            "%(name)s, %(days)s: %(count)d weekly score.",
            "%(name)s, %(days)s: %(count)d weekly scores.",
            weeks,
        )
    facts = {
        "name": phase_name(numbers.phase),
        "days": days_of(numbers.phase, end),
        "score": "" if numbers.median is None else score(numbers.median),
        "count": weeks,
    }
    return together([said % facts, rated_on(numbers.rated_days, numbers.days)])


def _pairs(overlap: Overlap, measure: Measure) -> str:
    """NAP in plain words: a share of pairs of weeks, with its interval."""
    said = {
        "numbness": _(
            "In %(share)d of 100 pairs of weeks the later one is less numb (95 %% interval %(low)d"
            " to %(high)d; equal weeks count half)."
        ),
        "tingling": _(
            "In %(share)d of 100 pairs of weeks the later one has fewer pins and needles (95 %%"
            " interval %(low)d to %(high)d; equal weeks count half)."
        ),
    }[measure]
    return said % {
        "share": of_100(overlap.nap),
        "low": of_100(overlap.interval.low),
        "high": of_100(overlap.interval.high),
    }


def of_100(share: float) -> int:
    """A share in hundredths; 0 and 100 are kept for nothing and all."""
    rounded = round(100 * share)
    return rounded if share in (0, 1) else min(max(rounded, 1), 99)


def tau_sentence(overlap: Overlap) -> str:
    """For those who know Tau: the same overlap from -1 to 1, with the first phase's own trend
    taken out where it has one."""
    facts = {"tau": _signed(overlap.tau)}
    if overlap.tau_corrected is None:
        return (
            _(
                "Tau: %(tau)s; above 0 the later weeks are the better ones. The earlier phase has"
                " no trend to take out."
            )
            % facts
        )
    facts["corrected"] = _signed(overlap.tau_corrected)
    return (
        _(
            "Tau: %(tau)s; %(corrected)s with the trend of the earlier phase taken out (Tau-BC)."
            " Above 0 the later weeks are the better ones."
        )
        % facts
    )


def _signed(tau: float) -> str:
    size = number_format(abs(tau), decimal_pos=2)
    return f"−{size}" if tau < 0 and round(tau, 2) else size


def phases_table(comparison: PhaseComparison, measure: Measure) -> Table:
    """Every weekly middle score of both phases, the newest first."""
    rows = [
        (week, (full_day(week), phase_name(numbers.phase), score(value)))
        for numbers in (comparison.earlier, comparison.later)
        for week, value in zip(numbers.weeks, numbers.values, strict=True)
    ]
    rows.sort(key=lambda row: row[0], reverse=True)
    headings = (_("Week from"), _("Phase"), _("Middle score"))
    return Table(scale_caption(measure), headings, tuple(cells for _week, cells in rows))
