"""Bars of counts in lanes: on one scale for each measure, an empty week as an empty place."""

from collections.abc import Sequence
from datetime import date

from apps.progress.charts.frame import Board, Panel, draw_numbers
from apps.progress.charts.ink import Spot

Period = tuple[date, date]


def box(board: Board, panel: Panel, period: Period, foot: float, top: float) -> list[Spot]:
    """The corners of the part of a bar from `foot` to `top`, both on the panel's scale."""
    first, last = period
    left, right = board.scale.edge(first), board.scale.edge(last) + board.scale.day_width
    right -= min(2, (right - left) * 0.25)
    floor, roof = panel.y(foot), panel.y(top)
    return [(left, floor), (left, roof), (right, roof), (right, floor)]


def draw_bars(
    board: Board, panel: Panel, periods: Sequence[Period], counts: Sequence[int], **look: str
) -> None:
    """A bar from 0 for every count above 0. `look`: colour, and a name for the file."""
    bars = [
        box(board, panel, period, 0, count)
        for period, count in zip(periods, counts, strict=True)
        if count
    ]
    board.sheet.areas(bars, look["colour"], look["name"])


def draw_lane_ground(board: Board, panel: Panel) -> None:
    """The level of 0 and the full height, with their numbers."""
    left, right = board.frame.left, board.frame.right
    ends = [[(left, panel.y(value)), (right, panel.y(value))] for value in (0, panel.best)]
    board.sheet.lines(ends, board.theme.grid, 1, "grid")
    draw_numbers(board, panel, ((value, str(value)) for value in (0, int(panel.best))))
