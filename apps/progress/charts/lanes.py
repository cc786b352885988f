"""Sessions under the plot: one lane for each kind, told apart by place, shape, colour and name.

Few enough sessions are drawn one by one; denser ones, or more than 18 months, become bars with the
number of sessions in each week, month or quarter, all lanes on one scale.
"""

from collections.abc import Iterable, Iterator

from apps.progress.charts.ink import Spot
from apps.progress.charts.lettering import text_width, wrap
from apps.progress.charts.palette import SHAPES
from apps.progress.charts.paper import Plot
from apps.progress.charts.sheet import Sheet
from apps.progress.points import LaneCount

PITCH = 25
LINE = 15  # between two lines of a long name
BAR = 17  # height of the tallest bar
ABOVE = 18  # for a name that stands above its lane
MARK, SMALL_MARK = 9.5, 6.5  # width of a mark, less where they are close
# All lanes become bars where one has more marks, or fewer px from mark to mark on average.
MOST, CLOSEST = 60, 3.2
ICON = 13  # room for the shape beside the name, where bars would hide it


def lanes_height(plot: Plot) -> float:
    """Of all lanes, that of injuries included."""
    names = _names(plot)
    names += [_name_lines(plot, plot.labels.injuries)] if plot.labels.injuries else []
    return sum(_pitch(plot, name) for name in names) + 8 * bool(names)


def draw_lanes(sheet: Sheet, plot: Plot) -> None:
    most = max((max(lane.per_period) for lane in plot.overview.lanes), default=0)
    edges = _bar_edges(plot) if plot.bars else []
    top = plot.floor + 8
    for place, (lane, name) in enumerate(zip(plot.overview.lanes, _names(plot), strict=True)):
        middle = top + (_pitch(plot, name) + ABOVE * _is_above(plot, name)) / 2
        _draw_name(sheet, plot, lane, name, middle)
        count, size = plot.labels.lane_counts[place], plot.layout.size
        sheet.text(plot.layout.margin, middle + size * 0.35, count, size, plot.theme.second)
        foot = middle + BAR / 2 if plot.bars else middle
        ends = ((plot.scale.left, foot), (plot.scale.right, foot))
        sheet.lines([ends], plot.theme.grid, 1, f"lane-{place}-ground")
        if plot.bars:
            outlines = list(_bars(lane, edges, foot, most))
            sheet.areas(outlines, plot.theme.kind(lane.lane.colour_token), f"lane-{place}")
        else:
            _draw_marks(sheet, plot, lane, middle, f"lane-{place}")
        top += _pitch(plot, name)


def draw_injuries(sheet: Sheet, plot: Plot) -> None:
    """A lane of crosses below the sessions, each with its word where there is room."""
    if not plot.labels.injuries:
        return
    layout, scale, ink = plot.layout, plot.scale, plot.theme.ink
    name = _name_lines(plot, plot.labels.injuries)
    pitch = _pitch(plot, name)
    middle = plot.floor + lanes_height(plot) - pitch + (pitch + ABOVE * _is_above(plot, name)) / 2
    shown = [i for i in plot.overview.timeline.injuries if scale.start <= i.on <= scale.end]
    _draw_name_lines(sheet, plot, name, layout.numbers_end, middle, ink)
    base = middle + layout.size * 0.35
    sheet.text(layout.margin, base, plot.labels.injury_count, layout.size, plot.theme.second)
    ends = ((scale.left, middle), (scale.right, middle))
    sheet.lines([ends], plot.theme.grid, 1, "injuries-ground")
    spots = [(scale.middle(injury.on, injury.on), middle) for injury in sorted(shown)]
    _draw_shapes(sheet, "cross", spots, ink, "injuries")
    follows = [x for x, _ in spots[1:]] + [scale.right + MARK]
    for (x, _), end, injury in zip(spots, follows, sorted(shown), strict=True):
        width = text_width(injury.label, layout.size)
        if x + MARK + width < end - MARK:
            ground = [(x + 7, middle - 3), (x + MARK + width + 3, middle - 3)]
            ground += [(x, middle + 3) for x, _ in reversed(ground)]
            sheet.areas([ground], sheet.ground, "injury-ground")
            sheet.text(x + MARK, base, injury.label, layout.size, plot.theme.second)


def need_bars(plot: Plot) -> bool:
    """Whether the sessions are too many to be drawn one by one."""
    return plot.overview.unit != "week" or any(_is_dense(plot, n) for n in plot.overview.lanes)


def _is_dense(plot: Plot, lane: LaneCount) -> bool:
    return lane.total > MOST or (lane.total >= 8 and _distance(plot, lane) < CLOSEST)


