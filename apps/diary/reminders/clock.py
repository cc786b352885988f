"""When a reminder is due: a time of day on the patient's clock, as moments of the world.

Knows no Django. A clock that is put forward jumps over times, one that is put back shows some of
them twice, and a zone that changes the side of the date line has no such date at all.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

# A reminder in the morning about the evening before would ask about a day that is over, and one
# that comes hours late comes while people sleep.
LATEST = timedelta(hours=3)
SECOND = timedelta(seconds=1)
ONE_DAY = timedelta(days=1)


class Due(NamedTuple):
    """The reminder for one date: sent from `at` on, and no more from `until` on."""

    on: date
    at: datetime
    until: datetime


def first_moment(zone: ZoneInfo, on: date, at: time) -> datetime:
    """Return when a clock there first shows this time on this date, or a later one."""
    shown = datetime.combine(on, at)
    moment = shown.replace(tzinfo=zone).astimezone(UTC)
    if _shown(zone, moment) == shown:
        return moment
    # The clock jumps over it. By the clock of before the moment lies after the jump; by the clock
    # of after, before it.
    early = shown.replace(tzinfo=zone, fold=1).astimezone(UTC)
    while moment - early > SECOND:
        middle = early + (moment - early) // SECOND // 2 * SECOND
        if _shown(zone, middle) < shown:
            early = middle
        else:
            moment = middle
    return moment


def due_on(zone: ZoneInfo, on: date, at: time) -> Due | None:
    """Return the reminder for this date; None where the clock jumps over the rest of the day."""
    moment = first_moment(zone, on, at)
    if _shown(zone, moment).date() != on:
        return None
    return Due(on, moment, min(moment + LATEST, first_moment(zone, on + ONE_DAY, time.min)))


def next_due(zone: ZoneInfo, at: time, *, from_on: date, after: datetime) -> Due:
    """Return the first reminder for `from_on` or a later date that begins after a moment."""
    return _first(zone, at, from_on, lambda due: due.at > after)


def next_in_time(zone: ZoneInfo, at: time, *, from_on: date, now: datetime) -> Due:
    """Return the first reminder for `from_on` or a later date that is not over yet."""
    return _first(zone, at, from_on, lambda due: due.until > now)


def _first(zone: ZoneInfo, at: time, on: date, is_right) -> Due:
    while not ((due := due_on(zone, on, at)) and is_right(due)):
        on += ONE_DAY
    return due


def _shown(zone: ZoneInfo, moment: datetime) -> datetime:
    """Return what a clock there shows."""
    return moment.astimezone(zone).replace(tzinfo=None)
