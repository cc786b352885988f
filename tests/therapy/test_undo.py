"""Goals, phases and plans: each save can be undone for as long as nobody has saved since, no save
is stored twice, and nothing typed is lost."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from apps.care import actions as care
from apps.core import answers
from apps.core.roles import Role
from apps.therapy import access, actions
from apps.therapy.models import Goal, Phase, SessionPlan
from tests.cast import PASSWORD, make_person
from tests.therapy.conftest import kind

MODELS = {"goal": Goal, "phase": Phase, "plan": SessionPlan}
FIELD = {"goal": "text", "phase": "name", "plan": "per_week"}


def boxes(name: str, day) -> dict:
    """Return the three boxes of a day as a browser sends them."""
    return {f"{name}_{part}": getattr(day, part) for part in ("day", "month", "year")}


@pytest.fixture
def typed(cast):
    """Return a function that gives what a browser sends for a new goal, phase or plan."""
    begins = boxes("starts_on", cast.today() - timedelta(days=30))

    def sent(noun: str, **more) -> dict:
        facts = {
            "goal": {"text": "Find keys", "area": cast.area().pk, "score": "3"},
            "phase": begins | {"name": "Home visits", "kind": "treatment"},
            "plan": begins | {"kind": "sensory", "per_week": "3"},
        }
        return {"key": str(uuid.uuid4())} | facts[noun] | more

    return sent


@pytest.fixture
def save(cast, typed):
    """Return a function that saves a form as Amara and gives the page that follows."""

    def sent(noun: str, row=None, **more) -> str:
        route, ids = (f"change-{noun}", [row.pk]) if row else (f"add-{noun}", [])
        address = reverse(f"therapy:{route}", args=[cast.rosa.pk, *ids])
        data = typed(noun, **({"version": row.version} if row else {}) | more)
        return cast.client("amara").post(address, data, follow=True).content.decode()

    return sent


def undo(cast, noun: str, row, version: int, who: str = "amara") -> str:
    """Press the Undo of one save, and return the page that follows."""
    address = reverse(f"therapy:undo-{noun}", args=[cast.rosa.pk, row.pk, version])
    return cast.client(who).post(address, follow=True).content.decode()


@pytest.mark.parametrize("noun", MODELS)
def test_a_change_is_undone_to_what_was(cast, save, noun):
    save(noun)
    row = MODELS[noun].objects.get()
    before = row.facts()
    page = save(noun, row, **{FIELD[noun]: "5", "score": "", "ends_on_year": ""})
    assert reverse(f"therapy:undo-{noun}", args=[cast.rosa.pk, row.pk, 2]) in page
    row.refresh_from_db()
    assert row.facts() != before
    for _twice in range(2):
        assert "Undone. It is as it was before you saved." in undo(cast, noun, row, 2)
    row = MODELS[noun].objects.get()
    assert (row.facts(), row.version) == (before, 3)
    assert [event.verb for event in access.events_of(row)] == [
        f"undid_{noun}",
        f"changed_{noun}",
        f"added_{noun}",
    ]


@pytest.mark.parametrize("noun", MODELS)
def test_what_was_added_is_gone_after_undo_and_back_from_the_form_gives_it_back(cast, save, noun):
    key = str(uuid.uuid4())
    page = save(noun, key=key)
    row = MODELS[noun].objects.get()
    assert reverse(f"therapy:undo-{noun}", args=[cast.rosa.pk, row.pk, 1]) in page
    undo(cast, noun, row, 1)
    row = MODELS[noun].objects.get()
    assert not row.stands
    assert access.open_goals_of(cast.rosa) == access.closed_goals_of(cast.rosa) == []
    assert access.phases_of(cast.rosa) == access.plans_of(cast.rosa) == []
    assert "You have saved this since you opened it here." in save(noun, key=key)
    save(noun, row)
    assert MODELS[noun].objects.get().stands


@pytest.mark.parametrize("noun", MODELS)
def test_an_old_undo_leaves_what_a_colleague_saved_since(cast, save, noun):
    save(noun)
    row = MODELS[noun].objects.get()
    save(noun, row, **{FIELD[noun]: "5"})
    row.refresh_from_db()
    facts = row.facts() | {FIELD[noun]: 7 if noun == "plan" else "Hers"}
    change = getattr(actions, f"change_{noun}")
    change(by=cast.ana, **{noun: row}, version=2, **facts)
    page = undo(cast, noun, row, 2)
    assert "Nothing is changed: Ana Ruiz has saved this since. Look at it again." in page
    assert MODELS[noun].objects.get().facts() == facts


@pytest.mark.parametrize("noun", MODELS)
def test_nobody_undoes_what_somebody_else_saved(cast, save, noun):
    """Not a colleague either, who can change it and says so."""
    save(noun)
    row = MODELS[noun].objects.get()
    cast.lin = make_person("Lin Hua", Role.THERAPIST)
    care.assign_therapist(
        by=cast.ana, patient=cast.rosa, practitioner=cast.lin, discipline="acupuncturist"
    )
    assert "Undone." not in undo(cast, noun, row, 1, "lin")
    row.refresh_from_db()
    assert row.version == 1


def test_an_old_undo_of_a_closed_goal_leaves_what_a_colleague_closed_since(cast, save):
    save("goal")
    goal = Goal.objects.get()
    actions.reach_goal(by=cast.amara, goal=goal, version=1)
    actions.reopen_goal(by=cast.ana, goal=goal, version=2)
    actions.drop_goal(by=cast.ana, goal=goal, version=3, reason="Moves away")
    undo(cast, "goal", goal, 2)
    goal.refresh_from_db()
    assert (goal.state, goal.reason) == ("dropped", "Moves away")


def test_undo_gives_the_reason_back_too(cast, save):
    save("goal")
    goal = Goal.objects.get()
    actions.drop_goal(by=cast.amara, goal=goal, version=1, reason="Moves away")
    actions.reopen_goal(by=cast.amara, goal=goal, version=2)
    undo(cast, "goal", goal, 3)
    goal.refresh_from_db()
    assert (goal.state, goal.reason) == ("dropped", "Moves away")


def test_undo_is_refused_where_another_goal_has_the_line_by_now(cast, save):
    save("goal")
    goal = Goal.objects.get()
    actions.reach_goal(by=cast.amara, goal=goal, version=1)
    save("goal", text="Feel a cup")
    page = undo(cast, "goal", goal, 2)
    assert "“Feel a cup” has a number for this body part already." in page
    goal.refresh_from_db()
    assert goal.state == "reached"


def test_undoing_a_phase_lets_the_one_that_it_ended_go_on(cast, save):
    save("phase", name="Before")
    today = boxes("starts_on", cast.today())
    save("phase", name="Hospital", end_open="on", **today)
    before, added = access.phases_of(cast.rosa)
    assert before.ends_on == cast.today() - timedelta(days=1)
    for _twice in range(2):
        undo(cast, "phase", added, 1)
        (phase,) = access.phases_of(cast.rosa)
        assert (phase.pk, phase.ends_on) == (before.pk, None)


def test_a_phase_that_was_changed_since_keeps_its_end(cast, save):
    save("phase", name="Before")
    save("phase", name="Hospital", end_open="on", **boxes("starts_on", cast.today()))
    before, added = access.phases_of(cast.rosa)
    facts = before.facts() | {"name": "Block 1"}
    actions.change_phase(by=cast.ana, phase=before, version=2, **facts)
    undo(cast, "phase", added, 1)
    (phase,) = access.phases_of(cast.rosa)
    assert (phase.name, phase.ends_on) == ("Block 1", cast.today() - timedelta(days=1))


def test_undo_reopens_only_the_phase_that_this_one_ended(cast, save):
    """B ended A and was removed; C begins on the same day and ended nothing."""
    begins = boxes("starts_on", cast.today())
    save("phase", name="A")
    save("phase", name="B", end_open="on", **begins)
    first, second = access.phases_of(cast.rosa)
    actions.remove_phase(by=cast.amara, phase=second, version=1)
    save("phase", name="C", **begins)
    undo(cast, "phase", Phase.objects.get(name="C"), 1)
    (phase,) = access.phases_of(cast.rosa)
    assert (phase.name, phase.ends_on) == ("A", cast.today() - timedelta(days=1))


def test_what_somebody_else_dropped_is_not_offered_to_be_undone(cast, save):
    """The second page says that it is dropped, which is so, and leaves the reason alone."""
    save("goal")
    goal = Goal.objects.get()
    actions.drop_goal(by=cast.ana, goal=goal, version=1, reason="Not safe yet")
    address = reverse("therapy:drop-goal", args=[cast.rosa.pk, goal.pk])
    page = cast.client("amara").post(address, {"version": 1, "reason": ""}, follow=True)
    assert "/undo/" not in page.content.decode()
    goal.refresh_from_db()
    assert goal.reason == "Not safe yet"


def test_a_goal_closed_without_an_event_names_who_saved_it_last(cast, save):
    """As after the way back of a migration."""
    save("goal")
    Goal.objects.update(state="dropped")
    page = cast.client("amara").get(reverse("therapy:goals", args=[cast.rosa.pk]))
    assert "Amara Osei" in page.content.decode()


def test_a_form_from_before_an_undo_brings_the_goal_back_and_says_so(cast, save):
    """Not "saved" of a goal that stays away."""
    save("goal")
    goal = Goal.objects.get()
    undo(cast, "goal", goal, 1)
    page = save("goal", goal)
    goal.refresh_from_db()
    assert (goal.state == "open") == ("The goal is saved." in page)


# --- Sent twice, by two people, without its key, after the session has ended ------------------


def test_a_closed_goal_that_is_saved_twice_is_no_quarrel_with_oneself(cast, save):
    save("goal")
    goal = Goal.objects.get()
    goal = actions.reach_goal(by=cast.amara, goal=goal, version=1)
    for _twice in range(2):
        assert "The goal is saved." in save("goal", goal, text="Find coins")
    goal.refresh_from_db()
    assert (goal.text, goal.version, goal.state) == ("Find coins", 3, "reached")


def test_reached_names_who_reached_it_and_when(cast, save):
    save("goal")
    goal = actions.reach_goal(by=cast.amara, goal=Goal.objects.get(), version=1)
    facts = goal.facts() | {"text": "Find coins"}
    actions.change_goal(by=cast.ana, goal=goal, version=2, **facts)
    page = cast.client("rosa").get(reverse("therapy:goals", args=[cast.rosa.pk])).content.decode()
    assert "Reached. Noted by Amara Osei on" in page
    assert "Ana Ruiz" not in page


def test_the_second_reason_for_dropping_is_not_lost(cast, save):
    save("goal")
    goal = Goal.objects.get()
    address = reverse("therapy:drop-goal", args=[cast.rosa.pk, goal.pk])
    actions.drop_goal(by=cast.ana, goal=goal, version=1, reason="Moves away")
    client = cast.client("amara")
    page = client.post(address, {"version": 1, "reason": "Another goal"}).content.decode()
    assert "Ana Ruiz has saved this since you opened it." in page
    assert "Moves away" in page
    assert 'value="Another goal"' in page
    assert 'name="version" value="2"' in page
    client.post(address, {"version": 2, "reason": "Another goal"})
    goal.refresh_from_db()
    assert goal.reason == "Another goal"
    client.post(address, {"version": 1, "reason": ""})
    goal.refresh_from_db()
    assert (goal.reason, goal.version) == ("Another goal", 3)


@pytest.mark.parametrize("noun", MODELS)
@pytest.mark.parametrize("key", ["", "x"])
def test_a_form_without_its_key_gets_another_one_and_keeps_what_was_typed(cast, save, noun, key):
    page = save(noun, key=key, **{FIELD[noun]: "7"})
    assert "This page was too old. Your answer is still here. Save again." in page
    assert 'value="7"' in page
    assert not MODELS[noun].objects.exists()
    sent = page.split('name="key" value="')[1].split('"')[0]
    save(noun, key=sent, **{FIELD[noun]: "7"})
    assert MODELS[noun].objects.count() == 1


@pytest.mark.parametrize("noun", MODELS)
@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a_change_without_its_version_keeps_what_was_typed(cast, save, noun, version):
    save(noun)
    row = MODELS[noun].objects.get()
    page = save(noun, row, version=version, **{FIELD[noun]: "7"})
    assert 'value="7"' in page
    assert 'name="version" value="1"' in page
    assert "Hidden field" not in page
    assert MODELS[noun].objects.get().version == 1


def sign_in_again(cast, client: Client, name: str) -> None:
    """Sign in where the session had ended."""
    form = {"login": cast.person(name).email, "password": PASSWORD}
    client.post("/sign-in/", form, follow=True)


@pytest.mark.parametrize("noun", MODELS)
def test_what_is_typed_outlives_the_session(cast, typed, noun):
    data = typed(noun) | {answers.PERSON: answers.mark_of(cast.amara)}
    address = reverse(f"therapy:add-{noun}", args=[cast.rosa.pk])
    assert 'name="person"' in cast.client("amara").get(address).content.decode()
    client = Client()
    client.post(address, data)
    sign_in_again(cast, client, "amara")
    row = MODELS[noun].objects.get()
    changed = data | {"version": 1, FIELD[noun]: "7"}
    address = reverse(f"therapy:change-{noun}", args=[cast.rosa.pk, row.pk])
    assert 'name="person"' in cast.client("amara").get(address).content.decode()
    client.post("/sign-out/")
    client.post(address, changed)
    sign_in_again(cast, client, "amara")
    row.refresh_from_db()
    assert str(getattr(row, FIELD[noun])) == "7"


def test_a_patients_own_goal_and_a_reason_outlive_the_session(cast):
    client, mark = Client(), answers.mark_of(cast.rosa.user)
    address = reverse("therapy:add-goal", args=[cast.rosa.pk])
    client.post(address, {"key": str(uuid.uuid4()), "text": "Tie shoes", answers.PERSON: mark})
    sign_in_again(cast, client, "rosa")
    goal = Goal.objects.get()
    client.post("/sign-out/")
    address = reverse("therapy:drop-goal", args=[cast.rosa.pk, goal.pk])
    client.post(address, {"version": 1, "reason": "Boots now", answers.PERSON: mark})
    sign_in_again(cast, client, "rosa")
    goal.refresh_from_db()
    assert (goal.state, goal.reason) == ("dropped", "Boots now")


# --- Goals that patients wrote themselves -----------------------------------------------------


@pytest.fixture
def own(cast) -> Goal:
    """Return a goal that Rosa wrote."""
    facts = {"text": "Tie shoes", "area": None, "score": None, "by_on": None}
    return actions.add_goal(by=cast.rosa.user, patient=cast.rosa, key=uuid.uuid4(), **facts)


def test_a_patient_takes_no_number_of_the_team_back(cast, own):
    """Also where the last save is the team's, and the address is known."""
    facts = {"text": own.text, "area": cast.area(), "score": 2, "by_on": None}
    actions.change_goal(by=cast.amara, goal=own, version=1, **facts)
    assert "Undone." not in undo(cast, "goal", own, 2, "rosa")
    own.refresh_from_db()
    assert own.score == 2


