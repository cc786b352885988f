"""Both sides of one part together, told apart by dash, shape and name, never by colour alone."""

from collections.abc import Sequence

from apps.progress.charts.axes import Row
from apps.progress.charts.frame import (
    FRAMES,
    LINE,
    Board,
    Frame,
    Panel,
    date_rows,
    dates_height,
    draw_breaks,
    draw_dates,
    draw_empty,
    draw_grid,
    draw_head,
    draw_numbers,
    draw_paragraph,
    end_of,
    finish,
    open_board,
    span_of,
    spots_of,
)
from apps.progress.charts.ink import Spot
from apps.progress.charts.lettering import wrap
from apps.progress.charts.palette import SHAPES, ThemeName
from apps.progress.charts.paper import Width
from apps.progress.charts.runs import runs_of
from apps.progress.charts.sheet import Picture
from apps.progress.points import Bucket, LineLabels, Overview

HEIGHT = 200  # px from 0 to 10
_KEY = 24  # px of line in the key
_DASHES = (None, (2.2, 2.2))  # in widths of the line
_APART = 11  # px between two marks on a line, at least
_NAME = 36  # px from a latest value to its name


def _has_key(overviews: Sequence[Overview], frame: Frame) -> bool:
    """A wide line carries its name at its end, if it has one now."""
    return not frame.wide or not all(overview.is_recent for overview in overviews)


def _key_rows(labels: LineLabels, frame: Frame) -> list[str]:
    room = frame.width - _KEY - 8
    return ["".join(wrap(name, room, frame.size, bold=True, most=1)) for name in labels.names]


def _top(overviews: Sequence[Overview], labels: LineLabels, frame: Frame) -> float:
    """y of score 0: under the head and the key."""
    return (
        _key_top(overviews, frame) + 9 + len(labels.names) * (LINE + 3) * _has_key(overviews, frame)
    )


def _key_top(overviews: Sequence[Overview], frame: Frame) -> float:
    """y of the first name; on a phone the word for hollow points stands above it."""
    return 33 + 19 * (not frame.wide and any(overview.has_thin for overview in overviews))


def sides_size(overviews: Sequence[Overview], labels: LineLabels, width: Width) -> tuple[int, int]:
    """Width and height in CSS px."""
    frame = FRAMES[width]
    return width, round(
        _top(overviews, labels, frame) + HEIGHT + 10 + dates_height(span_of(overviews[0]))
    )


def draw_sides(
    overviews: Sequence[Overview],
    labels: LineLabels,
    *,
    width: Width,
    theme: ThemeName = "light",
    axis: str = "calendar",
    picture: Picture = "svg",
) -> bytes:
    """Draw two lines of one span on one scale, 0 (normal feeling) at the top.

    Raises KeyError for another width or theme.
    """
    span, height = span_of(overviews[0]), sides_size(overviews, labels, width)[1]
    board = open_board(span, labels, FRAMES[width], height, theme, picture)
    rows = date_rows(board, span, axis)
    top = _top(overviews, labels, board.frame)
    panel = Panel(top, top + HEIGHT)
    draw_scale(board, labels, panel, rows)
    draw_head(board, labels, overviews)
    _draw_both(board, labels, panel, overviews)
    draw_dates(board, rows, panel.bottom + 10)
    if not any(overview.points for overview in overviews):
        draw_empty(board, panel)
    return finish(board)


def draw_scale(board: Board, labels: LineLabels, panel: Panel, rows: Sequence[Row]) -> None:
    """The grid of 0 to 10 with its words at 0, 5 and 10."""
    frame = board.frame
    draw_grid(board, panel, (0, 2, 4, 5, 6, 8, 10), rows[0] if rows else None, pad=8)
    numbers = (0, 2, 4, 5, 6, 8, 10) if frame.wide else (0, 5, 10)
    draw_numbers(board, panel, ((n, str(n)) for n in numbers))
    if frame.wide:
        draw_scale_words(board, panel, labels.words)


def draw_scale_words(board: Board, panel: Panel, words: Sequence[str]) -> None:
    """What 0, 5 and 10 mean, left of their numbers."""
    end, colour = board.frame.names_end, board.theme.second
    for number, word in zip((0, 5, 10), words, strict=True):
        lines = wrap(word, board.frame.names_room, board.frame.size, most=2)
        y = panel.y(number) - (len(lines) - 1) * LINE / 2
        for line in lines:
            board.words(end, y, line, colour=colour, anchor="end")
            y += LINE


