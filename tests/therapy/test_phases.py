"""Phases of treatment: double sends, days in the way, stale changes, removing, the page."""

import uuid
from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.urls import reverse

from apps.audit.models import Event
from apps.care import actions as care
from apps.care.dates import add_months
from apps.progress import series
from apps.therapy import access, actions, wording
from apps.therapy.models import Phase

WEEK = timedelta(days=7)


def boxes(name: str, day: date | None) -> dict:
    """Return the three boxes of a date as a browser sends them."""
    parts = ("day", "month", "year")
    return {f"{name}_{part}": getattr(day, part) if day else "" for part in parts}


def answers(starts_on: date, ends_on: date | None = None, **more) -> dict:
    """Return what a browser sends."""
    sent = {"key": str(uuid.uuid4()), "name": "Clinic block 1", "kind": "treatment"}
    return sent | boxes("starts_on", starts_on) | boxes("ends_on", ends_on) | more


@pytest.fixture
def today(cast) -> date:
    """Return Rosa's date."""
    return cast.today()


@pytest.fixture
def add(cast):
    """Return a function that adds a phase of Rosa."""
    facts = {"by": cast.amara, "patient": cast.rosa, "name": "Home visits", "kind": "treatment"}

    def stored(starts_on: date, ends_on: date | None = None, **more) -> Phase:
        given = {"key": uuid.uuid4(), "starts_on": starts_on, "ends_on": ends_on}
        return actions.add_phase(**facts | given | more)

    return stored


def send(cast, data: dict, phase: Phase | None = None, who: str = "amara"):
    """Send the form of a new phase, or of a change."""
    route, ids = ("change-phase", [phase.pk]) if phase else ("add-phase", [])
    return cast.client(who).post(reverse(f"therapy:{route}", args=[cast.rosa.pk, *ids]), data)


def listed(cast) -> str:
    """Return the list as Amara sees it."""
    return cast.client("amara").get(reverse("therapy:phases", args=[cast.rosa.pk])).content.decode()


# --- Adding -----------------------------------------------------------------------------------


def test_a_phase_is_on_the_list_and_on_the_chart(cast, today):
    """A patient has no page of phases, only the chart."""
    assert "lets you compare" in listed(cast)
    before = cast.rosa.data_version
    response = send(cast, answers(today - 3 * WEEK, name="  Home   visits "))
    assert response["Location"] == reverse("therapy:phases", args=[cast.rosa.pk])
    page = listed(cast)
    assert "“Home visits” is saved." in page
    assert "about 3 weeks so far" in page
    [phase] = series.phases_by_id(cast.rosa).values()
    assert tuple(
        vars(Phase.objects.get())[n] for n in ("name", "kind", "starts_on", "ends_on")
    ) == (
        phase.name,
        phase.kind,
        phase.start,
        phase.end,
    )
    cast.rosa.refresh_from_db()
    assert cast.rosa.data_version > before
    event = Event.objects.get(verb="added_phase")
    assert (event.by, event.patient_id) == (cast.amara, cast.rosa.pk)
    assert event.changes["name"] == [None, "Home visits"]


def test_a_form_sent_twice_makes_one_phase(cast, today):
    data = answers(today - WEEK)
    assert send(cast, data).status_code == send(cast, data).status_code == 302
    assert Phase.objects.count() == Event.objects.filter(verb="added_phase").count() == 1


def test_the_form_reached_with_back_becomes_a_change(cast, today):
    """Other words under the same key are no second phase and are not lost."""
    data = answers(today - WEEK)
    send(cast, data)
    page = send(cast, data | {"name": "Clinic block 2"}).content.decode()
    assert "You have saved this since you opened it here." in page
    phase = Phase.objects.get()
    assert reverse("therapy:change-phase", args=[cast.rosa.pk, phase.pk]) in page
    assert 'value="Clinic block 2"' in page
    assert send(cast, data | {"name": "Clinic block 2", "version": 1}, phase).status_code == 302
    assert Phase.objects.get().name == "Clinic block 2"


def test_the_key_of_another_patient_is_refused(cast, add, today):
    """And nothing of that patient is shown or changed."""
    other = add(today, patient=cast.george, by=cast.ben, name="Secret")
    page = send(cast, answers(today, key=other.pk)).content.decode()
    assert "This form was used before." in page
    assert "Secret" not in page


