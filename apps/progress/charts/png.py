"""A drawing as PNG, for a page or a letter that cannot hold an SVG: painted by matplotlib.

The figure has no axes: the layout of a chart is fixed, so the automatic placing of ticks, titles
and margins, where most of matplotlib's time goes, is never started. It lives for one drawing
only, so nobody's numbers can stay behind in the next person's picture.
"""

import io
import threading
from collections.abc import Sequence

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from apps.progress.charts.ink import Drawing, Mark, Word
from apps.progress.charts.lettering import families, text_width, with_boxes

# Set once, as a change for one drawing would reach the drawings of other threads.
mpl.rcParams["path.simplify"] = False

SCALE = 2  # pixels for each CSS px, for sharp print
DOT = 0.2  # px: a line of no length, which an SVG draws as a round dot, is left out here
_painting = threading.Lock()


def paint_png(drawing: Drawing) -> bytes:
    """Return the file; the same drawing gives the same bytes."""
    inches = (drawing.width / 72, drawing.height / 72)
    out = io.BytesIO()
    texts = {"Title": drawing.title, "Description": drawing.description, "Software": None}
    with _painting:
        figure = Figure(figsize=inches, dpi=72 * SCALE, facecolor=drawing.ground)
        figure.add_artist(_Painter(drawing))
        FigureCanvasAgg(figure).print_png(out, metadata=texts)
    return out.getvalue()


class _Painter(Artist):
    """Everything of one drawing, in its order, the words above the marks."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self.drawing = drawing

    def draw(self, renderer: RendererBase) -> None:
        scale = renderer.dpi / 72
        down = Affine2D().scale(scale, -scale).translate(0, self.drawing.height * scale)
        for mark in self.drawing.marks:
            _paint_mark(renderer, mark, down)
        for word in self.drawing.words:
            _paint_word(renderer, word, scale)


def _paint_mark(renderer: RendererBase, mark: Mark, place: Affine2D) -> None:
    pen = renderer.new_gc()
    pen.set_capstyle("round")
    pen.set_joinstyle("round")
    pen.set_foreground(mark.edge)
    pen.set_linewidth(mark.width)
    if _is_dots(mark):
        pen.set_snap(False)  # else dots would move to whole pixels
    pen.set_dashes(0, [part * mark.width for part in mark.dash] if mark.dash else None)
    renderer.draw_path(pen, _path(mark), place, to_rgba(mark.fill) if mark.fill else None)
    pen.restore()


def _is_dots(mark: Mark) -> bool:
    return len(mark.pieces[0]) == 1


def _path(mark: Mark) -> Path:
    if _is_dots(mark):
        return _join([[(x, y), (x + DOT, y)] for ((x, y),) in mark.pieces], closed=False)
    return _join(mark.pieces, closed=mark.closed)


def _join(pieces: Sequence[Sequence[tuple[float, float]]], *, closed: bool) -> Path:
    spots, starts = [], []
    for piece in pieces:
        starts.append(len(spots))
        spots += [*piece, piece[0]] if closed else piece
    codes = np.full(len(spots), Path.LINETO, dtype=Path.code_type)
    if closed:
        codes[np.subtract(starts, 1)] = Path.CLOSEPOLY  # before each start, and at the very end
    codes[starts] = Path.MOVETO
    return Path(np.round(spots, 1), codes)


def _paint_word(renderer: RendererBase, word: Word, scale: float) -> None:
    pen = renderer.new_gc()
    pen.set_foreground(word.colour)
    weight = "bold" if word.bold else "normal"
    face = FontProperties(family=families(), weight=weight, size=word.size)
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[word.anchor]
    left = word.x - share * text_width(word.text, word.size, word.bold)
    renderer.draw_text(pen, left * scale, word.y * scale, with_boxes(word.text), face, 0)
    pen.restore()
