"""The diary through its actions: what is kept, undone, refused and repeated."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.audit.models import Event
from apps.care.access import areas_in_log
from apps.care.models import Patient
from apps.diary import access, actions
from apps.diary.actions import Day
from apps.diary.models import Entry, key_of

scores = st.none() | st.integers(0, 10)


def test_zero_and_blank_are_different_things(cast):
    """0 is the best score; "not sure" is no score."""
    zero = cast.rate(0)
    blank = cast.rate(None, back=1)
    zero.refresh_from_db()
    blank.refresh_from_db()
    assert (zero.numbness, zero.method) == (0, "rated")
    assert (blank.numbness, blank.method) == (None, "skipped")


def test_no_numbness_with_constant_tingling_is_kept(cast):
    """Somebody may feel everything and tingle all day."""
    entry = cast.rate(0, tingling=9)
    assert Entry.objects.get(pk=entry.pk).tingling == 9


def test_a_repeat_of_one_form_makes_one_row(cast):
    """A second send gets the first answer, even with another number in it."""
    key = uuid.uuid4()
    first = cast.rate(4, submission=key)
    second = cast.rate(7, submission=key)
    assert second == first
    assert [entry.numbness for entry in Entry.objects.all()] == [4]


def test_a_key_of_another_patient_is_refused(cast):
    """Nobody can reach a row of somebody else by guessing a key."""
    george_area = cast.george.areas.get()
    key = uuid.uuid4()
    Entry.objects.create(
        pk=key_of(key, cast.area()),
        submission=key,
        patient=cast.george,
        area=george_area,
        for_date=date(2026, 1, 1),
        zone="UTC",
        numbness=1,
        method="rated",
        entered_by=cast.george.user,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.rate(4, submission=key)


def test_several_entries_on_one_day_are_kept_and_the_last_stands(cast):
    """Morning and evening may differ."""
    cast.rate(4)
    evening = cast.rate(6)
    assert len(access.entries_of_day(cast.rosa, cast.today())) == 2
    assert access.standing_entries(cast.rosa, cast.today()) == {cast.area().pk: evening}


def test_same_as_last_time_is_stored_as_such(cast):
    """An explicit choice, with the numbers of the last answers."""
    cast.rate(5, back=1, tingling=2)
    cast.rate(3, back=2, code="left-foot")
    areas = areas_in_log(cast.rosa)
    last = access.last_answers(cast.rosa, areas, cast.today())
    rows = actions.repeat_last(
        by=cast.mateo, patient=cast.rosa, answers=last, day=cast.day(), submission=uuid.uuid4()
    )
    assert {(row.area.part.code, row.numbness, row.tingling, row.method) for row in rows} == {
        ("left-hand", 5, 2, "same"),
        ("left-foot", 3, None, "same"),
    }
    assert {row.entered_by for row in rows} == {cast.mateo}


def test_a_correction_keeps_the_former_row(cast):
    """The old number stays in the database, marked as replaced."""
    old = cast.rate(5, note="cold today")
    new = actions.correct_entry(
        by=cast.mateo,
        entry=old,
        day=cast.day(),
        submission=uuid.uuid4(),
        numbness=4,
        tingling=None,
        note="",
    )
    old.refresh_from_db()
    assert (old.state, old.numbness, old.note) == ("replaced", 5, "cold today")
    assert access.history_of(new) == [new, old]
    assert access.entries_of_day(cast.rosa, cast.today()) == [new]


def test_a_stale_correction_keeps_both_texts(cast):
    """Two people change one entry: both texts stay, and the second person is told."""
    entry = cast.rate(5)
    first = actions.correct_entry(
        by=cast.mateo,
        entry=entry,
        day=cast.day(),
        submission=uuid.uuid4(),
        numbness=4,
        tingling=None,
        note="from Mateo",
    )
    with pytest.raises(actions.Stale) as stale:
        actions.correct_entry(
            by=cast.rosa.user,
            entry=entry,
            day=cast.day(),
            submission=uuid.uuid4(),
            numbness=6,
            tingling=None,
            note="from Rosa",
        )
    assert stale.value.other == first
    assert {row.note for row in access.entries_of_day(cast.rosa, cast.today())} == {
        "from Mateo",
        "from Rosa",
    }


def test_a_resent_stale_correction_is_told_the_same(cast):
    """The second send of a late correction shows both texts too, and stores nothing more."""
    entry, key = cast.rate(5), uuid.uuid4()
    answer = {"tingling": None, "note": "", "day": cast.day(), "entry": entry}
    actions.correct_entry(by=cast.mateo, submission=uuid.uuid4(), numbness=4, **answer)
    for _ in range(2):
        with pytest.raises(actions.Stale):
            actions.correct_entry(by=cast.rosa.user, submission=key, numbness=6, **answer)
    assert len(access.entries_of_day(cast.rosa, cast.today())) == 2


def test_a_resent_correction_is_not_stale(cast):
    """The reply was lost after the commit: the repeat gets the first answer."""
    entry, key = cast.rate(5), uuid.uuid4()
    answer = {"numbness": 4, "tingling": None, "note": ""}
    first, second = (
        actions.correct_entry(by=cast.mateo, entry=entry, day=cast.day(), submission=key, **answer)
        for _ in range(2)
    )
    assert first == second


def test_undo_restores_exactly_what_stood_before(cast):
    """The correction is withdrawn and the old row stands again; a second undo changes nothing."""
    old = cast.rate(5)
    new = actions.correct_entry(
        by=cast.rosa.user,
        entry=old,
        day=cast.day(),
        submission=uuid.uuid4(),
        numbness=9,
        tingling=None,
        note="",
    )
    for _ in range(2):
        actions.undo(by=cast.rosa.user, patient=cast.rosa, submission=new.submission)
    assert access.entries_of_day(cast.rosa, cast.today()) == [old]
    assert Event.objects.filter(verb="undid_entry").count() == 1


def test_undo_leaves_alone_what_was_corrected_since(cast):
    """Undo takes back one's own save, not the correction that somebody made after it."""
    old = cast.rate(5)
    new = actions.correct_entry(
        by=cast.mateo,
        entry=old,
        day=cast.day(),
        submission=uuid.uuid4(),
        numbness=3,
        tingling=None,
        note="",
    )
    assert actions.undo(by=cast.rosa.user, patient=cast.rosa, submission=old.submission) == []
    assert access.entries_of_day(cast.rosa, cast.today()) == [new]


