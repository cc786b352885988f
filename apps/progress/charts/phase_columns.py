"""Phases of treatment: columns on every other of which a faint ground lies, named above.

Names never overlap: one that is longer than its column stands above those that it passes. Where
that takes too many rows all of them become numbers, and the words stand under the chart.
"""

from dataclasses import dataclass
from datetime import timedelta

from apps.progress.charts.axes import Scale
from apps.progress.charts.lettering import text_width, wrap
from apps.progress.charts.paper import ROW, Layout, Plot
from apps.progress.charts.sheet import Sheet
from apps.progress.points import Timeline

_SPACE = 8  # px that stay free between two names
_INSET = 5  # px from the boundary to the name
_APART = 4  # px from the name to the next boundary
_ROWS = 3  # of names above the plot
_LINE = 18  # from one line of names under the chart to the next
_BADGE = 26  # px for a number before its name


@dataclass(frozen=True, slots=True)
class Column:
    """One phase inside the span. `until` is where a line says that it ended, None where the next
    phase begins at once or the phase is not over."""

    number: int
    name: str
    left: float
    right: float
    until: float | None


@dataclass(frozen=True, slots=True)
class Name:
    """The text of a column: its left end, and its row above the plot, counted upwards."""

    column: Column
    text: str
    left: float
    row: int


@dataclass(frozen=True, slots=True)
class Naming:
    """How the columns are named; `legend` has the lines of words under the chart."""

    columns: tuple[Column, ...]
    names: tuple[Name, ...]
    legend: tuple[tuple[Column, ...], ...]

    def is_shaded(self, left: float, right: float) -> bool:
        """Whether this stretch of the plot (px) lies wholly on the faint ground."""
        return any(c.left <= left and right <= c.right for c in self.columns[1::2])

    def covers(self, x: float, size: float) -> bool:
        """Whether a name stands over this place."""
        widths = ((n.left, text_width(n.text, size, bold=True)) for n in self.names)
        return any(left - 3 < x < left + width + 3 for left, width in widths)

    @property
    def rows(self) -> int:
        return max((name.row + 1 for name in self.names), default=0)

    @property
    def legend_height(self) -> int:
        return (len(self.legend) + 1) * _LINE + 6 if self.legend else 0


def name_phases(timeline: Timeline, scale: Scale, layout: Layout) -> Naming:
    """Place the names of all phases that touch the span."""
    columns = _columns(timeline, scale)
    names = _in_words(columns, layout)
    if names is None:
        return Naming(columns, _in_numbers(columns, layout), _legend(columns, layout))
    return Naming(columns, names, ())


def _columns(timeline: Timeline, scale: Scale) -> tuple[Column, ...]:
    day = timedelta(days=1)
    phases = sorted(timeline.phases, key=lambda phase: (phase.start, phase.end or scale.end))
    shown = [
        phase
        for phase in phases
        if phase.start <= scale.end and (phase.end is None or phase.end >= scale.start)
    ]
    starts = {phase.start for phase in shown}
    columns = []
    for number, phase in enumerate(shown, start=1):
        left = scale.edge(max(phase.start, scale.start))
        end = min(phase.end or scale.end, scale.end)
        right = scale.edge(end) + scale.day_width
        over = phase.end is not None and end < scale.end and end + day not in starts
        columns.append(Column(number, phase.name, left, right, right if over else None))
    return tuple(columns)


def _in_words(columns: tuple[Column, ...], layout: Layout) -> tuple[Name, ...] | None:
    """Full names in a few rows, or None if they do not fit.

    A name that runs past the next columns stands a row above theirs. Their lines end at their own
    names, so none runs through it.
    """
    names: list[Name] = []  # from the right, as the places of what follows must be known
    for place in reversed(range(len(columns))):
        column = columns[place]
        width = text_width(column.name, layout.size, bold=True)
        left = min(column.left + _INSET, layout.width - width)
        if left < (columns[place - 1].left + _SPACE if place else 0):
            return None
        passed = [name.row for name in names if _reach(name) < left + width + _APART]
        names.append(Name(column, column.name, left, max(passed, default=-1) + 1))
    return tuple(reversed(names)) if all(name.row < _ROWS for name in names) else None


