"""Burns, cuts and falls: noted by whoever is there, with advice, and never lost or doubled."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.audit.models import Event
from apps.care.body import PARTS_BY_CODE
from apps.care.models import Patient
from apps.core import answers
from apps.safety import access, actions
from apps.safety.actions import Told
from apps.safety.models import Alert, Injury
from tests.cast import PASSWORD

HAND = PARTS_BY_CODE["left-hand"]
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


def address(cast, name: str = "add-injury", *more) -> str:
    """Return where something about Rosa's injuries is done."""
    return reverse(f"safety:{name}", args=[cast.rosa.pk, *more])


def form_of(on: date, **more) -> dict:
    """Return what a browser sends."""
    boxes = {"on_day": on.day, "on_month": on.month, "on_year": on.year}
    usual = {"key": uuid.uuid4(), "kind": "burn", "part": "left-hand", "note": ""}
    return usual | boxes | more


def send(cast, who: str = "rosa", back: int = 0, **more):
    """Send the form as this person, about a day some days ago, and return the page after it."""
    form = form_of(cast.today() - timedelta(days=back), **more)
    return cast.client(who).post(address(cast), form, follow=True)


def hurt(cast, back: int = 0, kind: str = "burn", code: str = "left-hand", **more) -> Injury:
    """Rosa has been hurt."""
    told = Told(uuid.uuid4(), cast.today() - timedelta(days=back), cast.rosa.zone)
    given = {"by": cast.rosa.user, "patient": cast.rosa, "told": told} | more
    return actions.record_injury(kind=kind, part=PARTS_BY_CODE[code], **given)


# --- Noting -----------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["rosa", "mateo", "amara"])
def test_whoever_is_there_notes_it(cast, who):
    """Patient, helper and therapist; the list says who it was."""
    page = send(cast, who, back=3, kind="cut", part="right-toe", note="A knife.")
    injury = Injury.objects.get()
    assert (injury.kind, injury.part_code, injury.note) == ("cut", "right-toe", "A knife.")
    assert (injury.on, injury.entered_by) == (cast.day(3).on, cast.person(who))
    for text in ("Cut (Right toes)", "A knife.", f"Entered by {cast.person(who).name}."):
        assert text in page.text
        assert text in cast.client("rosa").get(address(cast, "injuries")).text


def test_today_is_filled_in_and_the_parts_of_the_log_come_first(cast):
    """What most injuries need is one tap away."""
    form = cast.client("rosa").get(address(cast)).context["form"]
    assert form["on"].value() == cast.today()
    (_nothing, (name, first), *others) = form.fields["part"].choices
    assert name == "Parts in the log"
    assert [code for code, _label in first] == ["left-hand", "left-forearm", "left-foot"]
    offered = [code for _name, parts in [(name, first), *others] for code, _label in parts]
    assert sorted(offered) == sorted(PARTS_BY_CODE)


def test_the_form_keeps_the_calendar_of_the_device(cast):
    """Rosa travels: the day has come where she is, and not yet at home. The form says so."""
    ahead = "Pacific/Kiritimati"
    today = cast.rosa.today(ahead)
    browser = cast.client("rosa")
    browser.cookies["zone"] = "Pacific%2FKiritimati"
    form = browser.get(address(cast)).context["form"]
    assert (form["on"].value(), form["zone"].value()) == (today, ahead)
    browser.post(address(cast), form_of(today, zone=ahead))
    assert (Injury.objects.get().on, Injury.objects.get().zone) == (today, ahead)


