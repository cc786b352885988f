"""Tries of sensory training: how many were made (the bar), how many were right (its dark part)."""

from collections.abc import Sequence

from apps.progress.charts.bars import box, draw_lane_ground
from apps.progress.charts.frame import (
    LINE,
    Board,
    Frame,
    Panel,
    date_rows,
    dates_height,
    draw_dates,
    draw_empty,
    draw_grid,
    draw_name,
    draw_paragraph,
    finish,
    frame_for,
    nice_top,
    open_board,
)
from apps.progress.charts.ink import Spot
from apps.progress.charts.lettering import text_width, wrap
from apps.progress.charts.palette import ThemeName
from apps.progress.charts.paper import Width
from apps.progress.charts.sheet import Picture
from apps.progress.points import Practice, PracticeLabels, Practices

_BAR = 92  # px of the tallest bar
_BOX = 11  # px of a box of the key


def _top(practices: Practices) -> int:
    """The end of the one scale that all places share."""
    return nice_top(max((row.attempted for p in practices.places for row in p.tries), default=1))


def _frame(practices: Practices, width: Width) -> Frame:
    return frame_for(width, [str(_top(practices))])


def _pitch(frame: Frame) -> float:
    return _BAR + (26 if frame.wide else 52)


def _key(practices: Practices, labels: PracticeLabels) -> list[tuple[str, str]]:
    """The parts of a bar that occur, with their words."""
    totals = [place.total for place in practices.places]
    words = [("right", labels.right), ("tries", labels.tries)]
    if any(total.uncounted for total in totals):
        words.append(("uncounted", labels.uncounted))
    return words if totals else []


def _key_rows(practices: Practices, labels: PracticeLabels, frame: Frame) -> int:
    return len(_key(practices, labels)) if not frame.wide else 1


def _head(practices: Practices, labels: PracticeLabels, frame: Frame) -> float:
    return 30 + 19 * _key_rows(practices, labels, frame)


def practice_size(practices: Practices, labels: PracticeLabels, width: Width) -> tuple[int, int]:
    """Width and height in CSS px: a lane for each place."""
    frame = _frame(practices, width)
    lanes = max(len(practices.places), 1) * _pitch(frame)
    return width, round(_head(practices, labels, frame) + lanes - 12 + dates_height(practices.span))


def draw_practice(
    practices: Practices,
    labels: PracticeLabels,
    *,
    width: Width,
    theme: ThemeName = "light",
    axis: str = "calendar",
    picture: Picture = "svg",
) -> bytes:
    """Draw a lane of bars for each place, all on one scale.

    Raises KeyError for another width or theme.
    """
    frame, height = _frame(practices, width), practice_size(practices, labels, width)[1]
    board = open_board(practices.span, labels, frame, height, theme, picture)
    rows = date_rows(board, practices.span, axis)
    board.words(frame.left if frame.wide else 0, 11, labels.unit_name, bold=True)
    _draw_key(board, _key(practices, labels))
    top = _head(practices, labels, frame) + (0 if frame.wide else 28)
    for place, practice in enumerate(practices.places):
        panel = Panel(top, top + _BAR, _top(practices), 0)
        draw_grid(board, panel, (), rows[0] if rows else None)
        draw_lane_ground(board, panel)
        _draw_bars(board, panel, practices, practice)
        _draw_names(board, panel, labels.names[place], labels.totals[place])
        top += _pitch(frame)
    if not practices.places:
        draw_empty(board, Panel(top, top + _BAR))
    draw_dates(board, rows, height - dates_height(practices.span))
    return finish(board)


def _draw_bars(board: Board, panel: Panel, practices: Practices, practice: Practice) -> None:
    """From below: right, other tries, and hollow the tries whose right ones nobody counted."""
    both = list(zip(practices.periods, practice.tries, strict=True))
    right = [box(board, panel, period, 0, row.correct) for period, row in both if row.correct]
    other = [
        box(board, panel, period, row.correct, row.counted)
        for period, row in both
        if row.counted > row.correct
    ]
    open_ones = [
        box(board, panel, period, row.counted, row.attempted)
        for period, row in both
        if row.uncounted
    ]
    _draw_boxes(board, "tries", other)
    _draw_boxes(board, "uncounted", open_ones)
    _draw_boxes(board, "right", right)


def _draw_boxes(board: Board, part: str, boxes: Sequence[list[Spot]]) -> None:
    """The looks of one part of a bar: full, light with an edge, or an edge alone."""
    theme, outlines = board.theme, [[*corners, corners[0]] for corners in boxes]
    if part == "right":
        board.sheet.areas(boxes, theme.line, part)
        return
    if part == "tries":
        board.sheet.areas(boxes, theme.band, part)
    dash = (1.5, 2.2) if part == "uncounted" else None
    board.sheet.lines(outlines, theme.line, 1, f"{part}-edge", dash)


def _draw_key(board: Board, key: Sequence[tuple[str, str]]) -> None:
    wide = board.frame.wide
    x, y = (board.frame.left if wide else 0.0), 31.0
    for part, words in key:
        floor, roof = y + _BOX / 2, y - _BOX / 2
        corners = [(x + 1, floor), (x + 1, roof), (x + 1 + _BOX, roof), (x + 1 + _BOX, floor)]
        _draw_boxes(board, part, [corners])
        board.words(x + _BOX + 8, y, words, colour=board.theme.second)
        if wide:
            x += _BOX + 30 + text_width(words, board.frame.size)
        else:
            y += 19


def _draw_names(board: Board, panel: Panel, name: str, total: str) -> None:
    """The place, and what was done there in all."""
    frame, colour = board.frame, board.theme.second
    middle = (panel.top + panel.bottom) / 2
    draw_name(board, name, middle, panel.top - 16)
    if frame.wide:
        lines = wrap(total, frame.width - frame.margin, frame.size, most=4)
        y = middle - (len(lines) - 1) * LINE / 2
        draw_paragraph(board, frame.margin, y, lines, colour)
    else:
        board.words(frame.width - 1, panel.top - 16, total, colour=colour, anchor="end")