def press(cast, route: str, goal: Goal, **data) -> str:
    """Press a button as Rosa, and return the page that follows."""
    address = reverse(f"therapy:{route}", args=[cast.rosa.pk, goal.pk])
    sent = {"version": goal.version} | data
    return cast.client("rosa").post(address, sent, follow=True).content.decode()


def test_a_patient_changes_the_words_and_the_number_of_the_team_stays(cast, own):
    facts = own.facts() | {"area": cast.area(), "score": 4}
    actions.change_goal(by=cast.amara, goal=own, version=1, **facts)
    own.refresh_from_db()
    page = press(cast, "change-goal", own, text="Tie my own shoes")
    assert "The goal is saved." in page
    goal = Goal.objects.get()
    assert (goal.text, goal.area, goal.score) == ("Tie my own shoes", cast.area(), 4)
    assert goal.saved_by == cast.rosa.user
    assert "Undone." in undo(cast, "goal", goal, 3, "rosa")
    assert Goal.objects.get().text == "Tie shoes"


def test_a_patient_reaches_drops_and_opens_an_own_goal_again(cast, own):
    page = press(cast, "reach-goal", own)
    assert "Reached. Noted by Rosa Delgado on" in page
    assert reverse("therapy:undo-goal", args=[cast.rosa.pk, own.pk, 2]) in page
    own.refresh_from_db()
    assert "The goal is open again." in press(cast, "reopen-goal", own)
    own.refresh_from_db()
    assert "Dropped: Boots now. Noted by Rosa" in press(cast, "drop-goal", own, reason="Boots now")


