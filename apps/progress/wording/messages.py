"""Which way it goes, to a patient or a helper: one line, and never one that the two pictures beside
it contradict."""

from django.utils.translation import gettext as _

from apps.progress.points import Overview, Trend
from apps.progress.statistics.trend import FEWEST_WEEKS
from apps.progress.wording.sentences import Register, empty_sentence, when


def message(overview: Overview, trend: Trend, register: Register = "patient") -> str:
    """The one line to a patient, or to a helper about the patient.

    "More" and "less" need the verdict, and a first and a last week that show the same; otherwise
    nothing is claimed.
    """
    if not overview.points:
        return empty_sentence(overview)
    measure, then, now = overview.timeline.measure, overview.then, overview.now
    facts = {
        "area": overview.timeline.area_label,
        "your_area": overview.timeline.area_your,
        "when": when(overview, then, "patient") if then else "",
    }
    said = _messages_to_helper() if register == "helper" else _messages()
    if trend.verdict == "less numb" and then and now and now.median < then.median:
        return said[measure, "less"] % facts
    if trend.verdict == "more numb" and then and now and now.median > then.median:
        return said[measure, "more"] % facts
    if trend.verdict == "steady":
        return said[measure, "same"] % facts
    if (overview.timeline.end - overview.timeline.start).days + 1 < FEWEST_WEEKS * 7:
        return _("This time is too short to see a change. A longer time shows more.")
    if trend.solid_weeks < FEWEST_WEEKS:
        return said[measure, "too few"]
    if not overview.is_recent:
        return said[measure, "long ago"]
    return said[measure, "unknown"] % facts


def _messages() -> dict[tuple[str, str], str]:
    too_few = _("Add a few more days to see your change.")
    long_ago = _("Add a few more days to see how it is now.")
    return {
        ("numbness", "too few"): too_few,
        ("tingling", "too few"): too_few,
        ("numbness", "long ago"): long_ago,
        ("tingling", "long ago"): long_ago,
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


def _messages_to_helper() -> dict[tuple[str, str], str]:
    too_few = _("A few more days show whether anything changes.")
    long_ago = _("A few more days show how it is now.")
    return {
        ("numbness", "too few"): too_few,
        ("tingling", "too few"): too_few,
        ("numbness", "long ago"): long_ago,
        ("tingling", "long ago"): long_ago,
        ("numbness", "less"): _("%(area)s: more feeling than %(when)s."),
        ("numbness", "more"): _("%(area)s: less feeling than %(when)s."),
        ("numbness", "same"): _("%(area)s: about the same feeling for 8 weeks."),
        ("numbness", "unknown"): _("%(area)s: we can't tell yet if feeling has changed."),
        ("tingling", "less"): _("%(area)s: fewer pins and needles than %(when)s."),
        ("tingling", "more"): _("%(area)s: more pins and needles than %(when)s."),
        ("tingling", "same"): _("%(area)s: about the same pins and needles for 8 weeks."),
        ("tingling", "unknown"): _("%(area)s: we can't tell yet if pins and needles have changed."),
    }
