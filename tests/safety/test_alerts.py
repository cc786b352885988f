"""The practitioner's alerts: what waits and why, what is done about it, and who may see it."""

import uuid
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.audit.models import Event
from apps.care import actions as care
from apps.safety import access, actions
from apps.safety.models import Alert, AlertStep
from tests.cast import Cast, make_patient

LIST = "/alerts/"
WEAKNESS = {"signs": ["E08"], "answer": "yes"}
CUT = {"kind": "cut", "part": "left-hand", "on": "2026-05-03"}
CLOSING = {"done": "Called her. Seen today.", "needed": "yes"}


def raised(cast: Cast, kind="emergency_sign", patient=None, about="", facts=None) -> Alert:
    """Raise an alert about Rosa, or about another patient."""
    patient = patient or cast.rosa
    facts = facts or {"check": str(uuid.uuid4()), "answer": "yes", "signs": ["B3"]}
    return actions.raise_alert(
        by=patient.user, patient=patient, kind=kind, facts=facts, about=about
    )


def address(name: str, alert: Alert, steps: int | None = None, to: str = "") -> str:
    """Return the address of something done to an alert, as its page would name it now."""
    steps = alert.steps_taken if steps is None else steps
    where = reverse(f"safety:{name}", args=[alert.patient_id, alert.pk, steps])
    return f"{where}?to={to}" if to else where


def told(answer) -> str:
    """Return the page, in which an apostrophe is one."""
    return answer.content.decode().replace("&#x27;", "'")


@pytest.fixture
def amara(cast):
    """Return Amara's browser."""
    return cast.client("amara")


def test_nothing_waits(amara):
    """The empty list says so, and the navigation has no number."""
    page = told(amara.get(LIST))
    assert "Nothing waits." in page
    assert "nav-number" not in page


def test_the_list_says_why_and_for_whom(cast, amara):
    """Kind, name, reason, and the number in words."""
    raised(cast)
    page = told(amara.get(LIST))
    today = timezone.localtime(timezone=ZoneInfo(cast.rosa.zone))
    assert "Rosa Delgado" in page
    assert f"Said on {today:%A} {today.day} {today:%B}: one side of the face newly drops." in page
    assert "Warning sign" in page
    assert "1 that nobody has looked at</span>" in " ".join(page.split())


@pytest.mark.parametrize(
    ("kind", "facts", "sentence"),
    [
        (
            "injury",
            {"kind": "burn", "part": "left-hand", "on": "2026-05-03"},
            "Burn on 3 May: left hand.",
        ),
        (
            "contact_sign",
            {"answer": "yes", "signs": ["C01", "C04"]},
            "numbness that nobody has explained, a rash where it is numb.",
        ),
        ("emergency_sign", {"answer": "not_sure", "signs": []}, "Was not sure on"),
        ("emergency_sign", {"answer": "yes", "signs": []}, "and named none."),
        ("weaker", {"answer": "yes", "signs": ["C03"]}, "a numb part that slowly gets weaker."),
        (
            "skin",
            {"question": "skin", "outcome": "skin_hurt", "session": str(uuid.uuid4())},
            "A treatment is still felt. Look at the record.",
        ),
    ],
)
def test_every_kind_has_its_reason(cast, amara, kind, facts, sentence):
    """In words, made from codes when it is read."""
    raised(cast, kind, facts=facts)
    assert sentence in told(amara.get(LIST))


def test_the_order_is_urgency_then_who_waits_longest(cast, amara):
    """Open before seen; inside a kind the oldest first."""
    second = make_patient("Zoe Late", cast.amara, cast.ana, ["left-hand"])
    for patient, kind in ((second, "contact_sign"), (second, "emergency_sign")):
        raised(cast, kind, patient)
    raised(cast, "emergency_sign")
    seen = raised(cast, "skin")
    amara.post(address("mark-seen", seen))
    rows = [(row.patient.user.name, row.alert.kind) for row in amara.get(LIST).context["open"]]
    assert rows == [
        ("Zoe Late", "emergency_sign"),
        ("Rosa Delgado", "emergency_sign"),
        ("Zoe Late", "contact_sign"),
    ]
    page = told(amara.get(LIST))
    assert page.index("Seen, not closed") > page.index("Needs a look")


def test_seen_asks_for_nothing_and_is_undone(cast, amara):
    """Undo comes with the message; seen is not closed."""
    alert = raised(cast)
    page = told(amara.post(address("mark-seen", alert), follow=True))
    assert "Marked as seen: Rosa Delgado." in page
    alert.refresh_from_db()
    assert alert.state == "seen"
    undo = address("unmark-seen", alert)
    assert undo in page
    assert "Not marked as seen any more" in told(amara.post(undo, follow=True))
    alert.refresh_from_db()
    assert alert.state == "open"
    assert [step.verb for step in alert.steps.all()] == ["raised", "seen", "unseen"]


