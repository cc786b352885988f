"""The gate of every daily log: answered in the same tap, stored in the same transaction."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.audit.models import Event
from apps.diary import actions
from apps.diary.models import Entry
from apps.safety import access
from apps.safety.addresses import signs_page
from apps.safety.models import Alert, GateAnswer


def rate_page(cast, back: int = 0, code: str = "left-hand", query: str = "") -> str:
    """Return the address of the page that rates one of Rosa's parts."""
    args = [cast.rosa.pk, cast.day(back).on.isoformat(), cast.area(code).pk]
    return reverse("diary:rate", args=args) + query


def signs(cast) -> str:
    """Return the address of the danger signs, with the call button before them."""
    return signs_page(cast.rosa.pk, "gate")


def say(cast, route: str, **form):
    """Rosa taps one of the choices of Today."""
    sent = {"key": uuid.uuid4(), "for_date": cast.today().isoformat()} | form
    return cast.client("rosa").post(reverse(route, args=[cast.rosa.pk]), sent)


def said() -> list[tuple]:
    """Return (answer, state) of every gate answer, oldest first."""
    return list(GateAnswer.objects.order_by("recorded_at").values_list("answer", "state"))


def test_same_says_that_nothing_is_new(cast):
    """The button says so, and the answer is stored with the entries."""
    cast.rate(5, back=1)
    key = uuid.uuid4()
    for _ in range(2):  # sent twice by accident
        say(cast, "diary:say-same", key=key)
    answer = GateAnswer.objects.get()
    assert (answer.answer, answer.submission, answer.entered_by) == ("no", key, cast.rosa.user)
    assert answer.for_date == cast.today()
    assert Event.objects.get(verb="answered_gate").changes["answer"] == [None, "no"]


@pytest.mark.parametrize("gate", ["yes", "not_sure"])
@pytest.mark.parametrize("back", [0, 3])
def test_the_entry_is_saved_first_and_then_the_help_comes(cast, gate, back):
    """Of today and of a day before."""
    form = {"key": uuid.uuid4(), "numbness": "9", "gate": gate}
    answer = cast.client("rosa").post(rate_page(cast, back), form, follow=True)
    assert answer.redirect_chain == [(signs(cast), 302)]
    main = answer.text.split("<main")[1]
    assert main.index("tel:") < main.index("What you said is saved.")
    assert Entry.objects.get().numbness == 9
    assert said() == [(gate, "current")]
    assert GateAnswer.objects.get().for_date == cast.day(back).on


@pytest.mark.parametrize("gate", ["yes", "not_sure"])
def test_nothing_that_was_forgotten_stands_before_the_help(cast, gate):
    """No number was chosen: the answer at the gate is kept, and the help comes at once."""
    answer = cast.client("rosa").post(rate_page(cast), {"key": uuid.uuid4(), "gate": gate})
    assert answer["Location"] == signs(cast)
    assert said() == [(gate, "current")]
    assert not Entry.objects.exists()


def test_the_third_choice_of_today_is_stored_and_opens_the_help(cast):
    """Also when the form did not arrive whole; then nothing can be stored."""
    assert say(cast, "diary:say-new")["Location"] == signs(cast)
    assert said() == [("yes", "current")]
    not_whole = say(cast, "diary:say-new", for_date="soon")
    assert not_whole["Location"] == reverse("core:help") + "?unsaved"
    assert len(said()) == 1


def test_a_day_asks_once(cast):
    """Its other parts are saved without the question."""
    client = cast.client("rosa")
    assert "has anything new, sudden or much worse happened?" in client.get(rate_page(cast)).text
    client.post(rate_page(cast), {"key": uuid.uuid4(), "numbness": "4", "gate": "no"})
    page = client.get(rate_page(cast, code="left-foot")).text
    assert "much worse happened?" not in page
    assert "Save, nothing new" not in page
    assert "much worse happened?" in client.get(rate_page(cast, back=1)).text


@pytest.mark.parametrize("gate", ["yes", "not_sure"])
def test_who_was_not_sure_of_the_score_is_asked_after_saving(cast, gate):
    """That button answers for the score alone; the day is not over before the question."""
    client, form = cast.client("rosa"), {"key": uuid.uuid4()}
    client.post(rate_page(cast), form | {"gate": "no"})
    page = client.post(rate_page(cast), form | {"answer": "not-sure"}, follow=True).text
    assert "much worse happened?" in page
    assert said() == []
    assert say(cast, "diary:say-new", gate=gate)["Location"] == signs(cast)
    assert said() == [(gate, "current")]
    saved = reverse("diary:saved", args=[cast.rosa.pk, form["key"]])
    assert "much worse happened?" not in client.get(saved).text


@pytest.mark.parametrize("back", [0, 3])
def test_who_was_not_sure_of_the_score_can_say_that_nothing_is_new(cast, back):
    """On the page after saving, which then asks no more; undo takes back both."""
    client, form = cast.client("rosa"), {"key": uuid.uuid4()}
    page = client.post(rate_page(cast, back), form | {"answer": "not-sure"}, follow=True).text
    assert "No, nothing new" in page
    no = reverse("diary:say-nothing-new", args=[cast.rosa.pk, form["key"]])
    assert no in page
    for _ in range(2):
        shown = client.post(no, {"key": uuid.uuid4(), "zone": cast.rosa.zone}, follow=True).text
        assert "Saved. Nothing new." in shown
        assert "much worse happened?" not in shown
    assert said() == [("no", "current")]
    assert GateAnswer.objects.get().for_date == cast.day(back).on
    client.post(reverse("diary:undo", args=[cast.rosa.pk, form["key"]]))
    assert said() == [("no", "withdrawn")]


