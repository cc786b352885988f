"""Notes by practitioners, answers, and who has read what: pages, repeats, two at once, rules."""

import re
import uuid
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.audit.models import Event
from apps.core import answers
from apps.diary import actions as diary
from apps.diary.models import Entry, Note, NoteRead
from apps.diary.notes import access, actions
from tests.cast import PASSWORD

WORDS = "Try warm and cold water with the left hand."


@pytest.fixture
def write(cast):
    """Return a function that writes a note as Amara, for the patient too."""

    def written(text: str = WORDS, readers: str = "patient", **more) -> Note:
        given = {"by": cast.amara, "patient": cast.rosa, "key": uuid.uuid4()} | more
        return actions.write_note(text=text, readers=readers, **given)

    return written


@pytest.fixture
def burning(cast) -> Entry:
    """Return Rosa's note of today."""
    return cast.rate(note="Burning at night")


def page(cast, route: str, *ids, who: str = "amara", **asked) -> str:
    """Return a page as somebody sees it."""
    response = cast.client(who).get(reverse(route, args=ids), asked)
    assert response.status_code == 200
    return response.content.decode()


def send(cast, route: str, *ids, who: str = "amara", **data):
    """Send a form."""
    data = {"key": str(uuid.uuid4())} | data
    return cast.client(who).post(reverse(route, args=ids), data)


def my_day(cast, who: str = "rosa") -> str:
    """Return the page of today among the days before."""
    return page(cast, "diary:day", cast.rosa.pk, cast.today().isoformat(), who=who)


# --- Writing ----------------------------------------------------------------------------------


def test_a_note_for_the_team_stays_in_the_team(cast):
    """The author chooses; the patient's page does not have it."""
    response = send(cast, "diary:write-note", cast.rosa.pk, text=WORDS, readers="team")
    assert response["Location"] == reverse("caseload:patient", args=[cast.rosa.pk]) + "#notes"
    shown = page(cast, "caseload:patient", cast.rosa.pk)
    assert "The note is saved." in shown
    assert WORDS in shown
    assert "Who reads it: The care team only" in shown
    assert WORDS not in page(cast, "diary:my-notes", who="rosa")
    note = Note.objects.get()
    answer = cast.client("rosa").get(reverse("diary:my-answer", args=[note.pk]))
    assert answer.status_code == 404
    event = Event.objects.get(verb="wrote_note")
    assert (event.by, event.patient_id) == (cast.amara, cast.rosa.pk)


def test_a_note_for_the_patient_is_on_her_page_and_she_answers(cast, write):
    """Her answer marks it as read, and comes back to the team as unread."""
    note = write()
    assert WORDS in page(cast, "diary:my-notes", who="rosa")
    send(cast, "diary:my-answer", note.pk, who="rosa", text="I did. It helps.")
    mine = page(cast, "diary:my-notes", who="rosa")
    assert "Your answer is sent." in mine
    assert "You have read this." in mine
    shown = page(cast, "caseload:patient", cast.rosa.pk)
    assert "Read by Rosa Delgado" in shown
    assert "I did. It helps." in shown
    assert "Not read yet" in shown
    reply = Note.objects.get(written_by=cast.rosa.user)
    send(cast, "diary:read-note", cast.rosa.pk, reply.pk)
    assert "Not read yet" not in page(cast, "caseload:patient", cast.rosa.pk)
    assert "Amara Osei has read this." in page(cast, "diary:my-notes", who="rosa")


def test_a_note_without_words_or_readers_gets_a_sentence_and_keeps_the_rest(cast):
    """Nothing is chosen for the author."""
    shown = send(cast, "diary:write-note", cast.rosa.pk, text=WORDS).content.decode()
    assert "Choose who reads it." in shown
    assert WORDS in shown
    shown = send(cast, "diary:write-note", cast.rosa.pk, readers="team").content.decode()
    assert "Write something first." in shown
    assert not Note.objects.exists()


def test_a_form_that_is_sent_twice_is_stored_once(cast):
    """The key of the form is the row's."""
    sent = {"key": str(uuid.uuid4()), "text": WORDS, "readers": "team"}
    for _again in range(2):
        assert send(cast, "diary:write-note", cast.rosa.pk, **sent).status_code == 302
    assert Note.objects.count() == Event.objects.filter(verb="wrote_note").count() == 1
    shown = send(cast, "diary:write-note", cast.rosa.pk, **sent | {"text": "Other"})
    assert "Your words are below." in shown.content.decode()
    assert Note.objects.get().text == WORDS


