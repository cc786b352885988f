"""The visible sentences, in three registers: to the patient, to a helper, to a practitioner.

A helper reads of somebody else, whose name stands at the top of the page: their sentences are as
plain as the patient's, and name the part ("Left hand") where the patient's say "your left hand".
"""

from datetime import date
from typing import Literal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.care.dates import WEEKS_COUNTED, whole_months, whole_weeks
from apps.core.texts import together
from apps.progress.points import Bucket, Gap, Overview, Stroke, Trend, Unit
from apps.progress.wording.marks import (
    goal_distance,
    injuries_explained,
    notes_said,
    windows_explained,
)
from apps.progress.wording.scores import day_month, five_word_for, full_day, score, words_for
from apps.progress.wording.trends import trend_sentence

Register = Literal["patient", "helper", "practitioner"]

YEAR = 330  # days after which a month's name alone could mean two months


def summary(overview: Overview, register: Register, trend: Trend | None = None) -> str:
    """Where the area stands, where it stood, which way it goes (to a practitioner, with its
    `trend`), on how much that rests, and where there is nothing."""
    said = [standing(overview, register)]
    if register == "practitioner" and overview.points:
        said += [trend_sentence(overview, trend)] if trend else []
        said += [breaks(overview.gaps)] if overview.gaps else []
    return together(said + scale_told(overview))


def scale_told(overview: Overview) -> list[str]:
    """Since when the present scale is in use, if another one was used in the time shown."""
    if not overview.changes:
        return []
    change = overview.changes[-1]
    told = (
        _("Five words since %(day)s. Days before it are not compared.")
        if change.words
        else _("Numbers since %(day)s. Days before it are not compared.")
    )
    return [told % {"day": full_day(change.on)}]


def standing(overview: Overview, register: Register) -> str:
    """Where the area stands and stood, with the days that were rated."""
    if not overview.points:
        return empty_sentence(overview)
    first = _one_point(overview) if len(overview.points) == 1 else _then_and_now(overview, register)
    return together([first, *goal_distance(overview), coverage(overview, register)])


def empty_sentence(overview: Overview) -> str:
    if overview.ever_rated:
        return _("No ratings in this time. A longer time shows the earlier ones.")
    return _("No ratings yet. The first one starts the picture.")


def _one_point(overview: Overview) -> str:
    point = overview.points[0]
    if point.words:
        return _("There is one answer in this time, on %(day)s: %(words)s.") % {
            "words": five_word_for(point.value, overview.timeline.measure),
            "day": day_month(point.on),
        }
    return _("There is one rating in this time: %(score)s (%(words)s), on %(day)s.") % {
        "score": score(point.value),
        "words": words_for(point.value, overview.timeline.measure),
        "day": day_month(point.on),
    }


def _then_and_now(overview: Overview, register: Register) -> str:
    if overview.now is None:
        return {
            "patient": _("Add a few more days to see your first weekly score."),
            "helper": _("A few more days show the first weekly score."),
            "practitioner": _("No week has 4 rated days yet, which a weekly score needs."),
        }[register]
    said = [_now_sentence(overview, overview.now, register)]
    if overview.now.words:
        said += [_then_in_words(overview, register)] if overview.then else []
    elif _is_flat(overview):
        said.append(_flat_sentence(overview.unit, overview.now.median))
    elif overview.then is not None:
        said.append(_then_sentence(overview.then.median, when(overview, overview.then, register)))
    return together(said)


def _then_in_words(overview: Overview, register: Register) -> str:
    then = overview.then
    return _("The answer %(when)s: %(words)s.") % {
        "when": when(overview, then, register),
        "words": five_word_for(then.median, overview.timeline.measure),
    }


def _now_in_words(overview: Overview, now: Bucket, register: Register) -> str:
    facts = {
        "area": overview.timeline.area_label,
        "words": five_word_for(now.median, overview.timeline.measure),
        "when": when(overview, now, register),
    }
    if not overview.is_recent:
        return _("%(area)s %(when)s: %(words)s.") % facts
    return _("%(area)s now: %(words)s.") % facts


