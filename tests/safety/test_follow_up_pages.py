"""Questions after treatments as Rosa, Mateo and Amara see them."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from apps.core.remembered import forget_all
from apps.diary.models import Entry
from apps.progress.series import longest_window
from apps.safety import actions
from apps.safety.addresses import signs_page
from apps.safety.models import Alert, FollowUpAnswer, GateAnswer, SafetySettings
from apps.therapy import actions as therapy
from apps.therapy.models import Session
from tests.safety.test_checks import LANGUAGES, SOOTHING
from tests.safety.test_follow_ups import correct
from tests.therapy.conftest import CURRENT, NO_PRECAUTION

HOURS_24, DAYS_7 = 30, 7 * 24 + 30


def text_of(answer) -> str:
    """Return what a page says, on one line."""
    return " ".join(answer.text.split("<main")[1].split())


def page(cast, session: Session, question: str = "first", name: str = "follow-up") -> str:
    """Return the address of a question after a session."""
    return reverse(f"safety:{name}", args=[cast.rosa.pk, session.pk, question])


def send(cast, session: Session, question: str = "first", *, who: str = "rosa", **form):
    """Answer a question as a browser does; leads to the page that comes then."""
    sent = {"key": uuid.uuid4(), "zone": cast.rosa.zone, "for_date": cast.today().isoformat()}
    address = page(cast, session, question)
    return cast.client(who).post(address, sent | {"gate": "no"} | form, follow=True)


def undo(cast, session: Session, shown: str, question: str = "first") -> None:
    """Press Undo on a page as it was shown."""
    named = re.search(r'name="answer"\s+value="([^"]*)"', shown)[1]
    address = page(cast, session, question, name="undo-follow-up")
    cast.client("rosa").post(address, {"answer": named})


def today_page(cast, who: str = "rosa") -> str:
    """Return what Today says."""
    return text_of(cast.client(who).get(reverse("diary:today", args=[cast.rosa.pk])))


@pytest.mark.parametrize("state", ["first", "same", "done", "back"])
def test_today_asks_below_the_answer_of_the_day(cast, treat, state):
    """In each of its states; the day's own question comes first."""
    if state != "first":
        cast.rate(5, back=0 if state == "done" else 1)
    if state == "back":
        Entry.objects.update(for_date=cast.today() - timedelta(days=30))
    session = treat(HOURS_24)
    said = today_page(cast)
    assert "You had acupuncture" in said
    assert page(cast, session) in said
    assert said.index("<h1") < said.index("You had acupuncture")


def test_today_asks_two_at_most_and_the_helper_by_name(cast, treat):
    """The oldest first."""
    for hours in (30, 31, 32):
        treat(hours)
    said = today_page(cast, "mateo")
    assert said.count("Rosa had acupuncture") == 2


def test_today_is_quiet_without_a_question(cast, treat):
    """Before it is due, and after another kind of session."""
    treat(2)
    treat(40, "physio")
    assert "acupuncture" not in today_page(cast)


def test_the_gate_stands_first(cast, treat):
    """Before the question, in a form of its own; the answer says that nothing is new."""
    said = text_of(cast.client("rosa").get(page(cast, treat())))
    assert said.index("much worse happened?") < said.index("How is it after acupuncture?")
    answer_form = said.split("<form")[2]
    assert 'name="gate" value="no"' in answer_form.split("<button")[1]


@pytest.mark.parametrize("gate", ["yes", "not_sure"])
@pytest.mark.parametrize("question", ["first", "second"])
@pytest.mark.parametrize("outcome", ["", "gone", "worse"])
def test_an_alarm_at_the_gate_is_stored_and_leads_on(cast, treat, stages, gate, question, outcome):
    """Whatever else the form holds: the question itself stays open."""
    session = treat(DAYS_7)
    before = stages(session)
    sent = {"key": uuid.uuid4(), "gate": gate, "outcome": outcome}
    answer = cast.client("rosa").post(page(cast, session, question), sent)
    assert answer.status_code == 302
    assert answer["Location"] == signs_page(cast.rosa.pk, "treatment")
    assert GateAnswer.objects.get().answer == gate
    assert not FollowUpAnswer.objects.exists()
    assert stages(session) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gate_is_a_form_of_its_own(cast, treat, language):
    """It states its day in every language, and undo of the answer below does not take it back."""
    cast.rosa.user.language = language
    cast.rosa.user.save()
    session = treat()
    forms = cast.client("rosa").get(page(cast, session)).text.split("<main")[1].split("<form")
    gate, answer = [
        dict(re.findall(r'name="(key|zone|for_date)" value="([^"]*)"', one)) for one in forms[1:3]
    ]
    assert gate["key"] != answer["key"]
    assert gate["for_date"] == answer["for_date"] == cast.today().isoformat()
    assert gate["zone"] == cast.rosa.zone
    send(cast, session, **gate | {"gate": "yes"})
    send(cast, session, outcome="gone", **answer)
    undo(cast, session, cast.client("rosa").get(page(cast, session, name="follow-up-saved")).text)
    assert not FollowUpAnswer.objects.current().exists()
    assert [one.answer for one in GateAnswer.objects.current()] == ["yes"]