def _reach(name: Name) -> float:
    """How far to the left a name or the line of its column stands."""
    return min(name.left, name.column.left)


def _in_numbers(columns: tuple[Column, ...], layout: Layout) -> tuple[Name, ...]:
    """Numbers in a few rows; one without a free place is in the words below only."""
    names, free_from = [], [float("-inf")] * _ROWS
    for column in columns:
        text, left = str(column.number), column.left + 3
        row = next((row for row in range(_ROWS) if left >= free_from[row]), None)
        if row is not None:
            names.append(Name(column, text, left, row))
            free_from[row] = left + text_width(text, layout.size, bold=True) + _SPACE
    return tuple(names)


def _legend(columns: tuple[Column, ...], layout: Layout) -> tuple[tuple[Column, ...], ...]:
    """The columns in lines that are no wider than the picture."""
    across = max(int((layout.width + 2 * _SPACE) // _legend_pitch(columns, layout)), 1)
    return tuple(columns[first : first + across] for first in range(0, len(columns), across))


def _legend_pitch(columns: tuple[Column, ...], layout: Layout) -> float:
    """From one entry to the next: they stand below each other, as numbers and names in one line
    ("2 Block 1 3 Block 2") cannot be told apart."""
    widest = max(_BADGE + text_width(_legend_name(c, layout), layout.size) for c in columns)
    return widest + 2 * _SPACE


def _legend_name(column: Column, layout: Layout) -> str:
    return wrap(column.name, layout.width - _BADGE, layout.size, most=1)[0]


def draw_grounds(sheet: Sheet, plot: Plot, naming: Naming) -> None:
    """The faint ground, below everything else."""
    sheet.areas(
        (
            (
                (column.left, plot.roof),
                (column.right, plot.roof),
                (column.right, plot.floor),
                (column.left, plot.floor),
            )
            for column in naming.columns[1::2]
        ),
        plot.theme.phase,
        "phases",
    )


def draw_phases(sheet: Sheet, plot: Plot, naming: Naming) -> None:
    """Boundaries, names, and the words under the chart where there are numbers."""
    theme, size = plot.theme, plot.layout.size
    names = {name.column: name for name in naming.names}
    lines = []
    for column in naming.columns:
        top = _line_top(plot, names.get(column))
        lines.append([(column.left, top), (column.left, plot.floor)])
        if column.until is not None:
            lines.append([(column.until, plot.roof), (column.until, plot.floor)])
    sheet.lines(lines, theme.second, 1, "phase-boundaries")
    for name in naming.names:
        y = plot.roof - 5 - ROW * name.row
        sheet.text(name.left, y, name.text, size, theme.second, bold=True)


def _line_top(plot: Plot, name: Name | None) -> float:
    """A line rises beside its name, but stops under one that had to move to the left of it."""
    if name is None:
        return plot.roof + ROW
    beside = name.left > name.column.left
    return plot.roof - ROW * name.row - (12 if beside else 0)


def draw_legend(sheet: Sheet, plot: Plot, naming: Naming, y: float) -> None:
    """What the numbers stand for, under a heading; `y` is the baseline of the heading."""
    if not naming.legend:
        return
    theme, layout = plot.theme, plot.layout
    sheet.text(0, y, plot.labels.phases, layout.size, theme.ink, bold=True)
    pitch = _legend_pitch(naming.columns, layout)
    for row, line in enumerate(naming.legend, start=1):
        base = y + row * _LINE
        for place, column in enumerate(line):
            x = place * pitch
            number = str(column.number)
            sheet.text(x + _BADGE - 8, base, number, layout.size, theme.ink, True, "end")
            name = _legend_name(column, layout)
            sheet.text(x + _BADGE, base, name, layout.size, theme.second)