@pytest.mark.parametrize("key", ["", "none"])
def test_a_form_without_its_key_gets_another_and_keeps_the_words(cast, key):
    """Saving once more stores them."""
    sent = {"key": key, "text": WORDS, "readers": "team"}
    shown = send(cast, "diary:write-note", cast.rosa.pk, **sent).content.decode()
    assert "Save again." in shown
    assert WORDS in shown
    new = re.search(r'name="key" value="([0-9a-f-]{36})"', shown)[1]
    assert send(cast, "diary:write-note", cast.rosa.pk, **sent | {"key": new}).status_code == 302
    assert Note.objects.get().text == WORDS


# --- What the patient wrote ---------------------------------------------------------------------


def test_an_answer_marks_the_note_as_read_and_the_patient_sees_both(cast, burning):
    """On the day's page and on the page of notes."""
    assert "Not read yet" in page(cast, "caseload:patient", cast.rosa.pk)
    send(cast, "diary:answer-entry", cast.rosa.pk, burning.pk, text="Thank you. Keep it cool.")
    assert "Not read yet" not in page(cast, "caseload:patient", cast.rosa.pk)
    for shown in (my_day(cast), page(cast, "diary:my-notes", who="rosa")):
        assert "Thank you. Keep it cool." in shown
    assert "Amara Osei has read this." in my_day(cast)
    assert {"read_note", "answered_note"} <= set(Event.objects.values_list("verb", flat=True))


def test_mark_as_read_alone(cast, burning):
    """Pressed twice it is one mark and one event."""
    for _again in range(2):
        send(cast, "diary:read-entry", cast.rosa.pk, burning.pk)
    assert NoteRead.objects.count() == Event.objects.filter(verb="read_note").count() == 1
    assert "Amara Osei has read this." in my_day(cast)


def test_a_chip_alone_is_a_note(cast):
    """One tap is something said, too."""
    entry = cast.rate()
    diary.add_note(
        by=cast.rosa.user,
        entry=entry,
        day=cast.day(),
        submission=uuid.uuid4(),
        note="",
        chip_codes=["burning"],
    )
    assert "Mark as read<span" in page(cast, "caseload:patient", cast.rosa.pk)
    assert ": Burning</span>" in page(cast, "diary:notes", cast.rosa.pk)


def test_an_entry_without_words_cannot_be_answered(cast):
    """There is nothing to read."""
    entry = cast.rate()
    assert send(cast, "diary:read-entry", cast.rosa.pk, entry.pk).status_code == 404


def test_a_helper_sees_the_note_as_before_and_nothing_else(cast, burning):
    """Answers are between the patient and the team."""
    actions.answer_entry(by=cast.amara, entry=burning, key=uuid.uuid4(), text="Keep it cool.")
    shown = my_day(cast, "mateo")
    assert "Burning at night" in shown
    assert "Keep it cool." not in shown
    assert "has read this" not in shown


@pytest.mark.parametrize(("note", "stays"), [("Burning at night", True), ("All day", False)])
def test_a_correction_stays_read_if_its_words_stay(cast, burning, note, stays):
    """Another number is no other note; other words are unread. What was said stays with it."""
    key = uuid.uuid4()
    answer = actions.answer_entry(by=cast.amara, entry=burning, key=key, text="Keep it cool.")
    actions.answer_note(by=cast.rosa.user, note=answer, key=uuid.uuid4(), text="I will.")
    reply = "Answer by Rosa"
    submission = uuid.uuid4()
    diary.correct_entry(
        by=cast.rosa.user,
        entry=burning,
        day=cast.day(),
        submission=submission,
        numbness=3,
        tingling=None,
        note=note,
    )
    assert ("Amara Osei has read this." in my_day(cast)) is stays
    assert "Keep it cool." in my_day(cast)
    for route in ("caseload:patient", "diary:notes"):
        shown = page(cast, route, cast.rosa.pk)
        assert reply in shown
        assert "Answer by Amara" in shown
        # The reply is unread in any case.
        assert shown.count("Not read yet") == (1 if stays else 2)
    assert "Keep it cool." in page(cast, "diary:my-notes", who="rosa")
    diary.undo(by=cast.rosa.user, patient=cast.rosa, submission=submission)
    assert "Keep it cool." in my_day(cast)


