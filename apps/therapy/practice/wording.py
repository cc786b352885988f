"""Home practice in the words of patients."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.texts import listed
from apps.therapy.models import Session, SessionKind
from apps.therapy.wording import long_day


def hint_of(kind: SessionKind) -> str:
    """Return what a kind of ours is, in plain words; "" for one that the clinic added."""
    hints = {
        "sensory": _("Feeling things with your hand or foot"),
        "physio": _("Moving: exercises, standing, walking"),
        "occupational": _("Daily tasks, such as dressing or cooking"),
        "other": _("Anything else that you practise"),
    }
    return hints.get(kind.code, "")


def sentences_of(session: Session) -> list[str]:
    """Return the day and what was done, each as a short sentence."""
    minutes = ngettext("%(number)d minute.", "%(number)d minutes.", session.minutes)
    parts = listed(sorted(str(area) for area in session.areas.all()))
    told = [long_day(session.held_on), session.label, minutes % {"number": session.minutes}, parts]
    return [text for text in [*told, _tries(session)] if text]


def _tries(session: Session) -> str:
    detail = session.detail("sensory")
    if detail is None or detail.attempted is None:
        return ""
    values = {"tries": detail.attempted, "correct": detail.correct}
    if detail.correct is None:
        return ngettext("%(tries)d try.", "%(tries)d tries.", detail.attempted) % values
    return (
        ngettext(
            "%(tries)d try, %(correct)d right.",
            "%(tries)d tries, %(correct)d right.",
            detail.attempted,
        )
        % values
    )
