"""Where days fall on the paper, and which of them get a tick."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from apps.care.dates import WEEKS_COUNTED, add_months, monday_of, whole_months, whole_weeks
from apps.progress.charts.lettering import text_width
from apps.progress.points import ChartLabels, Timeline

MOST_TICKS = 12  # in one row
_SPACE = 7  # px that stay free between two tick labels


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to px from the left: every day has a cell of equal width."""

    start: date
    end: date
    left: float
    right: float
    day_width: float = field(init=False)
    _origin: float = field(init=False)  # px of the day with the ordinal 0

    def __post_init__(self) -> None:
        """Divide once: years of days ask for thousands of places."""
        day_width = (self.right - self.left) / ((self.end - self.start).days + 1)
        object.__setattr__(self, "day_width", day_width)
        object.__setattr__(self, "_origin", self.left - self.start.toordinal() * day_width)

    def edge(self, day: date) -> float:
        """Where the day begins."""
        return self._origin + day.toordinal() * self.day_width

    def middle(self, first: date, last: date) -> float:
        """The middle of a stretch of days, or of one day given twice."""
        return self._origin + (first.toordinal() + last.toordinal() + 1) / 2 * self.day_width


@dataclass(frozen=True, slots=True)
class Tick:
    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of ticks under the chart; `centred` labels stand on their tick, others after it."""

    name: str
    ticks: tuple[Tick, ...]
    centred: bool


def calendar_row(scale: Scale, labels: ChartLabels, size: float) -> Row:
    """Weeks, months or years by what fits: every label tells its day, and each January its year."""
    for ticks in _calendar_choices(scale, labels):
        if _fit(ticks, scale, size, centred=False):
            return Row("", ticks, centred=False)
    return Row("", (), centred=False)


def _calendar_choices(scale: Scale, labels: ChartLabels) -> Iterator[tuple[Tick, ...]]:
    days = (scale.end - scale.start).days + 1
    if days <= 120:
        for step in (7, 14, 28):
            yield _day_ticks(scale, labels, step)
    for step in (1, 2, 3, 6) if days <= 1500 else (6,):
        yield _month_ticks(scale, labels, step)
    for step in (12, 24, 60, 120, 240):
        yield _year_ticks(scale, step)


def _day_ticks(scale: Scale, labels: ChartLabels, step: int) -> tuple[Tick, ...]:
    day = monday_of(scale.start + timedelta(days=6))
    ticks: list[Tick] = []
    while day <= scale.end:
        text = labels.day_tick.format(day=day.day, month=labels.months[day.month - 1])
        ticks.append(Tick(day, text))
        day += timedelta(days=step)
    return _with_year(ticks, labels)


def _month_ticks(scale: Scale, labels: ChartLabels, step: int) -> tuple[Tick, ...]:
    ticks = []
    for day in _steps(scale, step):
        name = labels.months[day.month - 1]
        if day.month == 1:
            name = labels.month_tick.format(month=name, year=f"{day.year % 100:02d}")
        ticks.append(Tick(day, name))
    return _with_year(ticks, labels)


def _with_year(ticks: list[Tick], labels: ChartLabels) -> tuple[Tick, ...]:
    """Put the year on the first label if no January says it."""
    if ticks and not any(t.on.month == 1 and t.on.day == 1 for t in ticks):
        year = f"{ticks[0].on.year % 100:02d}"
        ticks[0] = Tick(ticks[0].on, labels.month_tick.format(month=ticks[0].text, year=year))
    return tuple(ticks)


def _year_ticks(scale: Scale, step: int) -> tuple[Tick, ...]:
    return tuple(Tick(day, str(day.year)) for day in _steps(scale, step))


def _steps(scale: Scale, step: int) -> Iterator[date]:
    """First days of the months, or of the years, that `step` months divide."""
    counted = scale.start.year * 12 + scale.start.month - 1 + (scale.start.day > 1)
    counted += -counted % step
    day = date(counted // 12, counted % 12 + 1, 1)
    while day <= scale.end:
        yield day
        day = add_months(day, step)


def since_row(timeline: Timeline, scale: Scale, labels: ChartLabels, size: float) -> Row | None:
    """Weeks since the first stroke up to 26, then months; years if only the year is known."""
    stroke = timeline.first_stroke
    if stroke is None or stroke.on > scale.end:
        return None
    late = whole_weeks(stroke.on, scale.start) >= WEEKS_COUNTED
    early = whole_weeks(stroke.on, scale.end) <= WEEKS_COUNTED
    long = add_months(scale.start, 18) <= scale.end
    if stroke.precision == "year":
        name, choices = labels.since_years, _since_years(stroke.on, scale)
    elif stroke.precision == "month" or late or long:
        name, choices = labels.since_months, _since_months(stroke.on, scale)
    elif early:
        name, choices = labels.since_weeks, _since_weeks(stroke.on, scale)
    else:
        name, choices = labels.since_mixed, _since_mixed(stroke.on, scale, labels)
    ticks = next((t for t in choices if _fit(t, scale, size, centred=True)), ())
    return Row(name, ticks, centred=True)


def _since_weeks(
    onset: date, scale: Scale, steps: tuple[int, ...] = (1, 2, 4, 8, 13), text: str = "{count}"
) -> Iterator[tuple[Tick, ...]]:
    for step in steps:
        counts = range(0, WEEKS_COUNTED + 1, step)
        marks = ((onset + timedelta(weeks=n), text.format(count=n)) for n in counts)
        yield _inside(marks, scale)


def _since_months(
    onset: date,
    scale: Scale,
    steps: tuple[int, ...] = (1, 2, 3, 6, 12, 24, 60, 120),
    text: str = "{count}",
    least: int = 0,
) -> Iterator[tuple[Tick, ...]]:
    most = whole_months(onset, scale.end)
    least = max(least, whole_months(onset, scale.start)) if onset < scale.start else least
    for step in steps:
        counts = range(-(-least // step) * step, most + 1, step)
        if len(counts) > MOST_TICKS + 1:  # the first may lie before the span
            continue
        marks = ((add_months(onset, n), text.format(count=n)) for n in counts)
        yield _inside(marks, scale)


def _since_years(onset: date, scale: Scale) -> Iterator[tuple[Tick, ...]]:
    most = whole_months(onset, scale.end) // 12
    for step in (1, 2, 5, 10, 20):
        marks = ((add_months(onset, 12 * n), str(n)) for n in range(0, most + 1, step))
        yield _inside(marks, scale)


def _since_mixed(onset: date, scale: Scale, labels: ChartLabels) -> Iterator[tuple[Tick, ...]]:
    """Both units in one row, so each label names its own."""
    for weeks, months in ((2, 1), (4, 1), (4, 2), (8, 2), (8, 3), (13, 3), (26, 6)):
        first = next(_since_weeks(onset, scale, (weeks,), labels.week_since_tick))
        then = _since_months(onset, scale, (months,), labels.month_since_tick, least=7)
        for ticks in then:
            yield first + ticks


def _inside(marks: Iterator[tuple[date, str]], scale: Scale) -> tuple[Tick, ...]:
    return tuple(Tick(on, text) for on, text in marks if scale.start <= on <= scale.end)


def _fit(ticks: tuple[Tick, ...], scale: Scale, size: float, *, centred: bool) -> bool:
    """Whether the labels stay apart and at most twelve (six on a narrow chart)."""
    if len(ticks) > (MOST_TICKS if scale.right - scale.left > 400 else 6):
        return False
    free_from = float("-inf")
    for tick in ticks:
        width = text_width(tick.text, size)
        left = scale.edge(tick.on) - (width / 2 if centred else 0)
        if left < free_from:
            return False
        free_from = left + width + _SPACE
    return True
