"""Scores and dates as words, for every sentence of this package."""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.diary.scale import FIVE
from apps.progress.points import Bucket


def score(value: float) -> str:
    """A score or middle score as said and printed: "4", and "4.5" between two scores."""
    # Rounded first, because Django's format cuts: 1.75 would become 1.7.
    return number_format(round(value, 1), decimal_pos=0 if value == int(value) else 1)


def words_for(value: float, measure: str = "numbness") -> str:
    """The words of a score inside a sentence. Between two rungs the worse one counts, but the
    words of both ends stay for 0 and 10 themselves."""
    rung = int(value) if value > 9 else int(value + 0.5)
    return _numbness_words()[rung] if measure == "numbness" else _tingling_words()[rung]


def five_word_for(value: float, measure: str = "numbness") -> str:
    """The one of five words for a middle score; between two of them the worse one counts."""
    place = next(place for place, kept in enumerate(FIVE) if value <= kept)
    if measure != "numbness":
        return _tingling_words()[FIVE[place]]
    words = (_("not numb"), _("a little numb"), _("half numb"), _("very numb"), _("no feeling"))
    return words[place]


def shown(middle: Bucket, value: float | None, measure: str) -> str:
    """A score of a period as it was given: the number, or the word where words were chosen."""
    return five_word_for(value, measure) if middle.words else score(value)


def _numbness_words() -> tuple[str, ...]:
    """The rungs of the ladder (`diary.scale`) as they stand inside a sentence."""
    little, half, very = _("a little numb"), _("half numb"), _("very numb")
    return (
        _("not numb"),
        _("nearly normal"),
        *(little, little, half, half, half, very, very),
        _("almost no feeling"),
        _("no feeling at all"),
    )


def _tingling_words() -> tuple[str, ...]:
    little, medium = pgettext("pins and needles", "a little"), pgettext("amount", "medium")
    many = pgettext("pins and needles", "a lot")
    return (
        pgettext("pins and needles", "none"),
        _("hardly any"),
        *(little, little, medium, medium, medium, many, many),
        _("almost the most"),
        _("the most you can imagine"),
    )


def day_month(day: date) -> str:
    return date_format(day, "DAY")


def full_day(day: date) -> str:
    return date_format(day, "DAY_YEAR")


def period_label(start: date, end: date) -> str:
    """A stretch of days for the tables: "2 to 8 March 2026"."""
    if start == end:
        return full_day(start)
    if (start.year, start.month) == (end.year, end.month):
        first = date_format(start, "FIRST_DAY_OF_MONTH_RANGE")
        last = date_format(end, "LAST_DAY_OF_MONTH_RANGE")
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    return _("%(first)s to %(last)s") % {"first": full_day(start), "last": full_day(end)}
