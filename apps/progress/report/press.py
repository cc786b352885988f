"""A Report to a tagged PDF, by typst. Knows no rows and no requests.

Every text travels as JSON beside the template and is never part of it, so nothing that somebody
typed can be read as a command. The template reads no file and no package.
"""

import json
import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst

from apps.progress.charts.letters import FAMILIES, FONT_FOLDERS, LAST_RESORT
from apps.progress.report.contents import Report

FOLDER = Path(__file__).resolve().parent
TEMPLATE = FOLDER / "report.typ"
NO_PACKAGES = FOLDER / "packages"  # does not exist: nothing can be imported from it
# A text that is longer than any on the sheet may become is cut, whoever made it.
LONGEST = 2000
LONG_WORD = re.compile(r"(\S{28})(?=\S)")
ZERO_WIDTH_SPACE = "\u200b"
# Signs that turn the direction of what follows: one in a note could turn the rest of the line.
TURNS = dict.fromkeys(
    map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)

_compiling = threading.Lock()


def print_report(report: Report, chart: bytes) -> bytes:
    """Return the PDF: the same report and the same `chart` (SVG) give the same bytes.

    PDF/UA-1 is asked for, and left out where a letter can't meet it: a report is never refused
    for a letter. One is made at a time; the others wait for a tenth of a second.
    """
    language, _, region = report.language.partition("-")
    look = {"lang": language, "region": region.upper() or None, "fonts": list(_families())}
    texts = _plain(asdict(report))
    inputs = {"report": json.dumps(texts | look, default=str), "chart": chart.decode()}
    with _compiling:
        try:
            return _compile(inputs, report, ["ua-1"])
        except typst.TypstError:
            return _compile(inputs, report, [])


def _compile(inputs: dict[str, str], report: Report, standards: list[str]) -> bytes:
    return typst.compile(
        TEMPLATE,
        root=FOLDER,
        font_paths=_fonts(),
        package_path=NO_PACKAGES,
        package_cache_path=NO_PACKAGES,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=standards,
        timestamp=int(report.made_at.timestamp()),
    )


@cache
def _fonts() -> typst.Fonts:
    """Our fonts and the computer's, found once for each process."""
    folders = [*map(str, FONT_FOLDERS), str(FOLDER / "fonts")]
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=folders)


@cache
def _families() -> tuple[str, ...]:
    """The order in which a letter is looked for; Last Resort has them all."""
    noto = sorted(name for name in _fonts().families() if name.startswith("Noto Sans"))
    return (*FAMILIES, *noto, LAST_RESORT)


def _plain(value):
    """The same with every text made printable."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return printable(value) if isinstance(value, str) else value


def printable(text: str) -> str:
    """The text in one line without signs that are no letters, and with places to break at."""
    seen = "".join(_visible(text.translate(TURNS)))[:LONGEST]
    return LONG_WORD.sub(rf"\1{ZERO_WIDTH_SPACE}", " ".join(seen.split()))


def _visible(text: str) -> Iterator[str]:
    """The letters; halves of letters, unassigned ones and controls become a visible mark."""
    for letter in text:
        if letter.isspace():
            yield " "
        elif unicodedata.category(letter) in ("Cc", "Cs", "Cn", "Co"):
            yield "\ufffd"
        else:
            yield letter
