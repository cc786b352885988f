"""Words that several pictures share: dates, and tables as rows of cells."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from apps.progress.points import DateLabels, Span
from apps.progress.wording.labels import month_names, since_names

NARROW = 400  # px; a picture below it has room for short texts


@dataclass(frozen=True, slots=True)
class Table:
    """A table beside a picture, ready to print: each row begins with its heading."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def date_labels(span: Span, width: int) -> DateLabels:
    """The words of the rows of dates, for a picture of this width."""
    return DateLabels(
        months=month_names(),
        day_tick=_("{day} {month}"),
        month_tick=_("{month} {year}"),
        since_mixed=_("Since stroke"),
        week_since_tick=_("wk {count}"),
        month_since_tick=_("{count} mo"),
        **since_names(span.first_stroke, wide=width > NARROW),
    )
