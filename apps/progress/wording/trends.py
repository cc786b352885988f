"""Which way it goes, in words. The verdict is the one of `statistics`: nothing here decides anew.

A practitioner reads the verdict with its slope and interval. A patient reads one line, and never
one that the two pictures above it contradict.
"""

from math import isfinite

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.progress.points import Interval, Overview, Trend

_WEEKS = 8  # that a verdict needs


def trend_sentence(overview: Overview, trend: Trend) -> str:
    """The verdict to a practitioner, with the change in 4 weeks and its 95 % interval."""
    facts = {
        "change": change(trend.per_4_weeks or 0),
        "count": trend.solid_weeks,
        **_ends(trend.adjusted_per_4_weeks),
    }
    if trend.verdict == "steady":
        return _(
            "Steady over the last 8 weeks: the change lies between %(low)s and %(high)s points"
            " (95 %% interval)."
        ) % _ends(trend.recent_change)
    if trend.verdict != "can't tell":
        return _directions()[overview.timeline.measure, trend.verdict] % facts
    return _undecided(overview, trend) % facts


def _directions() -> dict[tuple[str, str], str]:
    return {
        ("numbness", "less numb"): _(
            "Getting less numb in this time: %(change)s points in 4 weeks"
            " (95 %% interval %(low)s to %(high)s)."
        ),
        ("numbness", "more numb"): _(
            "Getting more numb in this time: %(change)s points in 4 weeks"
            " (95 %% interval %(low)s to %(high)s)."
        ),
        ("tingling", "less numb"): _(
            "Fewer pins and needles over this time: %(change)s points in 4 weeks"
            " (95 %% interval %(low)s to %(high)s)."
        ),
        ("tingling", "more numb"): _(
            "More pins and needles over this time: %(change)s points in 4 weeks"
            " (95 %% interval %(low)s to %(high)s)."
        ),
    }


def _undecided(overview: Overview, trend: Trend) -> str:
    if trend.solid_weeks < _WEEKS:
        return ngettext(
            "Can't tell yet: a trend needs 8 weeks with 4 rated days each; there is %(count)d.",
            "Can't tell yet: a trend needs 8 weeks with 4 rated days each; there are %(count)d.",
            trend.solid_weeks,
        )
    if not overview.is_recent:
        return _("Can't tell: the last ratings are too old to say which way it goes now.")
    if not all(map(isfinite, trend.adjusted)):
        return _("Can't tell yet: %(change)s points in 4 weeks, and no interval can be given.")
    return _("Can't tell yet: %(change)s points in 4 weeks (95 %% interval %(low)s to %(high)s).")


def _ends(interval: Interval) -> dict[str, str]:
    return {"low": change(interval.low), "high": change(interval.high)}


def change(points: float) -> str:
    """A change with its sign: "−0.6", "+1.2", "about 0"; two decimals below 0.1."""
    if not isfinite(points):
        return "−∞" if points < 0 else "+∞"
    decimals = 1 if abs(points) >= 0.095 else 2
    size = round(abs(points), decimals)
    if size == 0:
        return _("about 0")
    return ("−" if points < 0 else "+") + number_format(size, decimal_pos=decimals)


def message(overview: Overview, trend: Trend, past: str) -> str:
    """The one line to a patient. `past` is the time of the first week, "in November".

    "More" and "less" need the verdict, and a first and a last week that show the same; otherwise
    nothing is claimed.
    """
    your = {"your_area": overview.timeline.area_your, "when": past}
    measure, then, now = overview.timeline.measure, overview.then, overview.now
    if trend.verdict == "less numb" and then and now and now.median < then.median:
        return _messages()[measure, "less"] % your
    if trend.verdict == "more numb" and then and now and now.median > then.median:
        return _messages()[measure, "more"] % your
    if trend.verdict == "steady":
        return _messages()[measure, "same"] % your
    if (overview.timeline.end - overview.timeline.start).days + 1 < _WEEKS * 7:
        return _("This time is too short to see a change. A longer time shows more.")
    if trend.solid_weeks < _WEEKS or not overview.is_recent:
        return _("Add a few more days to see your change.")
    return _messages()[measure, "unknown"] % your


def _messages() -> dict[tuple[str, str], str]:
    return {
        ("numbness", "less"): _("More feeling in %(your_area)s than %(when)s."),
        ("numbness", "more"): _("Less feeling in %(your_area)s than %(when)s."),
        ("numbness", "same"): _("About the same feeling in %(your_area)s for 8 weeks."),
        ("numbness", "unknown"): _("We can't tell yet if feeling in %(your_area)s has changed."),
        ("tingling", "less"): _("Fewer pins and needles in %(your_area)s than %(when)s."),
        ("tingling", "more"): _("More pins and needles in %(your_area)s than %(when)s."),
        ("tingling", "same"): _("About the same pins and needles in %(your_area)s for 8 weeks."),
        ("tingling", "unknown"): _(
            "We can't tell yet if pins and needles in %(your_area)s have changed."
        ),
    }
