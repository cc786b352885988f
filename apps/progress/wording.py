"""Numbers to plain sentences, in two registers: to the patient, and to a practitioner.

Sentences state numbers and dates. They give no verdict, name no cause and blame nobody. Every
number comes from the same `Overview` that the picture and the table show.
"""

from datetime import date
from typing import Literal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from apps.diary import scale
from apps.progress.dates import WEEKS_COUNTED, first_stroke, whole_months, whole_weeks
from apps.progress.points import Bucket, ChartLabels, Gap, LaneCount, Overview, Stroke, Unit

Register = Literal["patient", "practitioner"]

_NARROW = 400  # px; a chart below it has room for short texts
_YEAR = 330  # days after which a month's name alone could mean two months


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
    return _inline(words)


def _inline(label: str) -> str:
    """A label inside a sentence: "Left hand" becomes "left hand"."""
    return label[:1].lower() + label[1:]


def _day(day: date) -> str:
    return date_format(day, _("j F"))


def _full_day(day: date) -> str:
    return date_format(day, _("j F Y"))


def period_label(start: date, end: date) -> str:
    """A stretch of days for the tables: "2 to 8 March 2026"."""
    if start == end:
        return _full_day(start)
    if (start.year, start.month) == (end.year, end.month):
        return _("%(first)s to %(last)s") % {"first": start.day, "last": _full_day(end)}
    return _("%(first)s to %(last)s") % {"first": _full_day(start), "last": _full_day(end)}


def _is_flat(overview: Overview) -> bool:
    medians = [b.median for b in overview.buckets if b.solid]
    return len(medians) > 2 and len(set(medians)) == 1


# The visible sentences -----------------------------------------------------------------------


def summary(overview: Overview, register: Register) -> str:
    """Where the area stands, where it stood, and on how much that rests."""
    if not overview.points:
        return empty_sentence(overview)
    first = _one_point(overview) if len(overview.points) == 1 else _standing(overview, register)
    return f"{first} {coverage(overview, register)}"


def empty_sentence(overview: Overview) -> str:
    if overview.ever_rated:
        return _("No ratings in this time. A longer time shows the earlier ones.")
    return _("No ratings yet. The first one starts the picture.")


def _one_point(overview: Overview) -> str:
    point = overview.points[0]
    return _("There is one rating in this time: %(score)s (%(words)s), on %(day)s.") % {
        "score": score(point.value),
        "words": words_for(point.value, overview.timeline.measure),
        "day": _day(point.on),
    }


def _standing(overview: Overview, register: Register) -> str:
    if overview.now is None:
        return _("A weekly middle score is solid from 4 rated days in a week.")
    said = [_now_sentence(overview, overview.now, register)]
    if _is_flat(overview):
        said.append(_flat_sentence(overview.unit, overview.now.median or 0))
    elif overview.then is not None:
        said.append(
            _("It was %(score)s %(when)s.")
            % {
                "score": score(overview.then.median or 0),
                "when": when(overview, overview.then, register),
            }
        )
    return " ".join(said)


def _flat_sentence(unit: Unit, median: float) -> str:
    return {
        "week": _("Every weekly middle score in this time is %(score)s."),
        "month": _("Every monthly middle score in this time is %(score)s."),
        "quarter": _("Every middle score of three months in this time is %(score)s."),
    }[unit] % {"score": score(median)}


def _now_sentence(overview: Overview, now: Bucket, register: Register) -> str:
    timeline, median = overview.timeline, now.median or 0
    names = {
        "area": timeline.area_label,
        "your_area": _inline(timeline.area_label),
        "score": score(median),
        "words": words_for(median, timeline.measure),
        "day": _day(now.start),
        "when": when(overview, now, register),
    }
    kind = (timeline.measure, register, _how_recent(overview, now))
    return _now_templates()[kind] % names


def _how_recent(overview: Overview, now: Bucket) -> str:
    if not overview.is_recent:
        return "earlier"
    return "this week" if now.end >= overview.timeline.today else "lately"


