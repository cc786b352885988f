"""Alerts as pages show them: why, since when, for whom, and what happened to them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from apps.care.models import Patient
from apps.safety import access
from apps.safety.clock import on_clinic_clock
from apps.safety.models import Alert, AlertStep
from apps.safety.wording import alerts as wording

Verb, State = AlertStep.Verb, Alert.State


@dataclass(frozen=True)
class Step:
    """One line of an alert's history. `reason` and `rules` are those of a raising step.

    `facts` are the codes of a reason, or of one that no longer stands.
    """

    sentence: str
    reason: str = ""
    rules: int | None = None
    facts: dict = field(default_factory=dict)
    is_change: bool = False
    done: str = ""
    needed: str = ""

    def is_change_of(self, reason: dict) -> bool:
        """Return whether it tells that what was said with these facts no longer stands."""
        return self.is_change and {**self.facts, "now": None} == {**reason, "now": None}


@dataclass(frozen=True)
class Row:
    """One alert. `raised_at` is on the clinic's clock, and `steps` are those that tell where it
    stands, the oldest first."""

    alert: Alert
    patient: Patient
    reason: str
    raised_at: datetime
    steps: list[Step]

    @property
    def is_open(self) -> bool:
        """Whether nobody has looked at it."""
        return self.alert.state == State.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether somebody has dealt with it."""
        return self.alert.state == State.CLOSED

    @cached_property
    def is_urgent(self) -> bool:
        """Whether it tells of a warning sign."""
        return self.alert.kind == Alert.Kind.EMERGENCY_SIGN

    @property
    def last(self) -> Step:
        """What happened last; a change of the answer has its own place."""
        return next(step for step in reversed(self.steps) if not step.is_change)

    @property
    def change(self) -> str:
        """Who changed or took back the answer that is its reason, and when; "" while it stands."""
        raised = max(n for n, step in enumerate(self.steps) if step.reason)
        reason = self.steps[raised].facts
        said = [step.sentence for step in self.steps[raised:] if step.is_change_of(reason)]
        return said[-1] if said else ""


def rows(alerts: Iterable[Alert]) -> list[Row]:
    """Return alerts as lists show them: three queries for their steps and the days of sessions."""
    alerts = access.with_standing_steps(alerts)
    held_on = access.sessions_named(step for alert in alerts for step in alert.standing_steps)
    return [_row(alert, held_on) for alert in alerts]


def _row(alert: Alert, held_on: dict) -> Row:
    steps = [_step(step, alert.patient.zone, held_on) for step in alert.standing_steps]
    reason = next((step.reason for step in reversed(steps) if step.reason), "")
    raised_at = on_clinic_clock(alert.raised_at)
    return Row(alert, alert.patient, reason, raised_at, steps)


def history(patient: Patient, steps: Iterable[AlertStep]) -> list[Step]:
    """Return steps of one alert in their order; one more query for the days of sessions."""
    steps = list(steps)
    held_on = access.sessions_named(steps)
    return [_step(step, patient.zone, held_on) for step in steps]


def _step(step: AlertStep, zone: str, held_on: dict) -> Step:
    is_reason = step.verb == Verb.RAISED
    return Step(
        sentence=wording.happened(step),
        facts=step.facts,
        is_change=step.verb == Verb.CHANGED,
        reason=wording.reason(step, zone, held_on) if is_reason else "",
        rules=step.rules,
        done=step.done,
        needed=step.get_needed_display() if step.needed else "",
    )


def beside_patient(patient: Patient) -> dict:
    """Return the alerts of one patient for the practitioner's page about them."""
    return {
        "alerts": rows(access.alerts_of(patient)),
        "closed_alerts": access.number_closed(patient),
    }


def stale_sentence(alert: Alert) -> str:
    """Return what happened to an alert since the page was made."""
    return wording.in_the_meantime(access.history_of(alert)[0])
