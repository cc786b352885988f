"""Covering for a colleague: what it opens, from when to when, and for whom."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.audit.models import Event
from apps.care import access, actions
from apps.care.models import Cover, clinic_today
from apps.core.roles import Role
from apps.safety import actions as safety
from apps.safety.access import number_open, numbers_open, waiting_alerts
from tests.cast import make_person

DAY = timedelta(days=1)


def cover(cast, *, first=0, last=3, covered="amara", colleague="ben") -> Cover:
    """Let somebody cover; the days count from today."""
    today = clinic_today()
    return actions.set_cover(
        by=cast.person(covered),
        covered=cast.person(covered),
        colleague=cast.person(colleague),
        from_on=today + first * DAY,
        until_on=today + last * DAY,
    )


def sees(cast, name: str) -> set[str]:
    """Return whose record this person may see."""
    return {patient.user.name for patient in access.patients_of(cast.person(name))}


def page_of(cast, name="ben") -> int:
    """Return how Rosa's page answers."""
    return cast.client(name).get(reverse("caseload:patient", args=[cast.rosa.pk])).status_code


def said(day: date) -> str:
    """Return a day as pages write it."""
    return f"{day.day} {day:%B %Y}"


def boxes(first: date, last: date) -> dict:
    """Return two days as the form sends them."""
    return {
        f"{end}_{part}": getattr(day, part)
        for end, day in (("from_on", first), ("until_on", last))
        for part in ("day", "month", "year")
    }


def test_who_covers_sees_the_patients_of_the_colleague_and_their_own(cast):
    """Each once, and nobody else's; the covered practitioner loses nothing."""
    cover(cast)
    assert sees(cast, "ben") == {"Rosa Delgado", "George Okafor"}
    assert sees(cast, "amara") == {"Rosa Delgado"}
    actions.assign_therapist(
        by=cast.ana, patient=cast.rosa, practitioner=cast.ben, discipline="nurse"
    )
    assert len(access.patients_of(cast.ben)) == 2
    assert "Rosa Delgado" in cast.client("ben").get(reverse("caseload:caseload")).content.decode()


@pytest.mark.parametrize(
    ("at", "answer"),
    [
        ("2026-05-03T22:59:59", 404),  # 23:59:59 in London
        ("2026-05-03T23:00:00", 200),  # midnight there
        ("2026-05-06T22:59:59", 200),
        ("2026-05-06T23:00:00", 404),
    ],
)
def test_it_begins_and_ends_by_itself_on_the_clinics_calendar(cast, at, answer):
    """From the first minute of the first day to the last of the last, also behind a page that was
    open before."""
    Cover.objects.create(
        covered=cast.amara,
        colleague=cast.ben,
        from_on=date(2026, 5, 4),
        until_on=date(2026, 5, 6),
    )
    with time_machine.travel(datetime(2026, 5, 5, 12, tzinfo=UTC), tick=False):
        assert access.patient_or_404(cast.ben, cast.rosa.pk, page="patient") == cast.rosa
    with time_machine.travel(datetime.fromisoformat(at + "+00:00"), tick=False):
        assert page_of(cast) == answer
        assert page_of(cast) == answer  # by the way of who looked already


def test_a_button_ends_it_at_once(cast):
    """The covered practitioner's, twice without an error; not the colleague's, not a stranger's."""
    running = cover(cast)
    assert page_of(cast) == 200
    end = reverse("care:end-cover", args=[running.pk])
    assert cast.client("ben").post(end).status_code == 404
    for _tap in range(2):
        assert cast.client("amara").post(end).url == reverse("care:covers")
    assert page_of(cast) == 404
    assert Event.objects.filter(verb="ended_cover").count() == 1


def test_a_cover_of_a_cover_opens_nothing(cast):
    """Lin covers for Ben, who covers for Amara: Lin sees Ben's patients only."""
    cast.lin = make_person("Lin Hua", Role.THERAPIST)
    cover(cast)
    cover(cast, covered="ben", colleague="lin")
    assert sees(cast, "lin") == {"George Okafor"}