# --- Changing and taking back -------------------------------------------------------------------


def test_a_note_is_corrected_and_the_event_keeps_what_it_was(cast, write):
    """Its readers can change too."""
    note = write()
    sent = {"version": 1, "text": "Warm water only.", "readers": "team"}
    send(cast, "diary:change-note", cast.rosa.pk, note.pk, **sent)
    shown = page(cast, "diary:notes", cast.rosa.pk, show="team")
    assert "Warm water only." in shown
    assert "Changed since." in shown
    event = Event.objects.get(verb="changed_note")
    assert event.changes["text"] == [WORDS, "Warm water only."]
    assert "Warm water" not in page(cast, "diary:my-notes", who="rosa")


def test_a_corrected_note_is_unread_until_it_is_read_again(cast, write):
    """Nobody has read words that were not there."""
    note = write()
    send(cast, "diary:my-read-note", note.pk, who="rosa")
    assert "You have read this." in page(cast, "diary:my-notes", who="rosa")
    actions.change_note(by=cast.amara, note=note, version=1, text="Warm only.", readers="patient")
    shown = page(cast, "diary:my-notes", who="rosa")
    assert "Warm only." in shown
    assert "You have read this." not in shown
    assert "Read by Rosa" not in page(cast, "caseload:patient", cast.rosa.pk)
    send(cast, "diary:my-read-note", note.pk, who="rosa")
    assert "You have read this." in page(cast, "diary:my-notes", who="rosa")
    assert Event.objects.filter(verb="read_note").count() == 2


def test_days_are_those_of_the_patient_with_their_year(cast, write):
    """Late in the evening in one zone is the next day in another."""
    note = write()
    at = datetime(2020, 3, 1, 12, tzinfo=UTC)
    Note.objects.filter(pk=note.pk).update(written_at=at)
    type(cast.rosa).objects.filter(pk=cast.rosa.pk).update(zone="Pacific/Kiritimati")
    for shown in (
        page(cast, "diary:my-notes", who="rosa"),
        page(cast, "diary:my-answer", note.pk, who="rosa"),
        page(cast, "caseload:patient", cast.rosa.pk),
    ):
        assert "2 March 2020" in shown


def test_the_second_of_two_changes_is_told_and_loses_nothing(cast, write):
    """Saving once more keeps the second."""
    note = write()
    actions.change_note(by=cast.amara, note=note, version=1, text="First.", readers="team")
    sent = {"version": 1, "text": "Second.", "readers": "team"}
    shown = send(cast, "diary:change-note", cast.rosa.pk, note.pk, **sent).content.decode()
    assert "This note was saved since you opened it." in shown
    assert "First." in shown
    assert "Second." in shown
    assert 'name="version" value="2"' in shown
    send(cast, "diary:change-note", cast.rosa.pk, note.pk, **sent | {"version": 2})
    note.refresh_from_db()
    assert (note.text, note.version) == ("Second.", 3)


def test_a_note_is_taken_back_and_put_back(cast, write):
    """It is on no page meanwhile; nothing is deleted."""
    note = write()
    send(cast, "diary:withdraw-note", cast.rosa.pk, note.pk, version=1)
    shown = page(cast, "caseload:patient", cast.rosa.pk)
    assert "The note is taken back." in shown
    undo = reverse("diary:restore-note", args=[cast.rosa.pk, note.pk])
    assert undo in shown
    assert WORDS not in shown + page(cast, "diary:my-notes", who="rosa")
    cast.client("amara").post(undo)
    assert WORDS in page(cast, "diary:my-notes", who="rosa")


def undo_in(answer) -> str:
    """Return the address of the Undo that a page offers after a save."""
    return unescape(re.search(r'action="([^"]+/undo/[^"]+)"', answer.content.decode())[1])


def test_a_new_note_is_undone_and_comes_back_to_its_list(cast):
    """Pressed twice it is undone once; the author alone may."""
    facts = {"text": WORDS, "readers": "team", "list": "team"}
    address = reverse("diary:write-note", args=[cast.rosa.pk])
    form = {"key": str(uuid.uuid4())} | facts
    undo = undo_in(cast.client("amara").post(address, form, follow=True))
    for _press in range(2):
        answer = cast.client("amara").post(undo, follow=True)
        assert answer.request["QUERY_STRING"] == "show=team"
        assert "Undone. It is as it was before you saved." in answer.content.decode()
        assert WORDS not in answer.content.decode()
    note = Note.objects.get()
    assert (note.version, note.withdrawn_at is None) == (2, False)
    assert Event.objects.filter(verb="undid_note").count() == 1