def test_a_form_that_is_sent_twice_stores_one(cast):
    """A double tap, or a reply that got lost; the second answer is like the first."""
    form = form_of(cast.today(), note="Tea.")
    first, second = (cast.client("rosa").post(address(cast), form) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Injury.objects.count() == 1
    assert Alert.objects.get().steps_taken == 1
    assert Event.objects.filter(verb="recorded_injury").count() == 1


def test_a_form_that_is_changed_and_sent_again_loses_nothing(cast):
    """Back, another part, Save: both stand, and the slip can be taken back."""
    form = form_of(cast.today())
    for part in ("left-hand", "right-hand"):
        cast.client("rosa").post(address(cast), form | {"part": part})
    assert set(Injury.objects.values_list("part_code", flat=True)) == {"left-hand", "right-hand"}


def test_a_press_that_comes_again_after_it_was_taken_back_stays_so(cast):
    """A reply was lost; the page says it, and offers to put it back."""
    form = form_of(cast.today(), press=1)
    rosa = cast.client("rosa")
    rosa.post(address(cast), form)
    actions.withdraw_injury(by=cast.rosa.user, injury=Injury.objects.get())
    page = rosa.post(address(cast), form, follow=True).text
    assert "Taken back" in page
    assert "Put it back" in page
    assert not access.injuries_of(cast.rosa).exists()


@pytest.mark.parametrize("press", [2, ""])
def test_what_was_taken_back_and_is_said_again_stands(cast, press):
    """By another press of the kept page, or by Back without scripts; and each only once."""
    form, rosa = form_of(cast.today()), cast.client("rosa")
    rosa.post(address(cast), form | {"press": press and 1})
    actions.withdraw_injury(by=cast.rosa.user, injury=Injury.objects.get())
    for again in (press, press, press and 3):
        assert "Saved" in rosa.post(address(cast), form | {"press": again}, follow=True).text
    assert access.injuries_of(cast.rosa).count() == 1
    assert Injury.objects.count() == 2
    verbs = Alert.objects.get().steps.values_list("verb", flat=True)
    assert list(verbs) == ["raised", "changed", "raised"]


@pytest.mark.parametrize("key", ["", "nonsense", "x" * 5000])
def test_a_form_without_a_key_asks_to_save_once_more(cast, key):
    """Nothing that was typed is lost, as on every other page."""
    page = send(cast, key=key, note="Kettle.")
    assert "Save again." in page.text
    assert "Kettle." in page.text
    assert "Saved" in send(cast, key=page.context["form"]["key"].value()).text
    assert Injury.objects.count() == 1


def test_two_records_never_share_a_key(cast):
    """George sends the key that he saw on Rosa's phone."""
    form = form_of(cast.today())
    assert cast.client("rosa").post(address(cast), form).status_code == 302
    theirs = reverse("safety:add-injury", args=[cast.george.pk])
    assert cast.client("george").post(theirs, form).status_code == 302
    assert set(Injury.objects.values_list("patient", flat=True)) == {cast.rosa.pk, cast.george.pk}


def test_somebody_whose_session_has_ended_signs_in_and_it_is_saved(cast):
    """The answer is kept."""
    browser = Client()
    form = form_of(cast.today(), person=answers.mark_of(cast.rosa.user))
    to_sign_in = browser.post(address(cast), form)["Location"]
    person = {"login": cast.rosa.user.email, "password": PASSWORD}
    assert "Burn (Left hand)" in browser.post(to_sign_in, person, follow=True).text
    assert Injury.objects.get().entered_by == cast.rosa.user


# --- What cannot be stored --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": ""}, "Choose burn, cut or fall."),
        ({"kind": "bite"}, "Choose burn, cut or fall."),
        ({"part": ""}, "Choose the part that was hurt."),
        ({"part": "left-wing"}, "Choose the part that was hurt."),
        ({"on_day": "31", "on_month": "2"}, "Type a real day, for example 30 3 2026."),
        ({"on_day": "", "on_month": "", "on_year": ""}, "Type the day, the month and the year."),
        ({"on_day": "1", "on_year": "1899"}, "This day is too long ago. Type a later day."),
        (
            {"on_day": "1", "on_year": "2999"},
            "This day has not come yet. Type today or a day before.",
        ),
        ({"note": "x" * 301}, "This note is too long. Use 300 letters or fewer."),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_what_was_typed_stays(cast, wrong, sentence):
    """And the advice stands above it, whatever becomes of saving."""
    page = send(cast, **{"note": "Kettle."} | wrong)
    assert sentence in page.text
    assert wrong.get("note", "Kettle.") in page.text
    assert "cool running water" in page.text
    assert not Injury.objects.exists()
    assert not Alert.objects.exists()


def test_no_day_before_the_birth(cast):
    """The day of the birth itself is one."""
    Patient.objects.filter(pk=cast.rosa.pk).update(born_on=date(1970, 5, 4))
    page = cast.client("amara").post(address(cast), form_of(date(1970, 5, 3))).text
    assert "The date of birth is 4 May 1970. Type a later day." in page
    assert cast.client("amara").post(address(cast), form_of(date(1970, 5, 4))).status_code == 302


def test_the_action_refuses_a_day_that_has_not_come(cast):
    """Whoever calls it."""
    with pytest.raises(ValidationError, match="has not come yet"):
        hurt(cast, back=-1)
    assert not Injury.objects.exists()


def test_hostile_text_is_text(cast):
    """In the note, on every page that shows it."""
    page = send(cast, note=HOSTILE).text
    for shown in (page, cast.client("amara").get(address(cast, "injuries")).text):
        assert "<script>alert(1)" not in shown
        assert "&lt;script&gt;alert(1)" in shown


@pytest.mark.parametrize("field", ["note", "part", "kind", "key", "zone"])
def test_text_that_no_database_stores_is_refused(cast, field):
    """A NUL in any field."""
    assert send(cast, **{field: "a\x00b"}).status_code == 400
    assert not Injury.objects.exists()


def test_injuries_of_somebody_else_are_nowhere(cast):
    """George and Ben name Rosa's injury, also under George's own record."""
    injury = hurt(cast)
    for who in ("george", "ben"):
        for name in ("injury", "withdraw-injury", "restore-injury"):
            for patient in (cast.rosa, cast.george):
                where = reverse(f"safety:{name}", args=[patient.pk, injury.pk])
                browser = cast.client(who)
                answer = browser.get(where) if name == "injury" else browser.post(where)
                assert answer.status_code == 404
    injury.refresh_from_db()
    assert injury.state == "current"


# --- Taking back ------------------------------------------------------------------------------


def test_take_back_undo_and_both_again(cast):
    """Each once, with an event; a second tap changes nothing."""
    injury, rosa = hurt(cast), cast.client("rosa")
    for _ in range(2):
        page = rosa.post(address(cast, "withdraw-injury", injury.pk), follow=True).text
    assert "Taken back." in page
    assert not access.injuries_of(cast.rosa).exists()
    for _ in range(2):
        page = rosa.post(address(cast, "restore-injury", injury.pk), follow=True).text
    assert "It is back in the list." in page
    assert access.injuries_of(cast.rosa).get() == injury
    verbs = ("recorded_injury", "withdrew_injury", "restored_injury")
    assert [Event.objects.filter(verb=verb).count() for verb in verbs] == [1, 1, 1]


def test_the_alert_outlives_taking_back_and_putting_back_opens_it(cast):
    """Somebody may have acted on it; what is put back must be looked at."""
    injury = hurt(cast)
    actions.withdraw_injury(by=cast.rosa.user, injury=injury)
    alert = Alert.objects.get()
    assert alert.state == "open"
    told = {"steps_taken": alert.steps_taken, "done": "Entered by mistake.", "needed": "no"}
    actions.close_alert(by=cast.amara, alert=alert, **told)
    actions.restore_injury(by=cast.rosa.user, injury=injury)
    alert.refresh_from_db()
    assert alert.state == "open"


# --- The alert --------------------------------------------------------------------------------


def test_an_alert_for_each_part_with_codes_alone(cast):
    """The second burn of one hand opens the alert about this hand again."""
    hurt(cast, back=4, note="Soup, in the kitchen.")
    hurt(cast, kind="cut")
    hurt(cast, kind="fall", code="right-lower_limb")
    about = {alert.about: alert for alert in access.alerts_of(cast.rosa)}
    assert about.keys() == {"left-hand", "right-lower_limb"}
    assert [step.facts for step in about["left-hand"].steps.all()] == [
        {"kind": "burn", "part": "left-hand", "on": cast.day(4).on.isoformat()},
        {"kind": "cut", "part": "left-hand", "on": cast.today().isoformat()},
    ]


def test_an_event_that_fails_undoes_all(cast, monkeypatch):
    """Neither the injury nor its alert is half there."""

    def fail(**kwargs):
        raise RuntimeError

    monkeypatch.setattr("apps.safety.actions.injuries.record", fail)
    with pytest.raises(RuntimeError):
        hurt(cast)
    assert not Injury.objects.exists()
    assert not Alert.objects.exists()


# --- The pages --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "here", "elsewhere"),
    [
        ("burn", "20 minutes", "was the head hit?"),
        ("cut", "Show it to somebody", "20 minutes"),
        ("fall", "was the head hit?", "20 minutes"),
    ],
)
def test_the_advice_fits_what_happened(cast, kind, here, elsewhere):
    """With the clinic's number and the way to help, and no claim that somebody watches."""
    page = send(cast, kind=kind).text.split("<main")[1]
    assert here in page
    assert elsewhere not in page
    assert 'href="tel:' in page
    assert 'href="/help/"' in page
    assert "Nobody is watching this app in real time." in page
    for word in ("normal", "don't worry", "only", "should"):
        assert word not in page.lower()


