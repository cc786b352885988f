"""Made-up timelines for the read side's tests: plain shapes, no database."""

from datetime import date, timedelta

from apps.progress.points import DayRating, Lane, Measure, Stroke, Timeline
from apps.progress.statistics import daily_points

TODAY = date(2026, 5, 14)  # a Thursday
ONSET = date(2025, 9, 1)
KINDS = (
    ("sensory", "Sensory", "circle"),
    ("electrical", "Electrical", "triangle"),
    ("acupuncture", "Acupuncture", "diamond"),
)


def diary(start: date, scores: list[int | None], method: str = "rated") -> tuple[DayRating, ...]:
    """One rating a day from `start`; None is a blank one."""
    return tuple(
        DayRating(start + timedelta(days=n), score, None, method) for n, score in enumerate(scores)
    )


def recovery(days: int) -> tuple[DayRating, ...]:
    """A diary up to today that falls from 9 to 4, with a break of 21 days in the middle."""
    start = TODAY - timedelta(days=days - 1)
    ratings = diary(start, [round(9 - 5 * n / days) + n % 3 // 2 for n in range(days)])
    middle = days // 2
    return tuple(
        r._replace(method="same" if n % 4 == 0 else "rated")
        for n, r in enumerate(ratings)
        if not middle <= n < middle + 21
    )


def lanes(days: int, every: int = 7) -> tuple[Lane, ...]:
    start = TODAY - timedelta(days=days - 1)
    return tuple(
        Lane(
            kind,
            label,
            kind,
            shape,
            tuple(start + timedelta(days=n) for n in range(0, days, every)),
        )
        for kind, label, shape in KINDS
    )


def timeline(
    ratings: tuple[DayRating, ...],
    start: date,
    end: date = TODAY,
    *,
    sessions: tuple[Lane, ...] = (),
    strokes: tuple[Stroke, ...] = (Stroke(ONSET),),
    measure: Measure = "numbness",
) -> Timeline:
    days = daily_points(ratings, measure)
    return Timeline(
        "Left hand", "your left hand", days, sessions, strokes, start, end, end, measure
    )


def recovery_timeline(days: int) -> Timeline:
    start = TODAY - timedelta(days=days - 1)
    return timeline(recovery(days), start, sessions=lanes(days), strokes=(Stroke(start),))