def test_a_change_is_undone_to_what_stood_before(cast, write):
    """Words and readers; a note that the change had put back is taken back again."""
    note = write(readers="team")
    sent = {"key": str(note.pk), "text": "Other words", "readers": "patient"}
    address = reverse("diary:change-note", args=[cast.rosa.pk, note.pk])
    undo = undo_in(cast.client("amara").post(address, sent | {"version": 1}, follow=True))
    cast.client("amara").post(undo)
    note.refresh_from_db()
    assert (note.text, note.readers, note.withdrawn_at) == (WORDS, "team", None)
    actions.withdraw_note(by=cast.amara, note=note, version=3)
    taken_back_at = Note.objects.get().withdrawn_at
    undo = undo_in(cast.client("amara").post(address, sent | {"version": 4}, follow=True))
    assert Note.objects.get().withdrawn_at is None
    cast.client("amara").post(undo)
    note.refresh_from_db()
    assert (note.text, note.readers) == (WORDS, "team")
    assert abs(note.withdrawn_at - taken_back_at) < timedelta(milliseconds=1)


def test_my_answer_is_undone(cast, write):
    """It is off my page and off the team's."""
    note = write()
    answer = cast.client("rosa").post(
        reverse("diary:my-answer", args=[note.pk]),
        {"key": str(uuid.uuid4()), "text": "It hurts."},
        follow=True,
    )
    assert "It hurts." in page(cast, "caseload:patient", cast.rosa.pk)
    undone = cast.client("rosa").post(undo_in(answer), follow=True).content.decode()
    assert "Undone." in undone
    assert "It hurts." not in undone
    assert "It hurts." not in page(cast, "caseload:patient", cast.rosa.pk)


def test_an_undo_of_a_save_that_is_not_the_last_says_so(cast, write):
    """Nothing that was saved since is lost."""
    note = write()
    facts = {"text": "Newer words", "readers": "team"}
    actions.change_note(by=cast.amara, note=note, version=1, **facts)
    undo = reverse("diary:undo-note", args=[cast.rosa.pk, note.pk, 1])
    told = cast.client("amara").post(undo, follow=True).content.decode()
    assert "Nothing is undone: this note was saved since. Look at it again." in told
    assert Note.objects.get().text == "Newer words"


@pytest.mark.parametrize("version", ["9" * 5000, "²", ""])
def test_a_version_that_is_none_takes_nothing_back(cast, write, version):
    """The page says so."""
    note = write()
    send(cast, "diary:withdraw-note", cast.rosa.pk, note.pk, version=version)
    assert "Nothing is taken back" in page(cast, "caseload:patient", cast.rosa.pk)
    note.refresh_from_db()
    assert not note.withdrawn_at


def test_only_the_author_changes_a_note(cast, write):
    """Nobody speaks for somebody else."""
    note = write(by=cast.ben)
    for route in ("change-note", "withdraw-note", "restore-note"):
        assert send(cast, f"diary:{route}", cast.rosa.pk, note.pk).status_code == 404


def test_the_patient_takes_an_answer_back(cast, write):
    """And puts it back."""
    reply = actions.answer_note(by=cast.rosa.user, note=write(), key=uuid.uuid4(), text="Yes")
    send(cast, "diary:my-withdrawn-note", reply.pk, who="rosa", version=1)
    assert "Answer by Rosa" not in page(cast, "caseload:patient", cast.rosa.pk)
    send(cast, "diary:my-restored-note", reply.pk, who="rosa")
    assert "Answer by Rosa" in page(cast, "caseload:patient", cast.rosa.pk)


def test_an_answer_to_words_that_are_taken_back_stays(cast, burning):
    """An undone correction leaves its answers with the entry that stands again."""
    submission = uuid.uuid4()
    words = {"numbness": 3, "tingling": None, "note": "All day"}
    more = {"day": cast.day(), "submission": submission}
    other = diary.correct_entry(by=cast.rosa.user, entry=burning, **more, **words)
    actions.answer_entry(by=cast.amara, entry=other, key=uuid.uuid4(), text="Keep it cool.")
    diary.undo(by=cast.rosa.user, patient=cast.rosa, submission=submission)
    assert "Keep it cool." in page(cast, "caseload:patient", cast.rosa.pk)


