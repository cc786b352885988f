"""The whole table of questions after acupuncture, lived through on a clock.

What is answered after a day, with what is answered after a week, with an alarm at the gate at any
point; over a clock change; and with the session corrected, moved or taken back afterwards. Less
after a day is asked again after a week; the same or worse after a day, and anything that is still
there after a week, is for a practitioner. What was raised stays raised, what was said stays in the
record, and no answer is overdue, and never anything better.
"""

import itertools
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from apps.safety import access
from apps.safety.models import Alert, FollowUpAnswer, GateAnswer
from apps.therapy import actions as therapy
from apps.therapy.models import Session, SessionKind

OUTCOMES = ("gone", "less", "same", "worse", None)
TABLE = [*itertools.product(OUTCOMES, OUTCOMES)]
TROUBLE = {("first", "same"), ("first", "worse")}
TROUBLE |= {("second", "less"), ("second", "same"), ("second", "worse")}
# In which hours after the session an alarm comes at the gate: before, between and after.
GATES = (2, 25, 100, 170, 216)
ANSWERED_AT = {"first": 26, "second": 169}
HOUR = timedelta(hours=1)
# The clock in London goes forward, or back, before the end of the week, or of the first day.
CLOCKS = ("2026-03-20T10:00Z", "2026-03-28T16:00Z", "2026-10-16T10:00Z", "2026-10-24T16:00Z")


class Story:
    """One session of Rosa, and what happens after it, hour by hour."""

    def __init__(self, cast, time_machine, ended: str) -> None:
        self.cast, self.clock = cast, time_machine
        self.ended = datetime.fromisoformat(ended).astimezone(UTC)
        self.move(0)
        self.facts = {"minutes": 30, "areas": [cast.area()]}
        acupuncture = SessionKind.objects.get(code="acupuncture")
        given = {"by": cast.amara, "patient": cast.rosa, "kind": acupuncture}
        self.session = therapy.record_session(key=uuid.uuid4(), **given, **self.held(0))

    def move(self, hours: float) -> None:
        """So many hours have passed since the session ended."""
        self.clock.move_to(self.ended + hours * HOUR, tick=False)

    def held(self, later: float) -> dict:
        """Return what says when it was, moved by so many hours."""
        began = (self.ended + later * HOUR - timedelta(minutes=30)).astimezone(self.zone)
        return self.facts | {"held_on": began.date(), "start_time": began.time()}

    @property
    def zone(self) -> ZoneInfo:
        """Rosa's zone."""
        return ZoneInfo(self.cast.rosa.zone)

    def send(self, question: str, **form) -> None:
        """Rosa sends the page of a question."""
        client = self.cast.client("rosa")
        client.force_login(self.cast.rosa.user)  # a day later her session would have ended
        address = reverse("safety:follow-up", args=[self.cast.rosa.pk, self.session.pk, question])
        sent = {"key": uuid.uuid4(), "press": 1, "for_date": self.cast.today()} | form
        assert client.post(address, sent).status_code == 302

    def live(self, said: dict, gate: float | None) -> None:
        """Rosa answers what she answers, each in its hour."""
        happens = [(ANSWERED_AT[name], name, outcome) for name, outcome in said.items() if outcome]
        happens += [(gate, "first", "")] if gate is not None else []
        for hours, question, outcome in sorted(happens):
            self.move(hours)
            form = {"gate": "no", "outcome": outcome} if outcome else {"gate": "yes"}
            self.send(question, **form)
        self.move(220)

    def stages(self) -> dict:
        """Return where the questions stand."""
        rows = Session.objects.current().filter(thread=self.session.thread).for_rows()
        found = (one for row in rows for one in access.after_session(row))
        return {one.question: str(one.stage) for one in found}


def answered(first: str | None, second: str | None) -> dict:
    """Return what Rosa says: after "gone" she is not asked again."""
    return {"first": first} | ({} if first == "gone" else {"second": second})


def expected(said: dict) -> dict:
    """Return where the questions must stand in the end."""
    return {name: "answered" if outcome else "overdue" for name, outcome in said.items()}


def raised(kind: str) -> int:
    """Return how often an alert of this kind was raised, all of which are open."""
    alerts = Alert.objects.filter(kind=kind)
    assert {alert.state for alert in alerts} <= {"open"}
    return sum(alert.steps.filter(verb="raised").count() for alert in alerts)


def stored() -> list:
    """Return what was said, as it stands."""
    rows = FollowUpAnswer.objects.order_by("recorded_at")
    return list(rows.values_list("question", "outcome", "state"))


@pytest.mark.parametrize(("first", "second"), TABLE)
def test_the_table_with_an_alarm_at_any_point(cast, time_machine, first, second):
    """The alarm is raised by itself, answers no question, and takes nothing away."""
    said = answered(first, second)
    for number, gate in enumerate([None, *GATES]):
        story = Story(cast, time_machine, f"2026-{6 + number:02}-01T10:00Z")
        before = raised("after_acupuncture")
        story.live(said, gate)
        assert story.stages() == expected(said)
        assert raised("after_acupuncture") - before == len(TROUBLE & set(said.items()))
        assert raised("contact_sign") == number
        assert GateAnswer.objects.filter(answer="yes", state="current").count() == number


@pytest.mark.parametrize(("first", "second"), TABLE)
def test_the_table_over_a_clock_change(cast, time_machine, first, second):
    """Hours are counted as they pass: the question comes to the minute, and it ends the same."""
    said = answered(first, second)
    for number, ended in enumerate(CLOCKS, start=1):
        story = Story(cast, time_machine, ended)
        for hours, stage in ((24 - 1 / 60, "waiting"), (24, "due")):
            story.move(hours)
            assert story.stages()["first"] == stage
        story.live(said, None)
        assert story.stages() == expected(said)
        assert raised("after_acupuncture") == number * len(TROUBLE & set(said.items()))


def afterwards(story: Story) -> Iterator[tuple[str, dict | None]]:
    """Change the session in every way; yield its name and what remains of the questions.

    None: as before. Each change starts from what the one before it left.
    """
    amara = {"by": story.cast.amara}

    def correct(later: float) -> None:
        present = Session.objects.current().get(thread=story.session.thread)
        therapy.correct_session(**amara, session=present, key=uuid.uuid4(), **story.held(later))

    correct(0.5)
    yield "corrected", None
    correct(-30)
    yield "moved to an earlier day", None
    present = Session.objects.current().get(thread=story.session.thread)
    therapy.withdraw_session(**amara, session=present)
    yield "taken back", {}
    therapy.restore_session(**amara, session=present)
    yield "put back", None
    correct(150)
    yield "moved to a much later day", {"first": "overdue", "second": "waiting"}
    correct(0)
    yield "moved back", None


@pytest.mark.parametrize(("first", "second"), TABLE)
def test_the_table_with_a_session_that_changes_afterwards(cast, time_machine, first, second):
    """What was said and raised stays, whatever the session becomes."""
    story, said = Story(cast, time_machine, "2026-06-01T10:00Z"), answered(first, second)
    story.live(said, gate=100)
    kept, trouble = stored(), len(TROUBLE & set(said.items()))
    for name, remains in afterwards(story):
        assert story.stages() == (expected(said) if remains is None else remains), name
        assert stored() == kept, name
        assert (raised("after_acupuncture"), raised("contact_sign")) == (trouble, 1), name
