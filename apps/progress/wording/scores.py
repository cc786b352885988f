"""Scores and dates as words, for every sentence of this package."""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from apps.diary import scale


def score(value: float) -> str:
    """A score or middle score as said and printed: "4", and "4.5" between two scores."""
    return number_format(value, decimal_pos=0 if value == int(value) else 1)


def words_for(value: float, measure: str = "numbness") -> str:
    """The words of a score inside a sentence. Between two rungs the worse one counts, but the
    words of both ends stay for 0 and 10 themselves."""
    rung = int(value) if value > 9 else int(value + 0.5)
    if rung == 0:
        return _("not numb") if measure == "numbness" else _("none")
    words = scale.word_of(rung) if measure == "numbness" else str(scale.TINGLING_WORDS[rung])
    return inline(words)


def inline(label: str) -> str:
    """A label inside a sentence: "Left hand" becomes "left hand"."""
    return label[:1].lower() + label[1:]


def day_month(day: date) -> str:
    return date_format(day, _("j F"))


def full_day(day: date) -> str:
    return date_format(day, _("j F Y"))


def period_label(start: date, end: date) -> str:
    """A stretch of days for the tables: "2 to 8 March 2026"."""
    if start == end:
        return full_day(start)
    if (start.year, start.month) == (end.year, end.month):
        return _("%(first)s to %(last)s") % {"first": start.day, "last": full_day(end)}
    return _("%(first)s to %(last)s") % {"first": full_day(start), "last": full_day(end)}
