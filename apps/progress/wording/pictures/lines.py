"""Words of the pictures with several lines: all parts one under another, both sides together."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apps.core.texts import together
from apps.progress.points import Bucket, LineLabels, Overview, Span
from apps.progress.statistics.timeline import period_start
from apps.progress.wording.labels import end_words, scale_caption, unit_heading, unit_name
from apps.progress.wording.pictures.common import Table, date_labels
from apps.progress.wording.scores import full_day, period_label, score
from apps.progress.wording.sentences import (
    YEAR,
    Register,
    breaks,
    empty_sentence,
    ends_of,
    standing,
)


def parts_labels(overviews: Sequence[Overview], width: int) -> LineLabels:
    """All texts of `charts.draw_parts`."""
    titles = {
        "numbness": _("All body parts: numbness"),
        "tingling": _("All body parts: pins and needles"),
    }
    openings = {
        "numbness": _(
            "Charts of numbness, one for each body part, from %(start)s to %(end)s. 0, normal"
            " feeling, is at the top; 10, no feeling, is at the bottom."
        ),
        "tingling": _(
            "Charts of pins and needles, one for each body part, from %(start)s to %(end)s. 0,"
            " none, is at the top; 10, the most, is at the bottom."
        ),
    }
    return _labels(overviews, width, titles, openings)


def sides_labels(overviews: Sequence[Overview], width: int) -> LineLabels:
    """All texts of `charts.draw_sides`."""
    titles = {
        "numbness": _("Both sides: numbness"),
        "tingling": _("Both sides: pins and needles"),
    }
    openings = {
        "numbness": _(
            "Chart of numbness on both sides, from %(start)s to %(end)s. 0, normal feeling, is at"
            " the top; 10, no feeling, is at the bottom."
        ),
        "tingling": _(
            "Chart of pins and needles on both sides, from %(start)s to %(end)s. 0, none, is at"
            " the top; 10, the most, is at the bottom."
        ),
    }
    return _labels(overviews, width, titles, openings)


def _labels(
    overviews: Sequence[Overview], width: int, titles: dict[str, str], openings: dict[str, str]
) -> LineLabels:
    timeline, unit = overviews[0].timeline, overviews[0].unit
    numbness = timeline.measure == "numbness"
    ends = {"start": full_day(timeline.start), "end": full_day(timeline.end)}
    said = [openings[timeline.measure] % ends, *map(_described, overviews)]
    return LineLabels(
        title=titles[timeline.measure],
        description=together(said),
        dates=date_labels(Span(timeline.start, timeline.end, timeline.strokes), width),
        empty=empty_sentence(overviews[0]),
        direction=_("More feeling") if numbness else _("Fewer"),
        unit_name=unit_name(unit),
        words=end_words(numbness),
        no_ratings=_("no ratings"),
        few_entries=_("few entries"),
        names=tuple(overview.timeline.area_label for overview in overviews),
        now=tuple(score(o.now.median) if o.now else "" for o in overviews),
        then=tuple(_then(overview) for overview in overviews),
    )


def _then(overview: Overview) -> str:
    """The first solid week, or the latest one where it is too old to be called now."""
    past = overview.then if overview.is_recent else overview.now
    if past is None:
        return ""
    facts = {"score": score(past.median), "month": _month(overview, past)}
    return _("was %(score)s in %(month)s") % facts


def _month(overview: Overview, week: Bucket) -> str:
    ago = (overview.timeline.today - week.start).days
    return date_format(week.start, "SHORT_MONTH" if ago < YEAR else "SHORT_MONTH_SHORT_YEAR")


def _described(overview: Overview) -> str:
    """One part to those who don't see it: where it stands and stood, and every break."""
    if not overview.points:
        return _nothing_rated(overview)
    said = [standing(overview, "practitioner")]
    said += [_("No ratings from %(first)s to %(last)s.") % ends_of(gap) for gap in overview.gaps]
    return together(said)


def _nothing_rated(overview: Overview) -> str:
    if overview.ever_rated:
        said = _("%(area)s: no ratings in this time. A longer time shows the earlier ones.")
    else:
        said = _("%(area)s: no ratings yet. The first one starts the picture.")
    return said % {"area": overview.timeline.area_label}


def lines_of(overviews: Sequence[Overview], register: Register) -> list[str]:
    """For each part one line: where it stands and stood, on how many days that rests, and where
    there are no ratings."""
    return [_line(overview, register) for overview in overviews]


def other_lines_of(overviews: Sequence[Overview], register: Register) -> list[str]:
    """The same in few words, for parts beside the one that the page speaks of at length: breaks
    without ratings are in the picture, and in its words for those who don't see it."""
    return [
        standing(overview, register) if overview.points else _nothing_rated(overview)
        for overview in overviews
    ]


def _line(overview: Overview, register: Register) -> str:
    if not overview.points:
        return _nothing_rated(overview)
    said = [standing(overview, register)]
    said += [breaks(overview.gaps)] if overview.gaps else []
    return together(said)


def no_clean_control() -> str:
    """What two sides beside each other cannot say."""
    return _(
        "The other side is no clean control: a stroke can change the feeling on both sides,"
        " and so can other illnesses."
    )


def lines_table(overviews: Sequence[Overview]) -> Table:
    """Every period in which a part was rated, newest first, a column for each part; the days
    rated stand in a row of their own, at the top."""
    unit = overviews[0].unit
    counts = (
        _("%(rated)s of %(days)s") % {"rated": o.rated_days, "days": o.days} for o in overviews
    )
    columns = [_cells(overview) for overview in overviews]
    starts = sorted({start for cells in columns for start in cells}, reverse=True)
    names = _period_names(overviews)
    rows = [(names[on], *(cells.get(on, "–") for cells in columns)) for on in starts]
    return Table(
        caption=scale_caption(overviews[0].timeline.measure),
        headings=(unit_heading(unit), *(o.timeline.area_label for o in overviews)),
        rows=((_("Days rated"), *counts), *rows),
    )


def _cells(overview: Overview) -> dict:
    """Middle scores by the first day of their period. One that a break cuts in two has two."""
    thin, cells = _("%(score)s (few entries)"), {}
    for bucket in overview.buckets:
        if bucket.median is not None:
            text = score(bucket.median)
            text = text if bucket.solid else thin % {"score": text}
            start = period_start(bucket.start, overview.unit)
            cells[start] = f"{cells[start]}; {text}" if start in cells else text
    return cells


def _period_names(overviews: Sequence[Overview]) -> dict:
    names = {}
    for first, last in overviews[0].periods:
        names[period_start(first, overviews[0].unit)] = period_label(first, last)
    return names