@pytest.mark.parametrize("outcome", ["same", "worse"])
def test_trouble_names_who_gave_it(cast, treat, settings, outcome):
    """Amara by the clinic's phone; the way to help; no claim about a cause."""
    said = text_of(send(cast, treat(), outcome=outcome))
    assert "Call who gave it today" in said
    assert "Amara Osei" in said
    assert settings.CLINIC_PHONE in said
    assert "Do not manage it alone." in said
    assert reverse("core:help") in said
    assert Alert.objects.get().kind == "after_acupuncture"


def test_somebody_from_outside_is_called_by_their_own_phone(cast, treat):
    """It stands on the question's page too: it shows even if nothing can be saved."""
    session = treat(given_by_name="Dr Lee", given_by_phone="01632 960 555")
    for said in (
        text_of(cast.client("rosa").get(page(cast, session))),
        text_of(send(cast, session, outcome="worse")),
    ):
        assert "Call Dr Lee today" in said
        assert "tel:01632960555" in said


def test_after_a_week_less_is_still_there(cast, treat):
    """The advice says so before anything is saved, and after."""
    session = treat(DAYS_7)
    asked = text_of(cast.client("rosa").get(page(cast, session, "second")))
    assert "If it is still there" in asked
    assert "Call who gave it today" in text_of(send(cast, session, "second", outcome="less"))


def test_less_after_a_day_is_asked_again(cast, treat):
    """On the day when the second question is due; nothing is raised."""
    said = text_of(send(cast, treat(), outcome="less"))
    assert "We ask again on" in said
    assert "Call who gave it today" not in said
    assert not Alert.objects.exists()


def test_gone_is_saved_and_not_asked_again(cast, treat):
    """Today is quiet."""
    said = text_of(send(cast, treat(), outcome="gone"))
    assert "Saved" in said
    assert "We ask again" not in said
    assert "acupuncture" not in today_page(cast)


def test_an_answer_that_was_on_its_way_is_kept(cast, treat):
    """Mateo says "gone" about the first day while Rosa, a week later, says that it is worse."""
    session = treat(DAYS_7)
    send(cast, session, "first", who="mateo", outcome="gone")
    assert "Call who gave it today" in text_of(send(cast, session, "second", outcome="worse"))
    assert Alert.objects.get().kind == "after_acupuncture"


def test_what_was_felt_and_where_is_kept(cast, treat):
    """Any part, treated or not, tracked or not."""
    form = {"feelings": ["numbness", "swelling"], "parts": ["right-knee"], "note": "At night"}
    said = text_of(send(cast, treat(), outcome="less", **form))
    kept = FollowUpAnswer.objects.get()
    assert kept.feelings == ("numbness", "swelling")
    assert [part.part_code for part in kept.parts.all()] == ["right-knee"]
    assert "Right knee" in said
    assert "“At night”" in said


def test_nothing_typed_is_lost(cast, treat):
    """No line was chosen: the page says what to do, and keeps the rest."""
    said = text_of(send(cast, treat(), note="Heavy at night", feelings=["heaviness"]))
    assert "Choose the line that fits best." in said
    assert "Heavy at night" in said
    assert not FollowUpAnswer.objects.exists()


def test_a_page_without_a_key_asks_once_more(cast, treat):
    """And then saves."""
    said = text_of(send(cast, treat(), key="none", outcome="gone"))
    assert "This page was too old." in said
    assert not FollowUpAnswer.objects.exists()


