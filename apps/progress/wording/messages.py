"""Which way it goes, to a patient: one line, and never one that the two pictures beside it
contradict."""

from django.utils.translation import gettext as _

from apps.progress.points import Overview, Trend
from apps.progress.statistics.trend import FEWEST_WEEKS
from apps.progress.wording.sentences import empty_sentence, when


def message(overview: Overview, trend: Trend) -> str:
    """The one line to a patient.

    "More" and "less" need the verdict, and a first and a last week that show the same; otherwise
    nothing is claimed.
    """
    if not overview.points:
        return empty_sentence(overview)
    measure, then, now = overview.timeline.measure, overview.then, overview.now
    your = {
        "your_area": overview.timeline.area_your,
        "when": when(overview, then, "patient") if then else "",
    }
    if trend.verdict == "less numb" and then and now and now.median < then.median:
        return _messages()[measure, "less"] % your
    if trend.verdict == "more numb" and then and now and now.median > then.median:
        return _messages()[measure, "more"] % your
    if trend.verdict == "steady":
        return _messages()[measure, "same"] % your
    if (overview.timeline.end - overview.timeline.start).days + 1 < FEWEST_WEEKS * 7:
        return _("This time is too short to see a change. A longer time shows more.")
    if trend.solid_weeks < FEWEST_WEEKS or not overview.is_recent:
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
