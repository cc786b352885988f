"""Facts about patients as short plain texts. Knows no database."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.care.dates import WEEKS_COUNTED, whole_months, whole_weeks
from apps.core.texts import listed as in_a_row

ONSET_FORMATS = {"day": "DAY_YEAR", "month": "MONTH_YEAR", "year": "YEAR"}
SIDES = {
    "left": gettext_lazy("left"),
    "right": gettext_lazy("right"),
    "both": gettext_lazy("both"),
    "unknown": gettext_lazy("not known"),
}
SIDES_SAID = {
    "left": gettext_lazy("left side"),
    "right": gettext_lazy("right side"),
    "both": gettext_lazy("both sides"),
}
# What a page of the record is called in the audit, and by its owner.
PAGES = {
    "alerts": gettext_lazy("your answers about safety"),
    "areas": gettext_lazy("your body parts"),
    "caseload": gettext_lazy("your progress"),
    "compare": gettext_lazy("your progress"),
    "days": gettext_lazy("your days"),
    "follow-ups": gettext_lazy("your answers after treatments"),
    "goals": gettext_lazy("your goals"),
    "injuries": gettext_lazy("your burns, cuts and falls"),
    "intake": gettext_lazy("your health facts"),
    "notes": gettext_lazy("your notes"),
    "numbers": gettext_lazy("your scores"),
    "patient": gettext_lazy("your progress"),
    "phases": gettext_lazy("your phases of treatment"),
    "plans": gettext_lazy("your planned sessions"),
    "practice": gettext_lazy("your practice at home"),
    "progress": gettext_lazy("your progress"),
    "rating": gettext_lazy("your scores"),
    "report": gettext_lazy("your report"),
    "saved": gettext_lazy("your scores"),
    "scale": gettext_lazy("your scale"),
    "sessions": gettext_lazy("your sessions"),
    "signs": gettext_lazy("the danger signs"),
    "team": gettext_lazy("your care team"),
    "tests": gettext_lazy("your tests"),
    "today": gettext_lazy("your day"),
    "treatment": gettext_lazy("your progress"),
}
# The same pages as practitioners call them.
PAGES_OF_PATIENT = {
    "alerts": gettext_lazy("Alerts"),
    "areas": gettext_lazy("Body parts"),
    "caseload": gettext_lazy("Caseload"),
    "compare": gettext_lazy("Compare two phases"),
    "days": gettext_lazy("Diary"),
    "follow-ups": gettext_lazy("Answers after treatments"),
    "goals": gettext_lazy("Goals"),
    "injuries": gettext_lazy("Burns, cuts and falls"),
    "intake": gettext_lazy("Health facts"),
    "notes": gettext_lazy("Notes"),
    "numbers": gettext_lazy("Numbers as a table"),
    "patient": gettext_lazy("Patient page"),
    "phases": gettext_lazy("Phases"),
    "plans": gettext_lazy("Planned sessions"),
    "practice": gettext_lazy("Home practice"),
    "progress": gettext_lazy("Progress"),
    "rating": gettext_lazy("Diary"),
    "report": gettext_lazy("Report"),
    "saved": gettext_lazy("Diary"),
    "scale": gettext_lazy("Body parts"),
    "sessions": gettext_lazy("Sessions"),
    "signs": gettext_lazy("Danger signs"),
    "team": gettext_lazy("Care team"),
    "tests": gettext_lazy("Clinical tests"),
    "today": gettext_lazy("Diary"),
    "treatment": gettext_lazy("How much was done"),
}


class Fact(NamedTuple):
    """One fact about a patient and what it is called."""

    label: str
    text: str


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

    A stroke known to the month has no week and "about month 8", one known to the year its year:
    "since 2024".
    """
    weeks = whole_weeks(onset_on, today)
    if precision == "year":
        return _("since %(year)d") % {"year": onset_on.year}
    if precision == "day" and weeks <= WEEKS_COUNTED:
        return _("week %(number)d") % {"number": weeks}
    months = {"number": whole_months(onset_on, today)}
    return (_("month %(number)d") if precision == "day" else _("about month %(number)d")) % months


