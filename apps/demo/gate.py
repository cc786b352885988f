"""What the made-up patients said at the gate, and when the app asked about danger signs by itself.

Most days nothing is new. Whoever says "yes" or "not sure" raises an alert, and mostly ticks no sign
on the page that follows, or leaves it; a score well above the last days is asked about too. So the
counts of the demonstration have false alarms, as those of a clinic do. No number is of a study.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db.models import Model

from apps.demo.model import seeded
from apps.demo.rows import Record
from apps.diary.access import ASKED_FOR, is_rise
from apps.diary.models import Entry
from apps.safety.models import Alert, AlertStep, GateAnswer, SignCheck
from apps.safety.signs import VERSION, Answer, Tier

# Of the days on which something is logged; and of those, how often the signs are answered.
YES, NOT_SURE, LOOKED_AT = 0.005, 0.007, 0.7
# The last days are as the stories tell them.
QUIET = timedelta(days=7)
HOURS = (3, 16, 20, 40)
CLOSED = (
    ("Called: as usual, pressed by mistake.", "no"),
    ("Called: a bad night, nothing new.", "no"),
    ("Called: new pain in the shoulder, visit moved forward.", "yes"),
    ("Not reached, asked at the next visit.", "unsure"),
)
STATES = {"raised": "open", "seen": "seen", "closed": "closed"}
Step = tuple[str, datetime, dict]


def gate_rows(filled: Record, told: dict[date, str]) -> Iterator[Model]:
    """Say "yes" or "not sure" on some days, and yield the unsaved rows that come of it.

    `told` are the days on which a story says so, with the answer.
    """
    rng = seeded(f"{filled.story.key} gate")
    urgent = list(_say(filled, told, rng))
    said_on = {answer.for_date for answer in urgent}
    for answer in urgent:
        if answer.for_date not in told and rng.random() < LOOKED_AT:
            yield _nothing_ticked(answer, SignCheck.Cause.GATE)
    yield from _closed_alert(filled, urgent, rng)
    for entry in _rises(filled):
        if entry.for_date not in said_on:
            yield _nothing_ticked(entry, SignCheck.Cause.RISE)


def _say(filled: Record, told: dict[date, str], rng: Random) -> Iterator[GateAnswer]:
    for answer in filled.gate_answers:
        chance = rng.random()
        if answer.for_date in told:
            answer.answer = told[answer.for_date]
        elif answer.for_date < filled.last - QUIET and chance < YES + NOT_SURE:
            answer.answer = "yes" if chance < YES else "not_sure"
        if answer.answer != "no":
            yield answer


def _closed_alert(filled: Record, urgent: list[GateAnswer], rng: Random) -> Iterable[Model]:
    """The one alert of all that was said at the gate: closed each time before the next one."""
    steps = []
    for answer, following in pairwise([*urgent, None]):
        at, next_at = answer.recorded_at, following.recorded_at if following else filled.now
        steps.append(("raised", at, {"facts": {"gate": answer.answer}, "rules": VERSION}))
        closed_at = at + timedelta(hours=rng.choice(HOURS))
        done, needed = rng.choice(CLOSED)
        if closed_at < next_at:
            steps.append(("closed", closed_at, {"done": done, "needed": needed}))
    return alert_with(filled, Alert.Kind.CONTACT_SIGN, "gate", steps) if steps else ()


def alert_with(filled: Record, kind: str, about: str, steps: list[Step]) -> Iterator[Model]:
    """Yield an alert as it stands after these steps, and the steps: verb, moment, what it holds."""
    patient, treats = filled.story.key, next(iter(filled.story.practitioners))
    alert = Alert(
        patient=filled.patient,
        kind=kind,
        about=about,
        state=STATES[steps[-1][0]],
        raised_at=max(at for verb, at, _what in steps if verb == "raised"),
        steps_taken=len(steps),
    )
    yield alert
    for number, (verb, at, what) in enumerate(steps, start=1):
        by = filled.people[patient if verb == "raised" else treats]
        yield AlertStep(alert=alert, number=number, verb=verb, at=at, by=by, **what)


def _nothing_ticked(said: GateAnswer | Entry, cause: str) -> SignCheck:
    """The list of signs a minute after an answer: none of these."""
    return SignCheck(
        id=uuid4(),
        patient_id=said.patient_id,
        for_date=said.for_date,
        zone=said.zone,
        cause=cause,
        answer=Answer.NO,
        tier=Tier.NONE,
        rules=VERSION,
        recorded_at=said.recorded_at + timedelta(minutes=1),
        entered_by_id=said.entered_by_id,
    )


def _rises(filled: Record) -> Iterable[Entry]:
    """The first entry of each day after which the app asked, by its own rule."""
    found, scores = {}, defaultdict(dict)
    for entry in filled.entries:
        if entry.state == Entry.State.CURRENT and entry.numbness is not None:
            of_area = scores[entry.area_id, entry.scale]
            if _may_be_asked_about(entry) and is_rise(entry.numbness, _week_before(entry, of_area)):
                found.setdefault(entry.for_date, entry)
            of_area[entry.for_date] = entry.numbness
    return found.values()


def _may_be_asked_about(entry: Entry) -> bool:
    said_on = entry.recorded_at.astimezone(ZoneInfo(entry.zone)).date()
    return entry.method == Entry.Method.RATED and said_on - entry.for_date <= ASKED_FOR


def _week_before(entry: Entry, scores: dict[date, int]) -> list[int]:
    days = (entry.for_date - timedelta(days=back) for back in range(1, 8))
    return [scores[day] for day in days if day in scores]