def _then_sentence(median: float, past: str) -> str:
    facts = {"score": score(median), "when": past}
    if past[:1].isdigit():  # "6 4 weeks ago" would read as one number
        return _("It was %(score)s, %(when)s.") % facts
    return _("It was %(score)s %(when)s.") % facts


def _flat_sentence(unit: Unit, median: float) -> str:
    return {
        "week": _("Every weekly middle score in this time is %(score)s."),
        "month": _("Every monthly middle score in this time is %(score)s."),
        "quarter": _("Every middle score of three months in this time is %(score)s."),
    }[unit] % {"score": score(median)}


def _now_sentence(overview: Overview, now: Bucket, register: Register) -> str:
    timeline, median = overview.timeline, now.median
    if now.words:
        return _now_in_words(overview, now, register)
    names = {
        "area": timeline.area_label,
        "your_area": timeline.area_your,
        "score": score(median),
        "words": words_for(median, timeline.measure),
        "day": day_month(now.start),
        "when": when(overview, now, register),
    }
    kind = (timeline.measure, register, _how_recent(overview, now))
    return _now_templates()[kind] % names


def _how_recent(overview: Overview, now: Bucket) -> str:
    if not overview.is_recent:
        return "earlier"
    return "this week" if now.end >= overview.timeline.today else "lately"


def _now_templates() -> dict[tuple[str, str, str], str]:
    # The verb belongs to the score: parts of the body may be many ("lips").
    to_patient = _("The score for %(your_area)s is %(score)s now (%(words)s).")
    tingling_to_patient = _("Pins and needles in %(your_area)s: %(score)s now (%(words)s).")
    to_helper = _("%(area)s: %(score)s now (%(words)s).")
    tingling_to_helper = _("%(area)s, pins and needles: %(score)s now (%(words)s).")
    earlier = _("%(area)s: %(score)s (%(words)s) %(when)s.")
    tingling_earlier = _("%(area)s, pins and needles: %(score)s (%(words)s) %(when)s.")
    return {
        ("numbness", "helper", "this week"): to_helper,
        ("numbness", "helper", "lately"): to_helper,
        ("numbness", "helper", "earlier"): earlier,
        ("tingling", "helper", "this week"): tingling_to_helper,
        ("tingling", "helper", "lately"): tingling_to_helper,
        ("tingling", "helper", "earlier"): tingling_earlier,
        ("numbness", "patient", "this week"): to_patient,
        ("numbness", "patient", "lately"): to_patient,
        ("numbness", "patient", "earlier"): _(
            "The score for %(your_area)s was %(score)s (%(words)s) %(when)s."
        ),
        ("numbness", "practitioner", "this week"): _("%(area)s: %(score)s this week (%(words)s)."),
        ("numbness", "practitioner", "lately"): _(
            "%(area)s: %(score)s in the week from %(day)s (%(words)s)."
        ),
        ("numbness", "practitioner", "earlier"): earlier,
        ("tingling", "patient", "this week"): tingling_to_patient,
        ("tingling", "patient", "lately"): tingling_to_patient,
        ("tingling", "patient", "earlier"): _(
            "Pins and needles in %(your_area)s: %(score)s (%(words)s) %(when)s."
        ),
        ("tingling", "practitioner", "this week"): _(
            "%(area)s, pins and needles: %(score)s this week (%(words)s)."
        ),
        ("tingling", "practitioner", "lately"): _(
            "%(area)s, pins and needles: %(score)s in the week from %(day)s (%(words)s)."
        ),
        ("tingling", "practitioner", "earlier"): tingling_earlier,
    }