def _now_templates() -> dict[tuple[str, str, str], str]:
    to_patient = _("Your %(your_area)s is %(score)s now (%(words)s).")
    tingling_to_patient = _("Pins and needles in your %(your_area)s: %(score)s now (%(words)s).")
    return {
        ("numbness", "patient", "this week"): to_patient,
        ("numbness", "patient", "lately"): to_patient,
        ("numbness", "patient", "earlier"): _(
            "Your %(your_area)s was %(score)s %(when)s (%(words)s)."
        ),
        ("numbness", "practitioner", "this week"): _(
            "%(area)s is %(score)s this week (%(words)s)."
        ),
        ("numbness", "practitioner", "lately"): _(
            "%(area)s is %(score)s in the week from %(day)s (%(words)s)."
        ),
        ("numbness", "practitioner", "earlier"): _("%(area)s was %(score)s %(when)s (%(words)s)."),
        ("tingling", "patient", "this week"): tingling_to_patient,
        ("tingling", "patient", "lately"): tingling_to_patient,
        ("tingling", "patient", "earlier"): _(
            "Pins and needles in your %(your_area)s: %(score)s %(when)s (%(words)s)."
        ),
        ("tingling", "practitioner", "this week"): _(
            "%(area)s, pins and needles: %(score)s this week (%(words)s)."
        ),
        ("tingling", "practitioner", "lately"): _(
            "%(area)s, pins and needles: %(score)s in the week from %(day)s (%(words)s)."
        ),
        ("tingling", "practitioner", "earlier"): _(
            "%(area)s, pins and needles: %(score)s %(when)s (%(words)s)."
        ),
    }


