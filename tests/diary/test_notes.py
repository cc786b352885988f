"""Ready-made notes: one tap, kept as codes, and never lost by a correction."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.audit.models import Event
from apps.diary import access, actions
from apps.diary.models import Entry, EntryChip

CODES = EntryChip.Code.values


def add(cast, entry, *codes: str, note: str = "", key=None):
    """Rosa ticks chips on the page that says her entry is saved, and sends them."""
    address = reverse("diary:add-note", args=[cast.rosa.pk, entry.submission])
    form = {"key": key or uuid.uuid4(), "base": entry.pk, "chip_codes": codes, "note": note}
    return cast.client("rosa").post(address, form, follow=True)


def test_ticked_chips_are_stored_and_shown(cast):
    """In the order in which they are offered, on the saved page, the day and the entry's page."""
    page = add(cast, cast.rate(5), "very_tired", "tingling")
    new = Entry.objects.current().get()
    assert new.chip_codes == ("tingling", "very_tired")
    assert (new.numbness, new.method) == (5, "rated")
    day = reverse("diary:day", args=[cast.rosa.pk, cast.today().isoformat()])
    of_entry = reverse("diary:entry", args=[cast.rosa.pk, new.pk])
    pages = [page.text, *(cast.client("rosa").get(address).text for address in (day, of_entry))]
    assert all('<span class="chip note">Very tired</span>' in text for text in pages)


def test_a_repeat_of_the_form_stores_nothing_more(cast):
    """The reply was lost."""
    entry, key = cast.rate(5), uuid.uuid4()
    for _ in range(2):
        add(cast, entry, "burning", key=key)
    assert EntryChip.objects.count() == 1
    assert Entry.objects.count() == 2


@settings(max_examples=15)
@given(first=st.sets(st.sampled_from(CODES)), second=st.sets(st.sampled_from(CODES)))
def test_any_set_of_chips_survives_corrections_and_undo(cast, first, second):
    """A corrected score keeps them; other chips replace them; undo brings the former ones back."""
    given_ = {"by": cast.rosa.user, "day": cast.day()}
    entry = actions.add_note(
        entry=cast.rate(5), submission=uuid.uuid4(), note="", chip_codes=sorted(first), **given_
    )
    scored = actions.correct_entry(
        entry=entry, submission=uuid.uuid4(), numbness=3, tingling=None, note="", **given_
    )
    assert set(scored.chip_codes) == first
    other = actions.add_note(
        entry=scored, submission=uuid.uuid4(), note="", chip_codes=sorted(second), **given_
    )
    assert set(other.chip_codes) == second
    actions.undo(by=cast.rosa.user, patient=cast.rosa, submission=other.submission)
    standing = access.standing_entries(cast.rosa, cast.today())[cast.area().pk]
    assert set(standing.chip_codes) == first
    actions.undo(by=cast.rosa.user, patient=cast.rosa, submission=scored.submission)


@pytest.mark.parametrize(
    ("code", "offered", "other"),
    [("left-hand", "Used my hand more", "foot"), ("left-foot", "Used my foot more", "hand")],
)
def test_the_last_chip_fits_the_part(cast, code, offered, other):
    """A foot is not asked about a hand."""
    entry = cast.rate(5, code=code)
    address = reverse("diary:saved", args=[cast.rosa.pk, entry.submission])
    page = cast.client("rosa").get(address).text
    assert page.count('name="chip_codes"') == 6
    assert offered in page
    assert f"Used my {other} more" not in page


def test_nothing_ticked_and_nothing_written_is_told(cast):
    """Unless there was something: then it is taken off."""
    entry = cast.rate(5)
    assert "Tick one, or write a note." in add(cast, entry).text
    assert Entry.objects.count() == 1
    add(cast, entry, "burning")
    noted = Entry.objects.current().get()
    add(cast, noted)
    assert Entry.objects.current().get().chip_codes == ()


def test_an_unknown_chip_is_told_and_nothing_is_lost(cast):
    """What was written is still there."""
    page = add(cast, cast.rate(5), "dizzy", note="in the morning").text
    assert "Choose from the list." in page
    assert "in the morning" in page


def test_the_event_tells_of_the_chips(cast):
    """Before and after."""
    add(cast, cast.rate(5), "slept_badly")
    event = Event.objects.get(verb="corrected_entry")
    assert event.changes["chips"] == [[], ["slept_badly"]]


def test_notes_of_a_patient_hold_entries_with_chips_alone(cast):
    """The therapist sees them among the notes."""
    add(cast, cast.rate(5), "slept_badly")
    cast.rate(4, code="left-foot")
    assert [entry.chip_codes for entry in access.notes_of(cast.rosa)] == [("slept_badly",)]


def test_the_database_refuses_unknown_and_doubled_chips(cast):
    """Codes are few, and each stands once."""
    entry = cast.rate(5)
    for codes in (["dizzy"], ["burning", "burning"]):
        with pytest.raises(IntegrityError), transaction.atomic():
            EntryChip.objects.bulk_create(EntryChip(entry=entry, code=code) for code in codes)
