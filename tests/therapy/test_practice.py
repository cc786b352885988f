"""Home practice: written by the patient or a helper, attributed, theirs to change for 14 days."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from apps.audit.models import Event
from apps.care import actions as care
from apps.therapy import access, actions
from apps.therapy.models import Session, SessionKind
from apps.therapy.practice import actions as practice
from tests.therapy.conftest import kind


@pytest.fixture
def practise(cast):
    """Return a function that stores practice of Rosa, by herself unless another person is named."""

    def store(code: str = "sensory", back: int = 0, **facts) -> Session:
        facts = {
            "by": cast.rosa.user,
            "patient": cast.rosa,
            "key": uuid.uuid4(),
            "kind": kind(code),
            "held_on": cast.today() - timedelta(days=back),
            "minutes": 20,
            "areas": [cast.area()],
        } | facts
        return practice.log_practice(**facts)

    return store


@pytest.fixture
def send(cast):
    """Return a function that sends the form as Rosa, or as somebody else."""

    def post(code: str = "sensory", who: str = "rosa", **more):
        answers = {
            "key": str(uuid.uuid4()),
            "when": cast.today().isoformat(),
            "minutes": "20",
            "areas": [str(cast.area().pk)],
        } | more
        sent = {name: value for name, value in answers.items() if value is not None}
        address = reverse("therapy:log-practice", args=[cast.rosa.pk])
        return cast.client(who).post(f"{address}?type={code}", sent)

    return post


def page(cast, name: str, route: str, *arguments, query: str = "") -> str:
    """Return the page that this person gets."""
    response = cast.client(name).get(reverse(route, args=arguments) + query)
    assert response.status_code == 200
    return response.content.decode()


# --- Writing it down --------------------------------------------------------------------------


def test_what_is_sent_is_stored_at_home_by_who_wrote_it(cast, send):
    response = send(attempted="30", correct="21")
    session = Session.objects.get()
    assert response.url == reverse("therapy:practised", args=[cast.rosa.pk, session.pk])
    assert (session.setting, session.minutes) == ("home", 20)
    assert session.given_by == session.entered_by == cast.rosa.user
    assert (session.sensory.attempted, session.sensory.correct) == (30, 21)
    event = Event.objects.get(verb="recorded_session")
    assert event.by == cast.rosa.user


def test_a_helper_writes_in_their_own_name(cast, send):
    send("physio", who="mateo")
    assert Session.objects.get().entered_by == cast.mateo


def test_a_double_tap_makes_one_row(send):
    key = str(uuid.uuid4())
    assert send(key=key).status_code == send(key=key).status_code == 302
    assert Session.objects.count() == 1


def test_only_kinds_without_current_and_needles_are_offered(cast):
    text = page(cast, "rosa", "therapy:practice", cast.rosa.pk)
    for code, is_there in (("sensory", True), ("other", True), ("electrical", False)):
        assert (f"?type={code}" in text) is is_there
    address = reverse("therapy:log-practice", args=[cast.rosa.pk])
    for code in ("electrical", "acupuncture", "magic", ""):
        assert cast.client("rosa").get(f"{address}?type={code}").status_code == 404


def test_a_kind_that_is_stopped_while_its_form_is_open_loses_nothing(cast, send):
    actions.stop_offering(by=cast.ana, kind=kind("physio"))
    text = send("physio", minutes="47").content.decode()
    assert "Physiotherapy is no longer on offer. Your answers are still here." in text
    assert 'value="47"' in text
    assert not Session.objects.exists()


def test_a_kind_that_the_clinic_adds_is_offered_and_one_taken_off_is_not(cast):
    actions.add_kind(
        by=cast.ana, name="Mirror box", short_name="Mirror", shape="star", colour="physio"
    )
    actions.stop_offering(by=cast.ana, kind=kind("physio"))
    text = page(cast, "rosa", "therapy:practice", cast.rosa.pk)
    assert "Mirror box" in text
    assert "Physiotherapy" not in text


@pytest.mark.parametrize("code", ["electrical", "acupuncture"])
def test_current_and_needles_are_refused_behind_the_form_too(practise, code):
    with pytest.raises(ValidationError, match="Your therapist writes this down"):
        practise(code)
    assert not Session.objects.exists()


@pytest.mark.parametrize("back", [-1, 15])
def test_days_out_of_reach_are_refused_behind_the_form_too(practise, back):
    with pytest.raises(ValidationError, match="day"):
        practise(back=back)


@pytest.mark.parametrize(
    ("code", "sent", "sentence"),
    [
        ("physio", {"minutes": ""}, "Type how many minutes it took."),
        ("physio", {"minutes": "241"}, "Minutes: type a whole number from 1 to 240."),
        ("physio", {"areas": None}, "Choose at least one body part."),
        ("physio", {"when": "other"}, "Choose the day."),
        ("other", {"label": ""}, "Write what you did, for example swimming."),
        ("sensory", {"correct": "3"}, "Type how many tries there were."),
        ("sensory", {"attempted": "2", "correct": "3"}, "type a number up to 2."),
        ("sensory", {"attempted": "many"}, "Tries: type a whole number from 0 to 5000."),
    ],
)
def test_a_mistake_gets_a_sentence_and_nothing_typed_is_lost(send, code, sent, sentence):
    response = send(code, **sent)
    text = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error:" in text
    assert text.count(sentence) == 2
    for typed in sent.values():
        assert typed is None or f'value="{typed}"' in text
    assert not Session.objects.exists()


def test_one_of_the_last_14_days_can_be_chosen(cast, send):
    day = cast.today() - timedelta(days=14)
    assert send("physio", when="other", day=day.isoformat()).status_code == 302
    assert Session.objects.get().held_on == day
    before = day - timedelta(days=1)
    assert send("physio", when="other", day=before.isoformat()).status_code == 200


def test_the_next_form_begins_as_last_time_without_the_results(cast, practise):
    practise(minutes=25, sensory={"attempted": 60, "correct": 42})
    text = page(cast, "rosa", "therapy:log-practice", cast.rosa.pk, query="?type=sensory")
    assert "This is filled in as last time." in text
    assert 'value="25"' in text
    assert 'value="60"' not in text
    helper = page(cast, "mateo", "therapy:log-practice", cast.rosa.pk, query="?type=sensory")
    assert 'value="25"' not in helper


# --- Where it shows ---------------------------------------------------------------------------


def test_it_shows_attributed_to_the_therapist_and_the_patient(cast, practise):
    practise("physio", by=cast.mateo)
    own = practise(label="", sensory={"attempted": 30, "correct": 21})
    text = page(cast, "amara", "therapy:sessions", cast.rosa.pk)
    assert f"At home. Written down by {cast.mateo.name}." in text
    assert f"At home. Written down by {cast.rosa.user.name}." in text
    text = page(cast, "rosa", "therapy:sessions", cast.rosa.pk)
    assert "At home. Written down by you." in text
    assert reverse("therapy:practised", args=[cast.rosa.pk, own.pk]) in text


def test_it_counts_in_the_charts(cast, practise):
    practise(sensory={"attempted": 30, "correct": 21})
    found = access.days_by_kind(cast.rosa, cast.today(), cast.today())
    assert {kind.code: days for kind, days in found.items()} == {"sensory": (cast.today(),)}


def test_the_therapist_never_copies_what_a_patient_wrote(cast, practise, record):
    record("sensory", back=9, minutes=40)
    practise(minutes=20)
    address = reverse("therapy:record-session", args=[cast.rosa.pk])
    text = cast.client("amara").get(f"{address}?type=sensory&same=1").content.decode()
    assert 'value="40"' in text


def test_the_way_there_is_on_progress(cast):
    address = reverse("therapy:practice", args=[cast.rosa.pk])
    for name in ("rosa", "mateo"):
        assert f'href="{address}"' in page(cast, name, "progress:progress", cast.rosa.pk)
    assert f'href="{address}"' not in page(cast, "rosa", "diary:today", cast.rosa.pk)


# --- Changing one's own -----------------------------------------------------------------------


@pytest.fixture
def change(cast):
    """Return a function that sends the change of a practice as Rosa."""

    def post(session: Session, **more):
        answers = {
            "key": str(uuid.uuid4()),
            "base": str(session.pk),
            "when": cast.today().isoformat(),
            "minutes": "20",
            "areas": [str(cast.area().pk)],
        } | more
        address = reverse("therapy:change-practice", args=[cast.rosa.pk, session.pk])
        return cast.client("rosa").post(address, answers)

    return post


def test_a_change_keeps_the_former_version_and_can_be_undone(cast, practise, change):
    first = practise(sensory={"attempted": 30, "correct": 21})
    text = page(cast, "rosa", "therapy:change-practice", cast.rosa.pk, first.pk)
    for typed in ('value="20"', 'value="30"', 'value="21"'):
        assert typed in text
    assert change(first, minutes="35", attempted="", correct="").status_code == 302
    now = access.sessions_of(cast.rosa).get()
    assert (now.minutes, now.detail("sensory"), now.setting) == (35, None, "home")
    cast.client("rosa").post(reverse("therapy:undo-practice", args=[cast.rosa.pk, now.pk]))
    assert access.sessions_of(cast.rosa).get() == first


def test_take_back_and_put_back(cast, practise):
    session = practise()
    for route, count in (("take-back-practice", 0), ("put-back-practice", 1)):
        address = reverse(f"therapy:{route}", args=[cast.rosa.pk, session.pk])
        text = cast.client("rosa").post(address, follow=True).content.decode()
        assert ("It does not count." in text) is (count == 0)
        assert access.count_of(cast.rosa) == count


def test_two_devices_change_the_same_and_neither_loses(cast, practise, change):
    first = practise(minutes=20)
    change(first, minutes="30")
    newer = access.sessions_of(cast.rosa).get()
    text = change(first, minutes="45").content.decode()
    assert "You saved this before:" in text
    assert "30 minutes." in text
    assert 'value="45"' in text
    assert f'name="base" value="{newer.pk}"' in text
    assert change(newer, minutes="45").status_code == 302
    assert access.sessions_of(cast.rosa).get().minutes == 45


def test_what_waited_on_the_device_stays_on_its_day(cast, send):
    day = cast.today() - timedelta(days=3)
    assert send("physio", when=day.isoformat()).status_code == 302
    assert Session.objects.get().held_on == day
    late = cast.today() - timedelta(days=15)
    text = send("physio", when=late.isoformat()).content.decode()
    assert "You can fill in the last 14 days. Choose the day." in text


def test_a_later_press_of_the_same_page_corrects_what_the_first_stored(cast, send):
    key = str(uuid.uuid4())
    tries = {"attempted": "30", "correct": "21"}
    for _twice in range(2):  # what the device is not sure to have sent comes again
        assert send(key=key, press="1", **tries).status_code == 302
    for _twice in range(2):
        assert send(key=key, press="2", minutes="25").status_code == 302
    session = access.sessions_of(cast.rosa).get()
    assert (session.minutes, session.detail("sensory")) == (25, None)
    assert len(access.versions_of(session)) == 2


def test_the_last_press_counts_whatever_it_repeats(cast, send):
    """Twenty minutes, no, thirty, no, twenty after all."""
    key = str(uuid.uuid4())
    for press, minutes in (("1", "20"), ("2", "30"), ("3", "20")):
        assert send("physio", key=key, press=press, minutes=minutes).status_code == 302
    assert access.sessions_of(cast.rosa).get().minutes == 20


def test_an_answer_that_comes_again_brings_nothing_back(cast, send):
    """The reply was lost, it was taken back, and the device sends it once more."""
    key, client = str(uuid.uuid4()), cast.client("rosa")
    send("physio", key=key, press="1")
    send("physio", key=key, press="2", minutes="25")
    session = access.sessions_of(cast.rosa).get()
    client.post(reverse("therapy:take-back-practice", args=[cast.rosa.pk, session.pk]))
    told = client.get(send("physio", key=key, press="2", minutes="25").url).content.decode()
    assert "This was taken back. Put it back if it counts." in told
    assert access.count_of(cast.rosa) == 0


def test_a_new_press_after_it_was_taken_back_counts(cast, send):
    key, client = str(uuid.uuid4()), cast.client("rosa")
    send("physio", key=key, press="1")
    session = access.sessions_of(cast.rosa).get()
    client.post(reverse("therapy:take-back-practice", args=[cast.rosa.pk, session.pk]))
    send("physio", key=key, press="2")
    assert access.count_of(cast.rosa) == 1


@pytest.mark.parametrize("base", ["", "nonsense", "7d0c31c8-4e14-4063-837f-f33b60240611"])
def test_a_change_that_names_no_version_keeps_what_was_typed(practise, change, base):
    session = practise(minutes=20)
    text = change(session, base=base, minutes="45").content.decode()
    assert "This page was too old. Your answer is still here. Save again." in text
    assert 'value="45"' in text
    assert f'name="base" value="{session.pk}"' in text
    assert change(session, minutes="45").status_code == 302


def test_back_after_saving_and_another_number_becomes_a_change(cast, send):
    key = str(uuid.uuid4())
    send("physio", key=key, minutes="20")
    text = send("physio", key=key, minutes="25").content.decode()
    assert f'action="{reverse("therapy:change-practice", args=[cast.rosa.pk, key])}"' in text
    assert 'value="25"' in text
    assert Session.objects.get().minutes == 20


def test_what_the_therapist_corrected_is_no_longer_the_patients_to_change(
    cast, practise, change, send
):
    key = uuid.uuid4()
    first = practise("physio", key=key)
    facts = first.facts() | {"minutes": 15}
    actions.correct_session(by=cast.amara, session=first, key=uuid.uuid4(), **facts)
    for answer in (change(first, minutes="45"), send("physio", key=str(key), minutes="45")):
        text = answer.content.decode()
        assert "Amara Osei has changed this since." in text
        assert 'value="45"' in text
    address = reverse("therapy:take-back-practice", args=[cast.rosa.pk, first.pk])
    text = cast.client("rosa").post(address, follow=True).content.decode()
    assert "Amara Osei has changed this since." in text
    assert access.sessions_of(cast.rosa).get().minutes == 15


@pytest.mark.parametrize("take_back", [actions.withdraw_session, actions.undo_session])
def test_what_the_therapist_took_back_only_the_therapist_puts_back(
    cast, practise, change, take_back
):
    session = practise("physio")
    take_back(by=cast.amara, session=session)
    text = page(cast, "rosa", "therapy:practised", cast.rosa.pk, session.pk)
    assert "Amara Osei has taken this back. Ask them to put it back." in text
    assert "Put it back<" not in text
    address = reverse("therapy:put-back-practice", args=[cast.rosa.pk, session.pk])
    text = cast.client("rosa").post(address, follow=True).content.decode()
    assert "Amara Osei has taken this back." in text
    text = change(session, minutes="45").content.decode()
    assert "Amara Osei has taken this back." in text
    assert 'value="45"' in text
    assert access.count_of(cast.rosa) == 0
    actions.restore_session(by=cast.amara, session=session)
    assert change(session, minutes="45").status_code == 302


def test_after_14_days_it_can_only_be_read(cast, practise, record):
    session = practise(back=14)
    Session.objects.filter(pk=session.pk).update(held_on=cast.today() - timedelta(days=15))
    text = page(cast, "rosa", "therapy:practised", cast.rosa.pk, session.pk)
    assert "You can no longer change it here." in text
    assert "Take it back" not in text
    with pytest.raises(ValidationError, match="no longer"):
        practice.take_back_practice(by=cast.rosa.user, session=session)


def test_nobody_opens_what_another_person_wrote(cast, practise, record):
    helped, treated = practise(by=cast.mateo), record()
    for session in (helped, treated):
        for route in ("practised", "change-practice"):
            address = reverse(f"therapy:{route}", args=[cast.rosa.pk, session.pk])
            assert cast.client("rosa").get(address).status_code == 404
        for route in ("take-back-practice", "put-back-practice", "undo-practice"):
            address = reverse(f"therapy:{route}", args=[cast.rosa.pk, session.pk])
            assert cast.client("rosa").post(address).status_code == 404
    with pytest.raises(ValidationError, match="has changed this"):
        practice.take_back_practice(by=cast.rosa.user, session=helped)
    assert access.count_of(cast.rosa) == 2


def test_a_helper_whose_consent_ended_writes_nothing_more(cast, send):
    care.end_consent(by=cast.rosa.user, consent=cast.rosa.consents.get())
    assert send(who="mateo").status_code == 404
    assert not Session.objects.exists()


def test_the_page_asks_as_often_for_many_as_for_one(
    known_settings, cast, practise, django_assert_max_num_queries
):
    address, client = reverse("therapy:practice", args=[cast.rosa.pk]), cast.client("rosa")
    practise()
    client.get(address)
    counts = []
    for _round in range(2):
        with django_assert_max_num_queries(40) as counted:
            client.get(address)
        counts.append(len(counted))
        for back in range(8):
            practise(back=back, sensory={"attempted": 3})
    assert counts[0] == counts[1]


def test_the_hints_name_kinds_that_exist(cast):
    assert {"sensory", "physio", "occupational", "other"} <= set(
        SessionKind.objects.values_list("code", flat=True)
    )
