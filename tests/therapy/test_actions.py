"""Writes: exactly once, nothing overwritten, each with its event."""

import datetime
import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from apps.audit.models import Event
from apps.care.models import Patient
from apps.therapy import access, actions
from apps.therapy.actions import StaleSession
from apps.therapy.models import PrecautionCheck, Session
from apps.therapy.points import Needle
from tests.therapy.conftest import CURRENT, NO_PRECAUTION, kind

State = Session.State


def facts_of(session: Session, **changed) -> dict:
    """Return the facts of a session with some of them changed."""
    return access.session_or_404(session.patient, session.pk).facts() | changed


def verbs() -> list[str]:
    """Return what was recorded about sessions, in order."""
    events = Event.objects.filter(target_type="session").order_by("pk")
    return list(events.values_list("verb", flat=True))


def state(session: Session) -> str:
    """Return the state that the database holds."""
    return Session.objects.get(pk=session.pk).state


# --- Recording --------------------------------------------------------------------------------


def test_every_fact_is_kept(cast, record):
    acupuncture = {
        "style": "electro",
        "needles_in": 2,
        "needles_out": 2,
        "sought": "deqi",
        "felt": "none",
        "stimulation": "electrical",
        "retention_minutes": 30,
        "needle_diameter_mm": Decimal("0.25"),
        "needle_length_mm": 40,
        "earlier_sessions": 0,
    }
    session = record(
        "acupuncture",
        back=3,
        start_time=datetime.time(14, 30),
        setting="home",
        given_by_name="Olga Lind",
        given_by_phone="01632 960 417",
        note="First time.\nCalm.",
        acupuncture=acupuncture,
        electrical={"frequency_hz": 2},
        precautions={"answers": {"epilepsy"}, "reason": "Asked the neurologist."},
        needles=[Needle("LI4", "left", 20), Needle("GV20")],
    )
    kept = facts_of(session)
    assert kept["acupuncture"] == acupuncture
    assert kept["electrical"]["frequency_hz"] == 2
    assert kept["needles"] == [Needle("LI4", "left", 20), Needle("GV20")]
    assert kept["areas"] == [cast.area()]
    assert (kept["given_by"], kept["given_by_name"]) == (None, "Olga Lind")
    assert session.zone == cast.rosa.zone
    assert session.entered_by == cast.amara
    assert PrecautionCheck.objects.get().answers == ["epilepsy"]


def test_a_zero_is_not_a_blank(record):
    session = record(sensory={"attempted": 10, "correct": 0, "fatigue_after": 0})
    kept = facts_of(session)["sensory"]
    assert (kept["correct"], kept["fatigue_after"], kept["difficulty"]) == (0, 0, None)


def test_a_repeat_of_the_key_gives_the_first_row(cast, record):
    key = uuid.uuid4()
    first = record(key=key, sensory={"attempted": 60})
    again = record(key=key, sensory={"attempted": 60})
    assert again == first
    assert Session.objects.count() == 1
    assert verbs() == ["recorded_session"]


def test_two_at_once_with_one_key_give_one_row(cast, record, monkeypatch):
    key = uuid.uuid4()
    first = record(key=key)
    # The second one looked before the first was stored.
    stored, looks = actions.sessions._stored, []

    def look(*args):
        looks.append(1)
        return stored(*args) if len(looks) > 1 else None

    monkeypatch.setattr(actions.sessions, "_stored", look)
    assert record(key=key) == first
    assert Session.objects.count() == 1
    assert verbs() == ["recorded_session"]


def test_a_used_key_with_other_answers_loses_neither(record):
    key = uuid.uuid4()
    first = record(key=key, minutes=30)
    with pytest.raises(StaleSession) as stale:
        record(key=key, minutes=40)
    assert stale.value.present == first


def test_a_key_of_another_patient_is_refused(cast, record):
    session = record()
    area = cast.george.areas.get()
    with pytest.raises(ValidationError, match="used before"):
        record(key=session.pk, by=cast.ben, patient=cast.george, areas=[area])


