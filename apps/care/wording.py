"""Facts about patients as short plain texts. Knows no database."""

import datetime
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.care.dates import WEEKS_COUNTED, whole_months, whole_weeks

ONSET_FORMATS = {"day": "j F Y", "month": "F Y", "year": "Y"}
SIDES = {
    "left": gettext_lazy("left side"),
    "right": gettext_lazy("right side"),
    "both": gettext_lazy("both sides"),
    "unknown": gettext_lazy("side not known"),
}
# What a page of the record is called in the audit, and by its owner.
PAGES = {
    "areas": gettext_lazy("your body parts"),
    "days": gettext_lazy("your days"),
    "intake": gettext_lazy("your health facts"),
    "numbers": gettext_lazy("your scores"),
    "patient": gettext_lazy("your progress"),
    "phases": gettext_lazy("your phases of treatment"),
    "progress": gettext_lazy("your progress"),
    "rating": gettext_lazy("your scores"),
    "saved": gettext_lazy("your scores"),
    "sessions": gettext_lazy("your sessions"),
    "team": gettext_lazy("your care team"),
    "today": gettext_lazy("your day"),
}


class Look(NamedTuple):
    """Somebody saw a page of the record."""

    name: str
    page: str
    at: datetime.datetime


def age_on(born_on: datetime.date, today: datetime.date) -> int:
    """Return the age in whole years."""
    had_no_birthday_yet = (today.month, today.day) < (born_on.month, born_on.day)
    return today.year - born_on.year - had_no_birthday_yet


def onset_text(onset_on: datetime.date, precision: str) -> str:
    """Return the day of a stroke as exactly as it is known: "1 March 2024", "2024"."""
    return date_format(onset_on, ONSET_FORMATS[precision])


def since_stroke(onset_on: datetime.date, precision: str, today: datetime.date) -> str:
    """Return the time since a stroke: "week 12" to week 26, then "month 8".

    A stroke known to the month has no week and "about month 8", one known to the year its year.
    """
    weeks = whole_weeks(onset_on, today)
    if precision == "year":
        return _("stroke in %(year)d") % {"year": onset_on.year}
    if precision == "day" and weeks <= WEEKS_COUNTED:
        return _("week %(number)d") % {"number": weeks}
    months = {"number": whole_months(onset_on, today)}
    return (_("month %(number)d") if precision == "day" else _("about month %(number)d")) % months


def identity_line(patient, today: datetime.date) -> str:
    """Return "58, week 12, left side": age, time since the last stroke, its side.

    What is not recorded is left out; `patient.strokes` come in their order.
    """
    facts = [str(age_on(patient.born_on, today))] if patient.born_on else []
    strokes = list(patient.strokes.all())
    if strokes:
        last = strokes[-1]
        facts += [since_stroke(last.onset_on, last.onset_precision, today), str(SIDES[last.side])]
    return ", ".join(facts) or _("Stroke not recorded yet")


def looks_in_words(events) -> list[Look]:
    """Return who saw which page when, for the person whose record it is."""
    return [
        Look(event.by.name, str(PAGES.get(event.changes.get("page"), _("your record"))), event.at)
        for event in events
    ]
