"""Who may see whose record, and how fast that ends."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from apps.accounts import actions as accounts
from apps.accounts.models import User
from apps.audit.models import Event
from apps.care import access, actions
from apps.care.models import CareTeamPlace, HelperConsent
from apps.core.roles import Role
from tests.cast import make_patient, make_person

SEES = {
    "rosa": {"Rosa Delgado"},
    "george": {"George Okafor"},
    "mateo": {"Rosa Delgado"},
    "amara": {"Rosa Delgado"},
    "ben": {"George Okafor"},
    "ana": set(),
}


@pytest.mark.parametrize("name", SEES)
def test_each_person_sees_their_own_patients(cast, name):
    """A patient oneself, a helper those who allow it, a therapist the care teams, an admin none."""
    found = access.patients_of(cast.person(name))
    assert {patient.user.name for patient in found} == SEES[name]


@pytest.mark.parametrize("with_person", [True, False])
@pytest.mark.parametrize("name", SEES)
def test_the_door_opens_for_these_and_no_others(cast, name, with_person):
    """404 for a stranger's patient, as for a patient who does not exist; the second time, when the
    first look is remembered, as the first."""
    asked = {"page": "x", "with_person": with_person}
    for patient in (cast.rosa, cast.george) * 2:
        if patient.user.name in SEES[name]:
            found = access.patient_or_404(cast.person(name), patient.pk, **asked)
            assert (found, found.user.name) == (patient, patient.user.name)
        else:
            with pytest.raises(Http404):
                access.patient_or_404(cast.person(name), patient.pk, **asked)
    with pytest.raises(Http404):
        access.patient_or_404(cast.person(name), uuid.uuid4(), **asked)


def test_a_refused_look_leaves_no_trace_and_an_allowed_one_does(cast):
    """The patient's own looks are nobody's business."""
    with pytest.raises(Http404):
        access.patient_or_404(cast.ben, cast.rosa.pk, page="areas")
    access.patient_or_404(cast.rosa.user, cast.rosa.pk, page="areas")
    access.patient_or_404(cast.mateo, cast.rosa.pk, page="areas")
    access.patient_or_404(cast.amara, cast.rosa.pk, page="areas")
    looks = Event.objects.about(cast.rosa.pk).looks()
    assert {look.by.name for look in looks} == {"Mateo Delgado", "Amara Osei"}


def test_ending_a_place_ends_access_on_the_next_request(cast):
    """And keeps the record."""
    url = reverse("care:intake", args=[cast.rosa.pk])
    assert cast.client("amara").get(url).status_code == 200
    place = cast.rosa.care_team.get()
    end = reverse("care:end-place", args=[cast.rosa.pk, place.pk])
    for _tap in range(2):
        assert cast.client("ana").post(end).url == reverse("care:teams")
    assert cast.client("amara").get(url).status_code == 404
    assert cast.rosa.care_team.get().ended_at
    assert Event.objects.filter(verb="ended_care_place").count() == 1


def test_ending_consent_ends_access_on_the_next_request(cast):
    """The patient decides."""
    url = reverse("diary:today", args=[cast.rosa.pk])
    assert cast.client("mateo").get(url).status_code == 200
    consent = cast.rosa.consents.get()
    end = reverse("care:end-consent", args=[consent.pk])
    assert cast.client("george").post(end).status_code == 404
    for _tap in range(2):
        assert cast.client("rosa").post(end).url == reverse("care:helpers")
    assert cast.client("mateo").get(url).status_code == 404
    assert Event.objects.filter(verb="ended_consent").count() == 1


def test_rows_of_another_patient_are_not_reached_by_their_id(cast):
    """The id of George's stroke in Rosa's address is nobody's stroke."""
    stroke = actions.record_stroke(
        by=cast.ben, patient=cast.george, onset_on=cast.george.today(), side="left"
    )
    outside = actions.add_outside_practitioner(
        by=cast.ben, patient=cast.george, name="Li", phone="0123456", discipline="nurse"
    )
    place = cast.george.care_team.get()
    amara, ana = cast.client("amara"), cast.client("ana")
    rosa = cast.rosa.pk
    assert amara.get(reverse("care:stroke-correct", args=[rosa, stroke.pk])).status_code == 404
    assert amara.post(reverse("care:end-outside", args=[rosa, outside.pk])).status_code == 404
    assert ana.post(reverse("care:end-place", args=[rosa, place.pk])).status_code == 404
    place.refresh_from_db()
    assert place.ended_at is None


