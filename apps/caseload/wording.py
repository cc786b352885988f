"""What the list says: why somebody needs a look, in one sentence each, and the facts of a row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.care.body import PARTS_BY_CODE
from apps.caseload.reasons import Band, Rank, Reason
from apps.caseload.statistics import LONGEST_SILENCE, STEADY, WEEKS_KEPT, Change, Week, oldest_near
from apps.core.texts import listed, together
from apps.progress.wording.scores import day_month, five_word_for, full_day, score
from apps.safety.models import Alert

BANDS = {
    Band.LOOK: gettext_lazy("Needs a look"),
    Band.WATCH: gettext_lazy("Watch"),
    Band.NOTHING: gettext_lazy("Nothing to flag"),
}
REGIONS = {
    "hand": gettext_lazy("Hand"),
    "arm": gettext_lazy("Arm"),
    "foot": gettext_lazy("Foot"),
    "leg": gettext_lazy("Leg"),
    "face": gettext_lazy("Face"),
    "head": gettext_lazy("Head"),
    "neck": gettext_lazy("Neck"),
    "trunk": gettext_lazy("Trunk"),
}
WHOSE = {
    "own": gettext_lazy("My own patients"),
    "covered": gettext_lazy("Patients of colleagues whom I cover"),
}
LABELS = {
    "worse_points": gettext_lazy("Points that count as worse"),
    "worse_weeks": gettext_lazy("In how many weeks"),
    "quiet_days": gettext_lazy("Days without a log"),
    "flat_weeks": gettext_lazy("Weeks with the same score"),
    "test_weeks": gettext_lazy("Weeks until the next clinical test"),
}


@dataclass(frozen=True)
class Chip:
    """A reason in a word: `look` is its class, `icon` its picture."""

    label: str
    look: str
    icon: str


@dataclass(frozen=True)
class Trend:
    """Two middle scores beside the small picture, and which way they lie."""

    sign: str
    scores: str
    words: str


def chip_of(reason: Reason) -> Chip:
    """Return a plain reason in a word."""
    if reason.rank == Rank.SEEN_ALERT:
        return Chip(_("Seen, not closed"), "", "check")
    if reason.code == "alert":
        look = "danger" if reason.rank <= Rank.AFTER_TREATMENT else "warning"
        icon = "clock" if reason.rank == Rank.AFTER_TREATMENT else "warning"
        return Chip(str(Alert.Kind(reason.what).label), look, icon)
    if reason.rank == Rank.WORSE:
        return Chip(_("Worse"), "warning", "arrow-down")
    if reason.rank == Rank.FLAT:
        return Chip(_("The same"), "", "equal")
    return Chip(_("No log") if reason.rank == Rank.QUIET else _("Test due"), "", "clock")


def sentence_of(reason: Reason, today: date, alert_sentence: str = "") -> str:
    """Return the reason in a sentence; that of an alert is made where alerts are known."""
    if reason.code == "alert":
        return alert_sentence
    if reason.rank == Rank.WORSE:
        return _worse(reason.what, today)
    if reason.rank == Rank.FLAT:
        return _flat(reason.what)
    if reason.rank == Rank.QUIET:
        return _quiet(reason, today)
    return _("The last clinical test was on %(day)s.") % {"day": full_day(reason.what)}


def _worse(change: Change, today: date) -> str:
    last = date.fromordinal(change.last)
    if (today - last).days > LONGEST_SILENCE:
        told = ngettext(
            "%(part)s went from %(before)s to %(after)s in %(weeks)d week, to that of %(day)s.",
            "%(part)s went from %(before)s to %(after)s in %(weeks)d weeks, to that of %(day)s.",
            change.weeks,
        )
        return told % (_values(change) | {"day": _near_or_far(last, today)})
    told = ngettext(
        "%(part)s went from %(before)s to %(after)s in %(weeks)d week.",
        "%(part)s went from %(before)s to %(after)s in %(weeks)d weeks.",
        change.weeks,
    )
    return told % _values(change)


def _flat(change: Change) -> str:
    if change.since is None:
        told = _("%(part)s has been %(after)s for %(weeks)d weeks or longer.")
        return told % (_values(change) | {"weeks": min(change.weeks, WEEKS_KEPT)})
    if change.before == change.peak:
        return _("%(part)s has been %(after)s for %(weeks)d weeks.") % _values(change)
    return _("%(part)s has been about %(after)s for %(weeks)d weeks.") % _values(change)


def _values(change: Change) -> dict:
    return {
        "part": str(PARTS_BY_CODE[change.part].label),
        "before": _said(change.before, change.words),
        "after": _said(change.after, change.words),
        "weeks": change.weeks,
    }


def _said(middle: float, words: bool) -> str:
    return _("“%(word)s”") % {"word": five_word_for(middle)} if words else score(middle)


def _quiet(reason: Reason, today: date) -> str:
    days = (today - reason.since).days
    values = {"days": days, "day": _near_or_far(reason.since, today)}
    if reason.what is None:
        return _("No log yet. The record was opened on %(day)s.") % values
    return _("No log for %(days)d days. The last one was on %(day)s.") % values


def _near_or_far(day: date, today: date) -> str:
    return day_month(day) if day.year == today.year else full_day(day)


def trend_of(line: tuple[Week, ...], number: int) -> Trend | None:
    """Return the last week beside the oldest of the `number` weeks before it: two numbers and no
    verdict, for which two weeks are too few."""
    before = oldest_near(line, number)
    if before is None:
        return None
    last = line[-1]
    weeks = (last.monday - before.monday) // 7
    values = {"before": _said(before.middle, last.words), "after": _said(last.middle, last.words)}
    scores = _("%(before)s to %(after)s") % values
    words = ngettext("in %(n)d week", "in %(n)d weeks", weeks) % {"n": weeks}
    return Trend(_sign(last.middle - before.middle), scores, words)


def _sign(rise: float) -> str:
    """The picture has normal feeling at the top, so a higher score points down."""
    if abs(rise) <= STEADY:
        return "equal"
    return "arrow-down" if rise > 0 else "arrow-up"


def last_log(last_on: date | None, today: date) -> str:
    """Return when the patient logged last."""
    if last_on is None:
        return _("No log yet")
    if last_on >= today:
        return _("Last log today")
    return _("Last log %(day)s") % {"day": _near_or_far(last_on, today)}


def counted(patients: int, to_look_at: int) -> str:
    """Return how many there are, and how many of them need a look."""
    told = ngettext("%(number)d patient.", "%(number)d patients.", patients)
    need = ngettext("%(number)d needs a look today.", "%(number)d need a look today.", to_look_at)
    look = need % {"number": to_look_at} if to_look_at else _("No one needs a look today.")
    return together([told % {"number": patients}, look, _("Sorted by need.")])


def more_reasons(number: int) -> str:
    """Return how many reasons a row leaves out."""
    if not number:
        return ""
    told = ngettext(
        "One more reason is on the patient’s page.",
        "%(number)d more reasons are on the patient’s page.",
        number,
    )
    return told % {"number": number}


def heading(chips: Iterable[Chip]) -> str:
    """Return the reasons in a row, each once."""
    return listed(dict.fromkeys(chip.label for chip in chips))