def test_closing_asks_what_was_done(cast, amara):
    """Empty answers get sentences; spaces are nothing; a full one closes it."""
    alert = raised(cast)
    page = told(amara.post(address("close-alert", alert), {"done": "  "}))
    assert "Write what was done, for example: called, and seen today." in page
    assert "Choose whether somebody had to act." in page
    page = told(amara.post(address("close-alert", alert), CLOSING, follow=True))
    assert "Closed: Rosa Delgado." in page
    assert "Nothing waits." in page
    history = told(amara.get(reverse("safety:alert", args=[cast.rosa.pk, alert.pk])))
    assert "“Called her. Seen today.”" in history
    assert "Amara Osei closed this on" in history
    assert "Version 1 of the rules." in history


def test_reopening_and_a_new_event(cast, amara):
    """A closed alert opens by hand, and by itself when something new happens."""
    alert = raised(cast)
    amara.post(address("close-alert", alert), CLOSING)
    alert.refresh_from_db()
    amara.post(address("reopen-alert", alert))
    alert.refresh_from_db()
    assert alert.state == "open"
    amara.post(address("close-alert", alert), CLOSING)
    again = raised(cast, facts=WEAKNESS)
    assert again.pk == alert.pk
    assert "sudden weakness" in told(amara.get(LIST))
    assert again.steps.count() == 5


def test_a_second_practitioner_is_told_what_the_first_did(cast, amara):
    """Ben saw it first: Amara gets a sentence, and Ben's step stands."""
    share(cast)
    alert = raised(cast)
    cast.client("ben").post(address("mark-seen", alert))
    page = told(amara.post(address("mark-seen", alert), follow=True))
    assert "Ben Ito marked this as seen on" in page
    assert "Look at it again." in page
    assert alert.steps.count() == 2


def test_a_button_pressed_twice_is_no_conflict(cast, amara):
    """The same step of the same person is taken once."""
    alert = raised(cast)
    for _press in range(2):
        page = told(amara.post(address("mark-seen", alert), follow=True))
        assert "Marked as seen" in page
    for _press in range(2):
        page = told(amara.post(address("close-alert", alert, 2), CLOSING, follow=True))
        assert "Closed: Rosa Delgado." in page
    assert alert.steps.count() == 3


def share(cast) -> None:
    """Put Ben on Rosa's team too."""
    care.assign_therapist(
        by=cast.ana, patient=cast.rosa, practitioner=cast.ben, discipline="physiotherapist"
    )


def test_what_was_typed_stays_when_something_new_happened(cast, amara):
    """The page comes again with the news, the text, and the address that now closes it."""
    alert = raised(cast)
    old = address("close-alert", alert)
    raised(cast, facts=WEAKNESS)
    answer = amara.post(old, CLOSING)
    page = told(answer)
    assert "Rosa Delgado said something new on" in page
    assert "Called her. Seen today." in page
    alert.refresh_from_db()
    assert alert.state == "open"
    assert address("close-alert", alert) in page
    amara.post(address("close-alert", alert), CLOSING)
    alert.refresh_from_db()
    assert alert.state == "closed"


def test_what_was_typed_survives_that_somebody_else_closed_it(cast, amara):
    """Opened again, the form still holds it."""
    share(cast)
    alert = raised(cast)
    old = address("close-alert", alert)
    cast.client("ben").post(old, CLOSING | {"done": "Ben did it."})
    page = told(amara.post(old, CLOSING))
    assert "Ben Ito closed this on" in page
    assert "Open again and keep my text" in page
    alert.refresh_from_db()
    page = told(amara.post(address("reopen-alert", alert), CLOSING))
    assert "Called her. Seen today." in page
    alert.refresh_from_db()
    assert alert.state == "open"


def test_whoever_leaves_the_team_sees_nothing_at_once(cast, amara):
    """Neither the list nor the alert nor its buttons."""
    alert = raised(cast)
    care.end_care_place(by=cast.ana, place=cast.rosa.care_team.get())
    assert "Nothing waits." in told(amara.get(LIST))
    for name in ("mark-seen", "close-alert", "reopen-alert", "unmark-seen"):
        assert amara.post(address(name, alert), CLOSING).status_code == 404
    assert amara.get(reverse("safety:alert", args=[cast.rosa.pk, alert.pk])).status_code == 404


def test_another_patients_alert_is_not_found(cast):
    """Ben's George does not open Rosa's alert."""
    alert = raised(cast)
    where = reverse("safety:alert", args=[cast.george.pk, alert.pk])
    assert cast.client("ben").get(where).status_code == 404


def test_the_patient_page_has_them_on_top(cast, amara):
    """With the same buttons, which lead back to it; closed ones are linked."""
    alert = raised(cast)
    where = reverse("caseload:patient", args=[cast.rosa.pk])
    page = told(amara.get(where))
    assert address("mark-seen", alert, to="patient") in page
    assert page.index("Mark as seen") < page.index("Last sessions")
    assert amara.post(address("close-alert", alert, to="patient"), CLOSING)["Location"] == where
    page = told(amara.get(where))
    assert "1 closed alert" in page
    assert "Mark as seen" not in page
    closed = told(amara.get(reverse("safety:patient-alerts", args=[cast.rosa.pk])))
    assert "Open again" in closed