@pytest.mark.parametrize("way", ["words removed", "all taken back"])
def test_the_talk_of_words_that_are_gone_is_listed_without_them(cast, way):
    """What the team answered stays in the panel and in the list, once, and asks for nothing."""
    submission = uuid.uuid4()
    entry = cast.rate(note="Burning at night", submission=submission)
    more = {"day": cast.day(), "tingling": None}
    for number, words in enumerate(("Burning all day", "Burning now and then")):
        actions.answer_entry(
            by=cast.amara, entry=entry, key=uuid.uuid4(), text=f"Cool it {number}."
        )
        given = more | {"submission": uuid.uuid4(), "note": words, "numbness": number}
        entry = diary.correct_entry(by=cast.rosa.user, entry=entry, **given)
    if way == "words removed":
        given = more | {"submission": uuid.uuid4(), "note": "", "numbness": 4}
        diary.correct_entry(by=cast.rosa.user, entry=entry, **given)
    else:
        Entry.objects.filter(pk=entry.pk).update(state="withdrawn")
    cast.rate(back=1, note="Slept well")
    for shown in (
        page(cast, "caseload:patient", cast.rosa.pk).split('id="notes"')[1],
        page(cast, "diary:notes", cast.rosa.pk),
    ):
        assert [shown.count(f"<span>Cool it {number}.</span>") for number in (0, 1)] == [1, 1]
        assert shown.count("Taken back") == 1
        assert "Burning" not in shown
        assert shown.count("Mark as read") == 1
        assert shown.index("Cool it") < shown.index("Slept well")


def test_words_that_nobody_answered_are_gone_when_they_are_taken_back(cast, burning):
    """And so is the talk when its answer is taken back too."""
    entry = cast.rate(back=1, note="Tingles")
    answer = actions.answer_entry(by=cast.amara, entry=entry, key=uuid.uuid4(), text="Since when?")
    Entry.objects.filter(patient=cast.rosa).update(state="withdrawn")
    assert len(access.panel(cast.rosa)["from_patient"]) == 1
    assert len(access.patient_notes(cast.rosa)) == 1
    actions.withdraw_note(by=cast.amara, note=answer, version=1)
    assert access.panel(cast.rosa)["from_patient"] == []
    assert not access.patient_notes(cast.rosa)


def test_the_panel_and_the_list_say_the_same_of_days_with_many_rows(cast):
    """Chips, two forms side by side on one day, and more days than the panel has room for."""
    for back in range(4):
        entry = cast.rate(back=back, note=f"Day {back}")
        entry.chips.create(patient=cast.rosa, code="burning")
        entry.chips.create(patient=cast.rosa, code="tingling")
        cast.rate(back=back, note=f"Other part {back}", code="left-foot")
    listed = access.talks(access.patient_notes(cast.rosa))
    shown = access.panel(cast.rosa)["from_patient"]
    assert [talk.entry for talk in shown] == [talk.entry for talk in listed[:3]]
    assert [talk.chips for talk in shown] == [talk.chips for talk in listed[:3]]
    assert [talk.about for talk in shown] == ["Other part 0", "Day 0", "Other part 1"]
    assert shown[1].chips == ["Tingling", "Burning"]


def test_the_answers_to_a_note_that_was_taken_back_stay(cast, write):
    """The team still reads what the patient said; the note itself is gone."""
    note = write()
    actions.answer_note(by=cast.rosa.user, note=note, key=uuid.uuid4(), text="It hurts.")
    actions.withdraw_note(by=cast.amara, note=note, version=1)
    shown = page(cast, "caseload:patient", cast.rosa.pk)
    assert "It hurts." in shown
    assert "Taken back" in shown
    assert WORDS not in shown


def test_an_answer_to_words_that_were_changed_meanwhile_is_kept(cast, burning):
    """It is on the talk of the entry that stands now."""
    words = {"numbness": 3, "tingling": None, "note": "All day"}
    more = {"day": cast.day(), "submission": uuid.uuid4()}
    diary.correct_entry(by=cast.rosa.user, entry=burning, **more, **words)
    shown = send(cast, "diary:answer-entry", cast.rosa.pk, burning.pk, text="")
    assert "Write something first." in shown.content.decode()
    send(cast, "diary:answer-entry", cast.rosa.pk, burning.pk, text="Keep it cool.")
    assert "Keep it cool." in page(cast, "caseload:patient", cast.rosa.pk)


