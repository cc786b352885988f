"""The ratings themselves: days, middle scores, their middle half, breaks and the latest value."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from apps.progress.charts.ink import Spot
from apps.progress.charts.lettering import text_width, wrap
from apps.progress.charts.paper import Plot
from apps.progress.charts.phase_columns import Naming
from apps.progress.charts.runs import runs_of
from apps.progress.charts.sheet import Sheet
from apps.progress.points import Bucket, DayPoint, Overview


def draw_days(sheet: Sheet, plot: Plot) -> None:
    """A faint dot each day, beside a line of weeks; a hollow one was "same as last time"."""
    size = min(max(plot.scale.day_width * 1.6, 3.3), 5)
    rated = [_day_spot(plot, p) for p in _dots(plot) if not p.same]
    same = [_day_spot(plot, p) for p in _dots(plot) if p.same]
    sheet.dots(rated, plot.theme.dots, size, "days")
    sheet.rings(same, plot.theme.dots, size + 0.8, 1, "same-days")


def _dots(plot: Plot) -> Sequence[DayPoint]:
    """The days that are drawn: with a line of months they would be a cloud."""
    return plot.overview.points if plot.overview.unit == "week" else ()


def _day_spot(plot: Plot, point: DayPoint) -> Spot:
    """Spread by at most 0.15 of a score, always alike for a date, so that days on a level show
    beside the line instead of under it."""
    spread = (point.on.toordinal() * 0.6180339887 % 1 - 0.5) * 0.3
    score = min(max(point.value + spread, 0), 10)
    return plot.scale.middle(point.on, point.on), round(plot.y(score), 1)


def _runs(overview: Overview) -> list[list[Bucket]]:
    """The points of the line; the step from the months to the latest week is thin."""
    runs = runs_of(overview)
    if overview.ends_with_now:
        runs[-1][-1] = replace(runs[-1][-1], solid=False)
    return runs


def _solid_stretches(overview: Overview) -> list[list[Bucket]]:
    return [
        list(stretch)
        for run in _runs(overview)
        for solid, stretch in groupby(run, key=lambda b: b.solid)
        if solid
    ]


def draw_band(sheet: Sheet, plot: Plot) -> None:
    sheet.areas(
        (_band(plot, stretch) for stretch in _solid_stretches(plot.overview)),
        plot.theme.band,
        "middle-half",
    )


def _band(plot: Plot, stretch: list[Bucket]) -> list[Spot]:
    edges = [(plot.spot(b)[0], plot.y(b.low_quartile), plot.y(b.high_quartile)) for b in stretch]
    if len(edges) == 1:
        x, low, high = edges[0]
        edges = [(x - 4, low, high), (x + 4, low, high)]
    return [(x, low) for x, low, _ in edges] + [(x, high) for x, _, high in reversed(edges)]


def draw_medians(sheet: Sheet, plot: Plot) -> None:
    """A thick line through solid middle scores, a thin one to those of few entries."""
    theme, runs = plot.theme, _runs(plot.overview)
    thin_steps = [
        (plot.spot(a), plot.spot(b))
        for run in runs
        for a, b in pairwise(run)
        if not (a.solid and b.solid)
    ]
    stretches = _solid_stretches(plot.overview)
    lines = [[plot.spot(b) for b in stretch] for stretch in stretches]
    thin = [plot.spot(b) for run in runs for b in run if not b.solid]
    sheet.lines(thin_steps, theme.line, 1.2, "few-entries-line")
    sheet.lines((line for line in lines if len(line) > 1), theme.line, 3, "medians")
    sheet.dots((line[0] for line in lines if len(line) == 1), theme.line, 7, "lone-medians")
    sheet.rings(thin, theme.line, 7.5, 1.5, "few-entries")


def draw_gap_labels(sheet: Sheet, plot: Plot, naming: Naming) -> None:
    """Widest gaps first. The first one is named wherever there is a free place, so that a break
    in the line is understood; the others only where the words do not lie far over what is rated.
    """
    size, taken = plot.layout.size, []
    for gap in sorted(plot.overview.gaps, key=lambda g: (-g.days, g.start)):
        room = gap.days * plot.scale.day_width - 4
        lines = wrap(plot.labels.no_ratings, max(room, 46), size)
        half = max(text_width(line, size) for line in lines) / 2
        if taken and room < half:
            continue
        x = plot.scale.middle(gap.start, gap.end)
        x = min(max(x, plot.layout.left + half), plot.layout.right - half)
        left, right = x - half - 4, x + half + 4
        score, distance = _quiet_score(plot, left, right)
        if distance < 1.3 or any(left < end and start < right for start, end in taken):
            continue
        taken.append((left, right))
        y = plot.y(score) - (len(lines) - 1) * 9 + 4
        roof, floor = y - size, y + (len(lines) - 1) * 17 + 5
        ground = [(left, roof), (right, roof), (right, floor), (left, floor)]
        shaded = naming.is_shaded(left, right)
        sheet.areas([ground], plot.theme.phase if shaded else plot.theme.card, "no-ratings")
        for line in lines:
            sheet.text(x, y, line, size, plot.theme.second, anchor="middle")
            y += 17


def _quiet_score(plot: Plot, left: float, right: float) -> tuple[float, float]:
    """A height, low on the paper if possible, with no point near, and how far the next one is."""
    near = [p.value for p in _dots(plot) if left < plot.scale.middle(p.on, p.on) < right]
    spots = ((plot.spot(b)[0], b.median) for b in plot.overview.buckets if b.median is not None)
    near += [median for x, median in spots if left < x < right]
    distances = [(h, min((abs(h - n) for n in near), default=9)) for h in (9, 7, 1, 3, 5)]
    return max(distances, key=lambda pair: min(pair[1], 1.5))


def draw_now(sheet: Sheet, plot: Plot) -> None:
    if plot.overview.now is None:
        return
    layout, theme = plot.layout, plot.theme
    x, y = plot.spot(plot.overview.now)
    sheet.dots([(x, y)], theme.card, 14, "now-ground")
    sheet.dots([(x, y)], theme.line, 9.5, "now")
    size, text = layout.now_size, plot.labels.now
    if text_width(text, size, bold=True) > layout.width - layout.margin:
        size = layout.size  # a word, which would reach over the dot
    width = text_width(text, size, bold=True)
    if plot.overview.is_recent:
        left = min(layout.margin, layout.width - width)
    else:
        left, y = x - width / 2, y + _free_side(plot, x, y)
    sheet.text(left, y + size * 0.35, text, size, theme.ink, bold=True)


def _free_side(plot: Plot, x: float, y: float) -> float:
    """Above or below a point of the past, where fewer others are."""
    near = [
        plot.spot(b)[1]
        for b in plot.overview.buckets
        if b.median is not None and abs(plot.spot(b)[0] - x) < 20
    ]
    near += [plot.y(p.value) for p in _dots(plot) if abs(plot.scale.middle(p.on, p.on) - x) < 16]
    return min((-19, 19), key=lambda side: sum(abs(y + side - other) < 14 for other in near))