def test_the_list_offers_a_patient_buttons_for_own_goals_only(cast, own):
    facts = {"text": "Feel a cup", "area": None, "score": None, "by_on": None}
    key = uuid.uuid4()
    theirs = actions.add_goal(by=cast.amara, patient=cast.rosa, key=key, **facts)
    for who, seen in (("rosa", 1), ("mateo", 0), ("amara", 2)):
        page = cast.client(who).get(reverse("therapy:goals", args=[cast.rosa.pk])).content.decode()
        for route in ("change-goal", "reach-goal", "drop-goal"):
            links = [reverse(f"therapy:{route}", args=[cast.rosa.pk, g.pk]) for g in (own, theirs)]
            assert [f'"{link}"' in page for link in links] == [seen >= 1, seen == 2]


def test_the_reason_says_who_reads_it(cast, own):
    address = reverse("therapy:drop-goal", args=[cast.rosa.pk, own.pk])
    for who, said in (
        ("rosa", "Your helpers and your care team can read it."),
        ("amara", "The patient, their helpers and the care team can read it."),
    ):
        assert said in cast.client(who).get(address).content.decode()


def test_another_patients_own_goal_is_not_found(cast, own):
    for route in ("change-goal", "drop-goal"):
        address = reverse(f"therapy:{route}", args=[cast.rosa.pk, own.pk])
        assert cast.client("george").get(address).status_code == 404
        assert cast.client("mateo").get(address).status_code == 403


def test_undo_leaves_the_record_alone_when_its_event_fails(cast, own, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("apps.therapy.actions.versions.record", fail)
    with pytest.raises(RuntimeError):
        actions.undo_goal(by=cast.rosa.user, goal=own, version=1)
    assert Goal.objects.get().stands


def test_an_undo_that_breaks_a_rule_is_refused_behind_the_page_too(cast, save):
    save("plan")
    plan = SessionPlan.objects.get()
    actions.remove_plan(by=cast.amara, plan=plan, version=1)
    facts = plan.facts() | {"kind": kind("sensory")}
    actions.add_plan(by=cast.amara, patient=cast.rosa, key=uuid.uuid4(), **facts)
    with pytest.raises(ValidationError, match="change that plan first"):
        actions.undo_plan(by=cast.amara, plan=plan, version=2)
