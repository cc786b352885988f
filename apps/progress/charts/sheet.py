"""A sheet of a fixed size in CSS px (y down) that turns simple marks into SVG or PNG bytes.

Many marks of one kind are one path: the number of elements in the file does not grow with the
days.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from apps.progress.charts.ink import Anchor, Drawing, Mark, Spot, Word
from apps.progress.charts.png import paint_png
from apps.progress.charts.svg import write_svg

Picture = Literal["svg", "png"]
WRITERS: dict[Picture, Callable[[Drawing], bytes]] = {"svg": write_svg, "png": paint_png}


class Sheet:
    def __init__(self, width: float, height: float, ground: str, picture: Picture) -> None:
        self.width, self.height, self.ground, self.picture = width, height, ground, picture
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
        if pieces := list(lines):
            self._marks.append(Mark(pieces, False, name, colour, width, dash=dash))

    def areas(
        self, outlines: Iterable[Sequence[Spot]], fill: str, name: str, edge: float = 0
    ) -> None:
        """Filled outlines; an `edge` in the colour of the ground keeps neighbours apart."""
        if pieces := list(outlines):
            self._marks.append(Mark(pieces, True, name, self.ground, edge, fill))

    def dots(self, spots: Iterable[Spot], colour: str, size: float, name: str) -> None:
        """Round dots: as lines of no length with round ends, a dot costs a few bytes."""
        if pieces := [(spot,) for spot in spots]:
            self._marks.append(Mark(pieces, True, name, colour, size))

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
        size = (self.width, self.height, self.ground)
        drawing = Drawing(*size, self._marks, self._words, title, description)
        return WRITERS[self.picture](drawing)