def _distance(plot: Plot, lane: LaneCount) -> float:
    """Average px from mark to mark."""
    extent = (lane.days[-1] - lane.days[0]).days if lane.days else 0
    return extent * plot.scale.day_width / max(lane.total - 1, 1)


def _names(plot: Plot) -> list[list[str]]:
    return [_name_lines(plot, lane.lane.label) for lane in plot.overview.lanes]


def _name_lines(plot: Plot, label: str) -> list[str]:
    """The name broken to fit beside its lane, or in one piece if it gets a row of its own."""
    room, size = _name_room(plot), plot.layout.size
    if any(text_width(word, size, bold=True) > room for word in label.split()):
        return wrap(label, plot.scale.right - plot.scale.left, size, bold=True, most=1)
    return wrap(label, room, size, bold=True, most=2)


def _name_room(plot: Plot) -> float:
    return plot.layout.numbers_end - ICON * plot.bars


def _is_above(plot: Plot, name: list[str]) -> bool:
    return text_width(name[0], plot.layout.size, bold=True) > _name_room(plot)


def _pitch(plot: Plot, name: list[str]) -> float:
    return PITCH + LINE * (len(name) - 1) + ABOVE * _is_above(plot, name)


def _draw_name(sheet: Sheet, plot: Plot, lane: LaneCount, name: list[str], middle: float) -> None:
    layout, colour = plot.layout, plot.theme.kind(lane.lane.colour_token)
    end = layout.numbers_end
    if plot.bars:
        _draw_shapes(sheet, lane.lane.shape, [(end - 4, middle)], colour, f"{lane.lane.kind}-key")
        end -= ICON
    _draw_name_lines(sheet, plot, name, end, middle, colour)


def _draw_name_lines(
    sheet: Sheet, plot: Plot, name: list[str], end: float, middle: float, colour: str
) -> None:
    layout, y = plot.layout, middle + plot.layout.size * 0.35
    if _is_above(plot, name):
        sheet.text(layout.left, y - ABOVE, name[0], layout.size, colour, bold=True)
        return
    y -= (len(name) - 1) * LINE / 2
    for line in name:
        sheet.text(end, y, line, layout.size, colour, bold=True, anchor="end")
        y += LINE


def _draw_marks(sheet: Sheet, plot: Plot, lane: LaneCount, middle: float, name: str) -> None:
    days = dict.fromkeys(lane.days)
    colour = plot.theme.kind(lane.lane.colour_token)
    width = min(max(_distance(plot, lane) if lane.total > 2 else MARK, SMALL_MARK), MARK)
    for places in _layers((plot.scale.middle(on, on) for on in days), width):
        spots = [(x, middle) for x in places]
        _draw_shapes(sheet, lane.lane.shape, spots, colour, name, width / MARK)


def _layers(places: Iterable[float], width: float) -> list[list[float]]:
    """Marks that would touch go to different layers, so that each keeps its own edge."""
    layers: list[list[float]] = []
    for x in places:
        free = next((layer for layer in layers if layer[-1] + width <= x), None)
        if free is None:
            layers.append([x])
        else:
            free.append(x)
    return layers


def _draw_shapes(
    sheet: Sheet, shape: str, spots: list[Spot], colour: str, name: str, scale: float = 1
) -> None:
    if shape == "circle":
        sheet.dots(spots, sheet.ground, MARK * scale + 1.4, f"{name}-edge")
        sheet.dots(spots, colour, MARK * scale - 0.6, name)
        return
    outline = [(dx * scale, dy * scale) for dx, dy in SHAPES[shape]]
    sheet.areas([[(x + dx, y + dy) for dx, dy in outline] for x, y in spots], colour, name, edge=1)


def _bars(
    lane: LaneCount, edges: list[tuple[int, int]], foot: float, most: int
) -> Iterator[list[Spot]]:
    for (left, right), count in zip(edges, lane.per_period, strict=True):
        if count:
            top = foot - BAR * count / most
            yield [(left, foot), (left, top), (right, top), (right, foot)]


def _bar_edges(plot: Plot) -> list[tuple[int, int]]:
    """Both sides of the bar of each period, on whole px: crisp, and fewer digits in years of
    bars."""
    ends = [
        (plot.scale.edge(first), plot.scale.edge(last) + plot.scale.day_width)
        for first, last in plot.overview.periods
    ]
    sides = [(round(left), round(right - min(2, (right - left) * 0.2))) for left, right in ends]
    return [(left, max(right, left + 1)) for left, right in sides]
