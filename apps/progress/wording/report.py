"""The sentences of the report that no other page has."""

from datetime import date, datetime

from django.utils.formats import date_format, time_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.care.dates import WEEKS_COUNTED, whole_months, whole_weeks
from apps.care.wording import onset_text
from apps.core.texts import listed, together
from apps.progress.points import Bucket, LaneCount, Measure, Precision, Unit
from apps.progress.wording.scores import day_month, full_day, shown


def report_words(name: str) -> dict[str, str]:
    """The title and the headings, and what stands beside them on every report."""
    return {
        "title": _("Report for the visit: %(name)s") % {"name": name},
        "points": _("Main points"),
        "table": _("All parts"),
        "part": _("Part"),
        "today": _("For today"),
        "write": _("Room for questions and answers."),
        "caution": _(
            "Sessions and scores share one line of time. They show differences in time, not proof"
            " of cause."
        ),
        "missing": _("□ stands for a letter that this computer has no font for."),
        "page": _("Page {page} of {pages}"),
    }


def shorten(text: str, most: int) -> str:
    """At most about `most` letters of a text, and a word that says so."""
    return Truncator(text).chars(most, truncate=_(" … (shortened)"))


def born(born_on: date) -> str:
    return _("Born %(day)s.") % {"day": full_day(born_on)}


def stroke_line(
    onset_on: date, precision: Precision, details: list[str], today: date, *, first: bool
) -> str:
    """One stroke: its day, the time since the first one, and what is known of it."""
    facts = {"onset": onset_text(onset_on, precision), "ago": _ago(onset_on, precision, today)}
    line = _("Stroke: %(onset)s, %(ago)s") if first else _("Another stroke: %(onset)s")
    return " · ".join([line % facts, *details])


def _ago(onset_on: date, precision: Precision, today: date) -> str:
    """Weeks to week 26, then months; years where only the year is known."""
    weeks, months = whole_weeks(onset_on, today), whole_months(onset_on, today)
    if precision == "year":
        years = today.year - onset_on.year
        return ngettext("about %(count)d year ago", "about %(count)d years ago", years) % {
            "count": years
        }
    if precision == "day" and weeks <= WEEKS_COUNTED:
        return ngettext("%(count)d week ago", "%(count)d weeks ago", weeks) % {"count": weeks}
    if precision == "day":
        return ngettext("%(count)d month ago", "%(count)d months ago", months) % {"count": months}
    return ngettext("about %(count)d month ago", "about %(count)d months ago", months) % {
        "count": months
    }


def period_line(start: date, end: date) -> str:
    return _("Time shown: %(start)s to %(end)s.") % {
        "start": full_day(start),
        "end": full_day(end),
    }


def made_line(made_at: datetime, name: str) -> str:
    """When and by whom; `made_at` is in the patient's own zone."""
    return _("Rehab Tracker report, made on %(day)s at %(time)s by %(name)s.") % {
        "day": full_day(made_at.date()),
        "time": time_format(made_at, "CLOCK"),
        "name": name,
    }


def sessions_line(lanes: tuple[LaneCount, ...]) -> str:
    """How many sessions of each kind there were in the time shown."""
    if not lanes:
        return _("No sessions are recorded in this time.")
    said = [
        ngettext("%(kind)s: %(count)d session.", "%(kind)s: %(count)d sessions.", lane.total)
        % {"kind": lane.lane.label, "count": lane.total}
        for lane in lanes
    ]
    return together(said)


def period_heading(first: date, unit: Unit) -> str:
    """The heading of a column of the table of all parts."""
    if unit == "week":
        return _("From %(day)s") % {"day": day_month(first)}
    return date_format(first, "SHORT_MONTH_YEAR")


def period_cell(middle: Bucket, measure: Measure) -> str:
    """A middle score, marked where it rests on few days; a dash where there is none."""
    if middle.median is None:
        return "–"
    few = "%(score)s" if middle.solid else _("%(score)s (few)")
    return few % {"score": shown(middle, middle.median, measure)}


def table_note(unit: Unit, *, has_thin: bool) -> str:
    """What the numbers of the table of all parts are."""
    middle = {
        "week": _("Middle score of each week. A dash: no ratings."),
        "month": _("Middle score of each month. A dash: no ratings."),
    }[unit]
    if not has_thin:
        return middle
    few = {
        "week": _("%(middle)s “Few”: fewer than 4 rated days."),
        "month": _("%(middle)s “Few”: fewer than 8 rated days."),
    }[unit]
    return few % {"middle": middle}


def note_line(on: date, part: str, note: str, name: str) -> str:
    """What somebody wrote, in their own words, and who wrote it on which day."""
    return _("%(day)s, %(part)s: “%(note)s” (written by %(name)s)") % {
        "day": day_month(on),
        "part": part,
        "note": note,
        "name": name,
    }


def more_notes(count: int) -> str:
    return ngettext(
        "And %(count)d more note in this time.", "And %(count)d more notes in this time.", count
    ) % {"count": count}


def no_notes() -> str:
    return _("No notes in this time.")


def methods_line(address: str) -> str:
    return _("What the numbers mean: %(address)s") % {"address": address}


def note_text(chips: list[str], note: str) -> str:
    """Ready-made notes and the person's own words, as one text."""
    ready = [_("%(notes)s.") % {"notes": listed(chips)}] if chips else []
    return together([*ready, note] if note else ready)
