"""The main picture: one body area over time, with the sessions underneath.

0, normal feeling, is at the top of a fixed 0-10 scale, so up means more feeling on every chart.
Two widths, drawn apart: 860 px, and 328 px for a phone.
"""

from dataclasses import replace
from typing import Literal

from apps.progress.charts.axes import Row, Scale, calendar_row, since_row
from apps.progress.charts.curve import (
    draw_band,
    draw_days,
    draw_gap_labels,
    draw_medians,
    draw_now,
)
from apps.progress.charts.head import ROW_ABOVE, draw_head, key_rows
from apps.progress.charts.lanes import draw_injuries, draw_lanes, lanes_height, need_bars
from apps.progress.charts.lettering import text_width, wrap
from apps.progress.charts.marks import (
    SmoothLine,
    draw_goal,
    draw_notes,
    draw_scale_changes,
    draw_smooth,
    draw_windows,
)
from apps.progress.charts.palette import ThemeName
from apps.progress.charts.paper import LAYOUTS, ROW, Layout, Plot, Width, make_plot
from apps.progress.charts.phase_columns import (
    Naming,
    draw_grounds,
    draw_legend,
    draw_phases,
    name_phases,
)
from apps.progress.charts.sheet import Picture, Sheet
from apps.progress.points import ChartLabels, Overview, Timeline

AxisName = Literal["calendar", "stroke"]


def timeline_size(overview: Overview, labels: ChartLabels, width: Width) -> tuple[int, int]:
    """Width and height in CSS px, for the attributes of the <img>: more lanes, more height."""
    return width, _height(*_lay_out(overview, labels, width, "light"))


def _lay_out(
    overview: Overview, labels: ChartLabels, width: Width, theme: ThemeName
) -> tuple[Plot, Naming]:
    """The plot, with room over it for the key, for strokes and for the names of phases."""
    timeline, layout = overview.timeline, LAYOUTS[width]
    scale = Scale(timeline.start, timeline.end, layout.left, layout.right)
    naming = name_phases(timeline, scale, layout)
    rows = _has_strokes(timeline) + naming.rows
    above = ROW_ABOVE * key_rows(overview, labels, width) + ROW * rows
    plot = make_plot(overview, labels, width, theme, above)
    return replace(plot, bars=need_bars(plot)), naming


def _has_strokes(timeline: Timeline) -> bool:
    return any(timeline.start <= stroke.on <= timeline.end for stroke in timeline.strokes)


def _height(plot: Plot, naming: Naming) -> int:
    rows = 2 if plot.overview.timeline.strokes else 1
    return round(plot.floor + lanes_height(plot) + rows * ROW + 12 + naming.legend_height)


def draw_timeline(
    overview: Overview,
    labels: ChartLabels,
    *,
    width: Width,
    theme: ThemeName = "light",
    axis: AxisName = "calendar",
    picture: Picture = "svg",
    smooth: SmoothLine = (),
) -> bytes:
    """The timeline as SVG or PNG bytes; the same arguments give the same bytes.

    `axis` says which row of dates comes first and carries the grid: the calendar, or the time
    since the stroke (the calendar again while no stroke is known). `labels` must be those of
    this overview and width. `smooth` is a line for looking only, in pieces. Raises KeyError for
    another width or theme.
    """
    plot, naming = _lay_out(overview, labels, width, theme)
    sheet = Sheet(width, _height(plot, naming), plot.theme.card, picture)
    rows = _make_rows(plot, axis)
    draw_grounds(sheet, plot, naming)
    draw_band(sheet, plot)
    _draw_frame(sheet, plot, rows[0])
    draw_head(sheet, plot)
    _draw_direction(sheet, plot)
    draw_phases(sheet, plot, naming)
    _draw_strokes(sheet, plot, naming)
    draw_windows(sheet, plot)
    draw_notes(sheet, plot)
    draw_days(sheet, plot)
    draw_goal(sheet, plot, naming)
    draw_scale_changes(sheet, plot, naming)
    draw_medians(sheet, plot)
    draw_smooth(sheet, plot, smooth)
    draw_gap_labels(sheet, plot, naming)
    draw_now(sheet, plot)
    draw_lanes(sheet, plot)
    draw_injuries(sheet, plot)
    foot = _draw_rows(sheet, plot, rows)
    draw_legend(sheet, plot, naming, foot + 6)
    if not overview.points:
        _draw_empty(sheet, plot)
    return sheet.finish(labels.title, labels.description)


def _make_rows(plot: Plot, axis: AxisName) -> list[Row]:
    calendar = calendar_row(plot.scale, plot.labels, plot.layout.size)
    since = since_row(plot.overview.timeline, plot.scale, plot.labels, plot.layout.size)
    rows = [calendar, since] if axis == "calendar" else [since, calendar]
    return [row for row in rows if row]


