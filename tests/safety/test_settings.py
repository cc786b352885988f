"""What an admin sets about whom to call: it holds everywhere, with its history."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from apps.audit.models import Event
from apps.core import contacts
from apps.safety.access import intervals
from apps.safety.models import SafetySettings
from rehab_tracker.readiness import learn_whom_to_call

PAGE = "/safety/settings/"
VALUES = {
    "country": "Taiwan",
    "emergency_number": "119",
    "clinic_name": "Lake Clinic",
    "clinic_phone": "02 2312 3456",
    "first_check_hours": "12",
    "second_check_days": "5",
    "skin_check_hours": "2",
}


@pytest.fixture(autouse=True)
def fresh_contacts(monkeypatch):
    """Nothing is known from the test before, even if the database does not answer."""
    monkeypatch.setattr(contacts._stored, "last", None)


@pytest.fixture
def ana(cast):
    """Return the admin's browser."""
    return cast.client("ana")


def version_of(page: str) -> str:
    """Return which version of the settings a page was made from."""
    field = re.search(r'<input type="hidden" name="version"[^>]*>', page)[0]
    found = re.search(r'value="(\d+)"', field)
    return found[1] if found else ""


def test_it_begins_with_what_the_server_was_started_with(ana):
    """And says that nobody has saved anything."""
    page = ana.get(PAGE).text
    assert 'value="999"' in page
    assert "Nobody has saved anything yet." in page
    assert "must review the wording" in page
    assert "Version 1 of the signs. Source: Cleveland Clinic: Numbness; BE-FAST" in page


def test_what_is_set_holds_everywhere(cast, ana):
    """Get help in every language, error pages, patients' pages, intervals."""
    assert "Saved." in ana.post(PAGE, VALUES, follow=True).text
    for where in ("/help/", "/help/en-gb/", "/help/es/", "/help/zh-hant/"):
        page = Client().get(where).text
        assert "tel:119" in page, where
        assert "02 2312 3456" in page, where
        assert "Lake Clinic" in page, where
    assert "02 2312 3456" in Client().get("/nothing/").text
    assert "02 2312 3456" in cast.client("rosa").get(f"/patients/{cast.rosa.pk}/today/").text
    after = intervals()
    hours = [part.total_seconds() / 3600 for part in (after.first, after.second, after.skin)]
    assert hours == [12, 120, 2]


def test_a_chart_is_drawn_anew_when_the_days_after_a_treatment_change(
    cast, ana, django_capture_on_commit_callbacks
):
    """It marks them; a picture that a browser kept is another one then."""
    chart = f"/patients/{cast.rosa.pk}/chart.svg"
    before = cast.client("rosa").get(chart)["ETag"]
    with django_capture_on_commit_callbacks(execute=True):
        ana.post(PAGE, VALUES)
    assert cast.client("rosa").get(chart)["ETag"] != before


def test_the_link_calls_what_is_written(cast, ana):
    """The zero in brackets is not dialled from abroad."""
    ana.post(PAGE, VALUES | {"clinic_phone": "+44 (0)20 7946 0123"})
    for address in ("/help/", f"/patients/{cast.rosa.pk}/injuries/add/"):
        page = cast.client("rosa").get(address).text
        assert 'href="tel:+442079460123"' in page
        assert "+44 (0)20 7946 0123" in page


def test_it_shows_without_the_database_too(ana, monkeypatch):
    """A process that has read it once keeps it."""
    ana.post(PAGE, VALUES)
    Client().get("/help/")

    def fail(*args, **kwargs):
        raise DatabaseError

    with monkeypatch.context() as broken:
        broken.setattr("django.db.backends.utils.CursorWrapper.execute", fail)
        page = Client().get("/help/").text
    assert "tel:119" in page
    assert "02 2312 3456" in page


def test_a_dead_database_is_not_waited_for_again_with_every_page(monkeypatch):
    """Each try may take seconds; a few seconds later it is asked again."""
    tries, clock = [], [1000.0]

    def fail():
        tries.append(1)
        raise DatabaseError

    monkeypatch.setattr(contacts, "source", fail)
    monkeypatch.setattr("apps.core.remembered.time.monotonic", lambda: clock[0])
    for _page in range(3):
        assert contacts.contacts().emergency_number == "999"
    assert len(tries) == 1
    clock[0] += 6
    contacts.contacts()
    assert len(tries) == 2


def test_what_a_device_keeps_is_never_older_than_what_was_saved(cast, ana):
    """Another process saved it a second ago: the copy for a day without internet has it at once.

    It is filled once for each release, and would keep the old number until the next one.
    """
    kept = f"/help/{cast.rosa.user.language or 'en-gb'}/"
    assert "tel:999" in Client().get(kept).text
    SafetySettings.objects.create(saved_by=cast.ana, **VALUES)
    for language in ("en-gb", "es", "zh-hant"):
        assert "02 2312 3456" in Client().get(f"/help/{language}/").text


