"""The texts of the further pictures, already in the reader's language (see `wording.pictures`).

Lists run parallel to what they name. A picture draws nothing but these texts and numbers.
"""

from dataclasses import dataclass
from datetime import date

from apps.progress.points.timeline import Stroke


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a picture shows (both ends in), and the strokes that time is counted from."""

    start: date
    end: date
    strokes: tuple[Stroke, ...] = ()

    @property
    def first_stroke(self) -> Stroke | None:
        """The one that time is counted from."""
        return min(self.strokes, key=lambda stroke: stroke.on, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLabels:
    """Words of the rows of dates; templates `*_tick` take named fields."""

    months: tuple[str, ...]
    day_tick: str
    month_tick: str
    since_weeks: str
    since_months: str
    since_years: str
    since_mixed: str
    week_since_tick: str
    month_since_tick: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What every picture says: title and description inside the file, which way is better, and
    the words in place of a line where there is nothing to draw."""

    title: str
    description: str
    dates: DateLabels
    empty: str
    direction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineLabels(Labels):
    """Of pictures with lines of middle scores: one name, latest value and earlier value ("was 9
    in Nov") for each line; an empty text draws none. `words` name the scores 0, 5 and 10."""

    unit_name: str
    words: tuple[str, str, str]
    no_ratings: str
    few_entries: str
    names: tuple[str, ...]
    now: tuple[str, ...]
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLabels(Labels):
    """Of a clinical test: its name with the unit, the good and the bad end of its scale in words,
    the marks of the scale from the good end on, what is printed for results beyond the bad end,
    and what the band is ("" without one)."""

    name: str
    best: str
    worst: str
    ticks: tuple[tuple[float, str], ...]
    beyond: str
    band: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseLabels(Labels):
    """Of two phases beside each other: name, days, number of weekly scores and middle score of
    each, and the sentence that stands under every comparison."""

    unit_name: str
    words: tuple[str, str, str]
    names: tuple[str, str]
    days: tuple[str, str]
    counts: tuple[str, str]
    medians: tuple[str, str]
    caution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseLabels(Labels):
    """Of the dose: a heading for each measure, and for each of its kinds name and total; then the
    name and the number of the periods without a session."""

    headings: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, ...], ...]
    none: str
    none_total: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeLabels(Labels):
    """Of the tries: what one bar is, the key of its parts, and name and total of each place."""

    unit_name: str
    right: str
    tries: str
    uncounted: str
    names: tuple[str, ...]
    totals: tuple[str, ...]