def test_what_the_covered_one_hands_over_or_loses_is_closed_to_who_covers(cast):
    """A cover opens the teams as they are."""
    cover(cast)
    cast.lin = make_person("Lin Hua", Role.THERAPIST)
    actions.hand_over(
        by=cast.amara,
        place=cast.rosa.care_team.get(),
        practitioner=cast.lin,
        discipline="nurse",
    )
    assert page_of(cast) == 404


def test_only_an_own_part_can_be_handed_over(cast):
    """Who covers sees the team, and gives nobody else's patient away."""
    cover(cast)
    assert page_of(cast) == 200
    team = cast.client("ben").get(reverse("care:team", args=[cast.rosa.pk])).content.decode()
    assert "Hand over" not in team
    for name in ("care:hand-over", "care:leave-team"):
        assert cast.client("ben").get(reverse(name, args=[cast.rosa.pk])).status_code == 404


def test_the_team_and_the_patient_read_who_covers_until_when(cast):
    """On both pages, only while it lasts."""
    running = cover(cast)
    told = f"Covering for Amara Osei until {said(running.until_on)}"
    pages = {"amara": reverse("care:team", args=[cast.rosa.pk]), "rosa": reverse("care:my-team")}
    for name, page in pages.items():
        assert told in cast.client(name).get(page).content.decode()
    actions.end_cover(by=cast.amara, cover=running)
    for name, page in pages.items():
        assert "Covering for" not in cast.client(name).get(page).content.decode()


def test_alerts_and_the_daily_mail_go_to_who_covers_too(cast):
    """Each alert once, however somebody comes to care for the patient."""
    safety.raise_alert(
        by=cast.rosa.user,
        patient=cast.rosa,
        kind="emergency_sign",
        facts={"answer": "yes", "signs": ["E08"]},
    )
    assert number_open(cast.ben) == 0
    cover(cast)
    assert number_open(cast.ben) == 1
    assert [alert.patient for alert in waiting_alerts(cast.ben)] == [cast.rosa]
    assert numbers_open() == {cast.amara.pk: 1, cast.ben.pk: 1}
    actions.assign_therapist(
        by=cast.ana, patient=cast.rosa, practitioner=cast.ben, discipline="nurse"
    )
    assert numbers_open() == {cast.amara.pk: 1, cast.ben.pk: 1}


def test_a_cover_is_no_care_team(cast):
    """For admins a patient whose only therapist is turned off is alone, whoever covers."""
    cover(cast)
    assert access.number_left_by(cast.ben) == 1
    assert access.number_left_by(cast.amara) == 1
    cast.amara.is_active = False
    cast.amara.save()
    assert access.number_without_care() == 1


def test_a_therapist_sets_it_for_themselves(cast):
    """The form of Settings; sent twice it stands once."""
    today = clinic_today()
    sent = {"colleague": cast.ben.pk, "covered": cast.ben.pk} | boxes(today, today + DAY)
    for _tap in range(2):
        answer = cast.client("amara").post(reverse("care:covers"), sent, follow=True)
        told = f"Ben Ito covers for Amara Osei from {said(today)} to {said(today + DAY)}."
        assert told in answer.content.decode()
    made = Cover.objects.get()
    assert (made.covered, made.colleague) == (cast.amara, cast.ben)
    event = Event.objects.get(verb="set_cover")
    assert (event.by, str(event.target_id)) == (cast.amara, str(made.pk))
    assert event.changes["until_on"] == [None, (today + DAY).isoformat()]
    for name in ("amara", "ben"):
        settings = cast.client(name).get(reverse("accounts:settings")).content.decode()
        assert f"Ben Ito for Amara Osei until {said(today + DAY)}" in settings


