"""When a reminder is due: on every clock of the world, held against counting minute by minute."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.care.models.patients import ZONES
from apps.diary.reminders.clock import LATEST, due_on, first_moment, next_due, next_in_time

pytestmark = pytest.mark.no_database

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
EVERY_TIME = [time(*divmod(minute, 60)) for minute in range(24 * 60)]
zones = st.sampled_from(sorted(ZONES)).map(ZoneInfo)
dates = st.dates(date(1990, 1, 1), date(2037, 12, 31))
times = st.sampled_from(EVERY_TIME)


def shown(zone: ZoneInfo, moment: datetime) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def counted(zone: ZoneInfo, on: date) -> dict[time, datetime]:
    """Return when a clock first shows each time of a date or a later one, by watching it for three
    days, minute by minute."""
    watched = datetime.combine(on - timedelta(days=1), time(), UTC) - 12 * HOUR
    found, at = {}, 0
    for number in range(4 * 24 * 60):
        moment = watched + number * MINUTE
        now = shown(zone, moment)
        while at < len(EVERY_TIME) and now >= datetime.combine(on, EVERY_TIME[at]):
            found[EVERY_TIME[at]] = moment
            at += 1
    return found


def clock_changes(zone: ZoneInfo, year: int) -> Iterator[date]:
    """Yield the dates of a year on which the clock is put forward or back."""
    moment = datetime(year, 1, 1, tzinfo=UTC)
    offset = moment.astimezone(zone).utcoffset()
    while moment.year == year:
        moment += HOUR
        here = moment.astimezone(zone)
        if here.utcoffset() != offset:
            offset = here.utcoffset()
            yield here.date()


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("Europe/London", 2027),
        ("America/New_York", 2027),
        ("Australia/Lord_Howe", 2027),
        ("America/Havana", 2027),  # jumps over midnight
        ("Africa/Cairo", 2027),
        ("America/Godthab", 2027),
        ("Asia/Beirut", 2027),
        ("Africa/Casablanca", 2027),
        ("Pacific/Apia", 2011),  # has no 30 December
        ("Antarctica/Troll", 2027),  # two hours at once
    ],
)
def test_every_minute_of_the_days_around_each_clock_change(name: str, year: int) -> None:
    zone, changes = ZoneInfo(name), set()
    for changed in clock_changes(zone, year):
        changes |= {changed + timedelta(days=days) for days in (-1, 0, 1)}
    assert changes
    for on in changes:
        expected = counted(zone, on)
        for at in EVERY_TIME:
            moment = expected[at]
            assert first_moment(zone, on, at) == moment, (name, on, at)
            due = due_on(zone, on, at)
            assert (due is None) == (shown(zone, moment).date() != on)
            assert due is None or (due.on, due.at) == (on, moment)


@given(zones, dates, times)
def test_a_reminder_lies_on_its_date(zone: ZoneInfo, on: date, at: time) -> None:
    due = due_on(zone, on, at)
    if due is None:
        assert first_moment(zone, on, at) == first_moment(zone, on + timedelta(days=1), time())
        return
    assert shown(zone, due.at).date() == on
    assert shown(zone, due.at) >= datetime.combine(on, at)
    assert shown(zone, due.at - timedelta(seconds=1)) < datetime.combine(on, at)
    assert due.at < due.until <= due.at + LATEST
    assert shown(zone, due.until - timedelta(seconds=1)).date() <= on


@given(zones, dates, times, st.integers(0, 3 * 24 * 60))
def test_the_next_one_is_the_first_of_all(zone: ZoneInfo, on: date, at: time, late: int) -> None:
    """Nothing is passed over and nothing comes twice, whenever somebody asks."""
    now = first_moment(zone, on, time()) + late * MINUTE
    all_of_them = [due_on(zone, on + timedelta(days=days), at) for days in range(8)]
    coming = [due for due in all_of_them if due and due.at > now]
    assert next_due(zone, at, from_on=on, after=now) == coming[0]
    in_time = [due for due in all_of_them if due and due.until > now]
    assert next_in_time(zone, at, from_on=on, now=now) == in_time[0]


def test_a_time_that_is_jumped_over_is_the_next_moment() -> None:
    due = due_on(ZoneInfo("Europe/London"), date(2027, 3, 28), time(1, 30))
    assert due.at == datetime(2027, 3, 28, 1, tzinfo=UTC)  # 02:00 there


def test_a_time_that_comes_twice_is_the_first_of_them() -> None:
    due = due_on(ZoneInfo("America/New_York"), date(2027, 11, 7), time(1, 30))
    assert due.at == datetime(2027, 11, 7, 5, 30, tzinfo=UTC)


def test_a_change_of_half_an_hour() -> None:
    lord_howe = ZoneInfo("Australia/Lord_Howe")
    jumped = due_on(lord_howe, date(2027, 10, 3), time(2, 10))
    assert jumped.at == datetime(2027, 10, 2, 15, 30, tzinfo=UTC)  # 02:30 there
    twice = due_on(lord_howe, date(2027, 4, 4), time(1, 45))
    assert twice.at == datetime(2027, 4, 3, 14, 45, tzinfo=UTC)


def test_a_date_that_a_zone_jumps_over_has_no_reminder() -> None:
    apia = ZoneInfo("Pacific/Apia")
    assert due_on(apia, date(2011, 12, 30), time(18)) is None
    before = due_on(apia, date(2011, 12, 29), time(18))
    after = next_due(apia, time(18), from_on=date(2011, 12, 29), after=before.at)
    assert (after.on, after.at - before.at) == (date(2011, 12, 31), timedelta(days=1))


def test_a_late_reminder_is_not_sent_the_next_day() -> None:
    due = due_on(ZoneInfo("Europe/London"), date(2027, 1, 5), time(23, 30))
    assert due.until - due.at == timedelta(minutes=30)