def test_an_answer_to_an_answer_that_was_taken_back_meanwhile_is_kept(cast, write):
    """Nothing that was typed is lost."""
    note = write()
    reply = actions.answer_note(by=cast.rosa.user, note=note, key=uuid.uuid4(), text="Why?")
    actions.withdraw_note(by=cast.rosa.user, note=reply, version=1)
    send(cast, "diary:answer-note", cast.rosa.pk, reply.pk, text="It wakes the nerve.")
    assert "It wakes the nerve." in page(cast, "caseload:patient", cast.rosa.pk)


@pytest.mark.parametrize("change", ["team", "back"])
def test_my_answer_to_a_note_that_is_gone_meanwhile_is_kept(cast, write, change):
    """The team reads it; the patient does not see the note again."""
    note = write()
    if change == "back":
        actions.withdraw_note(by=cast.amara, note=note, version=1)
    else:
        actions.change_note(by=cast.amara, note=note, version=1, text=WORDS, readers="team")
    shown = send(cast, "diary:my-answer", note.pk, who="rosa", text="").content.decode()
    assert "Write something first." in shown
    assert WORDS not in shown
    send(cast, "diary:my-answer", note.pk, who="rosa", text="It hurts.")
    assert "It hurts." in page(cast, "caseload:patient", cast.rosa.pk)


def test_the_patient_cannot_answer_what_was_never_written_to_her(cast, write):
    """A note for the team alone."""
    note = write(readers="team")
    assert send(cast, "diary:my-answer", note.pk, who="rosa", text="Yes").status_code == 404


def test_my_answer_is_sent_after_signing_in_again(cast, write):
    """The session was over while she typed."""
    note, browser = write(), Client()
    address = reverse("diary:my-answer", args=[note.pk])
    assert 'name="person"' in page(cast, "diary:my-answer", note.pk, who="rosa")
    sent = {"key": str(uuid.uuid4()), "text": "It hurts."}
    kept = sent | {"person": answers.mark_of(cast.rosa.user)}
    to_sign_in = browser.post(address, kept)["Location"]
    assert not Note.objects.filter(text="It hurts.").exists()
    person = {"login": cast.rosa.user.email, "password": PASSWORD}
    assert "It hurts." in browser.post(to_sign_in, person, follow=True).content.decode()


def test_an_answer_does_not_show_a_note_that_is_for_the_team_now(cast, write):
    """The readers may change after the patient has answered."""
    note = write()
    actions.answer_note(by=cast.rosa.user, note=note, key=uuid.uuid4(), text="Yes, I do.")
    assert page(cast, "diary:my-notes", who="rosa").count(WORDS) > 1
    actions.change_note(by=cast.amara, note=note, version=1, text=WORDS, readers="team")
    shown = page(cast, "diary:my-notes", who="rosa")
    assert "Yes, I do." in shown
    assert WORDS not in shown


# --- The database and the number of queries -------------------------------------------------------


@pytest.mark.parametrize("broken", [{"text": ""}, {"readers": "all"}, {"version": 0}])
def test_the_database_refuses_what_is_no_note(write, broken):
    """Whoever writes to it."""
    note = write()
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(**broken)


def test_nobody_reads_the_same_twice(cast, burning):
    """One mark for each reader."""
    read = actions.mark_entry_read(by=cast.amara, entry=burning)
    read.pk, read._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        read.save()


def test_more_notes_are_no_more_queries(cast, write):
    """The panel and both lists cost the same for two notes and for many."""

    def queries() -> list[int]:
        counts = []
        for ask in (
            lambda: access.panel(cast.rosa),
            lambda: access.talks(access.practitioner_notes(cast.rosa)),
            lambda: access.talks(access.patient_notes(cast.rosa)),
            lambda: [note.known_reads for note in access.read_by_patient(cast.rosa)],
        ):
            with CaptureQueriesContext(connection) as asked:
                ask()
            counts.append(len(asked))
        return counts

    def more(back: int) -> None:
        entry = cast.rate(back=back, note="Burning")
        actions.answer_entry(by=cast.amara, entry=entry, key=uuid.uuid4(), text="Cool it.")
        actions.answer_note(by=cast.rosa.user, note=write(), key=uuid.uuid4(), text="Yes")

    more(0)
    few = queries()
    for back in range(1, 6):
        more(back)
    assert queries() == few
    assert few[0] <= 3