def test_an_admin_sets_it_for_somebody_and_ends_it(cast):
    """And sees all of them; a therapist sees only those that concern them."""
    today = clinic_today()
    sent = {"colleague": cast.ben.pk, "covered": cast.amara.pk} | boxes(today, today)
    cast.client("ana").post(reverse("care:covers"), sent)
    cast.lin = make_person("Lin Hua", Role.THERAPIST)
    listed = {}
    for name in ("ana", "ben", "lin"):
        page = cast.client(name).get(reverse("care:covers"))
        listed[name] = [one.colleague.name for one in page.context["covers"]]
    assert listed == {"ana": ["Ben Ito"], "ben": ["Ben Ito"], "lin": []}
    cast.client("ana").post(reverse("care:end-cover", args=[Cover.objects.get().pk]))
    assert page_of(cast) == 404


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (-1, 2, "The first day is over. Type today or a later day."),
        (3, 2, "The last day is before the first. Type a later day."),
        (0, 366, "Type a last day within one year. For longer, hand over."),
    ],
)
def test_days_that_cannot_be_get_a_sentence(cast, first, last, told):
    """And nothing typed is lost."""
    today = clinic_today()
    sent = {"colleague": cast.ben.pk} | boxes(today + first * DAY, today + last * DAY)
    answer = cast.client("amara").post(reverse("care:covers"), sent)
    assert told in answer.content.decode()
    assert answer.context["form"]["colleague"].value() == str(cast.ben.pk)
    assert not Cover.objects.exists()


