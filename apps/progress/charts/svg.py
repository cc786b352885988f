"""A drawing as SVG: one element for each mark and each word, plain attributes only.

matplotlib's own SVG needs style attributes, which a strict content policy refuses, and a look
through all of what it wrote to replace them; to write the few kinds of elements that our charts
have is shorter, and takes half of its time.
"""

import re
from collections.abc import Sequence
from html import escape
from itertools import chain

import numpy as np

from apps.progress.charts.ink import Drawing, Mark, Spot, Word
from apps.progress.charts.lettering import FAMILY, svg_font

# What XML cannot hold, not even escaped: one such sign in a name, and no browser shows the picture.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_svg(drawing: Drawing) -> bytes:
    """Return the file; the same drawing gives the same bytes."""
    size = f'width="{drawing.width:g}" height="{drawing.height:g}"'
    words = "\n".join(map(_word, drawing.words))
    parts = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}'
        f' viewBox="0 0 {drawing.width:g} {drawing.height:g}" role="img"'
        f' aria-labelledby="title description" font-family="{FAMILY}"'
        # Else some browsers round the width of each letter, and a name outgrows its room.
        ' stroke-linecap="round" stroke-linejoin="round" text-rendering="geometricPrecision">',
        f'<title id="title">{_escaped(drawing.title)}</title>',
        f'<desc id="description">{_escaped(drawing.description)}</desc>',
        f"<style>{svg_font(words)}</style>",
        f'<rect {size} fill="{drawing.ground}"/>',
        *map(_mark, drawing.marks),
        words,
        "</svg>\n",
    )
    return "\n".join(parts).encode()


def _mark(mark: Mark) -> str:
    look = f' fill="{mark.fill or "none"}"'
    if mark.width:
        look += f' stroke="{mark.edge}" stroke-width="{mark.width:g}"'
    if mark.dash:
        stroke, gap = (part * mark.width for part in mark.dash)
        look += f' stroke-dasharray="{stroke:g} {gap:g}"'
    return f'<path id="{mark.name}" d="{_path(mark.pieces, mark.closed)}"{look}/>'


def _path(pieces: Sequence[Sequence[Spot]], closed: bool) -> str:
    """All pieces, to a tenth of a px, with one call of `%`: one for each of thousands of spots
    takes twice as long."""
    end = "z" if closed else ""
    words = "".join(["M%g %g" + "L%g %g" * (len(piece) - 1) + end for piece in pieces])
    lengths = list(chain.from_iterable(chain.from_iterable(pieces)))
    # Adding 0 turns -0 into 0.
    return words % tuple((np.round(lengths, 1) + 0.0).tolist())


def _word(word: Word) -> str:
    look = f'font-size="{word.size:g}" fill="{word.colour}"'
    look += ' font-weight="700"' if word.bold else ""
    look += f' text-anchor="{word.anchor}"' if word.anchor != "start" else ""
    return f'<text x="{word.x:.6g}" y="{word.y:.6g}" {look}>{_escaped(word.text)}</text>'


def _escaped(text: str) -> str:
    return escape(_NOT_XML.sub("", text), quote=False)
