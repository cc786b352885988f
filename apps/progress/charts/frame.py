"""What the further pictures share: fixed distances, panels with a scale, rows of dates.

Every panel has its good end at the top: up is better on every chart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from apps.progress.charts.axes import Row, Scale, calendar_row, since_row
from apps.progress.charts.ink import Spot
from apps.progress.charts.lettering import text_width, wrap
from apps.progress.charts.palette import THEMES, Theme, ThemeName
from apps.progress.charts.paper import ROW, Width
from apps.progress.charts.sheet import Picture, Sheet
from apps.progress.points import Bucket, Labels, LineLabels, Overview, Span

LINE = 17  # from one line of a longer text to the next


@dataclass(frozen=True, slots=True)
class Frame:
    """The fixed distances of one width, in px: the plot, its numbers left, its values right."""

    width: int
    left: float
    right: float
    names_end: float  # names left of a wide plot end here; on a phone they stand above
    names_room: float
    margin: float  # where the texts right of the plot start
    size: float  # of most texts; none is smaller than 12

    @property
    def wide(self) -> bool:
        return self.width > 400

    @property
    def numbers_end(self) -> float:
        return self.left - 8


FRAMES: dict[Width, Frame] = {
    860: Frame(860, 152, 690, 122, 118, 704, 14),
    328: Frame(328, 28, 282, 0, 316, 292, 13),
}


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the paper with a scale from `best` (at the top) to `worst`, in px, y down."""

    top: float
    bottom: float
    best: float = 0
    worst: float = 10

    def y(self, value: float) -> float:
        share = (value - self.best) / (self.worst - self.best)
        return self.top + share * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Board:
    """One drawing: the sheet, its looks and words, and where days fall."""

    sheet: Sheet
    frame: Frame
    theme: Theme
    labels: Labels
    scale: Scale

    def words(self, x: float, y: float, text: str, *, bold: bool = False, **look: str) -> None:
        """A text of the usual size whose middle is at the height y."""
        colour = look.pop("colour", self.theme.ink)
        size = self.frame.size
        self.sheet.text(x, y + size * 0.35, text, size, colour, bold, **look)

    def value(self, x: float, y: float, text: str) -> None:
        """A latest value: large."""
        self.sheet.text(x, y + 6.3, text, 18, self.theme.ink, bold=True)


def open_board(
    span: Span, labels: Labels, frame: Frame, height: float, theme: ThemeName, picture: Picture
) -> Board:
    """An empty sheet of this size. Raises KeyError for another theme."""
    looks, scale = THEMES[theme], Scale(span.start, span.end, frame.left, frame.right)
    sheet = Sheet(frame.width, round(height), looks.card, picture)
    return Board(sheet, frame, looks, labels, scale)


def frame_for(width: Width, numbers: Iterable[str]) -> Frame:
    """The frame with room for these marks of a scale left of the plot. Raises KeyError for
    another width."""
    frame = FRAMES[width]
    room = max((text_width(number, frame.size) for number in numbers), default=0)
    if not frame.wide:
        return replace(frame, left=max(frame.left, room + 10))
    names_end = min(frame.names_end, frame.numbers_end - room - 8)
    return replace(frame, names_end=names_end, names_room=names_end - 4)


def nice_top(most: float) -> int:
    """The end of a scale for counts: a round number, not below `most`, at least 1."""
    power = 1
    while True:
        for step in (1, 2, 3, 4, 5, 6, 8):
            if step * power >= most:
                return step * power
        power *= 10


def finish(board: Board) -> bytes:
    return board.sheet.finish(board.labels.title, board.labels.description)


# Dates ------------------------------------------------------------------------------------------


def dates_height(span: Span) -> float:
    """Room for the rows of dates under the last panel."""
    return ROW * (2 if span.strokes else 1) + 10


def date_rows(board: Board, span: Span, axis: str) -> list[Row]:
    """The calendar and the time since the stroke, the one that was asked for first."""
    size = board.frame.size
    calendar = calendar_row(board.scale, board.labels.dates, size)
    since = since_row(span, board.scale, board.labels.dates, size)
    rows = [calendar, since] if axis == "calendar" else [since, calendar]
    return [row for row in rows if row]


def draw_dates(board: Board, rows: Sequence[Row], floor: float) -> None:
    """The rows of dates, the first one under the height `floor`."""
    y = floor + ROW - 4
    for place, row in enumerate(rows):
        colour = board.theme.second if place else board.theme.ink
        free_from = 0.0
        if row.name:
            free_from = _draw_row_name(board, row.name, y, colour)
        for tick in row.ticks:
            room = text_width(tick.text, board.frame.size)
            x = board.scale.edge(tick.on) - (room / 2 if row.centred else 0)
            x = min(max(x, 0), board.frame.width - room)
            if x >= free_from:
                board.words(x, y, tick.text, colour=colour)
        y += ROW


def _draw_row_name(board: Board, name: str, y: float, colour: str) -> float:
    """The name of a row left of its dates; returns where the dates may begin."""
    frame, room = board.frame, text_width(name, board.frame.size)
    if frame.wide and room <= frame.numbers_end:
        board.words(frame.numbers_end, y, name, colour=colour, anchor="end")
        return frame.left - 6
    board.words(0, y, name, colour=colour)
    return room + 8


# Panels -----------------------------------------------------------------------------------------


