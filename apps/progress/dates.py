"""Calendar arithmetic for the read side: whole weeks and months, and the time since a stroke."""

from calendar import monthrange
from datetime import date, timedelta

from apps.progress.points import Stroke

WEEKS_COUNTED = 26  # up to here time since a stroke is said in weeks, later in months


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or its last day where the month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(since: date, day: date) -> int:
    """Completed months from `since` to `day`; negative before it."""
    months = (day.year - since.year) * 12 + day.month - since.month
    return months - (add_months(since, months) > day)


def whole_weeks(since: date, day: date) -> int:
    return (day - since).days // 7


def first_stroke(strokes: tuple[Stroke, ...]) -> Stroke | None:
    """The stroke that time is counted from: a second one draws a marker and rewrites nothing."""
    return min(strokes, key=lambda stroke: stroke.on, default=None)