def test_an_admin_cannot_let_somebody_cover_for_themselves(cast):
    """The form of a therapist does not offer it at all."""
    today = clinic_today()
    sent = {"colleague": cast.ben.pk, "covered": cast.ben.pk} | boxes(today, today)
    answer = cast.client("ana").post(reverse("care:covers"), sent)
    assert "Nobody covers for themselves. Choose a colleague." in answer.content.decode()
    form = cast.client("amara").get(reverse("care:covers")).context["form"]
    assert [one.name for one in form.fields["colleague"].queryset] == ["Ben Ito"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"until_on": date(2026, 5, 3)},
        {"colleague": "amara"},
    ],
)
def test_the_database_keeps_it_right(cast, wrong):
    """End not before start; nobody for themselves."""
    given = {"colleague": "ben", "from_on": date(2026, 5, 4), "until_on": date(2026, 5, 4)} | wrong
    given["colleague"] = cast.person(given["colleague"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Cover.objects.create(covered=cast.amara, **given)


def test_the_same_days_stand_once(cast):
    """Two forms at once make one row."""
    made = cover(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cover.objects.create(
            covered=cast.amara,
            colleague=cast.ben,
            from_on=made.from_on,
            until_on=made.until_on,
        )


def test_whose_patients_they_are_stays_one_query(cast):
    """With covers and without."""
    for _time in range(2):
        with CaptureQueriesContext(connection) as asked:
            list(access.patients_of(cast.ben))
        assert len(asked) == 1
        cover(cast)


def test_the_check_page_tells_who_covers_that_they_still_see_the_record(cast):
    """Ben covers for Amara and hands George to her: his own part ends, his access does not."""
    running = cover(cast)
    page = reverse("care:hand-over", args=[cast.george.pk])
    sent = {"therapist": cast.amara.pk, "discipline": "nurse"}
    told = " ".join(cast.client("ben").post(page, sent).content.decode().split())
    assert f"so you still see the record until {said(running.until_on)}." in told
    assert "Your access ends at once" not in told


@pytest.mark.parametrize("name", ["care:hand-over", "care:leave-team"])
def test_a_cover_to_come_is_told_before_a_part_ends(cast, name):
    """The access ends now, and comes back for some days: nobody is told that it is over."""
    to_come = cover(cast, first=1)
    actions.assign_therapist(
        by=cast.ana, patient=cast.george, practitioner=cast.amara, discipline="nurse"
    )
    page = reverse(name, args=[cast.george.pk])
    if name == "care:hand-over":
        lin = make_person("Lin Hua", Role.THERAPIST)
        answer = cast.client("ben").post(page, {"therapist": lin.pk, "discipline": "nurse"})
    else:
        answer = cast.client("ben").get(page)
    told = " ".join(answer.content.decode().split())
    days = f"from {said(to_come.from_on)} to {said(to_come.until_on)}"
    assert f"You cover for Amara Osei {days} and see the record again on these days." in told
    assert "The patient leaves your caseload" not in told


def test_a_cover_to_come_is_told_with_its_first_day(cast):
    """On every page that names it: nobody thinks that somebody stands in already."""
    to_come = cover(cast, first=1)
    days = f"from {said(to_come.from_on)} to {said(to_come.until_on)}"
    settings = cast.client("ben").get(reverse("accounts:settings")).content.decode()
    assert f"Ben Ito for Amara Osei {days}" in settings
    team = cast.client("rosa").get(reverse("care:my-team")).content.decode()
    assert f"Covering for Amara Osei {days}" in team
    caseload = cast.client("ben").get(reverse("caseload:caseload")).content.decode()
    assert "Covering for" not in caseload


def test_my_details_name_who_stands_in_until_when(cast):
    """Beside the care team of the patient, as long as it lasts."""
    running = cover(cast)
    details = reverse("care:details")
    told = f"Amara Osei, Ben Ito for Amara Osei until {said(running.until_on)}"
    assert told in cast.client("rosa").get(details).content.decode()
    actions.end_cover(by=cast.amara, cover=running)
    assert "Ben Ito" not in cast.client("rosa").get(details).content.decode()


@pytest.mark.parametrize(("first", "last"), [(3, 5), (0, 2), (3, 3), (0, 9), (5, 9), (0, 1)])
def test_a_second_cover_over_the_same_days_is_refused_at_the_field(cast, first, last):
    """Of the same two: one end would leave the other open. The days that stand are named."""
    stands, today = cover(cast, first=1, last=5), clinic_today()
    sent = {"colleague": cast.ben.pk} | boxes(today + first * DAY, today + last * DAY)
    answer = cast.client("amara").post(reverse("care:covers"), sent)
    days = f"from {said(stands.from_on)} to {said(stands.until_on)}"
    told = f"Ben Ito covers {days} already. Choose other days, or end that one first."
    assert answer.context["form"].errors["from_on"] == [told]
    assert Cover.objects.get() == stands


def test_other_days_and_other_people_are_no_overlap(cast):
    """The day after, another colleague, the other way round, and after an end."""
    stands = cover(cast, first=1, last=4)
    lin = cast.lin = make_person("Lin Hua", Role.THERAPIST)
    cover(cast, first=5, last=6)
    cover(cast, first=0, last=0)
    cover(cast, first=2, last=3, colleague="lin")
    cover(cast, first=8, last=9, covered="ben", colleague="amara")
    actions.end_cover(by=lin, cover=stands)
    cover(cast, first=2, last=3)
    assert Cover.objects.filter(ended_at=None).count() == 5


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_covers_of_one_practitioner_are_set_one_after_the_other(cast):
    """Of two sent at once, the second sees what the first set."""
    with CaptureQueriesContext(connection) as asked:
        cover(cast)
    told = [
        query["sql"]
        for query in asked
        if "care_cover" in query["sql"] or "FOR UPDATE" in query["sql"]
    ]
    assert "FOR UPDATE" in told[0]
    assert cast.amara.pk.hex in told[0].replace("-", "")


def test_who_cannot_sign_in_stands_in_for_nobody(cast):
    """The team and the patient do not read it; who is away reads that somebody else is needed."""
    cover(cast)
    cast.ben.is_active = False
    cast.ben.save()
    team = reverse("care:my-team")
    assert "Covering for Amara Osei" not in cast.client("rosa").get(team).text
    assert access.covers_on_team(cast.rosa) == []
    assert not access.covering_today()
    mine = cast.client("amara").get(reverse("care:covers")).text
    assert "This account is turned off. Choose somebody else." in mine


def test_a_cover_that_is_over_does_not_end_once_more(cast):
    """An old page on the next day must not date its end wrongly."""
    row = cover(cast, last=1)
    with time_machine.travel(datetime.now(UTC) + 5 * DAY):
        actions.end_cover(by=cast.amara, cover=row)
    row.refresh_from_db()
    assert row.ended_at is None
    assert not Event.objects.filter(verb="ended_cover").exists()


def test_who_is_away_covers_for_nobody(cast):
    """Whoever covers for them would not see these patients."""
    cast.lin = make_person("Lin Hua", Role.THERAPIST)
    cover(cast, covered="ben", colleague="lin", last=5)
    today = clinic_today()
    days = boxes(today + 2 * DAY, today + 9 * DAY)
    page = cast.client("amara").post(reverse("care:covers"), days | {"colleague": cast.ben.pk})
    assert f"Ben Ito is away from {said(today)} to {said(today + 5 * DAY)}." in page.text
    assert not Cover.objects.filter(covered=cast.amara).exists()
