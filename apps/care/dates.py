"""Calendar arithmetic: weeks from Monday, whole weeks and months. Knows no Django."""

from calendar import monthrange
from datetime import date, timedelta

WEEKS_COUNTED = 26  # up to here time since a stroke is said in weeks, later in months


def monday_of(day: date) -> date:
    """The first day of its week, as in ISO 8601."""
    return day - timedelta(days=day.weekday())


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or its last day where the month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= 28:  # which every month has
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(since: date, day: date) -> int:
    """Completed months from `since` to `day`; negative before it."""
    months = (day.year - since.year) * 12 + day.month - since.month
    return months - (add_months(since, months) > day)


def whole_weeks(since: date, day: date) -> int:
    """Completed weeks from `since` to `day`; negative before it."""
    return (day - since).days // 7


def last_possible_day(first: date, precision: str) -> date:
    """The last day of the "day", "month" or "year" that begins with `first`."""
    months = {"month": 1, "year": 12}.get(precision)
    return add_months(first, months) - timedelta(days=1) if months else first
