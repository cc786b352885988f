"""Which way it goes, to a practitioner: the verdict of `statistics` with its change and interval.
Nothing here decides anew."""

from math import isfinite

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.progress.points import Interval, Overview, Trend
from apps.progress.statistics.trend import FEWEST_WEEKS


def trend_sentence(overview: Overview, trend: Trend) -> str:
    """The verdict to a practitioner, with the change in 4 weeks and its 95 % interval."""
    facts = {
        "change": change(trend.per_4_weeks or 0),
        "count": trend.solid_weeks,
        **_ends(trend.adjusted_per_4_weeks),
        "recent_low": change(trend.recent_change.low),
        "recent_high": change(trend.recent_change.high),
    }
    if trend.verdict == "steady":
        return _(
            "Steady over the last 8 weeks: the change lies between %(low)s and %(high)s points."
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
            "Fewer pins and needles in this time: %(change)s points in 4 weeks"
            " (95 %% interval %(low)s to %(high)s)."
        ),
        ("tingling", "more numb"): _(
            "More pins and needles in this time: %(change)s points in 4 weeks"
            " (95 %% interval %(low)s to %(high)s)."
        ),
    }


def _undecided(overview: Overview, trend: Trend) -> str:
    if trend.solid_weeks < FEWEST_WEEKS:
        return ngettext(
            "Can't tell yet: a trend needs 8 weeks with 4 rated days each; there is %(count)d.",
            "Can't tell yet: a trend needs 8 weeks with 4 rated days each; there are %(count)d.",
            trend.solid_weeks,
        )
    if not overview.is_recent:
        return _("Can't tell: the last ratings are too old to say which way it goes now.")
    if not all(map(isfinite, trend.adjusted)):
        return _("Can't tell yet: %(change)s points in 4 weeks, and no interval can be given.")
    if trend.adjusted.high < 0 or trend.adjusted.low > 0:
        # The one reason that is left (`statistics.trend`): a sure line, and no verdict.
        return _(
            "Can't tell: %(change)s points in 4 weeks over the whole time (95 %% interval %(low)s"
            " to %(high)s), but the last 8 weeks go the other way."
        )
    if not all(map(isfinite, trend.recent_change)):
        return _(
            "Can't tell yet: %(change)s points in 4 weeks (95 %% interval %(low)s to %(high)s)."
        )
    return _(
        "Can't tell yet: %(change)s points in 4 weeks (95 %% interval %(low)s to %(high)s). Over"
        " the last 8 weeks the change lies between %(recent_low)s and %(recent_high)s points;"
        " steady means that all of it lies within 1 point."
    )


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