@pytest.mark.parametrize("back", [-1, 15])
def test_days_that_cannot_be_filled(cast, back):
    """Not the future, not more than 14 days ago."""
    with pytest.raises(ValidationError):
        cast.rate(5, back=back)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("back", [0, 1, 14])
def test_days_that_can_be_filled(cast, back):
    """Today and the 14 days before it."""
    assert cast.rate(5, back=back).for_date == cast.today() - timedelta(days=back)


def test_every_write_has_its_event(cast):
    """Who, what and what changed, in the same transaction."""
    entry = cast.rate(4, note="warm")
    event = Event.objects.get(target_id=str(entry.pk))
    assert (event.by, event.verb, event.patient_id) == (
        cast.rosa.user,
        "logged_entry",
        cast.rosa.pk,
    )
    assert event.changes["numbness"] == [None, 4]
    assert event.changes["area"] == [None, "left-hand"]


def test_a_failed_event_undoes_the_write(cast, monkeypatch):
    """No write without its event."""

    def fail(**kwargs):
        raise RuntimeError

    monkeypatch.setattr("apps.diary.actions.rows.record_all", fail)
    with pytest.raises(RuntimeError):
        cast.rate(4)
    assert not Entry.objects.exists()


def test_every_write_counts_up_the_version_of_the_record(cast):
    """Pictures are made anew after a write, and only then."""
    before = Patient.objects.get(pk=cast.rosa.pk).data_version
    cast.rate(4)
    assert Patient.objects.get(pk=cast.rosa.pk).data_version > before


@settings(max_examples=60)
@given(numbness=scores, tingling=scores)
def test_scores_survive_the_database(cast, numbness, tingling):
    """Every pair comes back as it went in; blank stays blank."""
    entry = cast.rate(numbness, tingling=tingling)
    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.numbness, stored.tingling) == (numbness, tingling)


UPDATES = {
    "numbness": "UPDATE diary_entry SET numbness = %s",
    "tingling": "UPDATE diary_entry SET tingling = %s",
}


