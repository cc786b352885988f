"""Sentences after each other, things in a list and large numbers, as a language writes them."""

from collections.abc import Iterable

from django.utils.formats import get_format, number_format


def together(sentences: Iterable[str]) -> str:
    """Return whole sentences as one text; languages without spaces put none between."""
    return get_format("BETWEEN_SENTENCES").join(map(str, sentences))


def listed(things: Iterable[str]) -> str:
    """Return things in a row: "hand, foot"."""
    return get_format("BETWEEN_THINGS").join(map(str, things))


def whole(number: int) -> str:
    """Return a count as printed: "1,080"."""
    return number_format(number, force_grouping=True)
