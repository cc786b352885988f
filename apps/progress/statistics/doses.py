"""How much was done, per week, month or quarter. Sums only: a dose explains nothing by itself."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from apps.progress.points import (
    Dose,
    Doses,
    Lane,
    Place,
    Practice,
    PracticeDay,
    Practices,
    SessionDose,
    Span,
)
from apps.progress.statistics.timeline import DAY, choose_unit, periods_between

DAILY_BARS = 35  # days up to which the tries of each day get a bar of their own


class Tries(NamedTuple):
    """The tries of one session; `correct` is None where nobody counted the right ones."""

    on: date
    place: Place
    attempted: int
    correct: int | None


def count_doses(rows: Iterable[SessionDose], kinds: Sequence[Lane], span: Span) -> Doses:
    """Sum sessions, minutes and tries of each kind over the periods of a span.

    `kinds` give order and looks; rows outside of the span or of another kind are left out.
    """
    unit = choose_unit(span.start, span.end)
    periods = periods_between(span.start, span.end, unit)
    starts = [first for first, _ in periods]
    sums = defaultdict(lambda: [[0] * len(periods) for _ in range(3)])
    for row in rows:
        if span.start <= row.on <= span.end:
            place = bisect_right(starts, row.on) - 1
            for measure, amount in zip(sums[row.kind], row[2:], strict=True):
                measure[place] += amount
    doses = tuple(
        Dose(kind.kind, kind.label, kind.colour_token, kind.shape, *map(tuple, sums[kind.kind]))
        for kind in kinds
        if kind.kind in sums
    )
    return Doses(span, unit, periods, doses)


def count_practice(rows: Iterable[Tries], span: Span) -> Practices:
    """Sum the tries of each place over the days of a short span, or over its periods."""
    days = (span.end - span.start).days + 1
    if days <= DAILY_BARS:
        unit = "day"
        periods = tuple((span.start + n * DAY, span.start + n * DAY) for n in range(days))
    else:
        unit = choose_unit(span.start, span.end)
        periods = periods_between(span.start, span.end, unit)
    starts = [first for first, _ in periods]
    sums = defaultdict(lambda: [[0, 0, 0] for _ in periods])
    for row in rows:
        if span.start <= row.on <= span.end and row.attempted:
            cell = sums[row.place][bisect_right(starts, row.on) - 1]
            cell[0] += row.attempted
            cell[1] += row.correct or 0
            cell[2] += row.attempted if row.correct is None else 0
    places = tuple(
        Practice(
            place,
            tuple(PracticeDay(on, *cell) for on, cell in zip(starts, sums[place], strict=True)),
        )
        for place in ("home", "clinic")
        if place in sums
    )
    return Practices(span, unit, periods, places)
