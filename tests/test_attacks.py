"""What an attacker or a clumsy person does, and what must come of it."""

import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from typst import TypstError

from apps.accounts.models import User
from apps.audit.models import Event
from apps.care.models import HelperConsent
from apps.diary.access import DAYS_BACK
from apps.diary.actions import Day
from apps.diary.models import Entry
from apps.safety.addresses import signs_page
from apps.safety.models import GateAnswer
from apps.therapy.actions import add_phase
from apps.therapy.forms.fields import Amount
from apps.therapy.models import Session
from tests.cast import PASSWORD

# A host that is allowed as it stands, and too long in the only form that a mail can carry.
UNMAILABLE = f"a@{'ä' * 63}.de"


def rate_address(cast, code="left-hand", back=0, query="") -> str:
    """Return the address of Rosa's rating page."""
    day = cast.day(back).on.isoformat()
    return reverse("diary:rate", args=[cast.rosa.pk, day, cast.area(code).pk]) + query


def scores(cast, code="left-hand", state="current") -> list[int]:
    """Return what is stored for one part, the oldest first."""
    rows = Entry.objects.filter(area=cast.area(code), state=state).order_by("recorded_at")
    return list(rows.values_list("numbness", flat=True))


# --- The browser's Back, and forms that are sent again ----------------------------------------


def test_back_while_rating_part_by_part_keeps_the_second_answer(cast):
    """The page that was stored already is a correction: its number is not thrown away."""
    rosa = cast.client("rosa")
    first = rosa.post(rate_address(cast, query="?all"), {"key": uuid.uuid4(), "numbness": "4"})
    second = first["Location"]
    assert rosa.post(second, sent_back(rosa, second, numbness="5")).status_code == 302
    answer = rosa.post(second, sent_back(rosa, second, numbness="9"))
    assert scores(cast, "left-forearm") == [9]
    assert scores(cast, "left-forearm", state="replaced") == [5]
    assert "9" in rosa.get(answer["Location"]).content.decode()


def sent_back(client, address, **answer) -> dict:
    """Return the unseen fields of the page, as a browser sends them back, with an answer."""
    form = client.get(address).context["form"]
    unseen = {name: form[name].value() for name in ("key", "zone", "base")}
    return {name: value for name, value in unseen.items() if value} | answer


@pytest.mark.parametrize("base", [False, True])
def test_a_page_that_is_used_twice_loses_nothing(cast, base):
    """A page from the browser's memory has its old key, but not the same number."""
    rosa, key = cast.client("rosa"), uuid.uuid4()
    form = {"key": key, "base": cast.rate(2).pk if base else ""}
    for number in ("4", "4", "7", "7", "4"):
        answer = rosa.post(rate_address(cast), form | {"numbness": number})
        assert rosa.get(answer["Location"]).status_code == 200
    assert 7 in scores(cast)
    assert len(scores(cast)) + len(scores(cast, state="replaced")) == (3 if base else 2)


def test_a_page_that_is_sent_again_after_undo_is_stored(cast):
    """Undo, Back, Save: the same key with the same number is a new answer."""
    rosa, form = cast.client("rosa"), {"key": uuid.uuid4(), "numbness": "4"}
    rosa.post(rate_address(cast), form)
    rosa.post(reverse("diary:undo", args=[cast.rosa.pk, form["key"]]))
    assert scores(cast) == []
    answer = rosa.post(rate_address(cast), form)
    assert rosa.get(answer["Location"]).status_code == 200
    assert scores(cast) == [4]


def test_a_note_that_is_typed_over_is_kept(cast):
    """The same page of a note, sent twice with other words."""
    rosa, entry, key = cast.client("rosa"), cast.rate(4), uuid.uuid4()
    address = reverse("diary:add-note", args=[cast.rosa.pk, entry.submission])
    other = cast.rate(6, code="left-foot", submission=entry.submission)
    assert other.submission == entry.submission  # so the page stands while the note is corrected
    for note in ("first words", "other words"):
        answer = rosa.post(address, {"key": key, "base": entry.pk, "note": note})
        assert rosa.get(answer["Location"]).status_code == 200
    notes = Entry.objects.current().filter(area=entry.area).values_list("note", flat=True)
    assert list(notes) == ["other words"]


def test_same_again_after_undo_leads_back_to_today(cast):
    """The page of Today from the browser's memory, after its answer was taken back."""
    cast.rate(4, back=1)
    rosa, key = cast.client("rosa"), uuid.uuid4()
    form = {"key": key, "for_date": cast.today().isoformat(), "zone": cast.rosa.zone}
    same = reverse("diary:say-same", args=[cast.rosa.pk])
    rosa.post(same, form)
    rosa.post(reverse("diary:undo", args=[cast.rosa.pk, key]))
    assert rosa.get(rosa.post(same, form)["Location"]).status_code == 200
    # Nothing stands, so nothing is answered: the day asks the gate's question again.
    assert not GateAnswer.objects.current().exists()


