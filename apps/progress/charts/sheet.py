"""A sheet of a fixed size in CSS px (y down) that turns simple marks into SVG or PNG bytes.

It is a matplotlib `Figure` without axes: the layout of a chart is fixed, so the automatic placing
of ticks, titles and margins, where most of matplotlib's time goes, is never started. Many marks of
one kind are one path: the number of elements in the file does not grow with the days. A figure
lives for one drawing only, so nobody's numbers can stay behind in the next person's picture.
"""

import io
import re
import threading
from collections.abc import Iterable, Sequence
from html import escape
from typing import Literal

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from apps.progress.charts.ink import Ink, Mark
from apps.progress.charts.lettering import FAMILY, Anchor, Lettering, Word, svg_font

Spot = tuple[float, float]
Picture = Literal["svg", "png"]

# Set once, as a change for one drawing would reach the drawings of other threads.
mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "chart", "path.simplify": False})

PNG_SCALE = 2  # pixels for each CSS px, for sharp print
_NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))
_STYLE = re.compile(r' style="([^"]*)"')
_DECLARATION = re.compile(r"([\w-]+): ([^;]+);? ?")
_drawing = threading.Lock()


class Sheet:
    def __init__(self, width: float, height: float, ground: str, picture: Picture) -> None:
        self.width, self.height, self.ground, self.picture = width, height, ground, picture
        self._figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor=ground)
        down = Affine2D().scale(1, -1).translate(0, height).scale(1 / 72)
        self._place = down + self._figure.dpi_scale_trans
        self._marks: list[Mark] = []
        self._words: list[Word] = []

    def lines(
        self,
        lines: Iterable[Sequence[Spot]],
        colour: str,
        width: float,
        name: str,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """Open lines of two or more spots each."""
        if path := _join(lines, closed=False):
            self._marks.append(Mark(path, name, colour, width, dash=dash))

    def areas(
        self, outlines: Iterable[Sequence[Spot]], fill: str, name: str, edge: float = 0
    ) -> None:
        """Filled outlines; an `edge` in the colour of the ground keeps neighbours apart."""
        if path := _join(outlines, closed=True):
            self._marks.append(Mark(path, name, self.ground, edge, fill))

    def dots(self, spots: Iterable[Spot], colour: str, size: float, name: str) -> None:
        """Round dots: as lines of no length with round ends, a dot costs a few bytes. The PNG
        renderer leaves those out, so there they get a fifth of a px."""
        reach = 0.2 if self.picture == "png" else 0
        pieces = ([(x, y), (x + reach, y)] if reach else [(x, y)] for x, y in spots)
        if path := _join(pieces, closed=not reach):
            self._marks.append(Mark(path, name, colour, size, snap=False))

    def rings(
        self, spots: Sequence[Spot], colour: str, size: float, line: float, name: str
    ) -> None:
        """Hollow dots, filled with the ground."""
        self.dots(spots, colour, size, name)
        self.dots(spots, self.ground, size - 2 * line, f"{name}-inside")

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        colour: str,
        bold: bool = False,
        anchor: Anchor = "start",
    ) -> None:
        self._words.append(Word(x, y, text, size, colour, bold, anchor))

    def finish(self, title: str, description: str) -> bytes:
        """The bytes of the picture: the same marks and words give the same ones."""
        write = self._svg if self.picture == "svg" else self._png
        return write(title, description)

    def _svg(self, title: str, description: str) -> bytes:
        with _drawing:
            self._add_all()
            out = io.StringIO()
            renderer = RendererSVG(self.width, self.height, out, metadata=_NO_METADATA)
            self._figure.draw(renderer)
            renderer.finalize()
        return self._rewrite(out.getvalue(), title, description).encode()

    def _png(self, title: str, description: str) -> bytes:
        with _drawing:
            self._add_all()
            self._figure.set_dpi(72 * PNG_SCALE)
            out = io.BytesIO()
            texts = {"Title": title, "Description": description, "Software": None}
            FigureCanvasAgg(self._figure).print_png(out, metadata=texts)
        return out.getvalue()

    def _add_all(self) -> None:
        self._figure.add_artist(Ink(self._marks, self._place))
        self._figure.add_artist(Lettering(self._words))

    def _rewrite(self, drawn: str, title: str, description: str) -> str:
        """Replace matplotlib's head by an accessible one, and its style attributes, which a
        strict content policy refuses, by plain ones."""
        body = drawn[drawn.index("</defs>") + len("</defs>") :]
        body = _STYLE.sub(_plain_attributes, body)
        body = body.replace(" \nL ", "L").replace(" \nM ", "M").replace(" \n", "")
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width:g}"'
            f' height="{self.height:g}" viewBox="0 0 {self.width:g} {self.height:g}" role="img"'
            f' aria-labelledby="title description" font-family="{FAMILY}"'
            # Else some browsers round the width of each letter, and a name outgrows its room.
            ' stroke-linejoin="round" text-rendering="geometricPrecision">\n'
            f'<title id="title">{escape(title)}</title>\n'
            f'<desc id="description">{escape(description)}</desc>\n'
            f"<style>{svg_font(body)}</style>{body}"
        )


def _plain_attributes(style: re.Match[str]) -> str:
    return "".join(f' {name}="{value}"' for name, value in _DECLARATION.findall(style[1]))


def _join(pieces: Iterable[Sequence[Spot]], *, closed: bool) -> Path | None:
    """One path of many pieces, or None of none."""
    spots: list[Spot] = []
    starts: list[int] = []
    for piece in pieces:
        starts.append(len(spots))
        spots += piece
        if closed:
            spots.append(piece[0])
    if not spots:
        return None
    codes = np.full(len(spots), Path.LINETO, dtype=Path.code_type)
    if closed:
        codes[np.subtract(starts, 1)] = Path.CLOSEPOLY  # before each start, and at the very end
    codes[starts] = Path.MOVETO
    return Path(np.round(spots, 1), codes)
