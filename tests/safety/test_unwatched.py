"""Alerts of a patient for whom nobody cares: an admin is told in numbers, and gives them a team."""

from io import StringIO

import pytest
from django.core.management import call_command

from apps.accounts import actions as accounts
from apps.care import actions as care
from apps.safety import actions
from apps.safety.access import counts_of, waiting_alerts
from apps.safety.models import Alert

PEOPLE, TEAMS, COUNTS = "/people/", "/care-teams/", "/safety/counts/"
ALONE = "Nobody looks after 1 patient"
UNSEEN = "In 1 of these records"


@pytest.fixture
def alert(cast) -> Alert:
    """Rosa said that she gets weaker; Amara is her whole team."""
    facts = {"answer": "yes", "signs": ["C03"]}
    return actions.raise_alert(by=cast.rosa.user, patient=cast.rosa, kind="weaker", facts=facts)


def leave_alone(cast, how: str) -> None:
    """Take away whoever looks after Rosa."""
    if how == "place ended":
        care.end_care_place(by=cast.ana, place=cast.rosa.care_team.get())
    else:
        accounts.turn_off(by=cast.ana, person=cast.amara)


@pytest.mark.parametrize("how", ["place ended", "account off"])
def test_an_admin_is_told_on_every_page_until_somebody_is_there(cast, alert, how):
    """In the navigation, on the page of teams and among the counts; then the new therapist sees
    the alert."""
    ana = cast.client("ana")
    for page in (PEOPLE, TEAMS, COUNTS):
        assert "obody looks after" not in ana.get(page).text
    leave_alone(cast, how)
    assert "nobody looks after 1 patient" in ana.get(PEOPLE).text
    for page in (TEAMS, COUNTS):
        assert ALONE in ana.get(page).text
        assert UNSEEN in ana.get(page).text
    care.assign_therapist(by=cast.ana, patient=cast.rosa, practitioner=cast.ben, discipline="nurse")
    for page in (PEOPLE, TEAMS, COUNTS):
        assert "obody looks after" not in ana.get(page).text
    assert list(waiting_alerts(cast.ben)) == [alert]


@pytest.mark.parametrize("how", ["place ended", "account off"])
def test_whom_nobody_looks_after_stands_first_and_is_marked(cast, how):
    """Rosa comes after George by name; a therapist whose account is off counts as nobody."""
    page = cast.client("ana").get(TEAMS).text
    assert page.index("George Okafor") < page.index("Rosa Delgado")
    leave_alone(cast, how)
    page = cast.client("ana").get(TEAMS).text
    assert page.index("Rosa Delgado") < page.index("George Okafor")
    assert page.count("No therapist sees this patient’s log.") == 1
    assert ALONE in page
    assert UNSEEN not in page


def test_an_admin_learns_nothing_of_what_was_said(cast, alert):
    """Neither which record it is, where there are two, nor the kind of the alert."""
    leave_alone(cast, "place ended")
    care.end_care_place(by=cast.ana, place=cast.george.care_team.get())
    page = cast.client("ana").get(TEAMS).text
    assert "Nobody looks after 2 patients" in page
    assert UNSEEN in page
    cards = page.split("<section")[1:]
    assert len(cards) == 2
    for card in cards:
        for word in ("lert", "weaker", "numb", "arning sign"):
            assert word not in card


@pytest.mark.parametrize("state", ["seen", "closed"])
def test_what_was_seen_waits_still_and_what_was_closed_does_not(cast, alert, state):
    """Whoever saw it has gone."""
    actions.mark_alert_seen(by=cast.amara, alert=alert, steps_taken=1)
    if state == "closed":
        actions.close_alert(by=cast.amara, alert=alert, steps_taken=2, done="Tested.", needed="no")
    leave_alone(cast, "account off")
    page = cast.client("ana").get(TEAMS).text
    assert ALONE in page
    assert (UNSEEN in page) == (state == "seen")


def test_a_record_in_which_nobody_writes_is_none_of_them(cast):
    """Rosa's account is off; as long as Mateo may log for her, somebody must look."""
    leave_alone(cast, "place ended")
    accounts.turn_off(by=cast.ana, person=cast.rosa.user)
    ana = cast.client("ana")
    assert ALONE in ana.get(TEAMS).text
    care.end_consent(by=cast.ana, consent=cast.rosa.consents.get())
    assert "obody looks after" not in ana.get(TEAMS).text
    assert "No therapist sees this patient’s log." in ana.get(TEAMS).text


def test_whoever_takes_the_last_one_away_is_told_at_once(cast):
    """Before an account is turned off, and after a place is ended; not while others are there."""
    ana, off = cast.client("ana"), f"/people/{cast.amara.pk}/turn-off/"
    assert "Then nobody looks after 1 patient." in ana.get(off).text
    care.assign_therapist(by=cast.ana, patient=cast.rosa, practitioner=cast.ben, discipline="nurse")
    assert "Then nobody" not in ana.get(off).text
    for practitioner, is_last in ((cast.amara, False), (cast.ben, True)):
        place = cast.rosa.care_team.get(practitioner=practitioner)
        address = f"{TEAMS}{cast.rosa.pk}/{place.pk}/end/"
        page = ana.post(address, follow=True).text
        assert ("Nobody looks after Rosa Delgado now." in page) == is_last


def test_the_command_counts_what_nobody_sees(cast, alert):
    """With what nobody has looked at yet, which no middle time tells of."""
    leave_alone(cast, "account off")
    printed = StringIO()
    call_command("safety_counts", stdout=printed)
    assert f"{ALONE} now. {UNSEEN} alerts wait that nobody sees." in printed.getvalue()
    weaker = counts_of(90).kinds["weaker"]
    assert (weaker.raised, weaker.open, weaker.until_seen) == (1, 1, None)


def test_the_patient_reads_the_same_with_a_team_and_without(cast):
    """Nobody is ever told that somebody watches."""
    check = actions.answer_check(
        by=cast.rosa.user,
        patient=cast.rosa,
        told=actions.Told("5b0c5f43-0b8d-4f2e-9d2e-6f0f3a9f3a11", cast.today(), cast.rosa.zone),
        cause="demand",
        answer="no",
        codes=["C01"],
    )
    address = f"/patients/{cast.rosa.pk}/signs/{check.pk}/"
    before = cast.client("rosa").get(address).text
    leave_alone(cast, "place ended")
    assert cast.client("rosa").get(address).text == before
