"""The list, one session with its history, and the kinds."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from apps.care.dates import monday_of
from apps.therapy import access, actions, series, wording
from apps.therapy.models import SessionKind
from apps.therapy.points import Needle
from tests.therapy.conftest import CURRENT, NO_PRECAUTION


def page(cast, name: str, route: str, *arguments) -> str:
    """Return the page that this person gets."""
    response = cast.client(name).get(reverse(route, args=arguments))
    assert response.status_code == 200
    return response.content.decode()


def queries_of(client, address: str, assert_max) -> int:
    """Return how many queries the address needs."""
    with assert_max(60) as counted:
        client.get(address)
    return len(counted)


# --- The list ---------------------------------------------------------------------------------


def test_the_list_asks_as_often_for_13_rows_as_for_3(
    known_settings, cast, record, django_assert_max_num_queries
):
    address = reverse("therapy:sessions", args=[cast.rosa.pk])
    client = cast.client("amara")
    client.get(address)
    for back in range(3):
        record(back=back)
    record("electrical", electrical=CURRENT, precautions=NO_PRECAUTION)
    few = queries_of(client, address, django_assert_max_num_queries)
    for back in range(8):
        record(back=back * 5, sensory={"attempted": 3})
    record("electrical", electrical=CURRENT, precautions=NO_PRECAUTION)
    record("acupuncture", acupuncture={}, needles=[Needle("LI4", "left")])
    assert queries_of(client, address, django_assert_max_num_queries) == few


def test_fifty_sessions_to_a_page(cast, record):
    for _number in range(51):
        record("physio")
    assert page(cast, "amara", "therapy:sessions", cast.rosa.pk).count("30 min\n") == 50
    second = reverse("therapy:sessions", args=[cast.rosa.pk]) + "?page=2"
    text = cast.client("amara").get(second).content.decode()
    assert text.count("30 min\n") == 1
    # The week's totals are those of the week, not of the page.
    assert "Physiotherapy: 51 sessions, 1,530 minutes." in text


def test_totals_per_week_and_kind(cast, record):
    monday = monday_of(cast.today()) - timedelta(days=7)
    for day in (monday, monday + timedelta(days=6)):
        record(held_on=day, minutes=40, sensory={"attempted": 60, "correct": 1})
    record("physio", held_on=monday, minutes=20)
    record(held_on=monday - timedelta(days=1), minutes=10)
    last, before = series.weeks_of(cast.rosa, access.sessions_of(cast.rosa))
    assert last.starts_on == monday
    assert [(t.kind, t.sessions, t.minutes, t.repetitions) for t in last.totals] == [
        ("Sensory re-education", 2, 80, 120),
        ("Physiotherapy", 1, 20, None),
    ]
    assert before.totals[0].minutes == 10
    assert series.totals_of(cast.rosa)[0].minutes == 90


def test_the_list_of_one_kind_has_its_own_totals_and_pages(cast, record):
    for _number in range(51):
        record("physio")
    record(sensory={"attempted": 60, "correct": 42})
    record(sensory={"attempted": 10})
    address = reverse("therapy:sessions", args=[cast.rosa.pk])
    client = cast.client("amara")
    text = client.get(address + "?kind=sensory").content.decode()
    assert text.count("30 min\n") == 2
    week = text[text.index("Week from") :]
    assert "Sensory re-education: 2 sessions, 60 minutes, 70 tries." in week
    assert "Physiotherapy:" not in week
    text = client.get(address + "?kind=physio").content.decode()
    assert "?kind=physio&amp;page=2" in text
    for unknown in ("?kind=magic", "?kind=acupuncture"):
        assert client.get(address + unknown).content.decode().count("30 min\n") == 50


def test_right_answers_are_told_of_the_tries_that_were_checked(cast, record):
    record(sensory={"attempted": 60, "correct": 42})
    record(sensory={"attempted": 10})
    record(sensory={"attempted": 20, "correct": 0})
    assert "Right: 42 of 80 tries." in page(cast, "amara", "therapy:sessions", cast.rosa.pk)
    total = series.totals_of(cast.rosa)[0]
    assert (total.repetitions, total.correct, total.checked) == (90, 42, 80)


def test_nothing_is_said_of_right_answers_that_nobody_counted(cast, record):
    record(sensory={"attempted": 10})
    assert "Right:" not in page(cast, "amara", "therapy:sessions", cast.rosa.pk)


def test_patient_reads_without_links_to_change(cast, record):
    session = record()
    text = page(cast, "rosa", "therapy:sessions", cast.rosa.pk)
    assert "What you have done" in text
    assert str(session.pk) not in text


def test_an_empty_list_says_so(cast):
    assert "No sessions recorded yet." in page(cast, "amara", "therapy:sessions", cast.rosa.pk)


@pytest.mark.parametrize(
    ("name", "status"), [("mateo", 403), ("ana", 403), ("ben", 404), ("george", 404)]
)
def test_the_list_is_for_the_patient_and_the_care_team(cast, name, status):
    address = reverse("therapy:sessions", args=[cast.rosa.pk])
    assert cast.client(name).get(address).status_code == status


def test_a_session_of_another_patient_is_not_found(cast, record):
    session = record()
    for route in ("session", "correct-session"):
        address = reverse(f"therapy:{route}", args=[cast.george.pk, session.pk])
        assert cast.client("ben").get(address).status_code == 404
    for route in ("withdraw-session", "restore-session", "undo-session"):
        address = reverse(f"therapy:{route}", args=[cast.george.pk, session.pk])
        assert cast.client("ben").post(address).status_code == 404
        assert cast.client("ben").get(address).status_code == 405
    assert access.count_of(cast.rosa) == 1


# --- One session ------------------------------------------------------------------------------


def test_every_version_is_shown_with_who_when_and_what(cast, record):
    first = record(minutes=30, note="Old", sensory={"attempted": 60})
    facts = first.facts() | {"minutes": 45, "note": "", "label": "New"}
    actions.correct_session(by=cast.amara, session=first, key=uuid.uuid4(), **facts)
    text = page(cast, "amara", "therapy:session", cast.rosa.pk, first.pk)
    assert "Minutes: “30” became “45”." in text
    assert "Notes: “Old” was removed." in text
    assert "What it was: “New” was added." in text
    assert text.count("Amara Osei") >= 3


def test_take_back_and_put_back(cast, record):
    session = record()
    for route, count in (("withdraw-session", 0), ("restore-session", 1)):
        address = reverse(f"therapy:{route}", args=[cast.rosa.pk, session.pk])
        text = cast.client("amara").post(address, follow=True).content.decode()
        assert ("Taken back" in text) is (count == 0)
        assert access.count_of(cast.rosa) == count


def test_taking_back_what_somebody_corrected_changes_nothing(cast, record):
    first = record()
    facts = first.facts() | {"minutes": 45}
    actions.correct_session(by=cast.amara, session=first, key=uuid.uuid4(), **facts)
    address = reverse("therapy:withdraw-session", args=[cast.rosa.pk, first.pk])
    text = cast.client("amara").post(address, follow=True).content.decode()
    assert "Nothing is changed: Amara Osei has changed this session since." in text
    assert access.count_of(cast.rosa) == 1


def test_a_correction_that_names_no_version_keeps_what_was_typed(cast, record, answers):
    session = record()
    address = reverse("therapy:correct-session", args=[cast.rosa.pk, session.pk])
    for base in ("nonsense", str(uuid.uuid4()), str(record().pk), ""):
        sent = answers(base=base, minutes="47")
        text = cast.client("amara").post(address, sent).content.decode()
        assert "This page was too old. Your answer is still here. Save again." in text
        assert 'value="47"' in text
        assert f'name="base" value="{session.pk}"' in text
    assert access.present_version(session) == session
    sent = answers(base=session.pk, minutes="47")
    assert cast.client("amara").post(address, sent).status_code == 302


# --- Words ------------------------------------------------------------------------------------


def test_a_row_tells_the_dose(record):
    sensory = record(sensory={"task": "texture", "attempted": 60, "correct": 42})
    assert wording.summary(sensory) == "Textures, 60 tries, 42 right."
    electrical = record("electrical", electrical=CURRENT, precautions=NO_PRECAUTION)
    assert wording.summary(electrical) == "20 Hz, 8 mA, Median nerve, wrist."
    needles = [Needle("LI4", "left", 20), Needle("LI4", "right"), Needle("GV20", "none", 5)]
    acupuncture = record("acupuncture", acupuncture={}, needles=needles)
    assert wording.summary(acupuncture) == "LI4, GV20."
    points = wording.lines_of(acupuncture.facts())["Points"]
    assert points == "LI4 (left, 20 mm deep), LI4 (right), GV20 (5 mm deep)"
    assert wording.summary(record("physio")) == ""


# --- Kinds ------------------------------------------------------------------------------------


def test_admin_adds_a_kind_and_it_appears_in_the_form(cast):
    client = cast.client("ana")
    sent = {"name": "Robot training", "form": "plain", "shape": "star", "colour": "physio"}
    response = client.post(reverse("therapy:add-kind"), sent, follow=True)
    assert "Robot training is on offer." in response.content.decode()
    assert SessionKind.objects.get(code="robot-training").short_name == "Robot training"
    assert "Robot training" in page(cast, "amara", "therapy:record-session", cast.rosa.pk)


def test_a_name_that_is_taken_or_missing_gets_a_sentence(cast):
    client = cast.client("ana")
    sent = {"form": "plain", "shape": "star", "colour": "physio"}
    text = client.post(reverse("therapy:add-kind"), sent | {"name": "acupuncture"})
    assert "There is a kind called acupuncture already." in text.content.decode()
    text = client.post(reverse("therapy:add-kind"), sent)
    assert "Type a name, for example Robot training." in text.content.decode()


def test_admin_changes_stops_and_offers_a_kind(cast):
    client = cast.client("ana")
    change = reverse("therapy:change-kind", args=["physio"])
    assert "Physiotherapy" in client.get(change).content.decode()
    client.post(change, {"name": "Physio", "short_name": "", "shape": "star", "colour": "other"})
    assert SessionKind.objects.get(code="physio").label == "Physio"
    for route, offered in (("stop-kind", False), ("offer-kind", True)):
        client.post(reverse(f"therapy:{route}", args=["physio"]))
        assert SessionKind.objects.get(code="physio").is_offered is offered
    assert "Physio" in page(cast, "ana", "therapy:kinds")


def test_the_only_kind_on_offer_stays(cast):
    SessionKind.objects.exclude(code="physio").update(is_offered=False)
    address = reverse("therapy:stop-kind", args=["physio"])
    text = cast.client("ana").post(address, follow=True).content.decode()
    assert "This is the only kind on offer." in text


@pytest.mark.parametrize("name", ["amara", "rosa", "mateo"])
def test_kinds_are_the_admins_business(cast, name):
    assert cast.client(name).get(reverse("therapy:kinds")).status_code == 403
