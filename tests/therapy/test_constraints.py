"""The database itself refuses what cannot be, whatever wrote it."""

import uuid

import pytest
from django.db import DataError, IntegrityError, transaction
from django.db.models import FloatField, Value

from apps.therapy.models import (
    AcupunctureNeedle,
    PrecautionCheck,
    SensoryDetail,
    Session,
    SessionKind,
)
from apps.therapy.points import Needle
from tests.therapy.conftest import CURRENT, NO_PRECAUTION

pytestmark = pytest.mark.django_db


def refuse(rows, **values) -> None:
    """Expect the database to refuse these values."""
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        rows.update(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"minutes": 0},
        {"minutes": 601},
        {"setting": "moon"},
        {"state": "lost"},
        {"given_by": None},
        {"given_by_name": "Somebody"},
        {"given_by_phone": "1"},
    ],
)
def test_session(record, values):
    session = record()
    refuse(Session.objects.filter(pk=session.pk), **values)


def test_one_version_of_a_session_stands(record):
    first, second = record(), record()
    refuse(Session.objects.filter(pk=second.pk), thread=first.thread)


@pytest.mark.parametrize(
    "values",
    [
        {"task": "juggling"},
        {"vision": "shut"},
        {"guidance": "both"},
        {"difficulty": 0},
        {"difficulty": 6},
        {"attempted": 5001},
        {"correct": 61},
        {"attempted": None},
        {"fatigue_after": 11},
    ],
)
def test_sensory(record, values):
    session = record(sensory={"attempted": 60, "correct": 42})
    refuse(type(session.sensory).objects.filter(pk=session.pk), **values)


@pytest.mark.parametrize(
    "values",
    [
        {"mode": "x"},
        {"level": "x"},
        {"skin_before": "x"},
        {"skin_after": "x"},
        {"frequency_hz": 0},
        {"frequency_hz": 251},
        {"pulse_width_us": 19},
        {"pulse_width_us": 1001},
        {"amplitude_ma": "-0.1"},
        {"amplitude_ma": "120.1"},
        {"threshold_left_ma": "120.1"},
        {"threshold_right_ma": "120.1"},
        {"max_ma": "120.1"},
        {"on_seconds": 601},
        {"off_seconds": 601},
    ],
)
def test_electrical(record, values):
    session = record("electrical", electrical=CURRENT, precautions=NO_PRECAUTION)
    refuse(type(session.electrical).objects.filter(pk=session.pk), **values)


@pytest.mark.parametrize(
    "values",
    [
        {"style": "x"},
        {"sought": "x"},
        {"felt": "x"},
        {"stimulation": "x"},
        {"needles_in": 101, "needles_out": 101},
        {"needles_out": 4},
        {"needles_out": None},
        {"retention_minutes": 241},
        {"needle_diameter_mm": "0.09"},
        {"needle_diameter_mm": "1.01"},
        {"needle_length_mm": 4},
        {"needle_length_mm": 201},
        {"earlier_sessions": 1001},
    ],
)
def test_acupuncture(record, values):
    session = record("acupuncture", acupuncture={"needles_in": 5, "needles_out": 5})
    refuse(type(session.acupuncture).objects.filter(pk=session.pk), **values)


@pytest.mark.parametrize("values", [{"side": "x"}, {"depth_mm": 0}, {"depth_mm": 151}])
def test_needle(record, values):
    session = record("acupuncture", acupuncture={}, needles=[Needle("LI4", "left")])
    refuse(AcupunctureNeedle.objects.filter(session=session), **values)


def test_a_point_stands_once_per_side(record):
    session = record("acupuncture", acupuncture={}, needles=[Needle("LI4", "left")])
    with pytest.raises(IntegrityError), transaction.atomic():
        AcupunctureNeedle.objects.create(session=session, point="LI4", side="left")


@pytest.mark.parametrize(
    "values",
    [
        {"form": "x"},
        {"shape": "x"},
        {"colour": "x"},
        {"name": ""},
        {"name": "ACUPUNCTURE"},
        {"order": 1001},
    ],
)
def test_kind(values):
    refuse(SessionKind.objects.filter(code="sensory"), **values)


def test_a_precaution_needs_a_reason(record):
    record("electrical", electrical=CURRENT, precautions=NO_PRECAUTION)
    for precaution in ("implant", "risky_place", "pregnancy", "epilepsy", "clot", "cancer",
                       "broken_skin", "cannot_report"):  # fmt: skip
        refuse(PrecautionCheck.objects.all(), **{precaution: True})


WHOLE = [
    (Session, "minutes"),
    (SensoryDetail, "difficulty"),
    (SensoryDetail, "attempted"),
    (SensoryDetail, "correct"),
    (SensoryDetail, "fatigue_after"),
]


@pytest.mark.parametrize(("model", "column"), WHOLE)
def test_a_whole_number_is_never_3_7(record, model, column):
    """SQLite would keep 3.7 in an integer column; PostgreSQL rounds it to a whole number."""
    record(sensory={"attempted": 60, "correct": 4, "difficulty": 4, "fatigue_after": 4})
    as_typed = Value(3.7, output_field=FloatField())
    try:
        with transaction.atomic():
            model.objects.update(**{column: as_typed})
    except IntegrityError:
        return
    assert model.objects.values_list(column, flat=True).get() == 4


def test_a_session_cannot_be_stored_without_its_patient(record):
    session = record()
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.create(
            pk=uuid.uuid4(),
            thread=uuid.uuid4(),
            patient=None,
            kind=session.kind,
            held_on=session.held_on,
            minutes=1,
            zone="UTC",
            given_by=session.given_by,
            entered_by=session.entered_by,
        )
