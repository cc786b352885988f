"""Writes: exactly once, nothing overwritten, each with its event."""

import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from apps.assessments import access, actions
from apps.assessments.actions import StaleResult
from apps.assessments.models import Result
from apps.audit.models import Event
from apps.care.models import Patient
from tests.assessments.conftest import instrument

State = Result.State


def verbs() -> list[str]:
    """Return what was recorded about results, in order."""
    events = Event.objects.filter(target_type="result").order_by("pk")
    return list(events.values_list("verb", flat=True))


def state(result: Result) -> str:
    """Return the state that the database holds."""
    return Result.objects.get(pk=result.pk).state


def facts_of(result: Result, **changed) -> dict:
    """Return the facts of a result with some of them changed."""
    return access.result_or_404(result.patient, result.pk).facts() | changed


def correct(cast, result: Result, **changed) -> Result:
    """Correct a result as Amara."""
    facts = {"by": cast.amara, "key": uuid.uuid4()} | facts_of(result)
    if "parts" in changed and "total" not in changed:
        changed["total"] = None
    return actions.correct_result(result=result, **facts | changed)


# --- Recording --------------------------------------------------------------------------------


def test_parts_make_their_total(record):
    result = record("FMA_S", parts={"light_touch": 2, "position_sense": Decimal(5)})
    assert result.total == 7
    assert result.parts == {"light_touch": "2", "position_sense": "5"}
    assert (result.low, result.high) == (0, 12)


def test_zero_is_a_result(record):
    assert record("2PD", total=2).total == 2
    assert record("BI", total=0).total == 0
    assert record("FMA_S", parts={"light_touch": 0, "position_sense": 0}).total == 0


def test_a_total_alone_is_worth_keeping(record):
    result = record("FMA_S", total=9)
    assert (result.total, result.parts) == (9, {})


def test_not_felt_has_no_number(record):
    result = record("SWM", beyond="not_felt")
    assert (result.total, result.beyond) == (None, "not_felt")


def test_a_repeat_gives_the_first_answer(cast, record):
    key = uuid.uuid4()
    version = Patient.objects.get(pk=cast.rosa.pk).data_version
    first = record(key=key)
    assert record(key=key) == first
    assert Result.objects.count() == 1
    assert verbs() == ["recorded_result"]
    assert Patient.objects.get(pk=cast.rosa.pk).data_version > version


def test_another_answer_under_the_same_key_is_told(record):
    key = uuid.uuid4()
    first = record("BI", key=key, total=50)
    with pytest.raises(StaleResult) as stale:
        record("BI", key=key, total=55)
    assert stale.value.present == first


def test_an_event_that_fails_stores_nothing(record, monkeypatch):
    def fail(**more):
        raise IntegrityError

    monkeypatch.setattr("apps.assessments.actions.results.record", fail)
    with pytest.raises(IntegrityError), transaction.atomic():
        record()
    assert not Result.objects.exists()


def test_the_event_tells_what_was_found(cast, record):
    record("BI", total=50)
    changes = Event.objects.get(verb="recorded_result").changes
    assert changes["total"] == [None, "50"]
    assert changes["given_by"] == [None, str(cast.amara.pk)]


# --- Rules ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "facts", "field", "sentence"),
    [
        ("BI", {"total": 105}, "total", "Result: type a number from 0 to 100."),
        ("BI", {"total": 52}, "total", "Result goes in steps of 5. Type 50 or 55."),
        ("WPST", {"total": "9.55"}, "total", "Result goes in steps of 0.1. Type 9.5 or 9.6."),
        ("2PD", {"total": 1}, "total", "Result: type a number from 2 to 15."),
        ("SWM", {"total": "3.5"}, "total", "Choose one of the 20 markings, or “Not felt”."),
        ("MAS", {"level": "5"}, "total", "Choose one of the codes."),
        ("PGIC", {"level": "0"}, "total", "Choose one of the codes."),
        (
            "FMA_S",
            {"parts": {"light_touch": 5, "position_sense": 5}},
            "part_light_touch",
            "Light touch: type a number from 0 to 4.",
        ),
        (
            "FMA_S",
            {"parts": {"light_touch": 2, "position_sense": 5}, "total": 8},
            "total",
            "The parts add up to 7, not to 8. Correct a part, or type 7 as the total.",
        ),
        (
            "FMA_S",
            {"parts": {"light_touch": 2}},
            "total",
            "Type every part, or none of them and the total.",
        ),
        ("RASP", {"parts": {}}, "total", "Type at least one of the parts."),
        (
            "RNSA",
            {"version": "", "parts": {"tactile": 3}},
            "version",
            "Type or choose which version of the test it was.",
        ),
        (
            "BI",
            {"version": "50", "total": 5, "place": "whole"},
            "version",
            "Type or choose which version of the test it was.",
        ),
        (
            "WPST",
            {"place": "left-hand", "total": 9},
            "place",
            "This test is not done there. Choose a place of its list, such as: "
            "Left wrist, Right wrist.",
        ),
        ("WPST", {"total": 9, "back": -1}, "done_on", "The day cannot be in the future."),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else None,
)
def test_what_cannot_be_gets_a_sentence(record, code, facts, field, sentence):
    with pytest.raises(ValidationError) as refused:
        record(code, **facts)
    assert refused.value.message_dict[field] == [sentence]
    assert not Result.objects.exists()


