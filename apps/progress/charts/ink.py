"""Paths handed straight to the renderer: matplotlib's own patches cost half the drawing.

One `Ink` draws all marks of a sheet in their order, each in a group of its name.
"""

from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Transform


@dataclass(frozen=True, slots=True)
class Mark:
    """One path and how it looks: filled, drawn along its edge, or both.

    `width` is that of the edge and 0 for none; `dash` has the lengths of stroke and gap, in
    widths. `snap` lets straight lines fall on whole pixels.
    """

    path: Path
    name: str
    edge: str
    width: float
    fill: str | None = None
    dash: tuple[float, float] | None = None
    snap: bool | None = None


class Ink(Artist):
    """All marks of one sheet, below its words."""

    zorder = 1

    def __init__(self, marks: list[Mark], place: Transform) -> None:
        super().__init__()
        self.marks = marks
        self.place = place

    def draw(self, renderer: RendererBase) -> None:
        place = self.place.frozen()
        pen = renderer.new_gc()
        pen.set_capstyle("round")
        pen.set_joinstyle("round")
        for mark in self.marks:
            renderer.open_group("mark", mark.name)
            pen.set_foreground(mark.edge)
            pen.set_linewidth(mark.width)
            pen.set_snap(mark.snap)
            pen.set_dashes(0, [part * mark.width for part in mark.dash] if mark.dash else None)
            renderer.draw_path(pen, mark.path, place, to_rgba(mark.fill) if mark.fill else None)
            renderer.close_group("mark")
        pen.restore()
