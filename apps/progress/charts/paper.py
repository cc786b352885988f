"""The fixed distances of a chart, and where days and scores fall on it."""

from dataclasses import dataclass
from typing import Literal

from apps.progress.charts.axes import Scale
from apps.progress.charts.ink import Spot
from apps.progress.charts.palette import THEMES, Theme, ThemeName
from apps.progress.points import Bucket, ChartLabels, Overview

Width = Literal[328, 860]


@dataclass(frozen=True, slots=True)
class Layout:
    """The fixed distances of one width, in px."""

    width: int
    left: float
    right: float
    scale_height: float
    words_end: float
    numbers_end: float
    margin: float  # where the texts right of the plot start
    size: float  # of most texts; none is smaller than 12
    now_size: float
    numbers: tuple[int, ...]

    @property
    def wide(self) -> bool:
        return self.width > 400


LAYOUTS: dict[Width, Layout] = {
    860: Layout(860, 136, 760, 241, 106, 128, 772, 14, 18, (0, 2, 4, 5, 6, 8, 10)),
    328: Layout(328, 99, 291, 250, 66, 90, 299, 13, 18, (0, 5, 10)),
}
PAD = 10  # px of the plot beyond 0 and 10
ROW = 19  # from one row of text to the next


@dataclass(frozen=True, slots=True)
class Plot:
    """What one drawing draws and where: days to x, scores to y (px, y down)."""

    overview: Overview
    labels: ChartLabels
    layout: Layout
    theme: Theme
    scale: Scale
    top: float  # y of score 0
    bars: bool = False  # sessions are counted in bars, not drawn one by one

    @property
    def bottom(self) -> float:
        """y of score 10."""
        return self.top + self.layout.scale_height

    @property
    def roof(self) -> float:
        return self.top - PAD

    @property
    def floor(self) -> float:
        return self.bottom + PAD

    def y(self, score: float) -> float:
        return self.top + score / 10 * self.layout.scale_height

    def spot(self, bucket: Bucket) -> Spot:
        return self.scale.middle(bucket.start, bucket.end), self.y(bucket.median)


def make_plot(
    overview: Overview, labels: ChartLabels, width: Width, theme: ThemeName, above: float = 0
) -> Plot:
    """A plot below one row of text, with `above` px more for what else stands over it."""
    layout, timeline = LAYOUTS[width], overview.timeline
    scale = Scale(timeline.start, timeline.end, layout.left, layout.right)
    return Plot(overview, labels, layout, THEMES[theme], scale, 40 + above)
