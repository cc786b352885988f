"""The words of the two scales: 0 is normal feeling, 10 is no feeling at all.

Eleven numbers with words, or five words without numbers. A word is kept as one of FIVE, and
always with its scale: somebody who chose "Half numb" out of five did not say 5 of 10.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LOWEST, HIGHEST = 0, 10
FIVE = (0, 2, 5, 8, 10)

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

FIVE_WORDS: dict[int, Promise] = dict(
    zip(
        FIVE,
        (_("Not numb"), _("A little numb"), _("Half numb"), _("Very numb"), _("No feeling")),
        strict=True,
    )
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


def word_of(score: int | None, scale: str = "numbers") -> str:
    """Return the words of a score on its scale."""
    if score is None:
        return ""
    return str(FIVE_WORDS[score] if scale == "words5" else WORDS[score])


def tingling_word(score: int) -> str:
    """Return the words for pins and needles, which are the same on both scales."""
    return str(TINGLING_WORDS[score])


def rungs(scale: str) -> list[tuple[int, Promise]]:
    """Return what can be chosen for numbness, from the best to the worst."""
    return list(FIVE_WORDS.items()) if scale == "words5" else list(enumerate(WORDS))


def tingling_steps(scale: str) -> list[tuple[int, str]]:
    """Return what can be chosen for pins and needles; numbers stand beside the words of numbers."""
    if scale == "words5":
        return [(score, tingling_word(score)) for score in FIVE]
    return [(score, f"{score}  {word}") for score, word in enumerate(TINGLING_WORDS)]