def test_an_impossible_value_is_refused_and_leaves_nothing(record):
    with pytest.raises(IntegrityError):
        record(minutes=601)
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("code", "facts", "field"),
    [
        ("sensory", {"sensory": {"attempted": 60, "correct": 61}}, "correct"),
        ("sensory", {"sensory": {"correct": 1}}, "attempted"),
        ("other", {}, "label"),
        ("electrical", {}, "max_ma"),
        ("electrical", {"electrical": CURRENT}, "precautions"),
        (
            "electrical",
            {
                "electrical": CURRENT,
                "precautions": {"answers": {"implant"}, "reason": ""},
            },
            "precautions_reason",
        ),
        ("acupuncture", {"acupuncture": {"needles_in": 5, "needles_out": 4}}, "needles_out"),
        ("acupuncture", {"acupuncture": {"needles_in": 5}}, "needles_out"),
        ("acupuncture", {"acupuncture": {"needles_out": 5}}, "needles_in"),
    ],
)
def test_rules_hold_behind_the_form_too(record, code, facts, field):
    with pytest.raises(ValidationError) as refused:
        record(code, **facts)
    assert field in refused.value.error_dict
    assert not Session.objects.exists()


def test_tomorrow_and_foreign_body_parts_are_refused(cast, record):
    with pytest.raises(ValidationError, match="future"):
        record(back=-1)
    with pytest.raises(ValidationError, match="this patient"):
        record(areas=[cast.george.areas.get()])


def test_precautions_are_asked_once(record):
    record("electrical", electrical=CURRENT, precautions=NO_PRECAUTION)
    record("electrical", electrical=CURRENT)
    assert PrecautionCheck.objects.count() == 1


def test_each_write_counts_in_the_data_version(cast, record):
    before = Patient.objects.get(pk=cast.rosa.pk).data_version
    session = record()
    recorded = Patient.objects.get(pk=cast.rosa.pk).data_version
    actions.withdraw_session(by=cast.amara, session=session)
    assert before < recorded < Patient.objects.get(pk=cast.rosa.pk).data_version


def test_a_failed_event_undoes_the_write(record, monkeypatch):
    def fail(**_event):
        raise RuntimeError

    monkeypatch.setattr(actions.sessions, "record", fail)
    with pytest.raises(RuntimeError):
        record()
    assert not Session.objects.exists()


# --- Correcting -------------------------------------------------------------------------------


def test_a_correction_keeps_the_former_version(cast, record):
    first = record(minutes=30, sensory={"attempted": 60})
    second = actions.correct_session(
        by=cast.amara, session=first, key=uuid.uuid4(), **facts_of(first, minutes=45)
    )
    assert (state(first), state(second)) == (State.REPLACED, State.CURRENT)
    assert Session.objects.get(pk=first.pk).minutes == 30
    assert second.sensory.attempted == 60
    assert list(access.sessions_of(cast.rosa)) == [second]
    event = Event.objects.get(verb="corrected_session")
    assert event.changes == {"minutes": [30, 45]}


def test_a_correction_keeps_the_calendar_of_the_session(cast, record):
    first = record()
    cast.rosa.zone = "Asia/Tokyo"
    cast.rosa.save()
    first.patient = cast.rosa
    second = actions.correct_session(
        by=cast.amara, session=first, key=uuid.uuid4(), **facts_of(first, minutes=45)
    )
    assert second.zone == first.zone != "Asia/Tokyo"


def test_a_stale_correction_is_told_what_stands(cast, record):
    first = record()
    second = actions.correct_session(
        by=cast.amara, session=first, key=uuid.uuid4(), **facts_of(first, minutes=45)
    )
    with pytest.raises(StaleSession) as stale:
        actions.correct_session(
            by=cast.ben, session=first, key=uuid.uuid4(), **facts_of(first, minutes=50)
        )
    assert stale.value.present == second
    assert Session.objects.count() == 2


def test_a_repeated_correction_gives_the_first_answer(cast, record):
    first = record()
    sent = {"by": cast.amara, "session": first, "key": uuid.uuid4()}
    second = actions.correct_session(**sent, **facts_of(first, minutes=45))
    assert actions.correct_session(**sent, **facts_of(first, minutes=45)) == second
    assert Session.objects.count() == 2


def test_a_session_taken_back_is_corrected_only_knowingly(cast, record):
    first = record()
    actions.withdraw_session(by=cast.amara, session=first)
    sent = {"by": cast.amara, "session": first} | facts_of(first, minutes=45)
    with pytest.raises(StaleSession):
        actions.correct_session(key=uuid.uuid4(), **sent)
    second = actions.correct_session(key=uuid.uuid4(), even_if_withdrawn=True, **sent)
    assert (state(first), state(second)) == (State.REPLACED, State.CURRENT)


