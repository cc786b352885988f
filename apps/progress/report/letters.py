"""Which letters the paper can show, and texts made of no others."""

import re
import unicodedata
from functools import cache
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

from apps.progress.charts.letters import FAMILIES, FONT_FOLDERS

OWN_FONTS = Path(__file__).resolve().parent / "fonts"
# Stands for a letter without a font. A letter that is missing without a trace could turn a
# sentence into another one.
MISSING = "□"
# A text that is longer than any on the sheet may become is cut, whoever made it.
LONGEST = 2000
# Words that are longer may be broken, after every so many letters.
LONG_WORD = re.compile(r"(\S{28})(?=\S)")
SPACES = re.compile(" +")
ZERO_WIDTH_SPACE = "\u200b"
JOINERS = "\u200c\u200d"  # without a width of their own, but part of how some scripts are spelt
# Controls, halves of letters, private and unassigned ones.
NO_LETTERS = ("Cc", "Cs", "Co", "Cn")


@cache
def fonts() -> typst.Fonts:
    """Our fonts and the computer's, found once for each process."""
    folders = [*map(str, FONT_FOLDERS), str(OWN_FONTS)]
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=folders)


@cache
def families() -> tuple[str, ...]:
    """The order in which a letter is looked for: ours, then the computer's Noto Sans."""
    noto = sorted(name for name in fonts().families() if name.startswith("Noto Sans"))
    return (*FAMILIES, *noto)


def printable(text: str) -> str:
    """The text in one line, of letters that can be shown, with places to break long words at.

    Signs that turn the direction of what follows are left out: one in a note could turn the rest
    of its line around.
    """
    seen = "".join(_seen(letter) for letter in text[:LONGEST])
    return LONG_WORD.sub(rf"\1{ZERO_WIDTH_SPACE}", SPACES.sub(" ", with_fonts(seen)))


def _seen(letter: str) -> str:
    if letter.isspace():
        return " "
    category = unicodedata.category(letter)
    if category in NO_LETTERS:
        return MISSING
    return "" if category == "Cf" and letter not in JOINERS else letter


def with_fonts(text: str) -> str:
    """The text with a mark for every letter that no font has."""
    strange = {ord(letter) for letter in text if not letter.isascii()} - _drawn(FAMILIES)
    missing = strange - _drawn(families()) if strange else strange
    return text.translate(dict.fromkeys(missing, MISSING))


@cache
def _drawn(names: tuple[str, ...]) -> frozenset[int]:
    """The letters that these families have, upright, in their plain and their bold weight.

    Asked of the computer's fonts only if ours don't do: theirs may hold 60,000 letters each.
    """
    weights: dict[str, set[int]] = {}
    for font in fonts().fonts():
        if font.family in names and font.style == "normal" and font.weight in (400, 700):
            with TTFont(font.path, fontNumber=font.index, lazy=True) as opened:
                letters = set(opened.getBestCmap() or ())
            weights[font.family] = weights.get(font.family, letters) & letters
    return frozenset().union(*weights.values())
