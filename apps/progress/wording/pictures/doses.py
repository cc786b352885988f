"""Words of what was done: sessions, minutes and tries of each kind, week by week."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.texts import listed, together, whole
from apps.progress.points import (
    Amount,
    Dose,
    DoseLabels,
    Doses,
    Unit,
)
from apps.progress.wording.labels import unit_heading
from apps.progress.wording.pictures.common import Table, date_labels
from apps.progress.wording.scores import full_day, period_label
from apps.progress.wording.sentences import Register


def doses_labels(doses: Doses, width: int) -> DoseLabels:
    """All texts of `charts.draw_doses`."""
    in_all = _("%(count)s in all")
    return DoseLabels(
        title=_("What was done"),
        description=_doses_alt(doses),
        dates=date_labels(doses.span, width),
        empty=no_sessions(),
        headings=tuple(_heading(amount, doses.unit) for amount, _kinds in doses.measured),
        names=tuple(tuple(kind.label for kind in kinds) for _amount, kinds in doses.measured),
        totals=tuple(
            tuple(in_all % {"count": whole(sum(kind.amounts(amount)))} for kind in kinds)
            for amount, kinds in doses.measured
        ),
        none=_("No session"),
        none_total=periods_counted(len(doses.empty), doses.unit),
    )


def _heading(amount: Amount, unit: Unit) -> str:
    return {
        ("sessions", "week"): _("Sessions per week"),
        ("sessions", "month"): _("Sessions per month"),
        ("sessions", "quarter"): _("Sessions per 3 months"),
        ("minutes", "week"): _("Minutes per week"),
        ("minutes", "month"): _("Minutes per month"),
        ("minutes", "quarter"): _("Minutes per 3 months"),
        ("tries", "week"): _("Tries per week"),
        ("tries", "month"): _("Tries per month"),
        ("tries", "quarter"): _("Tries per 3 months"),
    }[amount, unit]


def periods_counted(count: int, unit: Unit) -> str:
    """A number of weeks, months or quarters."""
    said = {
        "week": ngettext("%(count)d week", "%(count)d weeks", count),
        "month": ngettext("%(count)d month", "%(count)d months", count),
        "quarter": ngettext("%(count)d quarter", "%(count)d quarters", count),
    }
    return said[unit] % {"count": count}


def no_sessions() -> str:
    return _("No sessions in this time.")


def _doses_alt(doses: Doses) -> str:
    """What the picture shows: its days, each kind with its sums, and every time without any."""
    opening = _(
        "Bars of sessions, minutes and tries, from %(start)s to %(end)s; a taller bar is more."
    ) % {"start": full_day(doses.span.start), "end": full_day(doses.span.end)}
    said = [opening, doses_sentence(doses, "practitioner"), *doses_lines(doses)]
    if doses.kinds:
        named = listed(period_label(*period) for period in _joined(doses))
        said += [_("Without a session: %(times)s.") % {"times": named}] if named else []
    return together(said)


def _joined(doses: Doses) -> list[tuple]:
    """The periods without a session, neighbours made one."""
    joined: list[tuple] = []
    for first, last in doses.empty:
        if joined and (first - joined[-1][1]).days == 1:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def doses_sentence(doses: Doses, register: Register) -> str:
    """How many sessions and minutes in all, and in how many weeks there was one."""
    if not doses.kinds:
        return no_sessions()
    sessions = sum(sum(kind.sessions) for kind in doses.kinds)
    facts = {
        "count": sessions,
        "minutes": whole(sum(sum(kind.minutes) for kind in doses.kinds)),
        "start": full_day(doses.span.start),
        "end": full_day(doses.span.end),
    }
    first = {
        "patient": ngettext(
            "You had %(count)d session from %(start)s to %(end)s.",
            "You had %(count)d sessions from %(start)s to %(end)s.",
            sessions,
        ),
        "helper": ngettext(
            "%(count)d session from %(start)s to %(end)s.",
            "%(count)d sessions from %(start)s to %(end)s.",
            sessions,
        ),
        "practitioner": ngettext(
            "%(count)d session of %(minutes)s minutes from %(start)s to %(end)s.",
            "%(count)d sessions, %(minutes)s minutes in all, from %(start)s to %(end)s.",
            sessions,
        ),
    }[register]
    return together([first % facts, _with_session(doses)])


def _with_session(doses: Doses) -> str:
    """Said of weeks with a session, not of missing ones: a gap is never a failing."""
    count = len(doses.periods)
    said = {
        "week": ngettext(
            "%(with)d of %(all)d week had a session.",
            "%(with)d of %(all)d weeks had a session.",
            count,
        ),
        "month": ngettext(
            "%(with)d of %(all)d month had a session.",
            "%(with)d of %(all)d months had a session.",
            count,
        ),
        "quarter": ngettext(
            "%(with)d of %(all)d quarter had a session.",
            "%(with)d of %(all)d quarters had a session.",
            count,
        ),
    }[doses.unit]
    return said % {"with": count - len(doses.empty), "all": count}


def doses_lines(doses: Doses) -> list[str]:
    """The sums of each kind."""
    return [_sums(kind) for kind in doses.kinds]


def _sums(kind: Dose) -> str:
    facts = {
        "kind": kind.label,
        "sessions": whole(sum(kind.sessions)),
        "minutes": whole(sum(kind.minutes)),
        "tries": whole(sum(kind.tries)),
    }
    if any(kind.tries):
        said = _("%(kind)s: sessions %(sessions)s, minutes %(minutes)s, tries %(tries)s.")
    else:
        said = _("%(kind)s: sessions %(sessions)s, minutes %(minutes)s.")
    return said % facts


def doses_table(doses: Doses) -> Table:
    """A row for each kind in each period, newest first; a period without a session has one too."""
    rows = []
    for place, period in reversed(list(enumerate(doses.periods))):
        name = period_label(*period)
        held = [kind for kind in doses.kinds if kind.sessions[place]]
        rows += [
            (
                name,
                kind.label,
                whole(kind.sessions[place]),
                whole(kind.minutes[place]),
                whole(kind.tries[place]) if any(kind.tries) else "–",
            )
            for kind in held
        ]
        rows += [] if held else [(name, _("No session"), "0", "0", "–")]
    headings = (unit_heading(doses.unit), _("Kind"), _("Sessions"), _("Minutes"), _("Tries"))
    return Table(
        _("A taller bar is more. Tries are counted in sensory training."), headings, tuple(rows)
    )