def when(overview: Overview, week: Bucket, register: Register) -> str:
    """A past week in a sentence: "in week 10", "in November", "4 weeks ago"."""
    stroke = first_stroke(overview.timeline.strokes)
    if register == "practitioner" and stroke is not None and stroke.precision == "day":
        after = _after_stroke(stroke, week.start)
        if after:
            return after
    ago = (overview.timeline.today - week.start).days
    if register == "patient" and ago < 9 * 7:
        weeks = max(ago // 7, 1)
        return ngettext("%(count)d week ago", "%(count)d weeks ago", weeks) % {"count": weeks}
    if register == "practitioner":
        return _("in the week from %(day)s") % {"day": _full_day(week.start)}
    month = date_format(week.start, _("F") if ago < _YEAR else _("F Y"))
    return _("in %(month)s") % {"month": month}


def _after_stroke(stroke: Stroke, day: date) -> str:
    weeks = whole_weeks(stroke.on, day)
    if weeks < 0:
        return ""
    if weeks <= WEEKS_COUNTED:
        return _("in week %(count)d after the stroke") % {"count": weeks}
    months = whole_months(stroke.on, day)
    return _("in month %(count)d after the stroke") % {"count": months}


def coverage(overview: Overview, register: Register) -> str:
    """On how many days the numbers rest, and where there are none."""
    counts = {"rated": overview.rated_days, "days": overview.days}
    if register == "patient":
        return (
            ngettext(
                "You rated %(rated)d of %(days)d day.",
                "You rated %(rated)d of %(days)d days.",
                overview.days,
            )
            % counts
        )
    said = (
        ngettext(
            "Rated on %(rated)d of %(days)d day",
            "Rated on %(rated)d of %(days)d days",
            overview.days,
        )
        % counts
    )
    if not overview.gaps:
        return f"{said}."
    return _("%(coverage)s; %(breaks)s.") % {"coverage": said, "breaks": _breaks(overview.gaps)}


def _breaks(gaps: tuple[Gap, ...]) -> str:
    if len(gaps) == 1:
        return _("no ratings from %(first)s to %(last)s") % _ends(gaps[0])
    longest = max(gaps, key=lambda gap: gap.days)
    return _("%(count)d breaks without ratings, the longest from %(first)s to %(last)s") % {
        "count": len(gaps),
        **_ends(longest),
    }


def _ends(gap: Gap) -> dict[str, str]:
    one_year = gap.start.year == gap.end.year
    return {
        "first": _day(gap.start) if one_year else _full_day(gap.start),
        "last": _full_day(gap.end),
    }


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
    if overview.unit != "week" and overview.is_recent:
        said.append(_("The large dot is the latest week."))
    if overview.unit != "week" and overview.lanes:
        said.append(_("Bars: number of sessions."))
    if overview.timeline.measure == "numbness":
        said.append(_("The top is normal feeling."))
    else:
        said.append(_("The top is no pins and needles."))
    return " ".join(said)


# The texts of the picture --------------------------------------------------------------------


def alt_text(overview: Overview) -> str:
    """What the picture shows, for those who don't see it: more than 80 characters, with its
    start, its end and every break."""
    timeline = overview.timeline
    opening = {
        "numbness": _(
            "Chart of numbness, %(area)s, from %(start)s to %(end)s. 0, normal feeling, is at the"
            " top; 10, no feeling, is at the bottom."
        ),
        "tingling": _(
            "Chart of pins and needles, %(area)s, from %(start)s to %(end)s. 0, none, is at the"
            " top; 10, the most, is at the bottom."
        ),
    }[timeline.measure] % {
        "area": _inline(timeline.area_label),
        "start": _full_day(timeline.start),
        "end": _full_day(timeline.end),
    }
    said = [opening, summary_of_points(overview)]
    said += [_("No ratings from %(first)s to %(last)s.") % _ends(gap) for gap in overview.gaps]
    said += [
        _("%(kind)s: %(count)s.") % {"kind": lane.lane.label, "count": _sessions(lane)}
        for lane in overview.lanes
    ]
    later = sorted(s.on for s in timeline.strokes)[1:]
    said += [
        _("Another stroke on %(day)s.") % {"day": _full_day(on)}
        for on in later
        if timeline.start <= on <= timeline.end
    ]
    return " ".join(said)


def summary_of_points(overview: Overview) -> str:
    if not overview.points:
        return empty_sentence(overview)
    if len(overview.points) == 1:
        return _one_point(overview)
    counted = coverage(overview, "practitioner").split(";")[0].rstrip(".")
    return f"{_standing(overview, 'practitioner')} {counted}."


def _sessions(lane: LaneCount) -> str:
    return ngettext("%(count)d session", "%(count)d sessions", lane.total) % {"count": lane.total}


def chart_labels(overview: Overview, width: int) -> ChartLabels:
    """All texts of a chart of this width, for `charts.draw_timeline`."""
    wide, numbness = width > _NARROW, overview.timeline.measure == "numbness"
    return ChartLabels(
        title=_title(overview),
        description=alt_text(overview),
        unit_name=_unit_name(overview.unit),
        direction=_("More feeling") if numbness else _("Fewer"),
        words=_end_words(numbness),
        now=_now_label(overview, wide),
        no_ratings=_("no ratings"),
        few_entries=_("few entries"),
        empty=empty_sentence(overview),
        lane_counts=tuple(_sessions(n) if wide else str(n.total) for n in overview.lanes),
        strokes=_stroke_names(overview.timeline.strokes),
        months=_month_names(),
        day_tick=_("{day} {month}"),
        month_tick=_("{month} {year}"),
        since_mixed=_("Since stroke"),
        week_since_tick=_("wk {count}"),
        month_since_tick=_("{count} mo"),
        **_since_names(overview, wide=wide),
    )


def _title(overview: Overview) -> str:
    if overview.timeline.measure == "numbness":
        return _("Numbness: %(area)s") % {"area": _inline(overview.timeline.area_label)}
    return _("Pins and needles: %(area)s") % {"area": _inline(overview.timeline.area_label)}


def _unit_name(unit: Unit) -> str:
    return {
        "week": _("Weekly middle score"),
        "month": _("Monthly middle score"),
        "quarter": _("3-monthly middle score"),
    }[unit]


def _end_words(numbness: bool) -> tuple[str, str, str]:
    if numbness:
        return _("Normal feeling"), _("Half numb"), _("No feeling")
    return pgettext("pins and needles", "None"), _("Medium"), _("The most")


def _now_label(overview: Overview, wide: bool) -> str:
    if overview.now is None:
        return ""
    value = score(overview.now.median or 0)
    return _("Now %(score)s") % {"score": value} if wide and overview.is_recent else value


def _stroke_names(strokes: tuple[Stroke, ...]) -> tuple[str, ...]:
    first = first_stroke(strokes)
    names = (_("Stroke") if stroke is first else _("Another stroke") for stroke in strokes)
    return tuple(
        name if stroke.precision == "day" else _("%(name)s (about)") % {"name": name}
        for name, stroke in zip(names, strokes, strict=True)
    )


def _since_names(overview: Overview, *, wide: bool) -> dict[str, str]:
    stroke = first_stroke(overview.timeline.strokes)
    about = stroke is not None and stroke.precision != "day"
    if not wide:
        return {
            "since_weeks": _("Week"),
            "since_months": _("About month") if about else _("Month"),
            "since_years": _("About year"),
        }
    return {
        "since_weeks": _("Weeks since stroke"),
        "since_months": _("About months since stroke") if about else _("Months since stroke"),
        "since_years": _("About years since stroke"),
    }


def _month_names() -> tuple[str, ...]:
    return tuple(date_format(date(2024, month, 1), "M") for month in range(1, 13))


# The switches and tables of the pages ---------------------------------------------------------


def range_names() -> dict[str, str]:
    """The stretches of time that a page offers, by their code."""
    return {
        "4w": _("4 weeks"),
        "3m": _("3 months"),
        "9m": _("9 months"),
        "all": _("All"),
    }


def axis_names() -> dict[str, str]:
    """The two rows of dates, by the code of the one that comes first."""
    return {"calendar": _("By date"), "stroke": _("By time since stroke")}


def unit_heading(unit: Unit) -> str:
    """The heading of the first column of the table."""
    return {"week": _("Week"), "month": _("Month"), "quarter": _("Three months")}[unit]
