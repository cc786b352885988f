"""What stands over the plot: what the line is, and the key of marks that not every chart has."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from apps.progress.charts.lettering import text_width
from apps.progress.charts.marks import window_colour
from apps.progress.charts.paper import LAYOUTS, Layout, Plot, Width
from apps.progress.charts.sheet import Sheet
from apps.progress.points import ChartLabels, Overview

ROW_ABOVE = 18  # px for each further row
_SPACE = 22  # px that stay free between two parts of the key
_MARK = 22  # px for the mark before its words

DrawMark = Callable[[Sheet, Plot, float, float], None]


@dataclass(frozen=True, slots=True)
class _Part:
    """One mark and its words, at the left end `x` of a row counted from the top."""

    draw: DrawMark
    text: str
    x: float
    row: int


def key_rows(overview: Overview, labels: ChartLabels, width: Width) -> int:
    """How many rows the key needs below the first one."""
    return max((part.row for part in _parts(overview, labels, LAYOUTS[width])), default=0)


def _parts(overview: Overview, labels: ChartLabels, layout: Layout) -> Iterator[_Part]:
    """The key beside the name of the line where there is room, else in rows below it."""
    size = layout.size
    marks = (
        (_draw_ring, labels.few_entries if overview.has_thin else ""),
        (_draw_strip, labels.after_treatment),
        (_draw_dashes, labels.smooth),
        (_draw_tick, labels.notes),
    )
    x, row = text_width(labels.unit_name, size, bold=True) + _SPACE, 0
    x = x + layout.left if layout.wide else float("inf")
    for draw, text in marks:
        if not text:
            continue
        width = _MARK + text_width(text, size)
        if x + width > layout.width:
            x, row = (layout.left if layout.wide else 0.0), row + 1
        yield _Part(draw, text, x, row)
        x += width + _SPACE


def draw_head(sheet: Sheet, plot: Plot) -> None:
    layout, theme, labels = plot.layout, plot.theme, plot.labels
    left = layout.left if layout.wide else 0
    sheet.text(left, 16, labels.unit_name, layout.size, theme.ink, bold=True)
    for part in _parts(plot.overview, labels, layout):
        y = 16 + part.row * ROW_ABOVE
        part.draw(sheet, plot, part.x, y - 4.5)
        sheet.text(part.x + _MARK, y, part.text, layout.size, theme.second)


def _draw_ring(sheet: Sheet, plot: Plot, x: float, y: float) -> None:
    sheet.rings([(x + _MARK / 2 - 2, y)], plot.theme.line, 7.5, 1.5, "few-entries-key")


def _draw_strip(sheet: Sheet, plot: Plot, x: float, y: float) -> None:
    colour = window_colour(plot, plot.overview.timeline.windows[0].kind)
    sheet.lines([((x + 2, y), (x + _MARK - 6, y))], colour, 4, "after-key")


def _draw_dashes(sheet: Sheet, plot: Plot, x: float, y: float) -> None:
    sheet.lines([((x, y), (x + _MARK - 5, y))], plot.theme.ink, 1.4, "smooth-key", (3, 3))


def _draw_tick(sheet: Sheet, plot: Plot, x: float, y: float) -> None:
    middle = x + _MARK / 2 - 2
    sheet.lines([((middle, y - 3.5), (middle, y + 3.5))], plot.theme.second, 1.4, "notes-key")
