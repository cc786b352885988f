"""The counts as tables, for the admin's page and for the command."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.texts import together
from apps.safety.access import Counts, Stage, counts_of
from apps.safety.models import Alert, FollowUpAnswer, SignCheck
from apps.safety.signs import Tier

NOTHING = "–"


@dataclass(frozen=True)
class Table:
    """A table with one head of columns; the first cell of a row names it."""

    title: str
    head: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class CountsPage:
    """Sentences first, then tables."""

    sentences: list[str]
    tables: list[Table]


def counts_page(days: int) -> CountsPage:
    """Return what happened in the last so many days, without a name or an answer."""
    counts = counts_of(days)
    return CountsPage(_sentences(counts), [_alerts(counts), _checks(counts), _stages(counts)])


def _sentences(counts: Counts) -> list[str]:
    rate = counts.per_month(counts.false_alarms)
    counted = ngettext(
        "The last %(days)d day: %(months)s months of patients.",
        "The last %(days)d days: %(months)s months of patients.",
        counts.days,
    ) % {"days": counts.days, "months": _number(counts.patient_months)}
    false = _("False alarms: %(number)d, or %(rate)s per patient and month. At most 1 is the aim.")
    of_which = _(
        "Alerts that nobody had to act on: %(alerts)d. Lists of signs that the app asked for by"
        " itself, with no sign on them: %(lists)d."
    ) % {"alerts": counts.false_alerts, "lists": counts.false_questions}
    said = [counted, false % {"number": counts.false_alarms, "rate": _number(rate)}, of_which]
    return [*said, _unwatched(counts)] if counts.alone else said


def _unwatched(counts: Counts) -> str:
    alone = ngettext(
        "Nobody looks after %(number)d patient now.",
        "Nobody looks after %(number)d patients now.",
        counts.alone,
    ) % {"number": counts.alone}
    waiting = ngettext(
        "In %(number)d of these records alerts wait that nobody sees.",
        "In %(number)d of these records alerts wait that nobody sees.",
        counts.unwatched,
    ) % {"number": counts.unwatched}
    return together([alone, waiting])


def _alerts(counts: Counts) -> Table:
    head = [
        _("Alert"),
        _("Raised"),
        _("Open now"),
        _("Per patient and month"),
        _("False alarms"),
        _("Middle time until seen"),
        _("Middle time until closed"),
    ]
    rows = [
        [
            str(kind.label),
            str(of.raised),
            str(of.open),
            _number(counts.per_month(of.raised)),
            str(of.false_alarms),
            _hours(of.until_seen),
            _hours(of.until_closed),
        ]
        for kind, of in ((kind, counts.kinds[kind]) for kind in Alert.Kind)
    ]
    return Table(_("Alerts"), head, rows)


def _checks(counts: Counts) -> Table:
    return _crossed(
        _("Lists of warning signs, by why they were asked"),
        _("Why"),
        SignCheck.Cause.choices,
        Tier.choices,
        counts.checks,
    )


def _stages(counts: Counts) -> Table:
    stages = [
        (Stage.ANSWERED, _("Answered")),
        (Stage.DUE, _("Due today")),
        (Stage.OVERDUE, _("Overdue")),
    ]
    title, questions = _("Questions after a treatment"), FollowUpAnswer.Question.choices
    return _crossed(title, _("Question"), questions, stages, counts.stages)


def _crossed(title: str, corner: str, rows: Iterable, columns: Iterable, numbers) -> Table:
    cells = [
        [str(label), *(str(numbers[code, column]) for column, _label in columns)]
        for code, label in rows
    ]
    return Table(title, [corner, *(str(label) for _code, label in columns)], cells)


def _number(value: float | None) -> str:
    return NOTHING if value is None else number_format(round(value, 2), decimal_pos=2)


def _hours(time: timedelta | None) -> str:
    if time is None:
        return NOTHING
    return _("%(number)s hours") % {
        "number": number_format(round(time / timedelta(hours=1), 1), decimal_pos=1)
    }
