"""Marks beside the ratings: the goal, the days after a treatment, a smooth line."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from apps.progress.charts.ink import Spot
from apps.progress.charts.lettering import text_width, wrap
from apps.progress.charts.paper import Plot
from apps.progress.charts.phase_columns import Naming
from apps.progress.charts.sheet import Sheet
from apps.progress.points import Window

_STRIP = 4  # px high
_NOTE = 7  # px high
_LEAST_ROOM = 60  # px for words; with less they stand on the other side
_LINE = 17  # px from one line of words to the next
_NEAREST = 2  # px between two strips that are still drawn apart
_SMOOTH_STEP = 4  # px from spot to spot of the smooth line

SmoothLine = Sequence[Sequence[tuple[date, float]]]


def draw_goal(sheet: Sheet, plot: Plot, naming: Naming) -> None:
    """A dashed line over the whole span, with its words where the fewest ratings are."""
    goal = plot.overview.timeline.goal
    if goal is None:
        return
    layout, theme, text = plot.layout, plot.theme, plot.labels.goal
    height = plot.y(goal.score)
    ends = ((layout.left, height), (layout.right, height))
    sheet.lines([ends], theme.ink, 1.8, "goal", (4.5, 2.8))
    width = text_width(text, layout.size, bold=True)
    x, y = _free_corner(plot, width, height)
    ground = [(x - 3, y - 13), (x + width + 3, y - 13), (x + width + 3, y + 4), (x - 3, y + 4)]
    fill = theme.phase if naming.is_shaded(x - 3, x + width + 3) else theme.card
    sheet.areas([ground], fill, "goal-ground")
    sheet.text(x, y, text, layout.size, theme.ink, bold=True)


def draw_notes(sheet: Sheet, plot: Plot) -> None:
    """A short line at the top of each day with a ready-made note."""
    days = sorted({note.on for note in plot.overview.timeline.notes})
    places = (plot.scale.middle(on, on) for on in days)
    ticks = [((x, plot.roof + 1), (x, plot.roof + 1 + _NOTE)) for x in places]
    sheet.lines(ticks, plot.theme.second, 1.4, "notes")


def draw_scale_changes(sheet: Sheet, plot: Plot, naming: Naming) -> None:
    """A dotted line where the scale changed, with its words: the ratings on both sides of it are
    not to be compared."""
    layout, theme = plot.layout, plot.theme
    for change, text in zip(plot.overview.changes, plot.labels.scale_changes, strict=True):
        x = plot.scale.edge(change.on)
        sheet.lines([((x, plot.roof), (x, plot.floor))], theme.ink, 1.6, "scale", (1.6, 2.6))
        # Right of the line, where what they say begins, if there is room for a word.
        room = max(layout.right - x - 5, _LEAST_ROOM)
        lines = wrap(text, room, layout.size, bold=True)
        width = max(text_width(line, layout.size, bold=True) for line in lines)
        left = x + 5 if x + 5 + width <= layout.right else x - 5 - width
        y = plot.floor - 8 - _LINE * (len(lines) - 1)
        ground = [(left - 3, y - 13), (left + width + 3, y - 13)]
        ground += [(left + width + 3, plot.floor - 4), (left - 3, plot.floor - 4)]
        fill = theme.phase if naming.is_shaded(left, left + width) else theme.card
        sheet.areas([ground], fill, "scale-ground")
        for line in lines:
            sheet.text(left, y, line, layout.size, theme.ink, bold=True)
            y += _LINE


def _free_corner(plot: Plot, width: float, height: float) -> Spot:
    """Where the words stand: above or below the line, at its left or right end."""
    layout = plot.layout
    spots = [plot.spot(b) for b in plot.overview.buckets if b.median is not None]
    corners = [
        (x, y)
        for y in (height - 6, height + layout.size + 3)
        for x in (layout.left + 5, layout.right - width - 5)
        if y - layout.size > plot.roof and y + 4 < plot.floor
    ]

    def crowd(corner: Spot) -> int:
        left, y = corner
        return sum(left - 6 < x < left + width + 6 and abs(y - 5 - at) < 16 for x, at in spots)

    return min(corners, key=crowd)


def draw_windows(sheet: Sheet, plot: Plot) -> None:
    """A strip under the days in which a rating may still feel a treatment."""
    y = plot.floor - _STRIP / 2 - 1
    by_kind = sorted(plot.overview.timeline.windows, key=lambda window: window.kind)
    for kind, windows in groupby(by_kind, key=lambda window: window.kind):
        strips = [
            [(left, y - _STRIP / 2), (right, y - _STRIP / 2), (right, y + _STRIP / 2)]
            + [(left, y + _STRIP / 2)]
            for left, right in _strips(plot, windows)
        ]
        sheet.areas(strips, window_colour(plot, kind), f"after-{kind}")
        y -= _STRIP + 1


def window_colour(plot: Plot, kind: str) -> str:
    """The colour of the lane of that kind."""
    lanes = plot.overview.timeline.lanes
    return plot.theme.kind(next((n.colour_token for n in lanes if n.kind == kind), ""))


def _strips(plot: Plot, windows: Iterator[Window]) -> list[tuple[float, float]]:
    """Both ends of each strip in px; those that touch are one."""
    scale = plot.scale
    joined: list[tuple[date, date]] = []
    near = timedelta(days=1 + _NEAREST / scale.day_width)
    for start, end, _kind in sorted(windows):
        if start > scale.end or end < scale.start:
            continue
        if joined and start - joined[-1][1] < near:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return [
        (scale.edge(max(start, scale.start)), scale.edge(min(end, scale.end)) + scale.day_width)
        for start, end in joined
    ]


def draw_smooth(sheet: Sheet, plot: Plot, runs: SmoothLine) -> None:
    """A thin dashed line for looking only; the numbers never come from it."""
    lines = [list(_thinned(plot, run)) for run in runs]
    sheet.lines((line for line in lines if len(line) > 1), plot.theme.ink, 1.4, "smooth", (3, 3))


def _thinned(plot: Plot, run: Sequence[tuple[date, float]]) -> Iterator[Spot]:
    """Spots that lie a few px apart: years of days need no more of them than a month."""
    free_from = float("-inf")
    for on, value in run:
        x = plot.scale.middle(on, on)
        if plot.scale.start <= on <= plot.scale.end and x >= free_from:
            yield x, plot.y(min(max(value, 0), 10))
            free_from = x + _SMOOTH_STEP
