"""The words of the scale: 0 is normal feeling, 10 is no feeling at all."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LOWEST, HIGHEST = 0, 10

WORDS: tuple[Promise, ...] = (
    _("Not numb. Normal feeling"),
    _("Nearly normal"),
    _("A little numb"),
    _("A little numb"),
    _("Half numb"),
    _("Half numb"),
    _("Half numb"),
    _("Very numb"),
    _("Very numb"),
    _("Almost no feeling"),
    _("No feeling at all"),
)

TINGLING_WORDS: tuple[Promise, ...] = (
    _("None"),
    _("Hardly any"),
    _("A little"),
    _("A little"),
    _("Medium"),
    _("Medium"),
    _("Medium"),
    _("A lot"),
    _("A lot"),
    _("Almost the most"),
    _("The most I can imagine"),
)


def word_of(score: int | None) -> str:
    """Return the words of a score."""
    return "" if score is None else str(WORDS[score])
