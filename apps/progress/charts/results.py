"""Results of a clinical test, alone or under the ratings of the same days.

Up is better, whichever end of the scale is the good one. The band is the measurement error (MDC)
round the first result: one band that stays where it is while results come in, so that every later
one is compared with the same. Nothing is drawn between two tests: what was between is not known.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

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
    draw_direction,
    draw_empty,
    draw_grid,
    draw_numbers,
    end_of,
    finish,
    open_board,
    span_of,
)
from apps.progress.charts.lettering import text_width, wrap
from apps.progress.charts.palette import ThemeName
from apps.progress.charts.paper import Width
from apps.progress.charts.parts import draw_line
from apps.progress.charts.sheet import Picture
from apps.progress.charts.sides import draw_scale
from apps.progress.points import (
    ClinicalResult,
    ClinicalTest,
    Labels,
    LineLabels,
    Overview,
    ResultLabels,
    Span,
)

_HEIGHT = 170  # px of the scale of a test
_RATINGS = 150  # px from 0 to 10 above a test
_BEYOND = 28  # px from the bad end of a scale to the row beyond it
_TICKS_APART = 17
_PAD = 12  # px of a panel beyond the ends of its scale


def _frame(labels: ResultLabels, width: Width) -> Frame:
    """Long marks of a scale ("Not felt") push the plot to the right, within reason."""
    frame = FRAMES[width]
    marks = [text for _, text in labels.ticks] + [labels.beyond]
    room = max(text_width(text, frame.size) for text in marks)
    left = min(max(frame.left, room + 10), width * 0.28)
    end = frame.names_end if frame.wide else 0
    return replace(frame, left=left, names_end=min(end, left - room - 20))


def _mark(text: str, frame: Frame) -> str:
    """A mark of the scale, cut to its room."""
    return "".join(wrap(text, frame.numbers_end, frame.size, most=1))


def _heading(labels: Labels, name: str, frame: Frame) -> list[str]:
    room = frame.width - (frame.left if frame.wide else 0)
    room -= text_width(labels.direction, frame.size) + 30
    return wrap(name, room, frame.size, bold=True, most=3)


def _band_lines(labels: ResultLabels, frame: Frame) -> list[str]:
    room = frame.width - (frame.left if frame.wide else 0) - 22
    return wrap(labels.band, room, frame.size)


def _block_height(labels: ResultLabels, frame: Frame) -> float:
    """A test with its heading, its key and its scale."""
    rows = len(_heading(labels, labels.name, frame)) + len(_band_lines(labels, frame))
    return rows * LINE + 24 + _HEIGHT + _BEYOND * bool(labels.beyond) + _PAD


def results_size(span: Span, labels: ResultLabels, width: Width) -> tuple[int, int]:
    """Width and height in CSS px."""
    frame = _frame(labels, width)
    return width, round(_block_height(labels, frame) + dates_height(span))


def draw_test(
    test: ClinicalTest,
    span: Span,
    labels: ResultLabels,
    *,
    width: Width,
    theme: ThemeName = "light",
    axis: str = "calendar",
    picture: Picture = "svg",
) -> bytes:
    """Draw the results of one test. Raises KeyError for another width or theme."""
    frame, height = _frame(labels, width), results_size(span, labels, width)[1]
    board = open_board(span, labels, frame, height, theme, picture)
    rows = date_rows(board, span, axis)
    _draw_block(board, labels, test, 0, rows)
    draw_dates(board, rows, height - dates_height(span))
    return finish(board)


def ratings_and_test_size(
    overview: Overview, lines: LineLabels, labels: ResultLabels, width: Width
) -> tuple[int, int]:
    """Width and height in CSS px."""
    frame, span = _frame(labels, width), span_of(overview)
    above = _ratings_height(lines, frame)
    return width, round(above + _block_height(labels, frame) + dates_height(span))


def _ratings_height(lines: LineLabels, frame: Frame) -> float:
    heading = _heading(lines, lines.unit_name, frame)
    return len(heading) * LINE + 20 + _RATINGS + 30


def draw_ratings_and_test(
    overview: Overview,
    test: ClinicalTest,
    lines: LineLabels,
    labels: ResultLabels,
    *,
    width: Width,
    theme: ThemeName = "light",
    axis: str = "calendar",
    picture: Picture = "svg",
) -> bytes:
    """Draw the ratings above and the test below, each on its own scale, over the same dates.

    The file takes title and description from `labels`. Raises KeyError for another width or theme.
    """
    frame, span = _frame(labels, width), span_of(overview)
    height = ratings_and_test_size(overview, lines, labels, width)[1]
    board = open_board(span, labels, frame, height, theme, picture)
    rows = date_rows(board, span, axis)
    _draw_ratings(replace(board, labels=lines), lines, overview, rows)
    _draw_block(board, labels, test, _ratings_height(lines, frame), rows)
    draw_dates(board, rows, height - dates_height(span))
    return finish(board)


def _draw_ratings(board: Board, lines: LineLabels, overview: Overview, rows: list[Row]) -> None:
    heading = _heading(lines, lines.unit_name, board.frame)
    top = _draw_heading(board, heading, 0) + 20
    panel = Panel(top, top + _RATINGS)
    end = board.frame.left - 30
    board = replace(board, frame=replace(board.frame, names_end=end, names_room=end - 4))
    draw_scale(board, lines, panel, rows)
    draw_breaks(board, panel, overview, lines.no_ratings)
    draw_line(board, panel, overview)
    now = end_of(board, panel, overview)
    if now:
        board.sheet.dots([now], board.theme.line, 8, "now")
        board.value(board.frame.margin, now[1], lines.now[0])
    if not overview.points:
        draw_empty(board, panel)


def _draw_heading(board: Board, heading: list[str], top: float) -> float:
    """A heading with the direction beside it; returns where it ends."""
    y = top + 11
    draw_direction(board, board.frame.width - 2, y)
    for line in heading:
        board.words(board.frame.left if board.frame.wide else 0, y, line, bold=True)
        y += LINE
    return y - 9


# The test ---------------------------------------------------------------------------------------


def _draw_block(
    board: Board, labels: ResultLabels, test: ClinicalTest, top: float, rows: list[Row]
) -> None:
    y = _draw_heading(board, _heading(labels, labels.name, board.frame), top) + 11
    y = _draw_key(board, labels, y)
    panel = Panel(y + 11, y + 11 + _HEIGHT, test.best, test.worst)
    shown = _shown(test, board)
    _draw_band(board, panel, test, shown)
    ticks = [(v, _mark(text, board.frame)) for v, text in _apart(panel, labels.ticks)]
    draw_grid(board, panel, (value for value, _ in ticks), rows[0] if rows else None, pad=8)
    draw_numbers(board, panel, ticks)
    if labels.beyond:
        _draw_beyond(board, panel, labels)
    if board.frame.wide:
        for value, words in ((test.best, labels.best), (test.worst, labels.worst)):
            _draw_end(board, panel.y(value), words)
    _draw_results(board, panel, test, shown)
    if not shown:
        draw_empty(board, panel)


def _draw_key(board: Board, labels: ResultLabels, y: float) -> float:
    """What the band is; returns where the next row begins."""
    x = board.frame.left if board.frame.wide else 0
    lines = _band_lines(labels, board.frame)
    if lines:
        box = [(x + 1, y - 5), (x + 14, y - 5), (x + 14, y + 5), (x + 1, y + 5)]
        board.sheet.areas([box], board.theme.band, "band-key")
    for line in lines:
        board.words(x + 22, y, line, colour=board.theme.second)
        y += LINE
    return y


def _draw_end(board: Board, y: float, words: str) -> None:
    """What an end of the scale is, left of its mark, where the marks leave room."""
    frame, end = board.frame, board.frame.names_end
    lines = wrap(words, end - 2, frame.size, most=2) if end > 40 else []
    y -= (len(lines) - 1) * LINE / 2
    for line in lines:
        board.words(end, y, line, colour=board.theme.second, anchor="end")
        y += LINE


def _apart(panel: Panel, ticks: tuple[tuple[float, str], ...]) -> Iterator[tuple[float, str]]:
    """The marks of a scale that have room, both ends first."""
    chosen: list[float] = []
    for value, text in [*ticks[:1], *ticks[-1:], *ticks[1:-1]]:
        y = panel.y(value)
        if all(abs(y - other) >= _TICKS_APART for other in chosen):
            chosen.append(y)
            yield value, text


def _shown(test: ClinicalTest, board: Board) -> list[ClinicalResult]:
    return [r for r in test.results if board.scale.start <= r.on <= board.scale.end]


def _draw_band(board: Board, panel: Panel, test: ClinicalTest, shown: list[ClinicalResult]) -> None:
    """The MDC round the first result, kept inside the scale."""
    first = test.results[0] if test.results else None
    if not shown or test.mdc is None or test.ordinal or test.is_beyond(first):
        return
    low, high = (
        panel.y(min(max(first.value + sign * test.mdc, test.low), test.high)) for sign in (-1, 1)
    )
    left, right = board.frame.left, board.frame.right
    band = [(left, low), (right, low), (right, high), (left, high)]
    board.sheet.areas([band], board.theme.band, "mdc")
    middle = panel.y(first.value)
    line = [((left, middle), (right, middle))]
    board.sheet.lines(line, board.theme.second, 1, "first", (4, 3))


def _draw_beyond(board: Board, panel: Panel, labels: ResultLabels) -> None:
    """A row under the scale, apart from it: its distance means nothing."""
    y = panel.bottom + _BEYOND
    board.sheet.lines(
        [((board.frame.left, y), (board.frame.right, y))], board.theme.grid, 1, "beyond", (3, 3)
    )
    board.words(board.frame.numbers_end, y, _mark(labels.beyond, board.frame), anchor="end")


def _draw_results(
    board: Board, panel: Panel, test: ClinicalTest, shown: list[ClinicalResult]
) -> None:
    """A dot for every result, with its value where it has room; the latest one is large.

    Two results of one day are two dots, with both values over the upper one.
    """
    spots = [
        (
            board.scale.middle(result.on, result.on),
            panel.bottom + _BEYOND if test.is_beyond(result) else panel.y(result.value),
        )
        for result in shown
    ]
    board.sheet.dots(spots, board.theme.card, 12.5, "results-edge")
    board.sheet.dots(spots, board.theme.line, 9.5, "results")
    free_from = board.frame.left
    before_latest = list(zip(spots, shown, strict=True))[:-1]
    for _day, of_day in groupby(before_latest, key=lambda pair: pair[1].on):
        places, results = zip(*of_day, strict=True)
        x, y = places[0][0], min(y for _x, y in places)
        label = " / ".join(result.label for result in results)
        half = text_width(label, board.frame.size) / 2
        if x - half >= free_from and x + half <= board.frame.right:
            board.words(x, y - 14, label, anchor="middle")
            free_from = x + half + 8
    if shown:
        _draw_latest(board, spots[-1][1], shown[-1].label)


def _draw_latest(board: Board, y: float, label: str) -> None:
    """The latest result right of the plot; long words in the usual size."""
    frame = board.frame
    room = frame.width - frame.margin
    if text_width(label, 18, bold=True) <= room:
        board.value(frame.margin, y, label)
        return
    lines = wrap(label, room, frame.size, bold=True, most=3)
    y -= (len(lines) - 1) * LINE / 2
    for line in lines:
        board.words(frame.margin, y, line, bold=True)
        y += LINE