@pytest.mark.parametrize("column", UPDATES)
@pytest.mark.parametrize("bad", ["-1", "11", "3.7"])
def test_the_database_refuses_what_is_off_the_scale(cast, column, bad):
    """Not even SQLite keeps 3.7 in a whole number's place, or 11 anywhere."""
    cast.rate(5, tingling=5)
    with (
        pytest.raises((IntegrityError, DataError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(UPDATES[column], [bad])


def test_the_database_refuses_a_rating_without_a_number(cast):
    """A blank score is either "not sure" or a mistake."""
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=cast.rate(5).pk).update(numbness=None)


MOMENTS = [
    # the moment in UTC, the patient's zone, the date on the patient's wall
    (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), "Europe/London", date(2026, 3, 28)),
    (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "Europe/London", date(2026, 7, 1)),
    (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "Europe/London", date(2026, 7, 2)),
    # the repeated hour: 01:30 twice on 25 October 2026
    (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/London", date(2026, 10, 25)),
    (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/London", date(2026, 10, 25)),
    (datetime(2028, 2, 29, 12, 0, tzinfo=UTC), "Europe/London", date(2028, 2, 29)),
    (datetime(2028, 2, 29, 11, 0, tzinfo=UTC), "Pacific/Auckland", date(2028, 3, 1)),
    (datetime(2026, 5, 14, 4, 30, tzinfo=UTC), "America/New_York", date(2026, 5, 14)),
    (datetime(2026, 5, 14, 3, 30, tzinfo=UTC), "America/New_York", date(2026, 5, 13)),
]


@pytest.mark.parametrize(("moment", "zone", "expected"), MOMENTS)
def test_the_day_is_the_one_on_the_patients_wall(cast, moment, zone, expected):
    """At 23:30, in the repeated hour, on 29 February, far from the server."""
    cast.rosa.zone = zone
    with time_machine.travel(moment, tick=False):
        assert cast.rosa.today() == expected
        assert cast.rate(5).for_date == expected


def test_the_page_states_the_day_and_the_form_brings_it_back(cast):
    """Opened at 23:59, sent after midnight: the entry belongs to the day that was on the page."""
    client = cast.client("rosa")
    with time_machine.travel(datetime(2026, 5, 14, 22, 59, tzinfo=UTC), tick=False):
        cast.rate(5, back=1)
        page = client.get(f"/patients/{cast.rosa.pk}/today/")
        assert "Thursday 14 May" in page.text
    with time_machine.travel(datetime(2026, 5, 14, 23, 1, tzinfo=UTC), tick=False):
        form = {"key": uuid.uuid4(), "zone": "Europe/London", "for_date": "2026-05-14"}
        client.post(reverse("diary:say-same", args=[cast.rosa.pk]), form)
    assert Entry.objects.get(method="same").for_date == date(2026, 5, 14)


def test_the_device_zone_decides_on_a_journey(cast):
    """A phone in Tokyo has tomorrow's date already."""
    client = cast.client("rosa")
    client.cookies["zone"] = "Asia/Tokyo"
    with time_machine.travel(datetime(2026, 5, 14, 18, 0, tzinfo=UTC), tick=False):
        cast.rate(5, back=1)
        assert "Friday 15 May" in client.get(f"/patients/{cast.rosa.pk}/today/").text


def test_a_therapist_in_another_zone_sees_the_patients_date(cast):
    """The date belongs to the patient."""
    cast.rosa.zone = "America/New_York"
    cast.rosa.save()
    with time_machine.travel(datetime(2026, 5, 15, 2, 0, tzinfo=UTC), tick=False):
        cast.rate(5)
        page = cast.client("amara").get(f"/patients/{cast.rosa.pk}/numbers/")
    assert "14 May 2026" in page.text


def test_an_entry_for_a_day_before_is_marked(cast):
    """Filled in later is said, never hidden."""
    assert cast.rate(5, back=2).is_late
    assert not cast.rate(5).is_late


def test_day_takes_its_own_zone(cast):
    """The zone is stored with the entry."""
    day = Day(on=cast.today(), zone="Asia/Tokyo", today=cast.today())
    entry = actions.rate_day(
        by=cast.rosa.user,
        patient=cast.rosa,
        area=cast.area(),
        day=day,
        submission=uuid.uuid4(),
        numbness=2,
    )
    assert entry.zone == "Asia/Tokyo"


def test_a_patient_without_parts_chooses_them_first_and_a_helper_is_told(cast):
    """Only the patient and the therapist choose where it is numb."""
    cast.rosa.areas.update(slot=None)
    today = f"/patients/{cast.rosa.pk}/today/"
    assert cast.client("rosa").get(today)["Location"] == f"/patients/{cast.rosa.pk}/areas/"
    assert "chooses the parts first" in cast.client("mateo").get(today).text


def test_after_an_undo_the_entry_can_be_corrected_again(cast):
    """Correct, undo, correct again, undo again, correct a third time."""
    entry = cast.rate(5)
    for score in (4, 3, 2):
        new = actions.correct_entry(
            by=cast.rosa.user,
            entry=Entry.objects.get(pk=entry.pk),
            day=cast.day(),
            submission=uuid.uuid4(),
            numbness=score,
            tingling=None,
            note="",
        )
        assert access.entries_of_day(cast.rosa, cast.today()) == [new]
        if score > 2:
            actions.undo(by=cast.rosa.user, patient=cast.rosa, submission=new.submission)
            assert access.entries_of_day(cast.rosa, cast.today()) == [entry]


def test_the_database_refuses_a_second_correction_of_one_row(cast):
    """Not even a race makes two successors."""
    entry = cast.rate(5)
    rows = [cast.rate(score) for score in (3, 4)]
    Entry.objects.filter(pk=rows[0].pk).update(replaces=entry)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=rows[1].pk).update(replaces=entry)
