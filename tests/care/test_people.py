"""Who is on the team, who stands in, who looked: the panel on the therapist's page of a patient."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.template import Context
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.care import access, actions
from apps.care.models import clinic_today
from apps.care.templatetags.care import people_around
from apps.core.roles import Role
from tests.cast import make_person

DAY = timedelta(days=1)
NOW = datetime(2026, 5, 14, 9, 30, tzinfo=UTC)


def panel(cast, name="amara") -> str:
    """Return the panel on Rosa's page, in plain words."""
    page = cast.client(name).get(reverse("caseload:patient", args=[cast.rosa.pk])).content.decode()
    return " ".join(page.split('id="team"')[1].split("</section>")[0].split())


def look(cast, name, page="patient") -> None:
    """Let somebody open Rosa's record."""
    access.patient_or_404(cast.person(name), cast.rosa.pk, page=page)


def test_it_names_the_team_with_what_they_do_and_since_when(cast):
    """Not who has left."""
    lin = make_person("Lin Hua", Role.THERAPIST)
    place = actions.assign_therapist(
        by=cast.ana, patient=cast.rosa, practitioner=lin, discipline="acupuncturist"
    )
    today = cast.today()
    since = f"since {today.day} {today:%B %Y}"
    shown = panel(cast)
    assert f"Occupational therapist, {since}" in shown
    assert f"Acupuncturist, {since}" in shown
    actions.end_care_place(by=cast.ana, place=place)
    assert "Lin Hua" not in panel(cast)


def test_it_names_who_covers_until_when(cast):
    """Of those on the team; another team's covers are not told."""
    today = clinic_today()
    days = {"from_on": today, "until_on": today + 3 * DAY}
    actions.set_cover(by=cast.amara, covered=cast.amara, colleague=cast.ben, **days)
    lin = make_person("Lin Hua", Role.THERAPIST)
    actions.set_cover(by=cast.ben, covered=cast.ben, colleague=lin, **days)
    last = today + 3 * DAY
    shown = panel(cast)
    assert f"Covering for Amara Osei until {last.day} {last:%B %Y}" in shown
    assert "Lin Hua" not in shown


def test_it_names_each_other_person_who_looked_once_with_the_last_time(cast):
    """The reader knows of their own looks; older ones stand on the page of all."""
    lin = cast.lin = make_person("Lin Hua", Role.THERAPIST)
    actions.assign_therapist(by=cast.ana, patient=cast.rosa, practitioner=lin, discipline="nurse")
    with time_machine.travel(NOW - 100 * DAY, tick=False):
        look(cast, "lin")
    with time_machine.travel(NOW, tick=False):
        assert "Nobody in the last 90 days." in panel(cast)
        look(cast, "mateo", "today")
    with time_machine.travel(NOW + DAY, tick=False):
        look(cast, "mateo", "progress")
        look(cast, "mateo", "days")
        shown = panel(cast).split("Who else looked")[1]
    assert shown.count("Mateo Delgado") == 1
    assert "15 May 2026, 10:30" in shown
    assert "Amara Osei" not in shown
    assert "Lin Hua" not in shown


def test_a_busy_colleague_hides_nobody(cast):
    """Sixty looks of one of them are one line."""
    lin = cast.lin = make_person("Lin Hua", Role.THERAPIST)
    actions.assign_therapist(by=cast.ana, patient=cast.rosa, practitioner=lin, discipline="nurse")
    with time_machine.travel(NOW, tick=False):
        look(cast, "mateo", "today")
    for hours in range(1, 61):
        with time_machine.travel(NOW + timedelta(hours=hours), tick=False):
            look(cast, "lin")
    with time_machine.travel(NOW + 3 * DAY, tick=False):
        shown = panel(cast).split("Who else looked")[1]
    assert shown.index("Lin Hua") < shown.index("Mateo Delgado")


def test_all_looks_stand_on_a_page_of_their_own(cast):
    """With the page that was seen, in the words of practitioners; only for the team."""
    look(cast, "mateo", "today")
    look(cast, "amara", "intake")
    url = reverse("care:looks-at-record", args=[cast.rosa.pk])
    assert url in panel(cast)
    shown = cast.client("amara").get(url).content.decode()
    assert "Mateo Delgado" in shown
    assert "Diary" in shown
    assert "Health facts" in shown
    assert cast.client("ben").get(url).status_code == 404


@pytest.mark.parametrize("many", [1, 6])
def test_it_costs_three_queries_however_many_there_are(cast, many):
    """One for the team, one for who stands in, one for who looked."""
    for number in range(many):
        one = make_person(f"Lin{number} Hua", Role.THERAPIST)
        actions.assign_therapist(
            by=cast.ana, patient=cast.rosa, practitioner=one, discipline="nurse"
        )
        access.patient_or_404(one, cast.rosa.pk, page="patient")
    with CaptureQueriesContext(connection) as asked:
        found = people_around(Context({"user": cast.amara}), cast.rosa)
    assert len(asked) == 3
    assert len(found["team"]) == many + 1
    assert len(found["looks"]) == min(many, 4)