def identity_of(born_on: datetime.date | None, strokes: Sequence, today: datetime.date) -> str:
    """Return who this is in a few facts in a row: "58, week 36, left side".

    What is not recorded is left out; `strokes` come in their order. Time counts from the first
    stroke everywhere: a later one is told and rewrites nothing.
    """
    facts = [str(age_on(born_on, today))] if born_on else []
    if not strokes:
        return in_a_row([*facts, _("stroke not recorded yet")])
    since = since_first_stroke(strokes, today).text
    if len(strokes) > 1:
        since = _("%(time)s since the first stroke") % {"time": since}
    facts += [since, *_later_strokes(strokes)]
    if side := SIDES_SAID.get(_side_of(strokes)):
        facts.append(str(side))
    return in_a_row(facts)


def since_first_stroke(strokes, today: datetime.date) -> Fact:
    """Return the time since the first of at least one stroke, under a label that says which."""
    label = _("Time since stroke") if len(strokes) == 1 else _("Time since first stroke")
    return Fact(label, since_stroke(strokes[0].onset_on, strokes[0].onset_precision, today))


def _later_strokes(strokes) -> list[str]:
    return [
        _("later stroke on %(day)s") % {"day": onset_text(stroke.onset_on, stroke.onset_precision)}
        if stroke.onset_precision == "day"
        else _("later stroke in %(time)s")
        % {"time": onset_text(stroke.onset_on, stroke.onset_precision)}
        for stroke in strokes[1:]
    ]


def _side_of(strokes) -> str:
    """Return the side of the body that the strokes affect; both if they differ."""
    known = {stroke.side for stroke in strokes} - {"unknown"}
    if not known:
        return "unknown"
    return known.pop() if len(known) == 1 else "both"


def listed(names: list[str], *, nothing: str | None = None) -> str:
    """Return a short list in one line, or what to say of none."""
    if not names:
        return _("Nobody yet.") if nothing is None else nothing
    return in_a_row(names)


def last_look(event, zone: str) -> str:
    """Return when somebody looked at the record last, by the clock of its owner."""
    if event is None:
        return _("Nobody but you.")
    on = event.at.astimezone(ZoneInfo(zone))
    return _("Last time on %(day)s") % {"day": date_format(on, "WEEKDAY_DAY_YEAR")}


def looks_in_words(events, pages: dict) -> list[Look]:
    """Return who saw which page when; `pages` are their names: `PAGES` for the person whose record
    it is, or `PAGES_OF_PATIENT`."""
    other = _("your record") if pages is PAGES else _("Record")
    return [
        Look(event.by.name, str(pages.get(event.changes.get("page"), other)), event.at)
        for event in events
    ]


def cover_text(cover) -> str:
    """Return for whom somebody stands in and when: "Covering for Amara Osei until 4 May 2026"."""
    told = (
        _("Covering for %(name)s from %(first)s to %(last)s")
        if cover.is_to_come
        else _("Covering for %(name)s until %(last)s")
    )
    return told % _days_and(cover, name=cover.covered.name)


def covers_text(covers) -> str:
    """Return who covers for whom in one line: "Ben Ito for Amara Osei until 4 May 2026"."""
    return listed([cover_in_line(one) for one in covers], nothing=_("Nobody now."))


def cover_in_line(cover) -> str:
    """Return one of them: "Ben Ito for Amara Osei from 3 May 2026 to 4 May 2026"."""
    told = (
        _("%(colleague)s for %(covered)s from %(first)s to %(last)s")
        if cover.is_to_come
        else _("%(colleague)s for %(covered)s until %(last)s")
    )
    return told % _days_and(cover, colleague=cover.colleague.name, covered=cover.covered.name)


def cover_set(cover) -> str:
    """Return what was set: "Ben Ito covers for Amara Osei from 3 May 2026 to 4 May 2026."."""
    told = _("%(colleague)s covers for %(covered)s from %(first)s to %(last)s.")
    return told % _days_and(cover, colleague=cover.colleague.name, covered=cover.covered.name)


def _days_and(cover, **names: str) -> dict[str, str]:
    days = {"first": cover.from_on, "last": cover.until_on}
    return names | {name: date_format(on, "DAY_YEAR") for name, on in days.items()}