@pytest.mark.parametrize("ticked", [True, False])
def test_a_new_phase_ends_the_open_one_if_asked(cast, add, today, ticked):
    former = add(today - 5 * WEEK)
    address = reverse("therapy:add-phase", args=[cast.rosa.pk])
    form = cast.client("amara").get(address).content.decode()
    assert "End “Home visits” the day before this phase begins" in form
    response = send(cast, answers(today) | ({"end_open": "on"} if ticked else {}))
    former.refresh_from_db()
    if ticked:
        assert former.ends_on == today - timedelta(days=1)
        changes = Event.objects.get(verb="ended_phase").changes
        assert changes == {"ends_on": [None, former.ends_on.isoformat()]}
    else:
        page = response.content.decode()
        assert "Tick the box to end it, or change that phase first." in page
        assert 'value="Clinic block 1"' in page
        assert former.ends_on is None
        assert Phase.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [(-3, 3, "ends_on"), (2, 3, "starts_on"), (7, 20, "starts_on"), (-3, None, "ends_on")],
)
def test_no_day_belongs_to_two_phases(cast, add, today, first, last, field):
    """Days from the first of a phase of eight days; the sentence names it and what to do."""
    start = today - 10 * WEEK
    add(start, start + timedelta(days=7))
    ends_on = None if last is None else start + timedelta(days=last)
    page = send(cast, answers(start + timedelta(days=first), ends_on)).content.decode()
    text = wording.plain_day(start)
    assert f"“Home visits” is in the way: it lasts from {text} to" in page
    assert f'href="#div_id_{field}"' in page or f'href="#id_{field}' in page
    assert Phase.objects.count() == 1


def test_neighbours_touch(add, today):
    """One ends on a day, the next begins the day after; an earlier one may be added last."""
    add(today, name="Second")
    add(today - WEEK, today - timedelta(days=1), name="First")
    assert [phase.name for phase in Phase.objects.all()] == ["First", "Second"]


def test_an_open_phase_does_not_end_before_it_begins(add, today):
    """`end_open` ends what began before, and nothing else."""
    add(today)
    with pytest.raises(ValidationError, match="has no last day"):
        add(today - WEEK, end_open=True)
    with pytest.raises(ValidationError, match="has no last day"):
        add(today, end_open=True)


def test_days_that_no_phase_can_have(cast, add, today):
    """Before the birth, too far ahead, an end before the start."""
    care.record_background(by=cast.amara, patient=cast.rosa, born_on=date(2000, 5, 1))
    cast.rosa.refresh_from_db()
    latest = add_months(today, 12)
    refused = partial(pytest.raises, ValidationError)
    with refused(match="The patient was born on 1 May 2000"):
        add(date(2000, 4, 30))
    with refused(match="can begin up to a year ahead"):
        add(latest + timedelta(days=1))
    with refused(match="The last day is before the first day"):
        add(today, today - timedelta(days=1))
    with refused(match="can end up to two years ahead"):
        add(today, add_months(today, 24) + timedelta(days=1))
    add(latest, add_months(today, 24))
    assert "Planned" in listed(cast)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Type a name, for example Home visits."),
        ({"name": "x" * 41}, "Type 40 letters or fewer. You typed 41."),
        ({"name": "two\x0blines"}, "Type it on one line."),
        ({"kind": "magic"}, "Choose what happens in it."),
        ({"starts_on_month": "13"}, "Type a real day"),
        ({"starts_on_day": "1", "starts_on_year": "26"}, "Type the year with four digits"),
        ({"starts_on_day": ""}, "Type a real day"),
        ({"ends_on_day": "31", "ends_on_month": "2", "ends_on_year": "2026"}, "Type a real day"),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_nothing_is_lost(cast, today, wrong, sentence):
    page = send(cast, answers(today) | wrong).content.decode()
    assert page.count(sentence) >= 2
    assert "<title>Error: " in " ".join(page.split())
    assert f'value="{today.year}"' in page or "starts_on_year" in wrong
    assert not Phase.objects.exists()


# --- Changing, removing -----------------------------------------------------------------------


def test_a_change_keeps_the_former_state_in_its_event(cast, add, today):
    phase = add(today - WEEK)
    page = cast.client("amara").get(reverse("therapy:change-phase", args=[cast.rosa.pk, phase.pk]))
    assert b"Change the phase" in page.content
    data = answers(today - WEEK, today, name="Home visits", kind="no treatment", version=1)
    assert send(cast, data, phase).status_code == 302
    assert send(cast, data, phase).status_code == 302  # sent twice
    event = Event.objects.get(verb="changed_phase")
    assert event.changes == {
        "kind": ["treatment", "no treatment"],
        "ends_on": [None, today.isoformat()],
    }


def test_who_comes_second_sees_both(cast, add, today):
    """Nothing is overwritten unseen; the second Save uses one's own."""
    phase = add(today - WEEK)
    send(cast, answers(today - WEEK, name="Theirs", version=1), phase)
    mine = answers(today - WEEK, name="Mine", version=1)
    page = send(cast, mine, phase).content.decode()
    for words in (
        "You have saved this since you opened it here.",
        "<td>Theirs</td>",
        "<td>Mine</td>",
    ):
        assert words in page
    assert 'name="version" value="2"' in page
    assert Phase.objects.get().name == "Theirs"
    send(cast, mine | {"version": 2}, phase)
    assert Phase.objects.get().name == "Mine"


@pytest.mark.parametrize("version", ["", "0", "x", "9" * 30])
def test_a_form_without_its_version_is_stale(cast, add, today, version):
    phase = add(today)
    assert send(cast, answers(today, version=version), phase).status_code == 200
    assert Phase.objects.get().name == "Home visits"