def _draw_frame(sheet: Sheet, plot: Plot, row: Row) -> None:
    layout, theme = plot.layout, plot.theme
    across = [
        ((layout.left, plot.y(n)), (layout.right, plot.y(n)))
        for n in layout.numbers
        if n != 5 or not layout.wide
    ]
    down = [
        ((plot.scale.edge(t.on), plot.roof), (plot.scale.edge(t.on), plot.floor)) for t in row.ticks
    ]
    sheet.lines([*across, *down], theme.grid, 1, "grid")
    named = dict(zip((0, 5, 10), plot.labels.words, strict=True))
    for number in layout.numbers:
        bold, y = number in named, plot.y(number) + layout.size * 0.35
        colour = theme.ink if bold else theme.second
        sheet.text(layout.numbers_end, y, str(number), layout.size, colour, bold, "end")
        if bold:
            _draw_word(sheet, plot, named[number], plot.y(number))


def _draw_word(sheet: Sheet, plot: Plot, word: str, middle: float) -> None:
    size = plot.layout.size
    lines = wrap(word, plot.layout.words_end - 2, size)
    y = middle + size * 0.35 - (len(lines) - 1) * size * 0.62
    for line in lines:
        sheet.text(plot.layout.words_end, y, line, size, plot.theme.second, anchor="end")
        y += size * 1.24


def _draw_direction(sheet: Sheet, plot: Plot) -> None:
    """The hint which way is more feeling; on a wide chart in the margin, away from "now"."""
    layout, theme = plot.layout, plot.theme
    if layout.wide:
        high = plot.overview.now is not None and plot.overview.now.median < 3.5
        x, top, foot = 803.0, plot.y(6.2 if high else 0.5), plot.y(8.2 if high else 2.5)
        lines = wrap(plot.labels.direction, layout.width - x - 10, 13)
        for place, line in enumerate(lines):
            sheet.text(x + 10, (top + foot) / 2 + 1 + place * 18, line, 13, theme.second)
    else:
        width = text_width(plot.labels.direction, layout.size)
        x, top, foot = layout.width - width - 13, 5.0, 17.0
        sheet.text(layout.width - width - 2, 16, plot.labels.direction, layout.size, theme.second)
    sheet.lines([((x, foot), (x, top + 2))], theme.second, 1.4, "direction")
    sheet.areas([((x, top - 1), (x + 3.6, top + 5), (x - 3.6, top + 5))], theme.second, "arrow")


def _draw_strokes(sheet: Sheet, plot: Plot, naming: Naming) -> None:
    """A line, with its words above the names of phases; it stops below a name, never crosses it."""
    top = plot.roof - ROW * naming.rows
    free_from, y = float("-inf"), top - 5
    for stroke, text in zip(plot.overview.timeline.strokes, plot.labels.strokes, strict=True):
        if not plot.scale.start <= stroke.on <= plot.scale.end:
            continue
        x, size = plot.scale.edge(stroke.on), plot.layout.size
        roof = plot.roof if naming.covers(x, size) else top
        sheet.lines([((x, roof), (x, plot.floor))], plot.theme.ink, 1.4, "stroke")
        left = min(x, plot.layout.width - text_width(text, size, bold=True))
        if left >= free_from:
            sheet.text(left, y, text, size, plot.theme.ink, bold=True)
            free_from = left + text_width(text, size, bold=True) + 6


def _draw_rows(sheet: Sheet, plot: Plot, rows: list[Row]) -> float:
    """Draw the rows of dates; return the baseline of a row that would follow."""
    layout, y = plot.layout, plot.floor + lanes_height(plot) + ROW
    for place, row in enumerate(rows):
        colour = plot.theme.second if place else plot.theme.ink
        free_from = _draw_row_name(sheet, layout, row.name, y, colour)
        for tick in row.ticks:
            width = text_width(tick.text, layout.size)
            x = plot.scale.edge(tick.on) - (width / 2 if row.centred else 0)
            x = min(max(x, layout.left), layout.width - width)
            if x >= free_from:
                sheet.text(x, y, tick.text, layout.size, colour)
        y += ROW
    return y


def _draw_row_name(sheet: Sheet, layout: Layout, name: str, y: float, colour: str) -> float:
    """The name of a row left of its dates, never over the edge; returns where they may begin."""
    width = text_width(name, layout.size)
    left = max(layout.numbers_end - width, 0)
    if name:
        sheet.text(left, y, name, layout.size, colour)
    return left + width + 6


def _draw_empty(sheet: Sheet, plot: Plot) -> None:
    layout = plot.layout
    size = layout.size + 1
    lines = wrap(plot.labels.empty, layout.right - layout.left - 16, size)
    y = plot.y(3.5) - len(lines) * size * 0.7
    roof, floor = y - size * 1.3, y + (len(lines) - 0.5) * size * 1.45
    left, right = layout.left + 2, layout.right - 2
    ground = [(left, roof), (right, roof), (right, floor), (left, floor)]
    sheet.areas([ground], plot.theme.card, "empty")
    for line in lines:
        middle = (layout.left + layout.right) / 2
        sheet.text(middle, y, line, size, plot.theme.ink, anchor="middle")
        y += size * 1.45
