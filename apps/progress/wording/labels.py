"""The texts of the picture: what it draws, and what it says to those who do not see it."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from apps.care.wording import onset_text
from apps.core.texts import together
from apps.progress.points import ChartLabels, LaneCount, Overview, Stroke, Timeline, Unit
from apps.progress.wording.marks import mark_labels, marks_said
from apps.progress.wording.scores import full_day, score
from apps.progress.wording.sentences import empty_sentence, ends_of, scale_told, standing

_NARROW = 400  # px; a chart below it has room for short texts


def alt_text(overview: Overview) -> str:
    """What the picture shows, for those who don't see it: more than 80 characters, with its
    start, its end and every break."""
    timeline = overview.timeline
    opening = {
        "numbness": _(
            "%(area)s: chart of numbness from %(start)s to %(end)s. 0, normal feeling, is at the"
            " top; 10, no feeling, is at the bottom."
        ),
        "tingling": _(
            "%(area)s: chart of pins and needles from %(start)s to %(end)s. 0, none, is at the"
            " top; 10, the most, is at the bottom."
        ),
    }[timeline.measure] % {
        "area": timeline.area_label,
        "start": full_day(timeline.start),
        "end": full_day(timeline.end),
    }
    said = [opening, standing(overview, "practitioner")]
    said += [_("No ratings from %(first)s to %(last)s.") % ends_of(gap) for gap in overview.gaps]
    said += [
        _("%(kind)s: %(count)s.") % {"kind": lane.lane.label, "count": _sessions(lane)}
        for lane in overview.lanes
    ]
    said += [_later_stroke(stroke) for stroke in _later_strokes(timeline)]
    return together(said + scale_told(overview) + marks_said(overview))


def _later_strokes(timeline: Timeline) -> list[Stroke]:
    later = sorted(timeline.strokes, key=lambda stroke: stroke.on)[1:]
    return [stroke for stroke in later if timeline.start <= stroke.on <= timeline.end]


def _later_stroke(stroke: Stroke) -> str:
    """Say its day, or its month or year where no more is known."""
    known = onset_text(stroke.on, stroke.precision)
    if stroke.precision == "day":
        return _("Another stroke on %(day)s.") % {"day": known}
    return _("Another stroke in %(month_or_year)s.") % {"month_or_year": known}


def _sessions(lane: LaneCount) -> str:
    return ngettext("%(count)d session", "%(count)d sessions", lane.total) % {"count": lane.total}


def chart_labels(overview: Overview, width: int, *, smooth: bool = False) -> ChartLabels:
    """All texts of a chart of this width, for `charts.draw_timeline`."""
    wide, numbness = width > _NARROW, overview.timeline.measure == "numbness"
    return ChartLabels(
        title=_title(overview),
        description=alt_text(overview),
        unit_name=unit_name(overview.unit),
        direction=_("More feeling") if numbness else _("Fewer"),
        words=end_words(numbness),
        now=_now_label(overview, wide),
        no_ratings=_("no ratings"),
        few_entries=_("few entries"),
        empty=empty_sentence(overview),
        lane_counts=tuple(_sessions(n) if wide else str(n.total) for n in overview.lanes),
        strokes=_stroke_names(overview.timeline),
        scale_changes=tuple(
            _("Five words from here") if change.words else _("Numbers from here")
            for change in overview.changes
        ),
        months=month_names(),
        day_tick=_("{day} {month}"),
        month_tick=_("{month} {year}"),
        since_mixed=_("Since stroke"),
        week_since_tick=_("wk {count}"),
        month_since_tick=_("{count} mo"),
        **since_names(overview.timeline.first_stroke, wide=wide),
        **mark_labels(overview, wide=wide, smooth=smooth),
    )


def _title(overview: Overview) -> str:
    names = {
        "numbness": _("%(area)s: numbness"),
        "tingling": _("%(area)s: pins and needles"),
    }
    return names[overview.timeline.measure] % {"area": overview.timeline.area_label}


def unit_name(unit: Unit) -> str:
    """What one point of a line is."""
    return {
        "week": _("Weekly middle score"),
        "month": _("Monthly middle score"),
        "quarter": _("3-monthly middle score"),
    }[unit]


def end_words(numbness: bool) -> tuple[str, str, str]:
    """What 0, 5 and 10 mean."""
    if numbness:
        # Translators: short words, beside the scale of a picture that a phone shows.
        middle = pgettext("beside a picture", "Half numb")
        return _("Normal feeling"), middle, _("No feeling")
    return pgettext("pins and needles", "None"), _("Medium"), _("The most")


def _now_label(overview: Overview, wide: bool) -> str:
    if overview.now is None:
        return ""
    if overview.now.words:
        return _("Now")
    value = score(overview.now.median)
    return _("Now %(score)s") % {"score": value} if wide and overview.is_recent else value


def _stroke_names(timeline: Timeline) -> tuple[str, ...]:
    strokes, first = timeline.strokes, timeline.first_stroke
    names = (_("Stroke") if stroke is first else _("Another stroke") for stroke in strokes)
    return tuple(
        name if stroke.precision == "day" else _("%(name)s (about)") % {"name": name}
        for name, stroke in zip(names, strokes, strict=True)
    )


def since_names(stroke: Stroke | None, *, wide: bool) -> dict[str, str]:
    """Names of the row that counts from the first stroke; a day that is known to the month or
    year only makes them "about"."""
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


def month_names() -> tuple[str, ...]:
    """Twelve short names, as on the ticks of a chart."""
    return tuple(date_format(date(2024, month, 1), "SHORT_MONTH") for month in range(1, 13))


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


def line_names() -> dict[str, str]:
    """The lines of the main picture, by code."""
    return {"middle": _("Middle scores"), "smooth": _("And a smooth line")}


def measure_names() -> dict[str, str]:
    """What a rating holds, by its code."""
    return {"numbness": _("Numbness"), "tingling": _("Pins and needles")}


def scale_caption(measure: str) -> str:
    """What the ends of the scale are, above a table."""
    if measure == "tingling":
        return _("0 is no pins and needles, 10 is the most.")
    return _("0 is normal feeling, 10 is no feeling.")


def unit_heading(unit: Unit) -> str:
    """The heading of the first column of the table."""
    return {"week": _("Week"), "month": _("Month"), "quarter": _("Three months")}[unit]
