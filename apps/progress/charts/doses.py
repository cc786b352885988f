"""The dose: sessions, minutes and tries of each kind, week by week.

One block for each measure with one scale, one lane for each kind; weeks without any session are
marked in a lane of their own, so that they are seen and not only missing.
"""

from collections.abc import Iterator
from dataclasses import replace

from apps.progress.charts.axes import Row
from apps.progress.charts.bars import draw_bars, draw_lane_ground
from apps.progress.charts.frame import (
    FRAMES,
    LINE,
    Board,
    Frame,
    Panel,
    date_rows,
    dates_height,
    draw_dates,
    draw_grid,
    finish,
    frame_for,
    name_lines,
    nice_top,
    open_board,
)
from apps.progress.charts.lettering import text_width, wrap
from apps.progress.charts.palette import SHAPES, ThemeName
from apps.progress.charts.paper import Width
from apps.progress.charts.sheet import Picture
from apps.progress.points import Amount, Dose, DoseLabels, Doses

_BAR = 32  # px of the tallest bar
_HEADING = 30
_NONE = 26


def _tops(doses: Doses) -> dict[Amount, int]:
    """The end of the scale of each measure."""
    return {
        amount: nice_top(max(max(kind.amounts(amount)) for kind in kinds))
        for amount, kinds in doses.measured
    }


def _frame(doses: Doses, labels: DoseLabels, width: Width) -> Frame:
    """Names of one line stand between the numbers of their scale, longer ones left of them."""
    usual, frame = FRAMES[width], frame_for(width, map(str, _tops(doses).values()))
    names = {name for of_measure in labels.names for name in of_measure}
    widest = max((text_width(name, usual.size, bold=True) for name in names), default=0)
    if widest > _room_beside_shape(usual):
        return frame
    return replace(frame, names_end=usual.names_end)


def _pitch(frame: Frame) -> float:
    return _BAR + (19 if frame.wide else 42)


def doses_size(doses: Doses, labels: DoseLabels, width: Width) -> tuple[int, int]:
    """Width and height in CSS px: a heading for each measure and a lane for each kind in it."""
    frame = _frame(doses, labels, width)
    lanes = sum(len(kinds) * _pitch(frame) + _HEADING for _, kinds in doses.measured)
    lanes = lanes or len(_empty_lines(frame, labels)) * LINE + 40
    rest = (_NONE + 18 * (not frame.wide)) * bool(doses.measured and doses.empty)
    return width, round(lanes + rest + dates_height(doses.span))


def _empty_lines(frame: Frame, labels: DoseLabels) -> list[str]:
    return wrap(labels.empty, frame.right - frame.left, frame.size)


def draw_doses(
    doses: Doses,
    labels: DoseLabels,
    *,
    width: Width,
    theme: ThemeName = "light",
    axis: str = "calendar",
    picture: Picture = "svg",
) -> bytes:
    """Draw the lanes of all measures. Raises KeyError for another width or theme."""
    frame, height = _frame(doses, labels, width), doses_size(doses, labels, width)[1]
    board = open_board(doses.span, labels, frame, height, theme, picture)
    rows = date_rows(board, doses.span, axis)
    top = 0.0
    for place, _ in enumerate(doses.measured):
        top = _draw_measure(board, doses, place, top, rows)
    if not doses.measured:
        for place, line in enumerate(_empty_lines(frame, labels)):
            board.words(frame.left, 24 + place * LINE, line)
    elif doses.empty:
        _draw_none(board, doses, top)
    draw_dates(board, rows, height - dates_height(doses.span))
    return finish(board)


def _draw_measure(board: Board, doses: Doses, place: int, top: float, rows: list[Row]) -> float:
    """One heading with its lanes; returns where the next one begins."""
    frame, labels = board.frame, board.labels
    amount, kinds = doses.measured[place]
    board.words(frame.left if frame.wide else 0, top + 12, labels.headings[place], bold=True)
    top += _HEADING
    for lane, kind in enumerate(kinds):
        roof = top + (0 if frame.wide else 26)
        panel = Panel(roof, roof + _BAR, _tops(doses)[amount], 0)
        draw_grid(board, panel, (), rows[0] if rows else None)
        draw_lane_ground(board, panel)
        name = f"{amount}-{lane}"
        colour = board.theme.kind(kind.colour_token)
        draw_bars(board, panel, doses.periods, kind.amounts(amount), colour=colour, name=name)
        _draw_name(board, kind, labels.names[place][lane], panel)
        _draw_total(board, labels.totals[place][lane], panel)
        top += _pitch(frame)
    return top


def _draw_name(board: Board, kind: Dose, name: str, panel: Panel) -> None:
    """Shape and name of a kind in its colour: left of its lane, or above it on a phone."""
    frame, colour = board.frame, board.theme.kind(kind.colour_token)
    lines = name_lines(replace(frame, names_room=_room_beside_shape(frame)), name, most=2)
    y = (panel.top + panel.bottom) / 2 if frame.wide else panel.top - 15
    y -= (len(lines) - 1) * LINE / 2
    if frame.wide:
        x = (
            frame.names_end
            - max((text_width(line, frame.size, bold=True) for line in lines), default=0)
            - 9
        )
    else:
        x = 6.0
    _draw_shape(board, kind.shape, x, y, colour)
    for line in lines:
        if frame.wide:
            board.words(frame.names_end, y, line, bold=True, colour=colour, anchor="end")
        else:
            board.words(16, y, line, bold=True, colour=colour)
        y += LINE


def _room_beside_shape(frame: Frame) -> float:
    return frame.names_end - 16 if frame.wide else frame.width * 0.62


def _draw_shape(board: Board, shape: str, x: float, y: float, colour: str) -> None:
    if shape == "circle":
        board.sheet.dots([(x, y)], colour, 9, "shape")
        return
    board.sheet.areas([[(x + dx, y + dy) for dx, dy in SHAPES[shape]]], colour, "shape")


def _draw_total(board: Board, text: str, panel: Panel) -> None:
    frame, colour = board.frame, board.theme.second
    if frame.wide:
        y = (panel.top + panel.bottom) / 2
        board.words(frame.margin, y, text, colour=colour)
    else:
        board.words(frame.width - 1, panel.top - 15, text, colour=colour, anchor="end")


def _draw_none(board: Board, doses: Doses, top: float) -> None:
    """A hollow mark for every period without a session."""
    frame, labels, colour = board.frame, board.labels, board.theme.second
    y = top + (10 if frame.wide else 28)
    if frame.wide:
        board.words(frame.names_end, y, labels.none, colour=colour, anchor="end")
        board.words(frame.margin, y, labels.none_total, colour=colour)
    else:
        board.words(0, y - 18, labels.none, colour=colour)
        board.words(frame.width - 1, y - 18, labels.none_total, colour=colour, anchor="end")
    ends = list(_none_marks(board, doses, y))
    board.sheet.lines(ends, colour, 2, "none")


def _none_marks(board: Board, doses: Doses, y: float) -> Iterator[list[tuple[float, float]]]:
    for first, last in doses.empty:
        left, right = board.scale.edge(first), board.scale.edge(last) + board.scale.day_width
        inset = min(3, (right - left) * 0.3)
        yield [(left + inset, y), (right - inset, y)]