def test_the_day_is_that_of_the_device(cast, treat):
    """A form that waited on the device says its own day; none lies ahead."""
    session, today = treat(50), cast.today()
    for stated, kept in (
        ((today - timedelta(days=1)).isoformat(), today - timedelta(days=1)),
        ((today + timedelta(days=9)).isoformat(), today),
        ("soon", today),
    ):
        send(cast, session, outcome="gone", for_date=stated)
        assert FollowUpAnswer.objects.current().get().for_date == kept


def test_it_can_be_answered_again_and_undone(cast, treat):
    """Undo lets the first answer stand again, once for each page; then it opens the question."""
    session = treat()
    send(cast, session, outcome="worse")
    assert cast.client("rosa").get(page(cast, session)).status_code == 302
    again = cast.client("rosa").get(page(cast, session) + "?again")
    assert again.status_code == 200
    saved = page(cast, session, name="follow-up-saved")
    gone = send(cast, session, outcome="gone").text
    standing = FollowUpAnswer.objects.current()
    assert standing.get().outcome == "gone"
    for _ in range(2):  # a trembling hand
        undo(cast, session, gone)
        assert standing.get().outcome == "worse"
    undo(cast, session, cast.client("rosa").get(saved).text)
    assert not standing.exists()
    assert page(cast, session) in today_page(cast)


def test_before_its_time_it_says_when_it_is_asked(cast, treat):
    """And takes no answer yet."""
    answer = cast.client("rosa").get(page(cast, treat(2)), follow=True)
    assert "We ask on" in text_of(answer)


def test_an_answer_before_its_time_is_refused_and_nothing_typed_is_lost(cast, treat, stages):
    """A page of next week, opened by its address; or its session was moved meanwhile."""
    session = treat(HOURS_24)
    said = text_of(send(cast, session, "second", outcome="gone", note="Still tired"))
    assert "It is too early for this answer. We ask on" in said
    assert "Still tired" in said
    assert not FollowUpAnswer.objects.exists()
    assert stages(session)["second"] == "waiting"


@pytest.mark.parametrize(
    ("code", "question", "outcome", "details"),
    [
        ("acupuncture", "first", "worse", {}),
        (
            "electrical",
            "skin",
            "skin_hurt",
            {"electrical": CURRENT, "precautions": NO_PRECAUTION},
        ),
    ],
)
def test_trouble_that_waited_while_its_session_was_moved_is_kept(
    cast, treat, stages, code, question, outcome, details
):
    """With its advice, its alert and Undo; the question comes again at its new time."""
    session = treat(50, code)
    moved = correct(cast, session, 0.25, **details)
    said = text_of(send(cast, session, question, outcome=outcome, note="It burns"))
    assert "Call who gave it today" in said
    assert "What you said is saved." in said
    assert "The clinic has changed the time of the treatment. So we ask again on" in said
    assert Alert.objects.get().state == "open"
    assert stages(moved)[question] == "waiting"
    assert page(cast, session, question) not in today_page(cast)
    undo(cast, moved, said, question)
    assert not FollowUpAnswer.objects.current().exists()
    assert "took this answer back" in cast.client("amara").get(reverse("safety:alerts")).text


@pytest.mark.parametrize("gate", ["yes", "not_sure"])
def test_an_alarm_is_kept_whatever_became_of_its_session(cast, treat, gate):
    """It is too early, the session was taken back, or is of another kind by now."""
    early, withdrawn, other = treat(2), treat(), treat()
    therapy.withdraw_session(by=cast.amara, session=withdrawn)
    Session.objects.filter(pk=other.pk).update(kind="physio")
    for session in (early, withdrawn, other):
        answer = cast.client("rosa").post(page(cast, session), {"key": uuid.uuid4(), "gate": gate})
        assert answer["Location"] == signs_page(cast.rosa.pk, "treatment")
    assert GateAnswer.objects.filter(answer=gate).count() == 3
    assert Alert.objects.get().steps_taken == 3


def test_a_session_that_was_taken_back_asks_nothing(cast, treat):
    """An answer that was on its way is kept all the same, with its advice."""
    session = treat()
    therapy.withdraw_session(by=cast.amara, session=session)
    assert cast.client("rosa").get(page(cast, session)).status_code == 404
    assert "Call who gave it today" in text_of(send(cast, session, outcome="worse"))


