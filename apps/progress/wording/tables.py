"""The rows of the table beside the picture, ready to print."""

from functools import partial
from typing import NamedTuple

from django.utils.translation import gettext as _

from apps.progress.points import Overview
from apps.progress.wording.marks import injuries_shown
from apps.progress.wording.scores import full_day, period_label, shown


class TableRow(NamedTuple):
    """One week, month or quarter with its middle score."""

    period: str
    middle: str
    half: str
    rated: str


def table_rows(overview: Overview) -> list[TableRow]:
    """Every period with a rated day, newest first. Each sentence is looked up once, not per row."""
    thin, half, rated = (
        _("%(score)s (few entries)"),
        _("%(low)s to %(high)s"),
        _("%(rated)s of %(days)s"),
    )
    told = partial(shown, measure=overview.timeline.measure)
    return [
        TableRow(
            period=period_label(row.start, row.end),
            middle=("%(score)s" if row.solid else thin) % {"score": told(row, row.median)},
            half=half % {"low": told(row, row.low_quartile), "high": told(row, row.high_quartile)},
            rated=rated % {"rated": row.rated_days, "days": row.days},
        )
        for row in reversed(overview.buckets)
        if row.median is not None
    ]


def injury_rows(overview: Overview) -> list[tuple[str, str]]:
    """The day and the words of every injury in the picture, newest first."""
    shown_here = reversed(injuries_shown(overview.timeline))
    return [(full_day(injury.on), injury.label) for injury in shown_here]