def test_several_practitioners_share_a_patient(cast):
    """Each with a discipline; nobody twice; again after an end."""
    data = {"therapist": cast.ben.pk, "discipline": "acupuncturist"}
    url = reverse("care:assign", args=[cast.rosa.pk])
    ana = cast.client("ana")
    assert ana.post(url, data).url == reverse("care:teams")
    assert "Ben Ito is already in the care team." in ana.post(url, data).content.decode()
    assert cast.client("ben").get(reverse("care:team", args=[cast.rosa.pk])).status_code == 200
    with pytest.raises(ValidationError):
        actions.assign_therapist(
            by=cast.ana, patient=cast.rosa, practitioner=cast.ben, discipline="nurse"
        )
    actions.end_care_place(by=cast.ana, place=cast.rosa.care_team.get(practitioner=cast.ben))
    assert ana.post(url, data).status_code == 302
    team = cast.client("amara").get(reverse("care:team", args=[cast.rosa.pk])).content.decode()
    assert team.count("Ben Ito") == 2
    assert "Acupuncturist" in team


@pytest.mark.parametrize("wrong", ["mateo", "rosa", "ana"])
def test_only_therapists_join_a_care_team(cast, wrong):
    """Somebody else's id in the form is refused with a sentence."""
    data = {"therapist": cast.person(wrong).pk, "discipline": "nurse"}
    html = cast.client("ana").post(reverse("care:assign", args=[cast.rosa.pk]), data)
    assert "Choose a therapist from the list." in html.content.decode()
    assert cast.rosa.care_team.count() == 1