def draw_grid(
    board: Board, panel: Panel, values: Iterable[float], row: Row | None, pad: float = 0
) -> None:
    """Level lines at the values, and upright ones at the dates of a row."""
    left, right = board.frame.left, board.frame.right
    across = [((left, panel.y(value)), (right, panel.y(value))) for value in values]
    xs = [board.scale.edge(tick.on) for tick in row.ticks] if row else []
    down = [((x, panel.top - pad), (x, panel.bottom + pad)) for x in xs]
    board.sheet.lines([*across, *down], board.theme.grid, 1, "grid")


def draw_numbers(board: Board, panel: Panel, numbers: Iterable[tuple[float, str]]) -> None:
    """The marks of a scale, left of the plot."""
    for value, text in numbers:
        end, y = board.frame.numbers_end, panel.y(value)
        board.words(end, y, text, colour=board.theme.second, anchor="end")


def draw_direction(board: Board, right: float, y: float) -> float:
    """An arrow up with what is up ("More feeling"), ending at `right`; returns where it starts."""
    text, colour = board.labels.direction, board.theme.second
    x = right - text_width(text, board.frame.size) - 11
    board.words(x + 11, y, text, colour=colour)
    board.sheet.lines([((x, y + 6), (x, y - 4))], colour, 1.4, "direction")
    board.sheet.areas([((x, y - 7), (x + 3.6, y - 1), (x - 3.6, y - 1))], colour, "arrow")
    return x - 8


def name_lines(frame: Frame, name: str, most: int = 3) -> list[str]:
    """A name broken to fit beside a wide plot, or on one line above it on a phone."""
    return wrap(name, frame.names_room, frame.size, bold=True, most=most if frame.wide else 1)


def draw_name(board: Board, name: str, middle: float, above: float) -> None:
    """The name of a panel: left of its middle, or on a phone at the height `above`."""
    lines = name_lines(board.frame, name)
    if not board.frame.wide:
        board.words(0, above, lines[0] if lines else "", bold=True)
        return
    y = middle - (len(lines) - 1) * LINE / 2
    for line in lines:
        board.words(board.frame.names_end, y, line, bold=True, anchor="end")
        y += LINE


def draw_paragraph(board: Board, x: float, y: float, lines: Iterable[str], colour: str) -> None:
    """Lines of the usual size; y is the middle of the first one."""
    for line in lines:
        board.words(x, y, line, colour=colour)
        y += LINE


def draw_empty(board: Board, panel: Panel) -> None:
    """A sentence in the middle of a panel that has nothing to draw."""
    frame = board.frame
    lines = wrap(board.labels.empty, frame.right - frame.left - 16, frame.size)
    middle, y = (frame.left + frame.right) / 2, (panel.top + panel.bottom) / 2
    y -= (len(lines) - 1) * LINE / 2
    draw_ground(board, middle, y, lines)
    for line in lines:
        board.words(middle, y, line, anchor="middle")
        y += LINE


def draw_ground(board: Board, middle: float, y: float, lines: Sequence[str]) -> None:
    """Clear paper behind lines of text that are centred at `middle`; y is the first one's."""
    half = max((text_width(line, board.frame.size) for line in lines), default=0) / 2 + 4
    left, right, roof = middle - half, middle + half, y - LINE / 2
    floor = y + (len(lines) - 0.5) * LINE
    ground = [(left, roof), (right, roof), (right, floor), (left, floor)]
    board.sheet.areas([ground], board.theme.card, "ground")


# Lines of middle scores -------------------------------------------------------------------------


def spots_of(board: Board, panel: Panel, buckets: Iterable[Bucket]) -> list[Spot]:
    return [(board.scale.middle(b.start, b.end), panel.y(b.median)) for b in buckets]


def end_of(board: Board, panel: Panel, overview: Overview) -> Spot | None:
    """Where the latest solid week stands, if it may be called now."""
    if overview.now is None or not overview.is_recent:
        return None
    return spots_of(board, panel, [overview.now])[0]


def draw_head(board: Board, labels: LineLabels, overviews: Sequence[Overview]) -> None:
    """What the lines are, what their hollow points are, and which way is better."""
    wide = board.frame.wide
    x = board.frame.left if wide else 0
    board.words(x, 11, labels.unit_name, bold=True)
    draw_direction(board, board.frame.width - 2, 11)
    if any(overview.has_thin for overview in overviews):
        room = text_width(labels.unit_name, board.frame.size, bold=True)
        x, y = (x + room + 24, 11) if wide else (5, 30)
        board.sheet.rings([(x, y)], board.theme.line, 6, 1.4, "key")
        board.words(x + 9, y, labels.few_entries, colour=board.theme.second)


def draw_breaks(board: Board, panel: Panel, overview: Overview, text: str) -> None:
    """Say "no ratings" in the breaks that have room for it."""
    for gap in overview.gaps:
        room = gap.days * board.scale.day_width - 10
        lines = wrap(text, room, board.frame.size)
        x, y = board.scale.middle(gap.start, gap.end), panel.y(5) - (len(lines) - 1) * LINE / 2
        if any("…" in line for line in lines) or len(lines) > 2:
            continue
        draw_ground(board, x, y, lines)
        for line in lines:
            board.words(x, y, line, colour=board.theme.second, anchor="middle")
            y += LINE


def span_of(overview: Overview) -> Span:
    timeline = overview.timeline
    return Span(timeline.start, timeline.end, timeline.strokes)
