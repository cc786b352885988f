"""Two phases beside each other: every weekly middle score as a dot, and the middle of them all.

Inside a phase the dots stand in the order of their weeks, so that a trend that was there before
shows as what it is.
"""

from collections.abc import Iterator

from apps.progress.charts.frame import (
    FRAMES,
    LINE,
    Board,
    Frame,
    Panel,
    draw_direction,
    draw_grid,
    draw_ground,
    draw_numbers,
    draw_paragraph,
    finish,
    open_board,
)
from apps.progress.charts.ink import Spot
from apps.progress.charts.lettering import text_width, wrap
from apps.progress.charts.palette import ThemeName
from apps.progress.charts.paper import Width
from apps.progress.charts.sheet import Picture
from apps.progress.charts.sides import draw_scale_words
from apps.progress.points import PhaseComparison, PhaseLabels, PhaseNumbers, Span

_HEIGHT = 200  # px from 0 to 10
_HEAD = 30
_INSET = 18  # px free left and right of the dots of a phase
_VALUE = 44  # px right of the dots, for the middle score


def _columns(frame: Frame) -> tuple[tuple[float, float], tuple[float, float]]:
    """Left and right end of both phases."""
    left, right = frame.left, frame.width - 2
    middle = (left + right) / 2
    return (left, middle), (middle, right)


def _lines(frame: Frame, text: str, *, bold: bool = False) -> list[str]:
    left, right = _columns(frame)[0]
    return wrap(text, right - left - 8, frame.size, bold=bold, most=3)


def _names_height(labels: PhaseLabels, frame: Frame) -> float:
    return max(len(_lines(frame, name, bold=True)) for name in labels.names) * LINE


def _notes(labels: PhaseLabels, frame: Frame, place: int) -> list[str]:
    """What stands under a phase: its days, and how many weekly scores there are."""
    return _lines(frame, labels.days[place]) + _lines(frame, labels.counts[place])


def _notes_height(labels: PhaseLabels, frame: Frame) -> float:
    return max(len(_notes(labels, frame, place)) for place in (0, 1)) * LINE


def _caution(labels: PhaseLabels, frame: Frame) -> list[str]:
    left = frame.left if frame.wide else 0
    return wrap(labels.caution, frame.width - left, frame.size, bold=True)


def two_phases_size(labels: PhaseLabels, width: Width) -> tuple[int, int]:
    """Width and height in CSS px."""
    frame = FRAMES[width]
    texts = _names_height(labels, frame) + _notes_height(labels, frame)
    caution = len(_caution(labels, frame)) * LINE + 16
    return width, round(_HEAD + texts + 10 + _HEIGHT + 22 + caution)


def draw_two_phases(
    comparison: PhaseComparison,
    labels: PhaseLabels,
    *,
    width: Width,
    theme: ThemeName = "light",
    picture: Picture = "svg",
) -> bytes:
    """Draw both phases on one scale, 0 (normal feeling) at the top; with too few weeks to compare
    the middle scores are left out. Raises KeyError for another width or theme."""
    frame, earlier = FRAMES[width], comparison.earlier.phase
    span = Span(earlier.start, earlier.start)
    board = open_board(span, labels, frame, two_phases_size(labels, width)[1], theme, picture)
    board.words(frame.left if frame.wide else 0, 11, labels.unit_name, bold=True)
    draw_direction(board, frame.width - 2, 11)
    top = _HEAD + _names_height(labels, frame) + 10
    panel = Panel(top, top + _HEIGHT)
    _draw_scale(board, labels, panel)
    both = (comparison.earlier, comparison.later)
    for place, (numbers, ends) in enumerate(zip(both, _columns(frame), strict=True)):
        draw_paragraph(
            board, ends[0] + 6, panel.bottom + 22, _notes(labels, frame, place), board.theme.second
        )
        if comparison.overlap is not None:
            _draw_median(board, panel, numbers, ends, labels.medians[place])
        _draw_phase(board, panel, numbers, ends)
        y = _HEAD + 4
        for line in _lines(frame, labels.names[place], bold=True):
            board.words(ends[0] + 6, y, line, bold=True)
            y += LINE
    y = panel.bottom + 22 + _notes_height(labels, frame) + 8
    for line in _caution(labels, frame):
        board.words(frame.left if frame.wide else 0, y, line, bold=True)
        y += LINE
    return finish(board)


def _draw_scale(board: Board, labels: PhaseLabels, panel: Panel) -> None:
    """0 to 10, and the line between both phases."""
    frame = board.frame
    draw_grid(board, panel, (), None)
    left, right = _columns(frame)[0][0], _columns(frame)[1][1]
    levels = [((left, panel.y(n)), (right, panel.y(n))) for n in (0, 2, 4, 5, 6, 8, 10)]
    board.sheet.lines(levels, board.theme.grid, 1, "grid")
    numbers = (0, 2, 4, 5, 6, 8, 10) if frame.wide else (0, 5, 10)
    draw_numbers(board, panel, ((n, str(n)) for n in numbers))
    if frame.wide:
        draw_scale_words(board, panel, labels.words)
    xs = [start for start, _ in _columns(frame)]
    ends = [((x, _HEAD - 4), (x, panel.bottom + 10)) for x in xs]
    board.sheet.lines(ends, board.theme.second, 1.2, "phases")


def _spots(panel: Panel, numbers: PhaseNumbers, ends: tuple[float, float]) -> Iterator[Spot]:
    left, right = ends[0] + _INSET, ends[1] - _INSET - _VALUE
    weeks = numbers.weeks
    days = (weeks[-1] - weeks[0]).days if weeks else 0
    for week, value in zip(weeks, numbers.values, strict=True):
        share = (week - weeks[0]).days / days if days else 0.5
        yield left + share * (right - left), panel.y(value)


def _draw_phase(
    board: Board, panel: Panel, numbers: PhaseNumbers, ends: tuple[float, float]
) -> None:
    spots = list(_spots(panel, numbers, ends))
    room = (ends[1] - ends[0] - 2 * _INSET - _VALUE) / max(len(spots), 1)
    size = min(max(room, 3.5), 8)
    board.sheet.dots(spots, board.theme.card, size + 1.6, "weeks-edge")
    board.sheet.dots(spots, board.theme.dots, size, "weeks")


def _draw_median(
    board: Board, panel: Panel, numbers: PhaseNumbers, ends: tuple[float, float], text: str
) -> None:
    """A level line through the phase, with its value large at the end."""
    y, right = panel.y(numbers.median), ends[1] - _VALUE
    board.sheet.lines([((ends[0] + 8, y), (right, y))], board.theme.line, 3, "median")
    room = text_width(text, 18, bold=True)
    x = min(right + 6, ends[1] - room - 2)
    draw_ground(board, x + room / 2, y, [text])
    board.value(x, y, text)
