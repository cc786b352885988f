"""English that stayed behind in a text of another language."""

import re
from functools import cache

from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import to_locale

from tests.catalogues import forms_of, read, template_of_all

# What no language translates: the product, units, and what a program reads.
SAME_EVERYWHERE = frozenset(
    (
        *("Rehab", "Tracker", "PDF", "CSV", "TENS", "NAP", "Tau", "BC", "MDC"),
        *("Hz", "mA", "mm", "min", "GV", "LI", "ST", "EX", "HN", "MS", "De", "qi"),
    )
)
WORD = re.compile(r"[A-Za-zÀ-ɏ]{2,}")


def english_in(text: str, language: str) -> list[str]:
    """Return the words of a text that are English, and no words of the language."""
    return sorted(english_words(language) & {word.casefold() for word in WORD.findall(text)})


@cache
def english_words(language: str) -> frozenset[str]:
    """Return the words of our English texts that no text of ours has in the language."""
    texts = [message.id for message in template_of_all() if isinstance(message.id, str)]
    theirs = [form for message in read(to_locale(language)) for form in forms_of(message)]
    with translation.override(language):
        theirs += [str(name) for name in (*MONTHS.values(), *MONTHS_3.values())]
    english, own = (
        {word.casefold() for text in some for word in WORD.findall(text)}
        for some in (texts, [*theirs, *SAME_EVERYWHERE])
    )
    return frozenset(english - own)
