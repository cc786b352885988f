"""The rows of one patient: the same for the same moment, apart from their random ids."""

from datetime import UTC, datetime, timedelta

import pytest

from apps.accounts.models import User
from apps.care.body import PARTS_BY_CODE
from apps.care.models import Patient, TrackedArea
from apps.demo.model import seeded
from apps.demo.people import PEOPLE
from apps.demo.rows import Record
from apps.demo.stories import GEORGE, ROSA, STORIES, YUSUF
from apps.demo.story import Story
from apps.diary.scale import FIVE

NOW = datetime(2026, 5, 14, 21, 0, tzinfo=UTC)


def record_of(story: Story, now: datetime = NOW) -> Record:
    people = {person.key: User(name=person.name, role=person.role) for person in PEOPLE}
    patient = Patient(user=people[story.key], zone=story.zone)
    parts = [PARTS_BY_CODE[area.code] for area in story.areas]
    areas = [TrackedArea(patient=patient, site=part.site, side=part.side) for part in parts]
    record = Record(story, patient, areas, people, now, seeded(story.key))
    record.fill()
    return record


def said(record: Record) -> list[tuple]:
    entries = [
        (entry.for_date, entry.numbness, entry.tingling, entry.method, entry.recorded_at)
        for entry in record.entries
    ]
    details = [row.facts() for rows in record.details.values() for row in rows]
    return [entries, [session.held_on for session in record.sessions], details]


@pytest.mark.parametrize("back", range(7))
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
def test_on_every_weekday_each_phase_has_what_its_name_says(story, back):
    """The diary ends today, the blocks keep their weekdays: who looks on a Thursday sees both."""
    record = record_of(story, NOW - timedelta(days=back))
    held_on = [session.held_on for session in record.sessions]
    for phase in record.phases:
        given = [on for on in held_on if phase.starts_on <= on <= (phase.ends_on or record.last)]
        assert bool(given) == (phase.kind == "treatment"), phase.name


@pytest.mark.parametrize("story", [ROSA, GEORGE], ids=lambda story: story.key)
def test_same_moment_same_rows(story):
    assert said(record_of(story)) == said(record_of(story))


def test_ids_are_new_each_time():
    first, second = record_of(GEORGE), record_of(GEORGE)
    assert not {entry.pk for entry in first.entries} & {entry.pk for entry in second.entries}


def test_diary_ends_on_the_patients_own_yesterday():
    """At 23:30 UTC in May it is past midnight in London."""
    record = record_of(ROSA, NOW.replace(hour=23, minute=30))
    assert record.last.isoformat() == "2026-05-14"
    assert max(entry.for_date for entry in record.entries) == record.last


def test_last_day_opens_on_the_numbers_of_the_story():
    record = record_of(ROSA)
    last = [entry.numbness for entry in record.entries if entry.for_date == record.last]
    assert last == [5, 4, 6]


def test_notes_stand_on_the_days_they_tell_of():
    record = record_of(ROSA)
    noted = {entry.note: entry.for_date for entry in record.entries if entry.note}
    assert len(noted) == len(ROSA.notes)
    assert noted["Burning at night, left foot. Slept badly."] == record.last


def test_both_thresholds_are_named_by_their_side():
    rows = record_of(ROSA).details
    currents = next(rows[model] for model in rows if model.__name__ == "ElectricalDetail")
    assert all(row.threshold_left_ma > row.threshold_right_ma > 0 for row in currents)


def test_the_words_of_one_patient_are_words_and_same_keeps_its_scale():
    """The scale changes once, where somebody rates afresh."""
    record = record_of(YUSUF)
    assert {entry.scale for entry in record.entries} == {"numbers", "words5"}
    for area in record.areas:
        rows = [entry for entry in record.entries if entry.area_id == area.pk]
        scales = [entry.scale for entry in rows if entry.state == "current"]
        assert scales == sorted(scales)
        words = [entry for entry in rows if entry.scale == "words5"]
        assert {entry.numbness for entry in words} <= {*FIVE, None}
    assert len(record.gate_answers) == len({entry.for_date for entry in record.entries})
    assert record.chips