# --- Corrections ------------------------------------------------------------------------------


def test_a_correction_keeps_the_former_version(cast, record):
    first = record("BI", total=50)
    second = correct(cast, first, total=Decimal(55))
    assert (state(first), state(second)) == (State.REPLACED, State.CURRENT)
    assert list(access.results_of(cast.rosa)) == [second]
    changes = Event.objects.get(verb="corrected_result").changes
    assert changes["total"] == ["50", "55"]


def test_the_second_of_two_corrections_is_told_what_stands(cast, record):
    first = record("BI", total=50)
    second = correct(cast, first, total=Decimal(55))
    with pytest.raises(StaleResult) as stale:
        correct(cast, first, total=Decimal(60))
    assert stale.value.present == second
    assert Result.objects.count() == 2


def test_undo_lets_the_former_version_stand_again(cast, record):
    first = record("BI", total=50)
    second = correct(cast, first, total=Decimal(55))
    actions.undo_result(by=cast.amara, result=second)
    actions.undo_result(by=cast.amara, result=second)
    assert (state(first), state(second)) == (State.CURRENT, State.WITHDRAWN)
    assert verbs() == ["recorded_result", "corrected_result", "undid_result", "restored_result"]


def test_taking_back_and_putting_back(cast, record):
    result = record("BI", total=50)
    actions.withdraw_result(by=cast.amara, result=result)
    assert not access.results_of(cast.rosa)
    actions.withdraw_result(by=cast.amara, result=result)
    actions.restore_result(by=cast.amara, result=result)
    assert verbs() == ["recorded_result", "withdrew_result", "restored_result"]
    assert list(access.results_of(cast.rosa)) == [result]


def test_a_former_version_cannot_be_taken_back(cast, record):
    first = record("BI", total=50)
    second = correct(cast, first, total=Decimal(55))
    with pytest.raises(StaleResult) as stale:
        actions.withdraw_result(by=cast.amara, result=first)
    assert stale.value.present == second


def test_what_was_taken_back_is_corrected_only_knowingly(cast, record):
    result = record("BI", total=50)
    actions.withdraw_result(by=cast.amara, result=result)
    with pytest.raises(StaleResult):
        correct(cast, result, total=Decimal(55))
    again = correct(cast, result, total=Decimal(55), even_if_withdrawn=True)
    assert list(access.results_of(cast.rosa)) == [again]


# --- The database itself ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"total": Decimal("12.01")},
        {"total": Decimal(-1)},
        {"low": None},
        {"level": "1+"},
        {"beyond": "not_felt"},
        {"total": None, "beyond": "felt"},
        {"place": ""},
        {"state": "gone"},
        {"given_by": None},
        {"given_by_name": "Dr Lee"},
    ],
    ids=str,
)
def test_the_database_refuses(record, change):
    result = record("FMA_S")
    with pytest.raises(IntegrityError), transaction.atomic():
        Result.objects.filter(pk=result.pk).update(**change)


def test_one_version_stands(cast, record):
    first = record("BI", total=50)
    correct(cast, first, total=Decimal(55))
    with pytest.raises(IntegrityError), transaction.atomic():
        Result.objects.filter(pk=first.pk).update(state=State.CURRENT)


# --- The catalogue ----------------------------------------------------------------------------


def test_stopping_and_offering_again(cast):
    test = instrument("PHQ2")
    actions.stop_offering(by=cast.ana, instrument=test)
    assert test not in access.offered_instruments()
    actions.offer_again(by=cast.ana, instrument=test)
    assert test in access.offered_instruments()
    assert Event.objects.filter(verb="changed_instrument").count() == 2


def test_a_result_keeps_the_scale_it_was_judged_by(cast, record):
    result = record("BI", total=50)
    test = instrument("BI")
    texts = dict.fromkeys(("construct", "caution", "licence", "source"), "")
    actions.change_instrument(by=cast.ana, instrument=test, version=1, name="Barthel", **texts)
    kept = access.result_or_404(cast.rosa, result.pk)
    assert (kept.low, kept.high, kept.instrument.label) == (0, 100, "Barthel")