def when(overview: Overview, week: Bucket, register: Register) -> str:
    """A past week, as it stands inside other sentences: "in week 10", "in November", "4 weeks ago".

    Always an answer to "when", so that a language can put it where such words belong, also after
    "than"; a number may come first in it, so the sentences around it keep it from a score.
    """
    stroke = overview.timeline.first_stroke
    if register == "practitioner" and stroke is not None and stroke.precision == "day":
        after = _after_stroke(stroke, week.start, several=len(overview.timeline.strokes) > 1)
        if after:
            return after
    ago = (overview.timeline.today - week.start).days
    if register != "practitioner" and ago < 9 * 7:
        weeks = max(ago // 7, 1)
        return ngettext("%(count)d week ago", "%(count)d weeks ago", weeks) % {"count": weeks}
    if register == "practitioner":
        return _("in the week from %(day)s") % {"day": full_day(week.start)}
    month = date_format(week.start, "MONTH" if ago < YEAR else "MONTH_YEAR")
    return _("in %(month)s") % {"month": month}


def _after_stroke(stroke: Stroke, day: date, *, several: bool) -> str:
    weeks = whole_weeks(stroke.on, day)
    if weeks < 0:
        return ""
    if weeks <= WEEKS_COUNTED:
        first = _("in week %(count)d after the first stroke")
        return (first if several else _("in week %(count)d after the stroke")) % {"count": weeks}
    months = whole_months(stroke.on, day)
    first = _("in month %(count)d after the first stroke")
    return (first if several else _("in month %(count)d after the stroke")) % {"count": months}


def coverage(overview: Overview, register: Register) -> str:
    """On how many days the numbers rest."""
    if register != "patient":
        return rated_on(overview.rated_days, overview.days)
    return ngettext(
        "You rated %(rated)d of %(days)d day.",
        "You rated %(rated)d of %(days)d days.",
        overview.days,
    ) % {"rated": overview.rated_days, "days": overview.days}


def rated_on(rated: int, days: int) -> str:
    """On how many days the numbers rest, to anybody but the patient."""
    return ngettext(
        "Rated on %(rated)d of %(days)d day.", "Rated on %(rated)d of %(days)d days.", days
    ) % {"rated": rated, "days": days}


def breaks(gaps: tuple[Gap, ...]) -> str:
    """Where there are no ratings: the one break, or how many and the longest."""
    longest = max(gaps, key=lambda gap: gap.days)
    if len(gaps) == 1:
        return _("No ratings from %(first)s to %(last)s.") % ends_of(longest)
    # Translators: there are two or more.
    said = ngettext(
        "%(count)d break without ratings, the longest from %(first)s to %(last)s.",
        "%(count)d breaks without ratings, the longest from %(first)s to %(last)s.",
        len(gaps),
    )
    return said % {"count": len(gaps), **ends_of(longest)}


def ends_of(gap: Gap) -> dict[str, str]:
    one_year = gap.start.year == gap.end.year
    return {
        "first": day_month(gap.start) if one_year else full_day(gap.start),
        "last": full_day(gap.end),
    }


def _is_flat(overview: Overview) -> bool:
    medians = [b.median for b in overview.buckets if b.solid]
    if overview.changes:
        return False
    return len(medians) > 2 and len(set(medians)) == 1


def how_to_read(overview: Overview) -> str:
    """What line, band, dots and bars are, to stand under the picture."""
    parts = {
        "week": _(
            "Line: weekly middle score. Band: middle half of the days."
            " Dots: each day; a hollow dot is “same as last time”."
        ),
        "month": _("Line: monthly middle score. Band: middle half of the days."),
        "quarter": _("Line: middle score of three months. Band: middle half of the days."),
    }
    said = [parts[overview.unit]]
    if overview.has_thin:
        said.append(_("A hollow point on the line has few entries."))
    if overview.starts_with_then:
        said.append(_("The line starts with the first week."))
    if overview.unit != "week" and overview.now:
        said.append(_("The large dot is the latest week."))
    if overview.unit != "week" and overview.lanes:
        said.append(_("Bars: number of sessions."))
    said += windows_explained(overview)
    said += injuries_explained(overview.timeline)
    said += notes_said(overview.timeline)
    if overview.timeline.measure == "numbness":
        said.append(_("The top is normal feeling."))
    else:
        said.append(_("The top is no pins and needles."))
    return together(said)
