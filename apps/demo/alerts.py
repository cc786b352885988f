"""What the made-up patients said that a practitioner should look at, and what was done about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from uuid import uuid4

from django.db.models import Model

from apps.demo.gate import alert_with, gate_rows
from apps.demo.rows import Record
from apps.safety.models import (
    Alert,
    AlertStep,
    CheckedSign,
    FollowUpAnswer,
    Injury,
    SignCheck,
)
from apps.safety.signs import VERSION, judged

ACUPUNCTURE = "acupuncture"


@dataclass(frozen=True)
class Said:
    """One event: `ago` days before the last day of the diary, and what practitioners did after it.

    `signs` are those of a list that was answered; `injury` is a kind and a part; `outcome` answers
    the question a day after the last acupuncture. `closed` are what was done, and whether
    somebody had to act; it happened `after` hours later, as "seen" did without it.
    """

    kind: str
    ago: int = 0
    signs: tuple[str, ...] = ()
    answer: str = "yes"
    injury: tuple[str, str] | tuple[()] = ()
    outcome: str = ""
    after: int = 0
    closed: tuple[str, str] | tuple[()] = ()

    @property
    def at_gate(self) -> bool:
        """Whether the gate of the day asked for it: the weekly list asks about what is slow."""
        is_slow = bool(self.signs) and all(code.startswith("C") for code in self.signs)
        return not (self.outcome or self.injury or is_slow)


SAID = {
    "rosa": (
        Said("contact_sign", 130, ("C04",), after=20, closed=("Rash from a new soap.", "yes")),
        Said("injury", 61, injury=("burn", "left-hand"), after=40, closed=("Dressed.", "yes")),
        Said("after_acupuncture", outcome="same", after=16),
    ),
    "george": (Said("weaker", 2, ("C03",)),),
    "mei-ling": (Said("emergency_sign", 1, answer="not_sure"),),
    "ivan": (
        Said("contact_sign", 640, ("C02",), after=44, closed=("Wrist splint adjusted.", "yes")),
        Said("weaker", 300, ("C03",), after=40, closed=("Tested: as before.", "no")),
    ),
    "ingrid": (
        Said("emergency_sign", 700, ("B7",), after=15, closed=("Migraine, as known.", "no")),
        Said("contact_sign", 250, ("C01",), after=64, closed=("Referred to a doctor.", "yes")),
        Said("injury", 20, injury=("cut", "left-foot"), after=16),
    ),
    "yusuf": (Said("emergency_sign", 90, ("E08",), after=16, closed=("Seen in hospital.", "yes")),),
}


def alert_rows(filled: Record) -> Iterator[list[Model]]:
    """Yield unsaved rows, table by table, those that others point to first."""
    said = SAID.get(filled.story.key, ())
    at_the_gate = {filled.last - timedelta(days=one.ago): one.answer for one in said if one.at_gate}
    rows = [row for one in said for row in _rows(filled, one)]
    rows += gate_rows(filled, at_the_gate)
    order = [SignCheck, CheckedSign, FollowUpAnswer, Injury, Alert, AlertStep]
    rows.sort(key=lambda row: order.index(type(row)))
    for _table, of_table in groupby(rows, key=type):
        yield list(of_table)


def _rows(filled: Record, said: Said) -> Iterator[Model]:
    at = _said_at(filled, said)
    if said.outcome:
        at, about, facts, row = _after_acupuncture(filled, said)
        yield row
    elif said.injury:
        kind, about = said.injury
        facts = {"kind": kind, "part": about, "on": f"{filled.last - timedelta(days=said.ago)}"}
        on = filled.last - timedelta(days=said.ago)
        own = {"part_code": about, "on": on, "kind": kind}
        yield Injury(**_own(filled, at) | own)
    else:
        about, check = "", _check(filled, said, at)
        yield check
        yield from (CheckedSign(sign_check=check, code=code) for code in said.signs)
        facts = {"check": str(check.pk), "answer": said.answer, "signs": list(said.signs)}
    yield from _alert(filled, said, at, about, facts)


def _said_at(filled: Record, said: Said) -> datetime:
    """A minute after the gate of that day, if it was answered."""
    on = filled.last - timedelta(days=said.ago)
    gate = next((one for one in filled.gate_answers if one.for_date == on), None)
    if gate is None or said.injury:
        return filled.at(on, 18 * 60)
    return min(gate.recorded_at + timedelta(minutes=1), filled.now)


def _own(filled: Record, at: datetime) -> dict:
    """The facts that every answer of the patient has."""
    return {
        "id": uuid4(),
        "patient": filled.patient,
        "zone": filled.story.zone,
        "recorded_at": at,
        "entered_by": filled.people[filled.story.key],
    }


def _check(filled: Record, said: Said, at: datetime) -> SignCheck:
    return SignCheck(
        **_own(filled, at),
        for_date=filled.last - timedelta(days=said.ago),
        cause=SignCheck.Cause.GATE if said.at_gate else SignCheck.Cause.WEEKLY,
        answer=said.answer,
        tier=judged(said.answer, frozenset(said.signs)),
        rules=VERSION,
    )


def _after_acupuncture(filled: Record, said: Said) -> tuple:
    """The answer a day after the last acupuncture."""
    session = [one for one in filled.sessions if one.kind_id == ACUPUNCTURE][-1]
    on = session.held_on + timedelta(days=1)
    at = filled.at(on, 18 * 60)
    question = FollowUpAnswer.Question.FIRST
    answer = FollowUpAnswer(
        **_own(filled, at),
        session=session,
        thread=session.thread,
        question=question,
        outcome=said.outcome,
        heaviness=True,
        for_date=on,
        rules=VERSION,
    )
    facts = {"question": question.value, "outcome": said.outcome, "session": str(session.pk)}
    return at, str(session.thread), facts, answer


def _alert(filled: Record, said: Said, at: datetime, about: str, facts: dict) -> Iterator[Model]:
    steps = [("raised", at, {"facts": facts, "rules": VERSION})]
    if said.after:
        verb = "closed" if said.closed else "seen"
        what = dict(zip(("done", "needed"), said.closed, strict=True)) if said.closed else {}
        steps.append((verb, min(at + timedelta(hours=said.after), filled.now), what))
    yield from alert_with(filled, said.kind, about, steps)
