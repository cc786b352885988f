"""Sentences in a row, things in a list, large numbers and times, as a language writes them."""

from collections.abc import Iterable
from datetime import time

from django.utils.formats import get_format, number_format, time_format


def together(sentences: Iterable[str]) -> str:
    """Return whole sentences as one text; languages without spaces put none between."""
    return get_format("BETWEEN_SENTENCES").join(map(str, sentences))


def listed(things: Iterable[str]) -> str:
    """Return things in a row: "hand, foot"."""
    return get_format("BETWEEN_THINGS").join(map(str, things))


def whole(number: int) -> str:
    """Return a count as printed: "1,080"."""
    return number_format(number, force_grouping=True)


def clock_text(at: time) -> str:
    """Return a time of day as pages show it: 18:00."""
    return time_format(at, "CLOCK")