def test_a_therapist_is_not_told_to_call_the_clinic(cast):
    """They are the clinic."""
    assert "tel:" not in send(cast, "amara").text.split("<main")[1]


@pytest.mark.parametrize("who", ["rosa", "mateo"])
def test_the_way_there_is_quiet_and_on_the_pages_after_an_answer(cast, who):
    """Today when it is done, and the page after saving; not before the daily question."""
    today = reverse("diary:today", args=[cast.rosa.pk])
    assert address(cast) not in cast.client(who).get(today).text
    entry = cast.rate(4)
    saved = reverse("diary:saved", args=[cast.rosa.pk, entry.submission])
    for page in (today, saved):
        assert address(cast) in cast.client(who).get(page).text


def test_the_other_ways_there(cast):
    """My details, and the therapist's page."""
    where = address(cast, "injuries")
    assert where in cast.client("rosa").get(reverse("care:details")).text
    page = reverse("caseload:patient", args=[cast.rosa.pk])
    assert where in cast.client("amara").get(page).text


def test_the_list_asks_the_same_of_two_and_of_many_and_has_pages(cast):
    """However many there are."""

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert cast.client("rosa").get(address(cast, "injuries")).status_code == 200
        return len(asked)

    hurt(cast)
    actions.withdraw_injury(by=cast.rosa.user, injury=hurt(cast, back=1))
    queries()
    few = queries()
    for back in range(2, 30):
        injury = hurt(cast, back=back)
        if back % 3 == 0:
            actions.withdraw_injury(by=cast.rosa.user, injury=injury)
    assert queries() == few
    assert "Entered by" in cast.client("rosa").get(address(cast, "injuries")).text
    Injury.objects.update(state="current")
    page = cast.client("rosa").get(address(cast, "injuries"))
    assert len(page.context["page"]) == 20
    assert "Next page" in page.text