def test_two_patients_whose_forms_have_one_key_both_get_help(cast):
    """George sends the key that he saw on Rosa's phone."""
    form = {"key": uuid.uuid4(), "for_date": cast.today().isoformat(), "zone": cast.rosa.zone}
    for name in ("rosa", "george"):
        patient = getattr(cast, name)
        answer = cast.client(name).post(reverse("diary:say-new", args=[patient.pk]), form)
        assert answer["Location"] == signs_page(patient.pk, "gate")
    assert GateAnswer.objects.filter(answer="yes").count() == 2


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-14", "1899-12-31"])
def test_a_day_before_anybody_can_remember_is_no_page(cast, day):
    """There are no 14 days before the first one of the calendar."""
    cast.rate(4, back=1, code="left-foot")
    address = reverse("diary:rate", args=[cast.rosa.pk, day, cast.area().pk])
    assert cast.client("rosa").post(address, {"numbness": "4"}).status_code == 404


def test_yesterday_has_no_mark_on_the_other_scale(cast):
    """The page was opened with five words; the scale is numbers again, and yesterday was 5."""
    cast.rate(5, back=1)
    form = {"key": uuid.uuid4(), "scale": "words5", "numbness": "3"}
    page = cast.client("rosa").post(rate_address(cast), form).text
    assert "Choose one of the five words." in page
    assert "Yesterday" not in page.split("<main")[1]


@pytest.mark.parametrize("who", ["rosa", "mateo", "george", "ana"])
@pytest.mark.parametrize("route", ["undo", "say-same"])
def test_whoever_signs_in_after_a_form_gets_a_page(cast, who, route):
    """The session ended before the tap. The form's address alone shows an empty page."""
    entry, browser = cast.rate(4), Client()
    args = [cast.rosa.pk, entry.submission] if route == "undo" else [cast.rosa.pk]
    to_sign_in = browser.post(reverse(f"diary:{route}", args=args))["Location"]
    person = {"login": cast.person(who).email, "password": PASSWORD}
    assert browser.post(to_sign_in, person, follow=True).status_code == 200


def test_a_page_that_was_open_too_long_gets_a_sentence(cast):
    """The day has left the 14 days: no failure, nothing stored, nothing taken back."""
    entry = cast.rate(4)
    too_old = cast.today() - timedelta(days=DAYS_BACK + 1)
    Entry.objects.filter(pk=entry.pk).update(for_date=too_old)
    note = {"key": uuid.uuid4(), "base": entry.pk, "note": "late"}
    for name, form in (("diary:add-note", note), ("diary:undo", {})):
        address = reverse(name, args=[cast.rosa.pk, entry.submission])
        page = cast.client("rosa").post(address, form, follow=True)
        assert "more than 14 days ago" in page.content.decode()
    entry.refresh_from_db()
    assert (entry.state, entry.note) == ("current", "")


def test_a_form_from_a_zone_where_the_day_has_not_come_is_no_failure(cast, monkeypatch):
    """The form states a zone in which its own day is tomorrow."""
    monkeypatch.setattr("apps.diary.views.rating.stated_day", lambda *_args: _tomorrow(cast))
    page = cast.client("rosa").post(
        rate_address(cast), {"key": uuid.uuid4(), "numbness": "4"}, follow=True
    )
    assert "This day has not come yet." in page.content.decode()
    assert scores(cast) == []


def _tomorrow(cast) -> Day:
    return Day(on=cast.today(), zone="Etc/GMT+12", today=cast.today() - timedelta(days=1))


# --- Hostile text -----------------------------------------------------------------------------


def test_an_address_that_no_mail_can_carry_is_refused(cast):
    """It got a server error, after the account was made."""
    asked = {
        "account_reset_password": ("visitor", {}),
        "accounts:invite": ("ana", {"name": "Eva", "role": "therapist"}),
        "care:allow-helper": ("rosa", {"name": "Eva"}),
    }
    for name, (person, form) in asked.items():
        page = cast.client(person).post(reverse(name), form | {"email": UNMAILABLE})
        assert page.status_code == 200, name
        assert "Type an email like name@example.org." in page.content.decode(), name
    assert not User.objects.filter(email=UNMAILABLE).exists()


@pytest.mark.parametrize("sign", ["\n", "\x85", "\u2028", "\u202e", "\u2066"])
def test_a_name_has_one_line(cast, sign):
    """A patient types the name that stands in a mail to whomever they like."""
    form = {"name": f"Eva{sign}Visit evil.example now", "email": "eva@example.org"}
    page = cast.client("rosa").post(reverse("care:allow-helper"), form)
    assert "Type the name on one line." in page.content.decode()
    assert HelperConsent.objects.filter(helper__email="eva@example.org").count() == 0


