"""The session form: only its own questions, sentences for mistakes, and nothing typed is lost."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.care import actions as care
from apps.core.answers import mark_of
from apps.therapy import access, actions
from apps.therapy.models import PrecautionCheck, Session
from apps.therapy.points import Needle
from tests.cast import PASSWORD
from tests.therapy.conftest import CURRENT, NO_PRECAUTION, kind

ELECTRICAL = {
    "threshold_right_ma": "3,5",
    "max_ma": "12",
    "skin_after": "normal",
    "precautions": ["none"],
}


@pytest.fixture
def form_page(cast):
    """Return a function that opens the form of a kind as Amara and gives its text."""

    def open_page(query: str = "") -> str:
        address = reverse("therapy:record-session", args=[cast.rosa.pk])
        response = cast.client("amara").get(address + query)
        assert response.status_code == 200
        return response.content.decode()

    return open_page


def text_of(response) -> str:
    """Return the page of an answer that shows the form again."""
    assert response.status_code == 200
    return response.content.decode()


# --- What is asked ----------------------------------------------------------------------------


def test_only_the_questions_of_the_type_are_in_the_page(form_page):
    assert 'name="attempted"' in form_page()
    electrical = form_page("?type=electrical")
    assert 'name="frequency_hz"' in electrical
    assert 'name="attempted"' not in electrical
    assert 'name="points"' in form_page("?type=acupuncture")
    assert 'name="label"' in form_page("?type=other")
    assert 'name="label"' not in form_page("?type=physio")


def test_an_unknown_type_and_one_not_offered_are_not_found(cast):
    address = reverse("therapy:record-session", args=[cast.rosa.pk])
    assert cast.client("amara").get(f"{address}?type=magic").status_code == 404
    actions.stop_offering(by=cast.ana, kind=access.kinds()[0])
    assert cast.client("amara").get(f"{address}?type=sensory").status_code == 404


def test_a_kind_that_is_stopped_while_its_form_is_open_loses_nothing(cast, add, answers):
    key = str(uuid.uuid4())
    assert add("physio", key=key).status_code == 302
    actions.stop_offering(by=cast.ana, kind=kind("physio"))
    assert add("physio", key=key).status_code == 302  # a repeat finds its row
    page = text_of(add("physio", minutes="47"))
    assert "Physiotherapy is no longer on offer. Your answers are still here." in page
    assert 'value="47"' in page
    assert Session.objects.count() == 1
    correct = reverse("therapy:correct-session", args=[cast.rosa.pk, key])
    sent = answers(base=key, minutes="47")
    assert cast.client("amara").post(correct, sent).status_code == 302


def test_a_form_without_its_key_gets_another_one(add):
    for key in ("", "nonsense"):
        page = text_of(add("physio", key=key, minutes="47"))
        assert "This page was too old. Your answer is still here. Save again." in page
        assert 'value="47"' in page
    assert not Session.objects.exists()


def test_a_session_outlives_the_sign_in(cast, answers):
    address = reverse("therapy:record-session", args=[cast.rosa.pk]) + "?type=physio"
    assert 'name="person"' in cast.client("amara").get(address).content.decode()
    client = Client()
    client.post(address, answers(person=mark_of(cast.amara), minutes="47"))
    client.post("/sign-in/", {"login": cast.amara.email, "password": PASSWORD}, follow=True)
    assert Session.objects.get().minutes == 47


def test_a_patient_without_parts_can_have_a_session(cast, add):
    cast.rosa.areas.update(slot=None)
    add("physio", areas=None)
    assert not Session.objects.get().areas.exists()


def test_hints_say_the_last_value(record, form_page):
    record("electrical", electrical=CURRENT, precautions=NO_PRECAUTION)
    page = form_page("?type=electrical")
    assert "In hertz, for example 20. Last time: 20." in page
    assert "In milliamps. Last time: 8." in page


def test_the_same_settings_copy_everything_but_day_and_results(record, form_page):
    record(
        back=9,
        minutes=40,
        setting="home",
        note="Well done",
        sensory={"task": "texture", "difficulty": 2, "attempted": 60, "correct": 42},
    )
    assert "Use the same settings as" in form_page("?type=sensory")
    page = form_page("?type=sensory&same=1")
    assert 'value="40"' in page
    assert 'value="texture" selected' in page
    for result in ("Well done", 'value="60"', 'value="42"'):
        assert result not in page


def test_needles_come_back_with_their_sides(record, form_page):
    needles = [Needle("LI4", "left", 20), Needle("GV20", "none", None)]
    record("acupuncture", acupuncture={}, needles=needles)
    assert 'value="LI4 left 20 mm, GV20"' in form_page("?type=acupuncture&same=1")


# --- Saving -----------------------------------------------------------------------------------


def test_a_sensory_session_is_saved_and_can_be_undone(cast, add):
    response = add("sensory", task="texture", attempted="60", correct="42", follow=None)
    assert response.url == reverse("caseload:patient", args=[cast.rosa.pk])
    session = Session.objects.get()
    assert (session.sensory.attempted, session.sensory.correct) == (60, 42)
    assert (session.given_by, session.held_on) == (cast.amara, cast.today())
    page = cast.client("amara").get(reverse("therapy:sessions", args=[cast.rosa.pk]))
    undo = reverse("therapy:undo-session", args=[cast.rosa.pk, session.pk])
    assert "Session saved." in page.content.decode()
    assert f'action="{undo}"' in page.content.decode()
    cast.client("amara").post(undo)
    assert access.count_of(cast.rosa) == 0


def test_an_electrical_session_is_saved(add):
    add("electrical", frequency_hz="20", amplitude_ma="8.0", **ELECTRICAL)
    session = Session.objects.get()
    assert session.electrical.threshold_right_ma == Decimal("3.5")
    assert session.electrical.amplitude_ma == Decimal(8)
    assert PrecautionCheck.objects.get().answers == []


def test_an_acupuncture_session_is_saved(add):
    add(
        "acupuncture",
        points="li-4, UB60",
        points_side="left",
        needles_in="2",
        needles_out="2",
        retention_minutes="30",
        needle_diameter_mm="0.25",
    )
    session = Session.objects.get()
    needles = [needle.as_needle() for needle in session.needles.all()]
    assert needles == [Needle("LI4", "left"), Needle("BL60", "left")]
    assert session.detail("electrical") is None


def test_acupuncture_with_current_has_the_electrical_fields_too(add):
    sent = {
        "points_side": "none",
        "points": "LI4",
        "stimulation": "electrical",
        "frequency_hz": "2",
    }
    page = text_of(add("acupuncture", **sent))
    assert "Choose what applies, or “None of these”." in page
    add("acupuncture", **sent, precautions=["none"])
    assert Session.objects.get().electrical.frequency_hz == 2


def test_who_gave_it_may_be_a_colleague_or_somebody_outside(cast, add):
    care.assign_therapist(
        by=cast.ana, patient=cast.rosa, practitioner=cast.ben, discipline="acupuncturist"
    )
    olga = care.add_outside_practitioner(
        by=cast.amara, patient=cast.rosa, name="Olga", phone="1", discipline="physiotherapist"
    )
    add("physio", given_by=f"user:{cast.ben.pk}")
    add("physio", given_by=f"outside:{olga.pk}")
    add("physio", given_by="else", given_by_name="Ida", given_by_phone="01632 2")
    givers = {(s.given_by, s.given_by_name, s.given_by_phone) for s in Session.objects.all()}
    assert givers == {(cast.ben, "", ""), (None, "Olga", "1"), (None, "Ida", "01632 2")}


def test_another_day_and_a_start(cast, add):
    add("physio", when="other", held_on_day="29", held_on_month="2", held_on_year="2024",
        start_time="9.05")  # fmt: skip
    session = Session.objects.get()
    assert f"{session.held_on} {session.start_time}" == "2024-02-29 09:05:00"


def test_today_stays_the_day_that_the_page_showed(cast, add):
    """The form is opened before midnight and sent after it."""
    shown = cast.today()
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        add("physio", when=shown.isoformat())
        add("physio", when=(shown - timedelta(days=1)).isoformat())
    days = set(Session.objects.values_list("held_on", flat=True))
    assert days == {shown, shown - timedelta(days=1)}


def test_a_double_click_makes_one_row(add):
    key = str(uuid.uuid4())
    assert add("physio", key=key).status_code == 302
    assert add("physio", key=key).status_code == 302
    assert Session.objects.count() == 1


# --- Mistakes ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "sent", "sentence"),
    [
        (
            "sensory",
            {"attempted": "60", "correct": "61"},
            "Correct answers cannot be more than tries: type a number up to 60.",
        ),
        ("sensory", {"correct": "61"}, "Type how many tries there were."),
        ("sensory", {"difficulty": "3.7"}, "Difficulty: type a whole number from 1 to 5."),
        ("sensory", {"minutes": "half"}, "Minutes: type a whole number from 1 to 600."),
        ("sensory", {"minutes": "1_0"}, "Minutes: type a whole number from 1 to 600."),
        ("sensory", {"minutes": "３０"}, "Minutes: type a whole number from 1 to 600."),
        ("sensory", {"start_time": "１4:30"}, "Type the time with hours and minutes"),
        (
            "sensory",
            {"when": "other", "held_on_day": "1_0", "held_on_month": "2", "held_on_year": "2026"},
            "Type a real day, for example 30 3 2026.",
        ),
        ("electrical", {"amplitude_ma": "1_0"}, "Current: type a number from 0 to 120, such as"),
        ("sensory", {"minutes": ""}, "Type how many minutes it took."),
        ("sensory", {"areas": None}, "Choose at least one body part."),
        ("sensory", {"when": "other"}, "Type the day, the month and the year."),
        (
            "sensory",
            {"when": "other", "held_on_day": "31", "held_on_month": "2", "held_on_year": "26"},
            "Type a real day, for example 30 3 2026.",
        ),
        (
            "sensory",
            {"when": "other", "held_on_day": "3", "held_on_month": "2", "held_on_year": "2999"},
            "The day cannot be in the future.",
        ),
        (
            "sensory",
            {"when": "other", "held_on_day": "3", "held_on_month": "2", "held_on_year": "206"},
            "Type the year with four digits, for example 2026.",
        ),
        ("sensory", {"start_time": "25:00"}, "Type the time with hours and minutes"),
        ("sensory", {"given_by": "else"}, "Type the name of who gave it."),
        ("sensory", {"given_by": "else"}, "Type their phone number, for questions later."),
        ("sensory", {"note": "x" * 2001}, "Write 2000 characters at most; these are 2001."),
        ("other", {}, "Type what it was, for example hydrotherapy."),
        ("acupuncture", {"points": "LI21"}, "LI21 does not exist: Large Intestine has points 1"),
        ("acupuncture", {"needles_in": "5", "needles_out": "4"}, "5 needles went in and 4 came"),
        ("electrical", {"frequency_hz": "251"}, "Frequency: type a whole number from 1 to 250."),
        ("electrical", {"amplitude_ma": "8.25"}, "Current: type a number from 0 to 120, such as"),
        ("electrical", {"max_ma": ""}, "Type the maximum current that you set"),
        ("electrical", {"threshold_right_ma": ""}, "Type the current that was first felt"),
        ("electrical", {"skin_after": None}, "Choose how the skin looked afterwards."),
        ("electrical", {"precautions": None}, "Choose what applies, or “None of these”."),
        ("electrical", {"precautions": ["clot"]}, "Say why electrical stimulation is right"),
        ("electrical", {"precautions": ["clot", "none"]}, "or “None of these”, not both."),
    ],
)
def test_a_mistake_gets_a_sentence_and_nothing_typed_is_lost(add, code, sent, sentence):
    answers = {"points_side": "none"} if code == "acupuncture" else {}
    answers |= ELECTRICAL if code == "electrical" else {}
    answers |= {"note": "As I typed it", "label": ""} | sent
    page = text_of(add(code, **answers))
    assert "<title>Error:" in page
    assert page.count(sentence) >= 2
    assert answers["note"] in page
    for typed in sent.values():
        assert not isinstance(typed, str) or f'value="{typed}"' in page or f">\n{typed}<" in page
    assert not Session.objects.exists()


def test_the_summary_of_errors_goes_down_the_page(add):
    sent = {"minutes": "x", "frequency_hz": "x", "given_by": "else", "note": "x" * 2001}
    page = text_of(add("electrical", **sent))
    summary = page[page.index("error-summary") :]
    places = [
        summary.index(f'href="#id_{name}"')
        for name in ("minutes", "frequency_hz", "max_ma", "given_by_name", "note")
    ]
    assert places == sorted(places)


def test_details_open_when_they_hold_an_error(add):
    assert "<details" in text_of(add("sensory", minutes=""))
    assert '<details class="more-details" open>' in text_of(add("sensory", start_time="x"))


def test_the_future_by_a_stated_day_is_refused(cast, add):
    tomorrow = cast.today() + timedelta(days=1)
    assert "The day cannot be in the future." in text_of(add("physio", when=str(tomorrow)))


# --- "Is this right?" -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "sent", "sentence"),
    [
        ("physio", {"minutes": "300"}, "It took 300 minutes."),
        ("electrical", {"amplitude_ma": "41", "max_ma": "50"}, "The current was 41 mA."),
        ("electrical", {"amplitude_ma": "13"}, "more than the maximum of 12."),
    ],
)
def test_an_unlikely_value_is_asked_about_and_can_be_confirmed(add, code, sent, sentence):
    answers = (ELECTRICAL if code == "electrical" else {}) | sent | {"note": "Kept"}
    page = text_of(add(code, **answers))
    assert "Is this right?" in page
    assert sentence in page
    assert 'type="hidden" name="note" value="Kept"' in page
    assert not Session.objects.exists()
    assert "Save session" in text_of(add(code, **answers, change="yes"))
    assert add(code, **answers, confirmed="yes").status_code == 302
    assert Session.objects.get().note == "Kept"


def test_240_minutes_and_40_milliamps_pass_without_a_question(add):
    add("electrical", minutes="240", **ELECTRICAL | {"amplitude_ma": "40", "max_ma": "40"})
    assert Session.objects.exists()


# --- Precautions and early days ---------------------------------------------------------------


def test_precautions_are_asked_before_the_first_use_and_on_request(record, form_page):
    assert 'name="precautions"' in form_page("?type=electrical")
    record("electrical", electrical=CURRENT, precautions=NO_PRECAUTION)
    page = form_page("?type=electrical")
    assert 'name="precautions"' not in page
    assert "Precautions checked on" in page
    assert 'name="precautions"' in form_page("?type=electrical&precautions=1")


def test_an_implant_known_from_the_intake_is_ticked(cast, form_page):
    care.record_background(by=cast.amara, patient=cast.rosa, pacemaker=True)
    for code in ("electrical", "acupuncture"):
        assert "The intake notes an implant." in form_page(f"?type={code}")


@pytest.mark.parametrize(("days", "is_noted"), [(0, True), (29, True), (30, False)])
def test_before_day_30_there_is_a_note(cast, form_page, days, is_noted):
    onset = cast.today() - timedelta(days=days)
    care.record_stroke(by=cast.amara, patient=cast.rosa, onset_on=onset)
    assert (f"It is day {days} after the stroke." in form_page("?type=electrical")) is is_noted


# --- Two people at once -----------------------------------------------------------------------


@pytest.fixture
def correct(cast, answers):
    """Return a function that sends the correction form as Amara."""

    def send(session, **more):
        address = reverse("therapy:correct-session", args=[cast.rosa.pk, session.pk])
        return cast.client("amara").post(address, answers(base=str(session.pk), **more))

    return send


def test_a_correction_starts_from_what_stands_and_is_saved(cast, record, correct):
    first = record(minutes=40, note="Old", sensory={"attempted": 60, "correct": 42})
    address = reverse("therapy:correct-session", args=[cast.rosa.pk, first.pk])
    page = cast.client("amara").get(address).content.decode()
    for typed in ('value="40"', "Old", 'value="60"', 'value="42"', f'value="{first.pk}"'):
        assert typed in page
    assert correct(first, minutes="45", attempted="60").status_code == 302
    assert access.sessions_of(cast.rosa).get().minutes == 45


def test_a_stale_correction_keeps_both_texts_and_a_second_save_stores_it(cast, record, correct):
    first = record(note="First")
    correct(first, note="From the other tab", minutes="35")
    newer = access.sessions_of(cast.rosa).get()
    page = text_of(correct(first, note="Mine", minutes="50"))
    assert "Amara Osei has saved this session since you opened it." in page
    assert "From the other tab" in page
    assert "Mine" in page
    assert f'name="base" value="{newer.pk}"' in page
    assert correct(newer, note="Mine", minutes="50").status_code == 302
    assert access.sessions_of(cast.rosa).get().note == "Mine"
    assert Session.objects.count() == 3


def test_the_second_of_two_is_told_who_changed_what_and_when(cast, record, answers):
    care.assign_therapist(by=cast.ana, patient=cast.rosa, practitioner=cast.ben, discipline="other")
    first = record(minutes=30, note="Old", sensory={"attempted": 60, "correct": 42})
    address = reverse("therapy:correct-session", args=[cast.rosa.pk, first.pk])
    sent = {"base": str(first.pk), "task": "texture"}
    giver = {"given_by": f"user:{cast.amara.pk}"}
    by_ben = answers(minutes="45", attempted="60", correct="42", **giver, **sent)
    cast.client("ben").post(address, by_ben)
    saved_at = timezone.localtime(access.sessions_of(cast.rosa).get().created_at)
    mine = answers(minutes="30", attempted="66", correct="50", note="Mine", **sent)
    page = text_of(cast.client("amara").post(address, mine))
    told = page[page.index("What Ben Ito changed") : page.index("What differs")]
    assert str(saved_at.year) in told
    for sentence in (
        "Minutes: “30” became “45”.",
        "Task: “Textures” was added.",
        "Notes: “Old” was removed.",
    ):
        assert sentence in told
    assert told.count("<span") == 3
    for typed in ('value="66"', 'value="50"', "Mine", 'value="texture" selected'):
        assert typed in page[page.index("<form") :]


def test_a_form_sent_again_with_other_answers_becomes_a_correction(cast, add):
    """Somebody presses Back after saving, changes a number and saves again."""
    key = str(uuid.uuid4())
    add("physio", key=key, minutes="30")
    page = text_of(add("physio", key=key, minutes="40"))
    correct = reverse("therapy:correct-session", args=[cast.rosa.pk, key])
    assert f'action="{correct}"' in page
    assert 'value="40"' in page
    assert Session.objects.get().minutes == 30


def test_a_session_taken_back_meanwhile_can_be_put_back_with_the_correction(cast, record, correct):
    session = record()
    actions.withdraw_session(by=cast.amara, session=session)
    page = text_of(correct(session, minutes="45"))
    assert "This session was taken back since you opened it." in page
    assert 'name="even_if_withdrawn"' in page
    assert correct(session, minutes="45", even_if_withdrawn="yes").status_code == 302
    assert access.sessions_of(cast.rosa).get().minutes == 45


def test_hostile_text_is_only_text(cast, add):
    add("other", label="<script>alert(1)</script>", note="<b>x</b>")
    session = Session.objects.get()
    address = reverse("therapy:session", args=[cast.rosa.pk, session.pk])
    page = cast.client("amara").get(address).content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_no_session_was_before_the_birth(cast, add):
    """A day in 1991 is a slip; the sentence stands at the day."""
    care.record_background(by=cast.amara, patient=cast.rosa, born_on=date(1991, 5, 2))
    cast.rosa.refresh_from_db()
    day = {"held_on_day": "1", "held_on_month": "5", "held_on_year": "1991"}
    page = add("physio", when="other", **day).content.decode()
    assert "The patient was born on 2 May 1991. Type a later day." in page
    assert 'value="1991"' in page
    assert not Session.objects.exists()
