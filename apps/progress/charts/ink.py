"""What lies on a sheet: marks, each one path of many pieces, and words above them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Spot = tuple[float, float]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Pieces of one look (CSS px, y down): filled, drawn along their edge, or both.

    A closed piece of one spot is a round dot. `width` is that of the edge and 0 for none; `dash`
    has the lengths of stroke and gap, in widths.
    """

    pieces: Sequence[Sequence[Spot]]
    closed: bool
    name: str
    edge: str
    width: float
    fill: str | None = None
    dash: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A string whose baseline starts, is centred or ends at x, y (CSS px, y down)."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished sheet, in CSS px; `ground` is the colour under everything."""

    width: float
    height: float
    ground: str
    marks: Sequence[Mark]
    words: Sequence[Word]
    title: str
    description: str