def _draw_both(
    board: Board, labels: LineLabels, panel: Panel, overviews: Sequence[Overview]
) -> None:
    ends = [end_of(board, panel, overview) for overview in overviews]
    for overview in overviews:
        draw_breaks(board, panel, overview, labels.no_ratings)
    for place, overview in enumerate(overviews):
        _draw_side(board, panel, overview, place)
    _draw_values(board, labels, ends)
    if _has_key(overviews, board.frame):
        _draw_key(board, labels, _key_top(overviews, board.frame))


def _colour(board: Board, place: int) -> str:
    return (board.theme.line, board.theme.ink)[place]


def _draw_side(board: Board, panel: Panel, overview: Overview, place: int) -> None:
    """A line whose marks are hollow where few days were rated."""
    sheet, colour, runs = board.sheet, _colour(board, place), runs_of(overview)
    lines = [spots_of(board, panel, run) for run in runs if len(run) > 1]
    sheet.lines(lines, colour, 2.4, f"side-{place}", _DASHES[place])
    marked = _marked([bucket for run in runs for bucket in run], board)
    solid = spots_of(board, panel, (b for b in marked if b.solid))
    few = spots_of(board, panel, (b for b in marked if not b.solid))
    draw_marks(board, solid, place, f"side-{place}-marks")
    draw_marks(board, few, place, f"side-{place}-few", hollow=True)


def _marked(buckets: Sequence[Bucket], board: Board) -> list[Bucket]:
    """The points that get a mark: on a crowded line the ones that have room."""
    chosen: list[Bucket] = []
    last = float("-inf")
    for bucket in buckets:
        x = board.scale.middle(bucket.start, bucket.end)
        if x - last >= _APART:
            chosen.append(bucket)
            last = x
    return chosen


def draw_marks(
    board: Board, spots: Sequence[Spot], place: int, name: str, *, hollow: bool = False
) -> None:
    """Round marks of the first line, diamonds of the second."""
    colour = _colour(board, place)
    if place == 0:
        board.sheet.dots(spots, board.theme.card, 9, f"{name}-edge")
        draw = board.sheet.rings if hollow else board.sheet.dots
        draw(spots, colour, 7, *((1.4,) if hollow else ()), name)
        return
    outline = SHAPES["diamond"]
    shapes = [[(x + dx, y + dy) for dx, dy in outline] for x, y in spots]
    board.sheet.areas(shapes, colour, name, edge=1)
    if hollow:
        inner = [[(x + dx / 2, y + dy / 2) for dx, dy in outline] for x, y in spots]
        board.sheet.areas(inner, board.theme.card, f"{name}-inside")


def _draw_values(board: Board, labels: LineLabels, ends: Sequence[Spot | None]) -> None:
    """The latest values right of the plot with their names, apart where they would touch."""
    frame = board.frame
    room = frame.width - frame.margin - _NAME
    known = sorted((end[1], place) for place, end in enumerate(ends) if end)
    heights = [y for y, _ in known]
    if len(heights) == 2:
        apart = max((38 if frame.wide else 20) - heights[1] + heights[0], 0)
        heights = [heights[0] - apart / 2, heights[1] + apart / 2]
    for y, (_, place) in zip(heights, known, strict=True):
        draw_marks(board, [ends[place]], place, f"now-{place}")
        board.value(frame.margin, y, labels.now[place])
        if frame.wide:
            lines = wrap(labels.names[place], room, frame.size, bold=True, most=2)
            middle = y + 1 - (len(lines) - 1) * LINE / 2
            draw_paragraph(board, frame.margin + _NAME, middle, lines, board.theme.ink)


def _draw_key(board: Board, labels: LineLabels, y: float) -> None:
    """A piece of each line with its name, above the plot."""
    frame = board.frame
    x = frame.left if frame.wide else 0
    for place, name in enumerate(_key_rows(labels, frame)):
        board.sheet.lines(
            [((x, y), (x + _KEY, y))], _colour(board, place), 2.4, "key", _DASHES[place]
        )
        draw_marks(board, [(x + _KEY / 2, y)], place, f"key-{place}")
        board.words(x + _KEY + 8, y, name, bold=True)
        y += LINE + 3