@pytest.mark.parametrize("becomes", ["corrected", "taken back"])
def test_no_on_an_older_page_after_saving_leads_to_today(cast, becomes):
    """The browser's Back, or another device was quicker: it is kept with what was corrected."""
    entry = cast.rate(5)
    if becomes == "corrected":
        now = {"numbness": 7, "tingling": None, "note": "", "submission": uuid.uuid4()}
        actions.correct_entry(by=cast.rosa.user, entry=entry, day=cast.day(), **now)
    else:
        actions.undo(by=cast.rosa.user, patient=cast.rosa, submission=entry.submission)
    no = reverse("diary:say-nothing-new", args=[cast.rosa.pk, entry.submission])
    shown = cast.client("rosa").post(no, follow=True)
    assert shown.redirect_chain[-1][0] == reverse("diary:today", args=[cast.rosa.pk])
    assert said() == ([("no", "current")] if becomes == "corrected" else [])
    assert ("Saved. Nothing new." in shown.text) == (becomes == "corrected")


def test_a_day_that_is_over_takes_no_answer_after_saving(cast):
    """It says why."""
    entry = cast.rate(5)
    Entry.objects.update(for_date=cast.day(20).on)
    no = reverse("diary:say-nothing-new", args=[cast.rosa.pk, entry.submission])
    assert "more than 14 days ago" in cast.client("rosa").post(no, follow=True).text
    assert said() == []


def test_the_first_button_of_the_form_says_nothing_new(cast):
    """Enter presses the first one: it must not be an alarm, nor "I am not sure"."""
    page = cast.client("rosa").post(rate_page(cast), {"key": uuid.uuid4(), "gate": "no"}).text
    form = page.split("<main")[1].split("<form")[1]
    first = form.split("<button")[1].split("</button>")[0]
    assert 'name="gate" value="no"' in " ".join(first.split())


def test_undo_takes_back_the_answer_too(cast):
    """By its state: the row stays. The day then asks again, and the same form may answer again."""
    entry = cast.rate(5, gate="yes")
    for _ in range(2):
        actions.undo(by=cast.rosa.user, patient=cast.rosa, submission=entry.submission)
    assert said() == [("yes", "withdrawn")]
    assert not access.is_gate_answered(cast.rosa, cast.today())
    assert Event.objects.filter(verb="withdrew_gate_answer").count() == 1
    cast.rate(4, code="left-foot", submission=entry.submission, gate="yes")
    assert said() == [("yes", "withdrawn"), ("yes", "current")]


def test_a_failed_gate_undoes_the_entry(cast, monkeypatch):
    """Both or neither."""

    def fail(**kwargs):
        raise RuntimeError

    monkeypatch.setattr("apps.diary.actions.rows.add_gate_answer", fail)
    with pytest.raises(RuntimeError):
        cast.rate(5, gate="no")
    assert not Entry.objects.exists()


def test_a_second_thought_is_kept_beside_the_first(cast):
    """Rosa goes back and says yes: the entry stays, both answers stand, the help comes."""
    form = {"key": uuid.uuid4(), "numbness": "4"}
    client = cast.client("rosa")
    client.post(rate_page(cast), form | {"gate": "no"})
    answer = client.post(rate_page(cast), form | {"gate": "yes"})
    assert answer["Location"] == signs(cast)
    assert said() == [("no", "current"), ("yes", "current")]
    assert Entry.objects.count() == 1


def test_a_form_without_the_question_stores_no_answer(cast):
    """Silence is not "no"."""
    cast.client("rosa").post(rate_page(cast), {"key": uuid.uuid4(), "numbness": "4"})
    assert Entry.objects.count() == 1
    assert said() == []


@pytest.mark.parametrize(("field", "bad"), [("answer", "maybe"), ("state", "gone")])
def test_the_database_refuses_other_words(cast, field, bad):
    """It knows three answers and two states."""
    cast.rate(5, gate="no")
    with pytest.raises(IntegrityError), transaction.atomic():
        GateAnswer.objects.update(**{field: bad})


@pytest.mark.parametrize(("gate", "raised"), [("no", 0), ("yes", 1), ("not_sure", 1)])
def test_a_yes_alone_is_looked_at(cast, gate, raised):
    """Whoever leaves before the danger signs has said it all the same; a repeat raises no more."""
    key = uuid.uuid4()
    for _ in range(2):
        cast.client("rosa").post(rate_page(cast), {"key": key, "numbness": "4", "gate": gate})
    steps = [step for alert in Alert.objects.all() for step in alert.steps.all()]
    assert [step.facts for step in steps] == [{"gate": gate, "form": str(key)}] * raised
    if raised:
        page = cast.client("amara").get(reverse("safety:alerts")).text
        assert "something new, sudden or much worse happened" in page
