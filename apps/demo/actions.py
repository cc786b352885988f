"""Fills an empty database with made-up people.

This is the one write that does not go through the actions of the other apps: thousands of rows
are stored in bulk, and the history has one event, `filled_demo`, per patient, which tells how
many rows came with it, and a few looks. It never runs on a database that holds anybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import record
from apps.care.actions import touch_patient
from apps.care.body import PARTS_BY_CODE
from apps.care.models import (
    Baseline,
    CareTeamPlace,
    HelperConsent,
    OutsidePractitioner,
    Patient,
    Stroke,
    TrackedArea,
)
from apps.core.roles import Role
from apps.demo.access import is_filled
from apps.demo.alerts import alert_rows
from apps.demo.model import seeded
from apps.demo.notes import note_rows
from apps.demo.people import PEOPLE, SIGN_IN_WORDS
from apps.demo.results import result_rows
from apps.demo.rows import Record
from apps.demo.stories import STORIES
from apps.demo.story import HEALTHY, USUAL, Story
from apps.demo.team import cover, look_rows

SEED = 2026
ROWS_PER_QUERY = 2000


@dataclass(frozen=True)
class Filled:
    """How many rows were made."""

    people: int
    patients: int
    entries: int
    sessions: int


@transaction.atomic
def fill_demo(*, by: User | None = None, now: datetime | None = None) -> Filled | None:
    """Make the people of the demonstration with their diaries and sessions, all or nothing.

    Returns None and changes nothing when anybody is in the database already. `by` stands in the
    history (default: the made-up admin); every time is relative to `now`.
    """
    if is_filled():
        return None
    now = now or timezone.now()
    people = _make_people(now)
    by = by or next(user for user in people.values() if user.role == Role.ADMIN)
    records = [_make_patient(story, people, now) for story in STORIES]
    for filled in records:
        _store(filled)
        _tell(by, filled)
    _bulk([cover(people, now)])
    return Filled(
        people=len(people),
        patients=len(records),
        entries=sum(len(filled.entries) for filled in records),
        sessions=sum(len(filled.sessions) for filled in records),
    )


def _make_people(now: datetime) -> dict[str, User]:
    # Hashed once: argon2 is slow on purpose, and the words are the same for everybody.
    password = make_password(SIGN_IN_WORDS)
    joined_at = now - timedelta(days=max(story.days for story in STORIES) + 60)
    users = {
        person.key: User(
            email=person.email,
            name=person.name,
            role=person.role,
            password=password,
            is_active=True,
            joined_at=joined_at,
        )
        for person in PEOPLE
    }
    _bulk(users.values())
    _bulk(
        EmailAddress(user=user, email=user.email, verified=True, primary=True)
        for user in users.values()
    )
    return users


def _make_patient(story: Story, people: dict[str, User], now: datetime) -> Record:
    today = now.astimezone(ZoneInfo(story.zone)).date()
    patient = Patient(
        user=people[story.key],
        # The birthday was some months ago, whatever today's date is.
        born_on=today - timedelta(days=round(story.age * 365.25) + 100),
        zone=story.zone,
        scale=Patient.Scale.WORDS if story.words_days else Patient.Scale.NUMBERS,
        **HEALTHY | story.background,
    )
    areas = [
        TrackedArea(patient=patient, site=part.site, side=part.side, slot=slot)
        for slot, part in enumerate((PARTS_BY_CODE[area.code] for area in story.areas), start=1)
    ]
    filled = Record(story, patient, areas, people, now, seeded(f"{SEED} {story.key}"))
    began_at = datetime.combine(filled.first, time(9), ZoneInfo(story.zone))
    patient.created_at = began_at
    for area in areas:
        area.added_at = began_at
    filled.fill()
    return filled


def _store(filled: Record) -> None:
    """Store the rows, those that others point to first."""
    alerts = list(alert_rows(filled))  # they tell what was said at the gate
    _bulk([filled.patient])
    _bulk(filled.areas)
    _bulk(_strokes(filled))
    _bulk([_baseline(filled)])
    _bulk(_care_team(filled))
    _bulk(_outside(filled))
    _bulk(_consents(filled))
    _bulk(look_rows(filled))
    _bulk(filled.entries)
    _bulk(filled.chips)
    for rows in note_rows(filled):
        _bulk(rows)
    _bulk(filled.gate_answers)
    _bulk(filled.precautions)
    _bulk(filled.sessions)
    _bulk(filled.session_areas)
    for rows in filled.details.values():
        _bulk(rows)
    _bulk(filled.needles)
    _bulk(filled.phases)
    _bulk(result_rows(filled))
    _bulk(filled.goals)
    _bulk(filled.plans)
    for rows in alerts:
        _bulk(rows)
    _bulk(filled.follow_ups)
    _bulk(filled.follow_up_parts)
    touch_patient(filled.patient)


def _bulk(rows: Iterable[models.Model]) -> None:
    rows = list(rows)
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=ROWS_PER_QUERY)


def _strokes(filled: Record) -> list[Stroke]:
    today = filled.last + timedelta(days=filled.story.ended)
    strokes = []
    for onset in filled.story.strokes:
        on = today - timedelta(days=onset.days_ago)
        # A date known to the month is kept as the month's first day.
        on = on.replace(day=1) if onset.precision == "month" else on
        stroke = Stroke(
            patient=filled.patient,
            onset_on=on,
            onset_precision=onset.precision,
            type=onset.type,
            side=onset.side,
            place=onset.place,
        )
        strokes.append(stroke)
    return strokes


def _baseline(filled: Record) -> Baseline:
    return Baseline(
        patient=filled.patient,
        recorded_at=filled.patient.created_at,
        recorded_by=filled.people[next(iter(filled.story.practitioners))],
        **USUAL | filled.story.baseline,
    )


def _care_team(filled: Record) -> list[CareTeamPlace]:
    return [
        CareTeamPlace(
            patient=filled.patient,
            practitioner=filled.people[key],
            discipline=discipline,
            from_on=filled.first,
            ended_at=filled.now - timedelta(days=60) if key in filled.story.left_team else None,
        )
        for key, discipline in filled.story.practitioners.items()
    ]


def _outside(filled: Record) -> list[OutsidePractitioner]:
    if not filled.story.outside:
        return []
    name, phone, discipline = filled.story.outside
    practitioner = OutsidePractitioner(
        patient=filled.patient, name=name, phone=phone, discipline=discipline
    )
    return [practitioner]


def _consents(filled: Record) -> list[HelperConsent]:
    if not filled.story.helper:
        return []
    helper = filled.people[filled.story.helper]
    given_at = filled.patient.created_at
    consent = HelperConsent(
        patient=filled.patient,
        helper=helper,
        name=helper.name,
        email=helper.email,
        given_at=given_at,
    )
    return [consent]


def _tell(by: User, filled: Record) -> None:
    record(
        by=by,
        verb="filled_demo",
        target=filled.patient,
        patient_id=filled.patient.pk,
        changes={
            "entries": [0, len(filled.entries)],
            "sessions": [0, len(filled.sessions)],
            "phases": [0, len(filled.phases)],
            "goals": [0, len(filled.goals)],
            "plans": [0, len(filled.plans)],
            "follow_ups": [0, len(filled.follow_ups)],
        },
    )
