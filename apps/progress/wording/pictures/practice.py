"""Words of the tries of sensory training: how many were made, and how many were right."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.texts import together, whole
from apps.progress.points import PracticeDay, PracticeLabels, Practices
from apps.progress.wording.labels import unit_heading
from apps.progress.wording.pictures.common import Table, date_labels
from apps.progress.wording.scores import full_day, period_label


def practice_labels(practices: Practices, width: int) -> PracticeLabels:
    """All texts of `charts.draw_practice`."""
    return PracticeLabels(
        title=_("Sensory training: tries, and how many were right"),
        description=_practice_alt(practices),
        dates=date_labels(practices.span, width),
        empty=no_tries(),
        unit_name={
            "day": _("Tries per day"),
            "week": _("Tries per week"),
            "month": _("Tries per month"),
            "quarter": _("Tries per 3 months"),
        }[practices.unit],
        right=_("right"),
        tries=_("other tries"),
        uncounted=_("right ones not counted"),
        names=tuple(_place_names()[practice.place] for practice in practices.places),
        totals=tuple(_total(practice.total) for practice in practices.places),
    )


def no_tries() -> str:
    return _("No tries of sensory training are noted in this time.")


def _place_names() -> dict[str, str]:
    return {"home": _("At home"), "clinic": _("Clinic or group")}


def _total(total: PracticeDay) -> str:
    if not total.counted:
        return ngettext("%(count)d try", "%(count)d tries", total.attempted) % {
            "count": total.attempted
        }
    facts = {"right": whole(total.correct), "tries": whole(total.counted)}
    return _("%(right)s of %(tries)s right") % facts


def _practice_alt(practices: Practices) -> str:
    opening = _(
        "Bars of the tries of sensory training from %(start)s to %(end)s. The dark part of a bar is"
        " what was right; a taller bar is more tries."
    ) % {"start": full_day(practices.span.start), "end": full_day(practices.span.end)}
    return together([opening, *practice_lines(practices), _with_tries(practices)])


def _with_tries(practices: Practices) -> str:
    had = [any(rows) for rows in zip(*_attempts(practices), strict=True)]
    count = len(practices.periods)
    said = {
        "day": ngettext(
            "%(with)d of %(all)d day has tries.",
            "%(with)d of %(all)d days have tries.",
            count,
        ),
        "week": ngettext(
            "%(with)d of %(all)d week has tries.",
            "%(with)d of %(all)d weeks have tries.",
            count,
        ),
        "month": ngettext(
            "%(with)d of %(all)d month has tries.",
            "%(with)d of %(all)d months have tries.",
            count,
        ),
        "quarter": ngettext(
            "%(with)d of %(all)d quarter has tries.",
            "%(with)d of %(all)d quarters have tries.",
            count,
        ),
    }[practices.unit]
    return said % {"with": sum(had), "all": count}


def _attempts(practices: Practices) -> list[list[int]]:
    return [[row.attempted for row in practice.tries] for practice in practices.places]


def practice_lines(practices: Practices) -> list[str]:
    """For each place how many tries were made and how many of them were right."""
    if not practices.places:
        return [no_tries()]
    return [_practice_line(practice.place, practice.total) for practice in practices.places]


def _practice_line(place: str, total: PracticeDay) -> str:
    facts = {
        "right": whole(total.correct),
        "counted": whole(total.counted),
        "share": share(total.correct, total.counted),
        "uncounted": whole(total.uncounted),
    }
    told = {
        "home": _("At home, %(right)s of %(counted)s tries were right (%(share)s)."),
        "clinic": _("In clinic or group, %(right)s of %(counted)s tries were right (%(share)s)."),
    }
    untold = {
        "home": _("At home, the right ones were not counted in %(uncounted)s tries."),
        "clinic": _("In clinic or group, the right ones were not counted in %(uncounted)s tries."),
    }
    said = [told[place] % facts] if total.counted else []
    said += [untold[place] % facts] if total.uncounted else []
    return together(said)


def share(part: int, whole_number: int) -> str:
    """A share in hundredths: "70%", and "–" of nothing."""
    if not whole_number:
        return "–"
    return _("%(number)d%%") % {"number": round(100 * part / whole_number)}


def tasks_differ() -> str:
    """What a share of right tries cannot say."""
    return _("Tasks change from day to day. A higher share is no proof of better feeling.")


def practice_table(practices: Practices) -> Table:
    """Every day or period with a try, newest first, each place in a row of its own."""
    heading = _("Day") if practices.unit == "day" else unit_heading(practices.unit)
    names = _place_names()
    rows = [
        (
            period_label(*practices.periods[place]),
            names[practice.place],
            *_cells(practice.tries[place]),
        )
        for place in reversed(range(len(practices.periods)))
        for practice in practices.places
        if practice.tries[place].attempted
    ]
    headings = (heading, _("Where"), _("Tries"), _("Right"), _("Share right"))
    return Table(
        _("The share is of the tries whose right ones were counted."), headings, tuple(rows)
    )


def _cells(row: PracticeDay) -> tuple[str, str, str]:
    right = whole(row.correct) if row.counted else _("not counted")
    if row.counted and row.uncounted:
        right = _("%(right)s of %(counted)s counted") % {
            "right": whole(row.correct),
            "counted": whole(row.counted),
        }
    return whole(row.attempted), right, share(row.correct, row.counted)
