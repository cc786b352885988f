"""What a diary tells about who needs a look: numbers to numbers, no Django.

Every comparison is between weekly middle scores of at least four rated days on one scale, as
everywhere (`progress.statistics`). Nothing here depends on today: a summary stays right while
nobody writes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from apps.progress.points import Days
from apps.progress.statistics import solid_weeks

METHOD = 2  # goes up with every change of what is counted here, so that old summaries go
WEEK_DAYS = 7
WEEKS_KEPT = 26  # how far back a diary is read; a change that began earlier has no known beginning
WEEKS_DRAWN = 12
STEADY = 0.5  # a middle score may lie half a point off and still count as the same
LONGEST_SILENCE = 14  # more days between two weeks, and nothing is known of the time between


@dataclass(frozen=True)
class Rules:
    """From when on somebody is flagged. `version` tells the saved rules apart; 0 are the first."""

    version: int = 0
    worse_points: int = 2
    worse_weeks: int = 4
    quiet_days: int = 14
    flat_weeks: int = 8
    test_weeks: int = 12


class Week(NamedTuple):
    """A week with enough ratings: its Monday as a number (`date.toordinal`), its middle score, and
    whether the days were chosen from five words."""

    monday: int
    middle: float
    words: bool


@dataclass(frozen=True)
class Change:
    """A part whose middle score went from `before` to `after` in so many weeks.

    For a worsening `since` is the Monday of the first week in which the rule held and `peak` the
    highest middle score since; for a part without change it is the first week with that score.
    None: it may have begun before what was read. `last` is the Monday of the last week.
    """

    part: str
    before: float
    after: float
    weeks: int
    words: bool
    peak: float
    since: int | None
    last: int


@dataclass(frozen=True)
class Diary:
    """What the caseload keeps of a diary. `line` are the weeks of the part that is drawn."""

    last_on: date | None
    part: str
    line: tuple[Week, ...]
    worse: tuple[Change, ...]
    flat: tuple[Change, ...]

    def as_json(self) -> dict:
        """Return it as plain values; `last_on` has its own column."""
        made = asdict(self) | {"line": list(map(list, self.line))}
        del made["last_on"]
        return made

    @classmethod
    def from_json(cls, last_on: date | None, kept: dict) -> "Diary":
        """Return what `as_json` made plain."""
        return cls(
            last_on=last_on,
            part=kept["part"],
            line=tuple(Week(*week) for week in kept["line"]),
            worse=tuple(Change(**change) for change in kept["worse"]),
            flat=tuple(Change(**change) for change in kept["flat"]),
        )


def summary_of(parts: Mapping[str, Days], last_on: date | None, rules: Rules) -> Diary:
    """Return what the diary tells. `parts` are the newest days of each part of the daily log, in
    their order; `last_on` is the day of the newest entry of any kind."""
    weeks = {part: weeks_of(days) for part, days in parts.items()}
    worse = [one for part, line in weeks.items() if (one := worsening(part, line, rules))]
    flat = [one for part, line in weeks.items() if (one := without_change(part, line, rules))]
    worse.sort(key=lambda one: one.before - one.after)
    flat.sort(key=lambda one: -one.after)
    first = next((part for part, line in weeks.items() if line), "")
    drawn = next((one.part for one in (*worse, *flat)), first)
    return Diary(last_on, drawn, _drawn(weeks.get(drawn, ())), tuple(worse), tuple(flat))


def weeks_of(days: Days) -> tuple[Week, ...]:
    """Return the weeks that count, oldest first, the last 26 of them; those before a change of
    scale cannot be compared and are left out."""
    if not days:
        return ()
    last = days[-1].on
    first = last - timedelta(days=last.weekday() + WEEK_DAYS * (WEEKS_KEPT - 1))
    made = [
        Week(_monday(week.start), week.median, week.words)
        for week in solid_weeks(days, first, last)
    ]
    changes = [place for place, (a, b) in enumerate(pairwise(made), 1) if a.words != b.words]
    return tuple(made[changes[-1] if changes else 0 :])


def _monday(day: date) -> int:
    return day.toordinal() - day.weekday()


def worsening(part: str, weeks: Sequence[Week], rules: Rules) -> Change | None:
    """Return by how much a part got worse towards its last week, if that is enough to be told.

    Each week is held against the oldest of the few weeks before it, not against the best of them:
    the best of several weeks is mostly chance, and a list that tells of chance is not read.
    """
    held = [_rise(weeks, place, rules) for place in range(len(weeks))]
    if not weeks or held[-1] is None:
        return None
    first = max(place + 1 for place, rise in enumerate(held) if rise is None)
    before, last = held[-1], weeks[-1]
    return Change(
        part,
        before=before.middle,
        after=last.middle,
        weeks=(last.monday - before.monday) // WEEK_DAYS,
        words=last.words,
        peak=max(week.middle for week in weeks[first:]),
        since=weeks[first].monday,
        last=last.monday,
    )


def _rise(weeks: Sequence[Week], place: int, rules: Rules) -> Week | None:
    """Return the week from which it rose by enough, if it did."""
    before = oldest_near(weeks[: place + 1], rules.worse_weeks)
    rose = before and weeks[place].middle - before.middle >= rules.worse_points
    return before if rose else None


def oldest_near(weeks: Sequence[Week], number: int) -> Week | None:
    """Return the oldest of the `number` weeks before the last one, or None without any of them."""
    last = weeks[-1].monday if weeks else 0
    near = (week for week in weeks[:-1] if last - week.monday <= number * WEEK_DAYS)
    return next(near, None)


def without_change(part: str, weeks: Sequence[Week], rules: Rules) -> Change | None:
    """Return for how long a part has kept its score, if that is long enough to be told.

    Normal feeling (0) needs no change.
    """
    if not weeks or not weeks[-1].middle:
        return None
    first = _first_alike(weeks)
    run = weeks[first:]
    length = (run[-1].monday - run[0].monday) // WEEK_DAYS + 1
    if length < rules.flat_weeks:
        return None
    middles = [week.middle for week in run]
    return Change(
        part,
        before=min(middles),
        after=run[-1].middle,
        weeks=length,
        words=run[-1].words,
        peak=max(middles),
        since=run[0].monday if first or length < WEEKS_KEPT else None,
        last=run[-1].monday,
    )


def _first_alike(weeks: Sequence[Week]) -> int:
    """Return the place of the first week of the last stretch without change and without silence."""
    low = high = weeks[-1].middle
    place = len(weeks) - 1
    while place:
        before, after = weeks[place - 1], weeks[place]
        low, high = min(low, before.middle), max(high, before.middle)
        if high - low > STEADY or after.monday - before.monday > LONGEST_SILENCE:
            break
        place -= 1
    return place


def _drawn(weeks: Iterable[Week]) -> tuple[Week, ...]:
    """The weeks of the small picture."""
    weeks = tuple(weeks)
    return tuple(week for week in weeks if week.monday > weeks[-1].monday - WEEKS_DRAWN * WEEK_DAYS)
