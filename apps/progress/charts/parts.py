"""All body parts one under another on one scale: the shape of each, and where it stands."""

from collections.abc import Sequence
from itertools import pairwise

from apps.progress.charts.frame import (
    FRAMES,
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
    draw_name,
    draw_numbers,
    end_of,
    finish,
    open_board,
    span_of,
    spots_of,
)
from apps.progress.charts.palette import ThemeName
from apps.progress.charts.paper import Width
from apps.progress.charts.runs import runs_of
from apps.progress.charts.sheet import Picture
from apps.progress.points import Bucket, LineLabels, Overview

_PANEL = 68  # px from 0 to 10
_THEN = 742  # where "was 9 in Nov" begins on a wide chart


def _head(labels: LineLabels, frame: Frame, overviews: Sequence[Overview]) -> float:
    """Room above the first panel: on a phone the key gets a row of its own."""
    has_key = any(overview.has_thin for overview in overviews)
    return 40 if frame.wide else 38 + 19 * has_key


def _pitch(frame: Frame) -> float:
    return _PANEL + (26 if frame.wide else 46)


def parts_size(overviews: Sequence[Overview], labels: LineLabels, width: Width) -> tuple[int, int]:
    """Width and height in CSS px: a panel for each part."""
    frame = FRAMES[width]
    panels = max(len(overviews), 1) * _pitch(frame)
    dates = dates_height(span_of(overviews[0])) if overviews else 0
    return width, round(_head(labels, frame, overviews) + panels + dates)


def draw_parts(
    overviews: Sequence[Overview],
    labels: LineLabels,
    *,
    width: Width,
    theme: ThemeName = "light",
    axis: str = "calendar",
    picture: Picture = "svg",
) -> bytes:
    """Draw one panel for each part, 0 (normal feeling) at the top of each; all have one span.

    Raises ValueError without a part, KeyError for another width or theme.
    """
    if not overviews:
        raise ValueError("Give at least one part to draw.")
    span, height = span_of(overviews[0]), parts_size(overviews, labels, width)[1]
    board = open_board(span, labels, FRAMES[width], height, theme, picture)
    rows = date_rows(board, span, axis)
    draw_head(board, labels, overviews)
    top = _head(labels, board.frame, overviews) + (0 if board.frame.wide else 26)
    for place, overview in enumerate(overviews):
        panel = Panel(top, top + _PANEL)
        draw_grid(board, panel, (0, 5, 10), rows[0] if rows else None)
        draw_numbers(board, panel, ((n, str(n)) for n in (0, 5, 10)))
        _draw_part(board, labels, panel, overview, place)
        top += _pitch(board.frame)
    draw_dates(board, rows, height - dates_height(span))
    return finish(board)


def _draw_part(
    board: Board, labels: LineLabels, panel: Panel, overview: Overview, place: int
) -> None:
    draw_name(board, labels.names[place], panel.y(5), panel.top - 20)
    draw_breaks(board, panel, overview, labels.no_ratings)
    draw_line(board, panel, overview)
    if not overview.points:
        draw_empty(board, panel)
    end = end_of(board, panel, overview)
    if end:
        board.sheet.dots([end], board.theme.card, 11, "now-ground")
        board.sheet.dots([end], board.theme.line, 8, "now")
        board.value(board.frame.margin, end[1], labels.now[place])
    colour, then = board.theme.second, labels.then[place]
    if board.frame.wide:
        board.words(_THEN, end[1] if end else panel.y(5), then, colour=colour)
    else:
        board.words(board.frame.width - 1, panel.top - 20, then, colour=colour, anchor="end")


def draw_line(board: Board, panel: Panel, overview: Overview) -> None:
    """The middle scores with their middle half; periods of few entries are hollow."""
    theme, sheet = board.theme, board.sheet
    runs = runs_of(overview)
    steps = [pair for run in runs for pair in pairwise(run)]
    solid = [pair for pair in steps if pair[0].solid and pair[1].solid]
    thin = [pair for pair in steps if pair not in solid]
    sheet.areas((_band(board, panel, pair) for pair in solid), theme.band, "middle-half")
    sheet.lines((spots_of(board, panel, pair) for pair in thin), theme.line, 1.1, "few-line")
    sheet.lines((spots_of(board, panel, pair) for pair in solid), theme.line, 2.2, "medians")
    lone = [bucket for run in runs if len(run) == 1 for bucket in run if bucket.solid]
    sheet.dots(spots_of(board, panel, lone), theme.line, 5, "lone-medians")
    few = [bucket for run in runs for bucket in run if not bucket.solid]
    sheet.rings(spots_of(board, panel, few), theme.line, 5.6, 1.3, "few-entries")


def _band(board: Board, panel: Panel, pair: tuple[Bucket, Bucket]) -> list[tuple[float, float]]:
    (x1, _), (x2, _) = spots_of(board, panel, pair)
    first, second = pair
    return [
        (x1, panel.y(first.low_quartile)),
        (x2, panel.y(second.low_quartile)),
        (x2, panel.y(second.high_quartile)),
        (x1, panel.y(first.high_quartile)),
    ]