@pytest.mark.parametrize("year", ["9" * 5000, "٢٠٢٦", "-1", "2026.0", "99999"])
def test_a_year_that_is_none_shows_the_newest(cast, year):
    """5,000 digits were more than Python reads as a number."""
    cast.rate(4)
    page = cast.client("rosa").get(reverse("progress:numbers", args=[cast.rosa.pk]), {"year": year})
    assert page.status_code == 200
    assert page.context["year"] == cast.today().year


@pytest.mark.parametrize("when", ["0001-01-01", "1989-12-31"])
def test_a_session_before_the_first_year_is_refused_however_its_day_is_sent(cast, when):
    """The boxes refuse such a year; the row of "Today" may not let it in."""
    form = {
        "key": uuid.uuid4(),
        "when": when,
        "minutes": "30",
        "areas": [cast.area().pk],
        "setting": "clinic",
        "given_by": "me",
    }
    address = reverse("therapy:record-session", args=[cast.rosa.pk]) + "?type=physio"
    assert cast.client("amara").post(address, form).status_code == 200
    assert Session.objects.count() == 0
    form["when"] = cast.today().isoformat()
    assert cast.client("amara").post(address, form).status_code == 302


def test_minus_nothing_is_nothing():
    """ "-0" was stored and read back as "-0 mA"."""
    assert str(Amount(low=0, high=120).clean("-0")) == "0"


def test_phases_of_somebody_else_are_never_compared(cast):
    """Amara, who cares for Rosa only, names two phases of George in the address."""
    facts = {"kind": "treatment", "ends_on": None, "starts_on": cast.today()}
    theirs = add_phase(by=cast.ben, patient=cast.george, key=uuid.uuid4(), name="Secret", **facts)
    cast.rate(4)
    for back, name in ((90, "Home"), (40, "Clinic")):
        days = {"starts_on": cast.today() - timedelta(days=back)}
        days["ends_on"] = days["starts_on"] + timedelta(days=20)
        add_phase(
            by=cast.amara,
            patient=cast.rosa,
            key=uuid.uuid4(),
            name=name,
            kind="treatment",
            **days,
        )
    asked = {"earlier": str(theirs.pk), "later": str(theirs.pk)}
    for route, args in (("compare", []), ("picture", ["phases", "svg"])):
        address = reverse(f"progress:{route}", args=[cast.rosa.pk, *args])
        shown = cast.client("amara").get(address, asked).content.decode()
        assert "Clinic" in shown
        assert "Secret" not in shown


def test_a_report_that_cannot_be_printed_is_not_written_down(cast, monkeypatch, caplog):
    """Our log has the frames, never what the typesetter says of the text."""
    detail = "4 of 10, thalamus"

    def fail(*_args):
        raise TypstError(detail)

    cast.rate(4)
    monkeypatch.setattr("apps.progress.report.press._compile", fail)
    browser = cast.client("rosa")
    monkeypatch.setattr(browser, "raise_request_exception", False)
    answer = browser.get(reverse("progress:report-pdf", args=[cast.rosa.pk]))
    assert answer.status_code == 500
    # pytest listens even to `django.request`, whose records go nowhere in real life.
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("apps.")]
    assert ours
    assert detail not in answer.content.decode() + "".join(ours)
    assert not Event.objects.filter(verb="made_report").exists()


# --- The machine ------------------------------------------------------------------------------


def test_a_file_is_never_kept(cast):
    """No form takes one; a visitor could fill the disk."""
    file = SimpleUploadedFile("a.bin", b"x" * 3_000_000)
    page = cast.client("visitor").post(reverse("account_login"), {"file": file, "login": "a"})
    assert page.status_code == 200
    assert page.wsgi_request.FILES == {}


def test_messages_stay_on_the_server(cast):
    """They name people; a cookie would outlive the session."""
    ana = cast.client("ana")
    address = reverse("care:end-place", args=[cast.rosa.pk, cast.rosa.care_team.get().pk])
    answer = ana.post(address)
    assert "messages" not in answer.cookies
    assert "no longer cares for Rosa" in ana.get(answer["Location"]).content.decode()
    ana.post(address)
    ana.post(reverse("account_logout"))
    assert "Rosa" not in ana.get(reverse("account_login")).content.decode()


def test_a_flood_of_names_does_not_push_out_a_counter(db):
    """Django's table of counters holds 300 rows unless it is told otherwise."""
    cache.set("counter", 5, 300)
    for number in range(310):
        cache.set(f"z{number}", 1, 300)
    assert cache.get("counter") == 5
