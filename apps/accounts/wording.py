"""How somebody's pages look and speak, in a few plain words."""

from django.utils.translation import gettext as _

from apps.accounts.models import Contrast, Reach, TextSize, Theme, User
from apps.core.languages import can_choose, offered
from apps.core.texts import listed


def look_in_words(person: User) -> str:
    """Return what was chosen about the look: "Dark, largest text"."""
    themes = {
        Theme.DEVICE: _("Light or dark like my device"),
        Theme.LIGHT: _("Light"),
        Theme.DARK: _("Dark"),
    }
    sizes = {TextSize.LARGE: _("large text"), TextSize.LARGEST: _("largest text")}
    contrasts = {Contrast.MORE: _("black and white")}
    words = [themes[person.theme], sizes.get(person.text_size), contrasts.get(person.contrast)]
    return listed([word for word in words if word])


def reach_in_words(person: User) -> str:
    """Return the side that the person sees and reaches best, and whether a bar marks the other."""
    with_bar = {
        Reach.LEFT: _("Left, with a bar at the right edge"),
        Reach.RIGHT: _("Right, with a bar at the left edge"),
    }
    return with_bar[person.reach] if person.has_anchor else Reach(person.reach).label


def language_in_words(person: User, active: str) -> str:
    """Return the own name of the language that the person reads; "" where there is no choice.

    `active` is the language of the page, for somebody who has not chosen one.
    """
    if not can_choose():
        return ""
    names = dict(offered())
    return names.get(person.language) or names.get(active, "")