# --- Taking back ------------------------------------------------------------------------------


def test_withdraw_and_restore(cast, record):
    session = record()
    actions.withdraw_session(by=cast.amara, session=session)
    actions.withdraw_session(by=cast.amara, session=session)
    assert access.count_of(cast.rosa) == 0
    actions.restore_session(by=cast.amara, session=session)
    actions.restore_session(by=cast.amara, session=session)
    assert access.count_of(cast.rosa) == 1
    assert verbs() == ["recorded_session", "withdrew_session", "restored_session"]


def test_undo_of_a_correction_lets_the_former_version_stand(cast, record):
    first = record()
    second = actions.correct_session(
        by=cast.amara, session=first, key=uuid.uuid4(), **facts_of(first, minutes=45)
    )
    actions.undo_session(by=cast.amara, session=second)
    actions.undo_session(by=cast.amara, session=second)
    assert (state(first), state(second)) == (State.CURRENT, State.WITHDRAWN)
    third = actions.correct_session(
        by=cast.amara, session=first, key=uuid.uuid4(), **facts_of(first, minutes=50)
    )
    actions.undo_session(by=cast.amara, session=third)
    assert state(first) == State.CURRENT


def test_what_somebody_has_corrected_cannot_be_taken_back_blindly(cast, record):
    first = record()
    second = actions.correct_session(
        by=cast.amara, session=first, key=uuid.uuid4(), **facts_of(first, minutes=45)
    )
    for action in (actions.withdraw_session, actions.undo_session, actions.restore_session):
        with pytest.raises(StaleSession) as stale:
            action(by=cast.ben, session=first)
        assert stale.value.present == second
    assert state(second) == State.CURRENT


def test_the_version_taken_back_last_is_the_one_to_restore(cast, record):
    first = record()
    second = actions.correct_session(
        by=cast.amara, session=first, key=uuid.uuid4(), **facts_of(first, minutes=45)
    )
    actions.undo_session(by=cast.amara, session=second)
    actions.withdraw_session(by=cast.amara, session=first)
    assert access.present_version(second) == first


# --- Reading ----------------------------------------------------------------------------------


def test_days_by_kind_are_those_of_a_span_oldest_first_in_two_queries(
    cast, record, django_assert_num_queries
):
    record(back=2)
    record(back=5)
    record("physio", back=9)
    actions.withdraw_session(by=cast.amara, session=record(back=1))
    before, since = (cast.today() - timedelta(days=back) for back in (5, 2))
    with django_assert_num_queries(2):
        found = access.days_by_kind(cast.rosa, before, cast.today())
    assert {kind.code: days for kind, days in found.items()} == {"sensory": (before, since)}
    found = access.days_by_kind(cast.rosa, before - timedelta(days=4), before)
    assert [kind.code for kind in found] == ["sensory", "physio"]


# --- Kinds ------------------------------------------------------------------------------------


def test_a_new_kind_comes_last_and_can_be_recorded(cast, record):
    new = actions.add_kind(
        by=cast.ana, name="Robot training", short_name="Robot", shape="star", colour="physio"
    )
    assert access.kinds()[-1] == new
    assert record("robot-training").kind == new


def test_codes_are_free_and_never_empty(cast):
    facts = {"short_name": "x", "shape": "star", "colour": "physio"}
    codes = [
        actions.add_kind(by=cast.ana, name=name, **facts).code
        for name in ("Other?", "按摩", "推拿")
    ]
    assert codes == ["other-2", "kind", "kind-2"]


def test_the_last_kind_stays_on_offer(cast):
    *others, last = access.kinds()
    for other in others:
        actions.stop_offering(by=cast.ana, kind=other)
    with pytest.raises(ValidationError, match="only kind"):
        actions.stop_offering(by=cast.ana, kind=last)
    assert actions.offer_again(by=cast.ana, kind=others[0]).is_offered


def test_names_of_ours_translate_and_typed_ones_stay(cast):
    ours = kind("sensory")
    assert ours.label == "Sensory re-education"
    ours = actions.change_kind(
        by=cast.ana, kind=ours, name="Feeling", short_name="Feel", shape="star", colour="other"
    )
    assert (ours.label, ours.short_label) == ("Feeling", "Feel")
