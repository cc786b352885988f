"""One body part over time: what was recorded, and the numbers made from it.

`series` fills a `Timeline` from rows, `statistics.overview` turns it into an `Overview`, and
`charts` and `wording` both read that one `Overview`, so that picture, sentence and table cannot
disagree. Nothing here knows Django or matplotlib.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from apps.progress.points.clinical import Goal, Injury, Noted, Window
from apps.progress.points.days import Days
from apps.progress.points.trend import Phase

Method = Literal["rated", "same", "skipped"]
Measure = Literal["numbness", "tingling"]
Precision = Literal["day", "month", "year"]
Unit = Literal["week", "month", "quarter"]


class DayRating(NamedTuple):
    """One diary entry. Scores are 0-10 with 0 the best outcome; None is blank and never 0."""

    on: date
    numbness: int | None
    tingling: int | None = None
    method: Method = "rated"
    scale: str = "numbers"


@dataclass(frozen=True, slots=True)
class Lane:
    """All sessions of one kind; told apart by place, shape, colour and name together.

    `days` are their days, the oldest first; one with two sessions stands there twice.

    `colour_token` is a key of `charts.palette.Theme.kinds` (another gets the neutral text colour);
    `shape` is one of circle, triangle, diamond, square, hexagon, star.
    """

    kind: str
    label: str
    colour_token: str
    shape: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Stroke:
    """An onset; with precision month or year, `on` is the first day that it can have been."""

    on: date
    precision: Precision = "day"


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything recorded about one body area, and the span of days (both ends in) to show.

    `days` holds one value for each rated day, oldest first. It may begin before the span, and
    must then hold the newest rated day before it: that one tells whether a break began earlier.
    `lanes` and `strokes` may reach outside as well. `area_label` names the part ("Left hand"),
    `area_your` speaks to its owner inside a sentence ("your left hand").
    """

    area_label: str
    area_your: str
    days: Days
    lanes: tuple[Lane, ...]
    strokes: tuple[Stroke, ...]
    start: date
    end: date
    today: date
    measure: Measure = "numbness"
    phases: tuple[Phase, ...] = ()
    goal: Goal | None = None
    injuries: tuple[Injury, ...] = ()
    windows: tuple[Window, ...] = ()
    notes: tuple[Noted, ...] = ()

    @property
    def first_stroke(self) -> Stroke | None:
        """The one that time is counted from: a second draws a marker and rewrites nothing."""
        return min(self.strokes, key=lambda stroke: stroke.on, default=None)


class ScaleChange(NamedTuple):
    """The first day that was answered on another scale than the day before it."""

    on: date
    words: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """More than 14 days in a row without a rating; both ends are days without one."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Bucket:
    """The middle of one week, month or quarter (both ends in), clipped to the shown span.

    `median` and quartiles are None without a rated day. `solid` says that there are enough rated
    days to comment on; `run` counts the stretches between gaps and changes of scale, so a line
    joins equal runs only. `words` says that the days were chosen from five words.
    """

    start: date
    end: date
    median: float | None
    low_quartile: float | None
    high_quartile: float | None
    rated_days: int
    days: int
    solid: bool
    run: int
    words: bool = False


@dataclass(frozen=True, slots=True)
class LaneCount:
    """Sessions of one lane inside the span: in all, and in each of `Overview.periods`."""

    lane: Lane
    days: tuple[date, ...]
    per_period: tuple[int, ...]

    @property
    def total(self) -> int:
        return len(self.days)


@dataclass(frozen=True, slots=True)
class Overview:
    """All numbers that the picture, its sentences and its table show for one timeline.

    `then` and `now` are the first and last solid *weeks* of the span, whatever the `unit` of the
    line: the weekly median is the unit of comment, and "now" must not change with the zoom.
    `then` is None while there is one solid week. Both lie after the last of `changes`, the days on
    which the scale changed: what was said in words is never compared with numbers. `rated_days` of
    `days` counts from the first rating ever, or from the start of the span if that is later.
    `lanes` are those with a session in the span.
    """

    timeline: Timeline
    unit: Unit
    points: Days
    buckets: tuple[Bucket, ...]
    gaps: tuple[Gap, ...]
    then: Bucket | None
    now: Bucket | None
    rated_days: int
    days: int
    periods: tuple[tuple[date, date], ...]
    lanes: tuple[LaneCount, ...]
    ever_rated: bool
    changes: tuple[ScaleChange, ...] = ()

    @property
    def present(self) -> Days:
        """The points since the scale last changed: a trend is made from these."""
        start = self.changes[-1].on if self.changes else self.timeline.start
        return self.points.between(start, self.timeline.end)

    @property
    def is_recent(self) -> bool:
        """Whether `now` may be called now: its week ended at most 14 days before the span."""
        return self.now is not None and (self.timeline.end - self.now.end).days <= 14

    @property
    def filled(self) -> list[Bucket]:
        """The periods with a middle score."""
        return [bucket for bucket in self.buckets if bucket.median is not None]

    @property
    def has_thin(self) -> bool:
        return any(not bucket.solid for bucket in self.filled)

    @property
    def starts_with_then(self) -> bool:
        """Whether the first month or quarter of a line is that of the first week."""
        if self.unit == "week" or self.then is None:
            return False
        first = self.filled[0]
        return first.start <= self.then.start <= first.end

    @property
    def ends_with_now(self) -> bool:
        """Whether the last month or quarter of a line is that of the latest week, and not over."""
        if self.unit == "week" or self.now is None:
            return False
        last = self.filled[-1]
        is_open = (last.end + timedelta(days=1)).day != 1
        return self.now.start >= last.start and is_open


@dataclass(frozen=True, slots=True)
class ChartLabels:
    """Every text that a chart draws, already in the reader's language (see `wording`).

    `words` name the scores 0, 5 and 10; `lane_counts`, `strokes` and `scale_changes` run parallel
    to those of the overview; `months` are twelve short names. The templates `*_tick` take named
    fields. `phases` is the heading over their names; `goal` to `smooth` and `notes` are empty
    where the overview has nothing of the kind.
    """

    title: str
    description: str
    unit_name: str
    direction: str
    words: tuple[str, str, str]
    now: str
    no_ratings: str
    few_entries: str
    empty: str
    lane_counts: tuple[str, ...]
    strokes: tuple[str, ...]
    months: tuple[str, ...]
    day_tick: str
    month_tick: str
    since_weeks: str
    since_months: str
    since_years: str
    since_mixed: str
    week_since_tick: str
    month_since_tick: str
    phases: str = ""
    goal: str = ""
    injuries: str = ""
    injury_count: str = ""
    after_treatment: str = ""
    smooth: str = ""
    scale_changes: tuple[str, ...] = ()
    notes: str = ""
