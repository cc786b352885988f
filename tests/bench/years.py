"""Years of diary and therapy in a moment: rows made in bulk, without chance."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import models

from apps.accounts.models import User
from apps.care.access import areas_in_log
from apps.care.actions import touch_patient
from apps.care.models import Patient, TrackedArea
from apps.diary.models import Entry
from apps.therapy.models import (
    AcupunctureDetail,
    AcupunctureNeedle,
    ElectricalDetail,
    SensoryDetail,
    Session,
    SessionArea,
)

DAY = timedelta(days=1)
FIVE_YEARS = 1825
TEN_YEARS = 3650
SIX_PARTS = (
    "left-hand",
    "left-forearm",
    "left-foot",
    "left-lower_leg",
    "left-cheek",
    "left-thumb",
)
KINDS = ("sensory", "electrical", "acupuncture", "physio", "occupational")
ROWS_PER_QUERY = 2000


def fill_years(
    patient: Patient, *, days: int, sessions: int, given_by: User, until: date | None = None
) -> None:
    """Give every part of the daily log one entry a day and spread sessions over the same days.

    The last day is `until` (default: yesterday on the patient's calendar).
    """
    last = until or patient.today() - DAY
    first = last - (days - 1) * DAY
    for number, area in enumerate(areas_in_log(patient)):
        _store(_entry(patient, area, first + day * DAY, day + number) for day in range(days))
    _fill_sessions(patient, first, days, sessions, given_by)
    touch_patient(patient)


def _entry(patient: Patient, area: TrackedArea, on: date, number: int) -> Entry:
    """Make one entry; of 31 one is blank, every third is "same", and a few carry a note."""
    blank = number % 31 == 0
    method = "skipped" if blank else "same" if number % 3 == 0 else "rated"
    return Entry(
        submission=uuid.uuid4(),
        patient=patient,
        area=area,
        for_date=on,
        zone=patient.zone,
        numbness=None if blank else (number * 7 // 5) % 11,
        tingling=number % 11 if number % 5 == 0 else None,
        method=method,
        note=f"Note {number}" if number % 50 == 0 else "",
        entered_by=patient.user,
    )


def _fill_sessions(patient: Patient, first: date, days: int, sessions: int, given_by: User) -> None:
    areas = areas_in_log(patient)
    made = [
        _session(
            patient, KINDS[number % len(KINDS)], first + number * days // sessions * DAY, given_by
        )
        for number in range(sessions)
    ]
    _store(made)
    _store(
        SessionArea(session=session, area=areas[number % len(areas)])
        for number, session in enumerate(made)
    )
    by_kind = {kind: [one for one in made if one.kind_id == kind] for kind in KINDS}
    _store(
        SensoryDetail(session=session, task="texture", attempted=60, correct=42)
        for session in by_kind["sensory"]
    )
    _store(
        ElectricalDetail(
            session=session,
            mode="sensory",
            frequency_hz=20,
            threshold_right_ma=4,
            max_ma=12,
            skin_after="normal",
        )
        for session in by_kind["electrical"]
    )
    _store(
        AcupunctureDetail(session=session, style="body", needles_in=3, needles_out=3)
        for session in by_kind["acupuncture"]
    )
    _store(
        AcupunctureNeedle(session=session, point=point, side="left")
        for session in by_kind["acupuncture"]
        for point in ("LI4", "LI11", "TE5")
    )


def _session(patient: Patient, kind: str, on: date, given_by: User) -> Session:
    key = uuid.uuid4()
    return Session(
        id=key,
        thread=key,
        patient=patient,
        kind_id=kind,
        held_on=on,
        zone=patient.zone,
        minutes=45,
        given_by=given_by,
        entered_by=given_by,
    )


def _store(rows: Iterable[models.Model]) -> None:
    rows = list(rows)
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=ROWS_PER_QUERY)