def test_removing_asks_first_and_can_be_undone(cast, add, today):
    phase = add(today - WEEK)
    client = cast.client("amara")
    address = reverse("therapy:remove-phase", args=[cast.rosa.pk, phase.pk])
    assert b"Ratings and sessions stay" in client.get(address).content
    for _twice in range(2):
        assert client.post(address, {"version": 1}).status_code == 302
    assert Event.objects.filter(verb="removed_phase").count() == 1
    assert access.phases_of(cast.rosa) == []
    restore = reverse("therapy:restore-phase", args=[cast.rosa.pk, phase.pk])
    assert f'action="{restore}"' in listed(cast)
    for _twice in range(2):
        client.post(restore)
    assert access.phases_of(cast.rosa) == [phase]
    assert Event.objects.filter(verb="restored_phase").count() == 1


def test_a_phase_that_was_changed_is_not_removed_unseen(cast, add, today):
    phase = add(today)
    actions.change_phase(by=cast.ana, phase=phase, version=1, **phase.facts() | {"name": "New"})
    address = reverse("therapy:remove-phase", args=[cast.rosa.pk, phase.pk])
    page = cast.client("amara").post(address, {"version": "1"}, follow=True).content.decode()
    assert "Nothing is changed: Ana Ruiz has saved this since. Look at it again." in page
    assert access.phases_of(cast.rosa)


def test_a_removed_phase_comes_back_only_to_free_days(cast, add, today):
    """With the button as with a save of its form, which keeps what was typed."""
    phase = add(today - WEEK)
    actions.remove_phase(by=cast.amara, phase=phase, version=1)
    other = add(today - WEEK, name="Other")
    client, ids = cast.client("amara"), [cast.rosa.pk, phase.pk]
    page = client.post(reverse("therapy:restore-phase", args=ids), follow=True).content.decode()
    assert "“Other” is in the way" in page
    actions.remove_phase(by=cast.amara, phase=other, version=1)
    page = send(cast, answers(today, version=1), phase).content.decode()
    assert "This phase was removed. Save it to put it back." in page
    assert send(cast, answers(today, version=2), phase).status_code == 302
    assert access.phases_of(cast.rosa) == [phase]


def test_another_patients_phase_is_not_found(cast, add, today):
    """Also under an address of one's own patient."""
    other = add(today, patient=cast.george, by=cast.ben)
    for route in ("change-phase", "remove-phase"):
        address = reverse(f"therapy:{route}", args=[cast.rosa.pk, other.pk])
        assert cast.client("amara").get(address).status_code == 404


def test_the_list_costs_the_same_for_one_phase_and_for_twenty(
    cast, add, today, django_assert_max_num_queries
):
    address = reverse("therapy:phases", args=[cast.rosa.pk])
    client = cast.client("amara")
    add(today, today)
    client.get(address)
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    for back in range(1, 20):
        add(today - back * WEEK, today - back * WEEK)
    with django_assert_max_num_queries(len(few)):
        client.get(address)


# --- Words, database --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (0, 0, "1 day"),
        (-12, 0, "13 days"),
        (-13, 0, "2 weeks"),
        (-20, None, "3 weeks so far"),
        (-16, None, "about 2 weeks so far"),
        (0, None, "1 day so far"),
        (-6, 30, "7 days so far"),
        (1, None, "Planned"),
    ],
)
def test_how_long_a_phase_lasts(first, last, words):
    today = date(2026, 3, 1)
    ends_on = None if last is None else today + timedelta(days=last)
    phase = Phase(starts_on=today + timedelta(days=first), ends_on=ends_on)
    assert wording.phase_length(phase, today) == words


@pytest.mark.parametrize(
    "values",
    [
        {"name": ""},
        {"name": " x"},
        {"kind": "magic"},
        {"ends_on": date(1999, 1, 1)},
        {"version": 0},
    ],
)
def test_the_database_refuses(add, today, values):
    add(today)
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        Phase.objects.update(**values)


def test_the_database_knows_one_open_phase_and_one_per_day(cast, add, today):
    add(today)
    for ends_on, starts_on in ((None, today - WEEK), (today, today)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Phase.objects.create(
                patient=cast.rosa,
                name="Two",
                starts_on=starts_on,
                ends_on=ends_on,
                saved_by=cast.amara,
            )


@pytest.mark.parametrize(
    ("kind", "chip", "said"),
    [
        ("illness", "Illness", "“Pneumonia”, an illness, since"),
        ("hospital", "Hospital stay", "“Pneumonia”, a hospital stay, since"),
    ],
)
def test_an_illness_is_a_phase_in_the_list_and_on_the_chart(cast, today, kind, chip, said):
    cast.rate(5)
    send(cast, answers(today - 3 * WEEK, name="Pneumonia", kind=kind))
    assert f'<span class="chip">{chip}</span>' in listed(cast)
    page = cast.client("amara").get(reverse("caseload:patient", args=[cast.rosa.pk]))
    assert said in page.content.decode()