def test_the_database_keeps_one_open_place_and_one_open_consent(cast):
    """Two admins at once, two taps at once."""
    with pytest.raises(IntegrityError), transaction.atomic():
        CareTeamPlace.objects.create(
            patient=cast.rosa,
            practitioner=cast.amara,
            discipline="nurse",
            from_on=cast.rosa.today(),
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        HelperConsent.objects.create(
            patient=cast.rosa, helper=cast.mateo, name="M", email="other@example.org"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        HelperConsent.objects.create(patient=cast.rosa, name="M", email=cast.mateo.email)
    with pytest.raises(IntegrityError), transaction.atomic():
        HelperConsent.objects.create(patient=cast.rosa, name="", email="new@example.org")


class TestHelpers:
    """Somebody logs for the patient, as themselves, by consent."""

    url = "/my/helpers/allow/"

    def test_a_new_helper_is_invited(self, cast):
        """With an account of their own."""
        data = {"name": "Lea Delgado", "email": "lea@example.org"}
        assert cast.client("rosa").post(self.url, data).url == reverse("care:helpers")
        lea = User.objects.get(email="lea@example.org")
        assert (lea.role, lea.state) == (Role.HELPER, User.State.INVITED)
        assert cast.rosa in access.patients_of(lea)

    def test_a_helper_may_help_two_people(self, cast):
        """George allows the same Mateo; the name typed by George changes nothing."""
        data = {"name": "Somebody", "email": "MATEO@example.org"}
        cast.client("george").post(self.url, data)
        assert len(access.patients_of(cast.mateo)) == 2
        html = cast.client("mateo").get(reverse("care:helped-patients")).content.decode()
        assert "Open Rosa’s log" in html
        assert "Open George’s log" in html

    def test_allowing_twice_is_one_consent(self, cast):
        """A second tap."""
        data = {"name": "Mateo", "email": "mateo@example.org"}
        cast.client("rosa").post(self.url, data)
        assert cast.rosa.consents.filter(ended_at=None).count() == 1

    @pytest.mark.parametrize("person", ["new", "mateo", "ben", "ana", "rosa", "off", "invited"])
    def test_the_answer_does_not_tell_who_has_an_account(
        self, cast, person, mailoutbox, django_capture_on_commit_callbacks
    ):
        """George sees what he typed, and one mail goes out; only a helper gets in."""
        if person == "off":
            accounts.turn_off(by=cast.ana, person=make_person("Off Test", Role.HELPER))
        if person == "invited":
            given = {"name": "Invited Test", "role": Role.HELPER, "link_to": str}
            accounts.invite(by=cast.ana, email="invited@example.org", **given)
        client, data = cast.client("george"), {"name": "As Typed"}
        data["email"] = f"{person.capitalize()}@example.org"
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(self.url, data).url == reverse("care:helpers")
            assert client.post(self.url, data).url == reverse("care:helpers")  # a second tap
        html = client.get(reverse("care:helpers")).content.decode()
        assert "Saved. They get an email about it." in html
        assert html.count(">As Typed</h2>") == 1
        for name in ("Mateo Delgado", "Ben Ito", "Ana Ruiz", "Rosa Delgado", "Off Test"):
            assert name not in html
        assert [mail.to for mail in mailoutbox] == [[data["email"].lower()]]
        assert "George Okafor" in mailoutbox[0].body
        helper = cast.george.consents.get().helper
        assert (helper is not None) == (person in ("new", "mateo", "invited"))

    def test_what_opens_nothing_can_be_ended_too(self, cast):
        """Like any other."""
        cast.client("rosa").post(self.url, {"name": "As Typed", "email": "ben@example.org"})
        consent = cast.rosa.consents.get(helper=None)
        end = reverse("care:end-consent", args=[consent.pk])
        page = cast.client("rosa").post(end, follow=True).content.decode()
        assert "As Typed can no longer see your log." in page

    def test_five_people_a_day_and_no_more(self, cast):
        """Each gets a mail; a second tap on the fifth is no sixth."""
        client = cast.client("george")
        asked = [{"name": f"P{n}", "email": f"p{n}@example.org"} for n in range(6)]
        for data in (*asked[:5], asked[4]):
            assert client.post(self.url, data).status_code == 302
        page = client.post(self.url, asked[5]).content.decode()
        assert "You have asked 5 people today. Ask more tomorrow." in page
        assert 'value="p5@example.org"' in page
        with pytest.raises(ValidationError, match="5 people"):
            actions.allow_helper(by=cast.george.user, patient=cast.george, link_to=str, **asked[5])
        assert cast.george.consents.count() == 5
        with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
            cast.clients.clear()
            assert cast.client("george").post(self.url, asked[5]).status_code == 302

    def test_a_helper_without_people_gets_a_sentence(self, cast):
        """Not an empty page."""
        lea = make_person("Lea Delgado", Role.HELPER)
        client = cast.client("mateo")
        client.force_login(lea)
        html = client.get(reverse("care:helped-patients")).content.decode()
        assert "Nobody has asked you to help right now." in html


class TestAdmins:
    """Who cares for whom, and nothing of any record."""

    def test_names_and_teams_without_the_record(self, cast):
        """No strokes, no parts, no ratings."""
        actions.record_stroke(
            by=cast.amara, patient=cast.rosa, onset_on=cast.rosa.today(), place="thalamus"
        )
        cast.rate(7)
        for name, args in (("care:teams", []), ("care:assign", [cast.rosa.pk])):
            html = cast.client("ana").get(reverse(name, args=args)).content.decode()
            main = html.split("<main")[1]
            assert "Rosa Delgado" in main
            for word in ("hand", "Thalamus", "numb", "Very", ">7<"):
                assert word not in main
        assert not Event.objects.about(cast.rosa.pk).looks().exists()

    def test_a_patient_without_a_team_is_pointed_out(self, cast):
        """Otherwise nobody sees the log."""
        actions.end_care_place(by=cast.ana, place=cast.rosa.care_team.get())
        html = cast.client("ana").get(reverse("care:teams")).content.decode()
        assert "No therapist sees this patient’s log." in html

    def test_a_patient_is_invited_with_a_therapist(self, cast):
        """One form: name, e-mail, therapist, discipline."""
        data = {
            "name": "Ivan Petrov",
            "email": "ivan@example.org",
            "therapist": cast.ben.pk,
            "discipline": "physiotherapist",
        }
        url = reverse("care:register-patient")
        html = cast.client("ana").get(url).content.decode()
        assert "Amara Osei, 1 patient" in html
        assert cast.client("ana").post(url, data).url == reverse("accounts:people")
        ivan = User.objects.get(email="ivan@example.org")
        assert ivan.patient in access.patients_of(cast.ben)
        assert "already used by Ivan Petrov" in cast.client("ana").post(url, data).content.decode()

    def test_a_therapist_who_is_off_is_not_offered(self, cast):
        """Nobody would see the log."""
        cast.ben.is_active = False
        cast.ben.save()
        html = cast.client("ana").get(reverse("care:register-patient")).content.decode()
        assert "Ben Ito" not in html

    def test_loads_are_counted(self, cast):
        """Open places only."""
        patient = make_patient("Mei Chen", cast.amara, cast.ana, ["left-hand"])
        actions.end_care_place(by=cast.ana, place=patient.care_team.get())
        loads = {one.name: one.load for one in access.therapists_with_load()}
        assert loads == {"Amara Osei": 1, "Ben Ito": 1}