def test_there_is_no_question_of_another_kind(cast, treat):
    """Nor after a session of somebody else."""
    session, current = treat(), treat(code="electrical")
    assert cast.client("rosa").get(page(cast, current, "second")).status_code == 404
    for number in ("0", "3", "skin"):
        address = page(cast, session, "first").replace("/after/1/", f"/after/{number}/")
        assert cast.client("rosa").get(address).status_code == 404
    other = reverse("safety:follow-up", args=[cast.george.pk, session.pk, "first"])
    assert cast.client("george").get(other).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outcome", ["less", "same", "worse", "gone"])
def test_no_page_soothes(cast, treat, outcome, language):
    """These words never stand on a screen after acupuncture, in any language."""
    cast.rosa.user.language = language
    cast.rosa.user.save()
    session = treat()
    pages = [cast.client("rosa").get(page(cast, session)), send(cast, session, outcome=outcome)]
    for said in map(text_of, pages):
        for word in (*SOOTHING, "harmless", "because"):
            assert word not in said.lower()


def test_the_skin_is_looked_at(cast, treat):
    """Its own words; a blister is for a practitioner."""
    session = treat(3, "electrical")
    assert "You had electrical stimulation" in today_page(cast)
    said = text_of(cast.client("rosa").get(page(cast, session, "skin")))
    assert "Look, or ask someone to look, if you cannot feel it." in said
    assert "Call who gave it today" in text_of(send(cast, session, "skin", outcome="skin_hurt"))
    assert Alert.objects.get().kind == "skin"


# --- The practitioner's pages -----------------------------------------------------------------


def amara_sees(cast, route: str, *args, query: str = "") -> str:
    """Return what a page says to Amara."""
    address = reverse(route, args=[cast.rosa.pk, *args]) + query
    return text_of(cast.client("amara").get(address))


def test_the_session_says_where_its_questions_stand(cast, treat, answer):
    """In words, with who answered; on its page, in the list, and beside the timeline."""
    session = treat(50)
    for said in (
        amara_sees(cast, "therapy:session", session.pk),
        amara_sees(cast, "therapy:sessions"),
        amara_sees(cast, "caseload:patient"),
    ):
        assert "The day after acupuncture: overdue, no answer since" in said
        assert "A week after acupuncture: waits until" in said
    answer(session, "first", "worse", feelings=["numbness"])
    for said in (
        amara_sees(cast, "therapy:session", session.pk),
        amara_sees(cast, "caseload:patient"),
    ):
        assert "The day after acupuncture: “Worse”. Rosa Delgado answered on" in said
        assert "Numbness." in said


def test_the_form_of_the_next_acupuncture_shows_the_last_reaction(cast, treat, answer):
    """Before it is saved, and only there."""
    assert "Last time" not in amara_sees(cast, "therapy:record-session", query="?type=acupuncture")
    answer(treat(), "first", "same", feelings=["numbness"])
    said = amara_sees(cast, "therapy:record-session", query="?type=acupuncture")
    assert "The day after acupuncture: “The same”. Numbness." in said
    assert "Last time" not in amara_sees(cast, "therapy:record-session", query="?type=physio")


def test_the_days_after_a_treatment_follow_the_settings(cast, treat):
    """The chart marks as many days as an admin has set."""
    assert longest_window() == timedelta(days=7)
    SafetySettings.objects.create(
        saved_by=cast.ana, first_check_hours=30, second_check_days=1, skin_check_hours=1
    )
    forget_all()
    assert longest_window() == timedelta(days=2)


def test_the_patients_page_warns_until_the_alert_is_closed(cast, treat, answer):
    """Seen is not closed; opened again, it warns again. What has no answer stays all the while."""
    answer(treat(30), "first", "worse")
    treat(60, "electrical")
    amara, page_of = cast.client("amara"), reverse("caseload:patient", args=[cast.rosa.pk])

    def warned() -> tuple[bool, bool]:
        part = amara.get(page_of).text.partition("After treatments")[2].partition("</ul>")[0]
        return "“Worse”" in part, "overdue" in part

    alert = Alert.objects.get()
    assert warned() == (True, True)
    actions.mark_alert_seen(by=cast.amara, alert=alert, steps_taken=1)
    assert warned() == (True, True)
    actions.close_alert(by=cast.amara, alert=alert, steps_taken=2, done="Seen.", needed="yes")
    assert warned() == (False, True)
    actions.reopen_alert(by=cast.amara, alert=alert, steps_taken=3)
    assert warned() == (True, True)