def test_a_list_of_many_is_paged_and_asks_a_constant_number_of_questions(cast, amara):
    """Three or sixty alerts: the same number of queries, fifty on a page."""

    def questions() -> int:
        amara.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            amara.get(LIST)
        return len(asked)

    for number in range(3):
        raised(cast, "injury", about=str(number), facts=CUT)
    few = questions()
    for number in range(3, 60):
        raised(cast, "injury", about=str(number), facts=CUT)
    assert questions() == few
    assert len(amara.get(LIST).context["open"]) == 50
    assert "Page 2 of 2" in told(amara.get(LIST + "?page=2"))


def test_a_record_with_hundreds_of_open_alerts_can_be_read(cast, amara):
    """Each injury has its own; nobody shall lose the page because there are many."""
    for _one in range(600):
        Alert.objects.create(patient=cast.rosa, kind=Alert.Kind.INJURY, about=str(uuid.uuid4()))
    steps = [
        AlertStep(alert=alert, number=1, verb=AlertStep.Verb.RAISED, rules=1, by=cast.amara)
        for alert in Alert.objects.all()
    ]
    AlertStep.objects.bulk_create(steps)
    assert len(access.with_standing_steps(access.alerts_of(cast.rosa))) == 600


def test_a_long_history_is_paged_and_asks_a_constant_number_of_questions(cast, amara):
    """What happened last comes first, here and before an alert is closed; lists read none of it."""
    alert = raised(cast, facts={"answer": "yes", "signs": ["B3"]})
    pages = [LIST, reverse("safety:alert", args=[cast.rosa.pk, alert.pk])]
    pages += [address("close-alert", alert), reverse("caseload:patient", args=[cast.rosa.pk])]

    def questions() -> list[int]:
        numbers = []
        for page in pages:
            amara.get(page)
            with CaptureQueriesContext(connection) as asked:
                amara.get(page)
            numbers.append(len(asked))
        return numbers

    few = questions()
    for _again in range(60):
        alert = actions.mark_alert_seen(by=cast.amara, alert=alert, steps_taken=alert.steps_taken)
        alert = raised(cast, facts={"answer": "yes", "signs": ["E04"]})
    assert questions() == few
    first, last = (told(amara.get(f"{pages[1]}?page={number}")) for number in (1, 3))
    history = first.split('id="history"')[1]
    assert history.index("newly hard to breathe") < history.index("marked this as seen")
    assert "Page 1 of 3" in history
    assert "one side of the face newly drops" not in first
    assert "one side of the face newly drops" in last
    assert "newly hard to breathe" in last.split('id="history"')[0]
    assert "What happened before" in told(amara.get(pages[2]))
    [row] = amara.get(LIST).context["open"]
    assert len(row.steps) == 1


def test_a_look_at_the_list_is_in_the_record_of_each_patient_once(cast, amara):
    """Rosa learns that Amara read her answers."""
    raised(cast)
    raised(cast, "injury", facts=CUT)
    for _look in range(2):
        amara.get(LIST)
    looks = Event.objects.filter(verb="looked_at", patient_id=cast.rosa.pk)
    assert [(look.by, look.changes["page"]) for look in looks] == [(cast.amara, "alerts")]
    assert "your answers about safety" in told(cast.client("rosa").get(reverse("care:looks")))


def test_every_step_has_its_event(cast, amara):
    """Raised, seen, closed: three steps, three events."""
    alert = raised(cast)
    amara.post(address("mark-seen", alert))
    amara.post(address("close-alert", alert, 2), CLOSING)
    events = Event.objects.filter(target_id=str(alert.pk)).exclude(verb="looked_at")
    verbs = list(events.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["raised_alert", "seen_alert", "closed_alert"]


def test_the_database_wants_to_know_whether_a_closed_alert_was_needed(cast):
    """And of no other step."""
    alert = raised(cast)
    with pytest.raises(IntegrityError):
        AlertStep.objects.create(
            alert=alert, number=2, verb="closed", by=cast.amara, done="Called.", needed=""
        )


def test_a_step_is_told_on_the_clinics_clock(cast, amara, settings):
    """Ten in the morning in Taipei is two at night in London."""
    settings.CLINIC_TIME_ZONE = "Asia/Taipei"
    alert = raised(cast)
    AlertStep.objects.update(at=datetime(2026, 5, 14, 2, tzinfo=UTC))
    page = told(amara.get(reverse("safety:alert", args=[cast.rosa.pk, alert.pk])))
    assert "14 May, 10:00" in page
    assert "Said on Thursday 14 May" in page