def test_an_older_page_brings_no_old_number_back(cast, ana):
    """It says who saved what in the meantime, keeps what was typed, and saves it if sent again."""
    old = version_of(ana.get(PAGE).text)
    ana.post(PAGE, VALUES | {"version": old})
    typed = VALUES | {"clinic_phone": "01632 960 123", "first_check_hours": "24", "version": old}
    page = ana.post(PAGE, typed, follow=True).text
    assert "Ana Ruiz has saved these settings since you opened them." in page
    difference = " ".join(page.split('id="differs"')[1].split("</table>")[0].split())
    assert "02 2312 3456" in difference
    assert "01632 960 123" in difference
    assert "Lake Clinic" not in difference
    assert 'value="01632 960 123"' in page
    assert contacts.contacts_now().clinic_phone == "02 2312 3456"
    ana.post(PAGE, typed | {"version": version_of(page)})
    assert contacts.contacts_now().clinic_phone == "01632 960 123"


def test_what_is_saved_holds_after_the_servers_clock_was_set_back(ana):
    """Else "Saved" is said of a number that nobody ever sees."""
    ana.post(PAGE, VALUES)
    SafetySettings.objects.update(saved_at=timezone.now() + timedelta(days=400))
    changed = VALUES | {"emergency_number": "112", "version": version_of(ana.get(PAGE).text)}
    ana.post(PAGE, changed)
    assert "tel:112" in Client().get("/help/").text
    assert 'value="112"' in ana.get(PAGE).text


def test_a_form_that_is_sent_twice_is_no_conflict(ana):
    """The second one says what stands already."""
    form = VALUES | {"version": version_of(ana.get(PAGE).text)}
    ana.post(PAGE, form)
    assert "Nothing has changed." in ana.post(PAGE, form, follow=True).text


def test_the_first_error_page_of_a_worker_has_it_too(ana, monkeypatch):
    """A worker reads it when it is born, also weeks after the start."""
    ana.post(PAGE, VALUES)
    monkeypatch.setattr(contacts._stored, "last", None)
    monkeypatch.setattr("rehab_tracker.readiness._leave", lambda connection: None)
    learn_whom_to_call()
    assert contacts.last_known().clinic_phone == "02 2312 3456"


def test_the_history_tells_who_changed_what(ana):
    """Before and after; versions are added and never changed."""
    ana.post(PAGE, VALUES)
    changed = VALUES | {"emergency_number": "112", "version": version_of(ana.get(PAGE).text)}
    page = ana.post(PAGE, changed, follow=True).text
    assert "Emergency number: 112, before 119" in page
    assert "Emergency number: 119" in page
    assert page.count("Ana Ruiz, ") == 2
    assert SafetySettings.objects.count() == 2
    event = Event.objects.filter(verb="saved_safety_settings").latest("pk")
    assert event.by.name == "Ana Ruiz"
    assert event.changes == {"emergency_number": ["119", "112"]}


def test_saving_the_same_again_is_no_change(ana):
    """No row, no event."""
    ana.post(PAGE, VALUES)
    assert "Nothing has changed." in ana.post(PAGE, VALUES, follow=True).text
    assert SafetySettings.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("emergency_number", "", "Type the emergency number of the country, for example 112."),
        ("emergency_number", "call us", "Type the emergency number in digits, for example 112."),
        ("emergency_number", "١١٢", "Type the emergency number in digits, for example 112."),
        ("clinic_phone", "12", "Type a phone number in digits, without words, for"),
        ("clinic_phone", "(01632) 960 123", ""),
        ("clinic_phone", "+44 (1632) 960-123", ""),
        ("clinic_name", " ", "Type the name of the clinic."),
        ("first_check_hours", "0", "Type a whole number of hours from 1 to 72."),
        ("first_check_hours", "1_0", "Type a whole number of hours from 1 to 72."),
        ("first_check_hours", "", "Type a whole number of hours from 1 to 72."),
        ("first_check_hours", "1.5", "Type a whole number of hours from 1 to 72."),
        ("second_check_days", "29", "Type a whole number of days from 1 to 28."),
        ("skin_check_hours", "soon", "Type a whole number of hours from 0 to 72."),
        ("first_check_hours", "72", ""),
        ("second_check_days", "0", "Type a whole number of days from 1 to 28."),
    ],
)
def test_wrong_values_get_a_sentence_and_stay_in_their_box(ana, field, typed, sentence):
    """Nothing is stored, and nothing else that was typed is lost."""
    page = ana.post(PAGE, VALUES | {field: typed}, follow=True).text
    assert sentence in page
    if sentence:
        assert "Lake Clinic" in page or field == "clinic_name"
        assert not SafetySettings.objects.exists()


def test_the_second_question_comes_after_the_first(ana):
    """48 hours and 2 days would be the same moment."""
    page = ana.post(PAGE, VALUES | {"first_check_hours": "48", "second_check_days": "2"}).text
    assert "Choose a second question that comes after the first." in page
