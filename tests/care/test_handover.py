"""Handing a patient over to a colleague, and leaving a team."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from apps.audit import actions as audit
from apps.audit.models import Event
from apps.care import actions
from apps.care.models import CareTeamPlace
from apps.core.roles import Role
from tests.cast import make_person


def page(cast) -> str:
    """Return the address of "Hand over" for Rosa."""
    return reverse("care:hand-over", args=[cast.rosa.pk])


def form(cast, **more) -> dict:
    """Return what the check page sends."""
    place = cast.rosa.care_team.get(practitioner=cast.amara)
    given = {"therapist": cast.ben.pk, "discipline": place.discipline, "place": place.pk}
    return given | more


def open_team(patient) -> list[tuple]:
    """Return (name, discipline) of everybody who cares for the patient now."""
    places = CareTeamPlace.objects.filter(patient=patient, ended_at=None)
    return list(
        places.order_by("practitioner__name").values_list("practitioner__name", "discipline")
    )


def join(cast, practitioner, discipline="physician") -> CareTeamPlace:
    """Put one more practitioner on Rosa's team."""
    return actions.assign_therapist(
        by=cast.ana, patient=cast.rosa, practitioner=practitioner, discipline=discipline
    )


def test_it_offers_active_colleagues_who_are_not_on_the_team(cast):
    """Each with the number of patients; the discipline is that of one's own part."""
    lin = make_person("Lin Hua", Role.THERAPIST)
    join(cast, lin)
    off = make_person("Otto Off", Role.THERAPIST)
    off.is_active = False
    off.save()
    shown = cast.client("amara").get(page(cast))
    offered = [str(label) for _value, label in shown.context["form"].fields["therapist"].choices]
    assert offered == ["Ben Ito, 1 patient"]
    assert shown.context["form"]["discipline"].value() == "occupational"


def test_without_a_colleague_it_says_whom_to_ask(cast):
    """No empty list, no button that cannot work."""
    join(cast, cast.ben)
    shown = cast.client("amara").get(page(cast)).content.decode()
    assert "Ask an admin to invite one, or leave the team." in shown
    assert "Continue" not in shown


def test_first_it_says_what_it_means_and_saves_nothing(cast):
    """“Change” goes back to the form with the same answers."""
    amara = cast.client("amara")
    shown = amara.post(page(cast), form(cast)).content.decode()
    assert "Rosa Delgado moves from Amara Osei to Ben Ito" in " ".join(shown.split())
    assert "Your access ends at once." in shown
    assert "What you wrote stays in the record" in shown
    back = amara.post(page(cast), form(cast, change="yes", discipline="nurse"))
    assert back.context["form"]["discipline"].value() == "nurse"
    assert open_team(cast.rosa) == [("Amara Osei", "occupational")]


def test_save_ends_the_own_part_and_opens_the_colleagues(cast):
    """With the same discipline, in the history, and the caseload says so."""
    entered = cast.rosa.entries.count()
    answer = cast.client("amara").post(page(cast), form(cast, sure="yes"), follow=True)
    assert answer.redirect_chain == [(reverse("caseload:caseload"), 302)]
    told = "Ben Ito now cares for Rosa Delgado. You are no longer on the care team."
    assert told in answer.content.decode()
    assert open_team(cast.rosa) == [("Ben Ito", "occupational")]
    assert cast.rosa.entries.count() == entered
    ended = cast.rosa.care_team.get(practitioner=cast.amara)
    opened = cast.rosa.care_team.get(practitioner=cast.ben)
    events = Event.objects.about(cast.rosa.pk).filter(by=cast.amara)
    verbs = {event.verb: event for event in events.exclude(verb="looked_at")}
    assert str(verbs["ended_care_place"].target_id) == str(ended.pk)
    assert str(verbs["handed_over"].target_id) == str(opened.pk)
    assert verbs["handed_over"].changes == {
        "practitioner": [str(cast.amara.pk), str(cast.ben.pk)],
        "discipline": ["occupational", "occupational"],
    }


def test_a_discipline_can_be_chosen(cast):
    """A physician may take over from an occupational therapist."""
    cast.client("amara").post(page(cast), form(cast, sure="yes", discipline="physician"))
    assert open_team(cast.rosa) == [("Ben Ito", "physician")]


def test_a_second_tap_on_save_changes_nothing_and_is_no_error(cast):
    """The record is closed by then, so it leads to the caseload."""
    sent = form(cast, sure="yes")
    cast.client("amara").post(page(cast), sent)
    again = cast.client("amara").post(page(cast), sent, follow=True)
    assert again.redirect_chain == [(reverse("caseload:caseload"), 302)]
    assert "You are no longer on the care team of Rosa Delgado." in again.content.decode()
    assert cast.rosa.care_team.count() == 2
    assert Event.objects.filter(verb="handed_over").count() == 1
    stranger = cast.client("ben").post(reverse("care:hand-over", args=[cast.george.pk]), sent)
    assert stranger.status_code == 200  # what names another's part is a first send of one's own


def test_the_others_on_the_team_stay(cast):
    """Only one's own part moves."""
    join(cast, make_person("Lin Hua", Role.THERAPIST), "acupuncturist")
    cast.client("amara").post(page(cast), form(cast, sure="yes"))
    assert open_team(cast.rosa) == [("Ben Ito", "occupational"), ("Lin Hua", "acupuncturist")]


@pytest.mark.parametrize(
    "changed",
    [{"therapist": ""}, {"therapist": "nobody"}, {"discipline": "magician"}],
)
def test_a_wrong_choice_gets_a_sentence(cast, changed):
    """And changes nothing."""
    answer = cast.client("amara").post(page(cast), form(cast, sure="yes") | changed)
    assert "There is a problem" in answer.content.decode()
    assert open_team(cast.rosa) == [("Amara Osei", "occupational")]


def test_of_two_at_once_the_first_counts(cast):
    """The second is refused: no second colleague, no second end."""
    lin = make_person("Lin Hua", Role.THERAPIST)
    place = cast.rosa.care_team.get()
    actions.hand_over(by=cast.amara, place=place, practitioner=cast.ben, discipline="nurse")
    with pytest.raises(ValidationError, match="no longer on this care team"):
        actions.hand_over(by=cast.amara, place=place, practitioner=lin, discipline="nurse")
    assert open_team(cast.rosa) == [("Ben Ito", "nurse")]


def test_without_its_event_nothing_is_handed_over(cast, monkeypatch):
    """Both parts and the history, or none of them."""

    def fail(*args, **kwargs):
        raise RuntimeError("the audit is down")

    place = cast.rosa.care_team.get()
    monkeypatch.setattr(audit.Event, "save", fail)
    with pytest.raises(RuntimeError):
        actions.hand_over(by=cast.amara, place=place, practitioner=cast.ben, discipline="nurse")
    assert open_team(cast.rosa) == [("Amara Osei", "occupational")]


def test_the_last_one_cannot_leave_and_reads_what_to_do(cast):
    """A patient without anybody is worse than one click more."""
    leave = reverse("care:leave-team", args=[cast.rosa.pk])
    told = (
        "Nobody else looks after Rosa Delgado. "
        "Hand over to a colleague, or ask an admin to add one."
    )
    assert told in cast.client("amara").get(leave).content.decode()
    assert told in cast.client("amara").post(leave, follow=True).content.decode()
    assert open_team(cast.rosa) == [("Amara Osei", "occupational")]


def test_a_colleague_who_cannot_sign_in_is_nobody(cast):
    """Whoever is turned off looks after nobody."""
    join(cast, cast.ben)
    cast.ben.is_active = False
    cast.ben.save()
    with pytest.raises(ValidationError, match="Hand over to a colleague"):
        actions.leave_team(by=cast.amara, place=cast.rosa.care_team.get(practitioner=cast.amara))


def test_who_leaves_a_team_loses_access_at_once(cast):
    """And a second tap is no error."""
    join(cast, cast.ben)
    leave, place = reverse("care:leave-team", args=[cast.rosa.pk]), form(cast)["place"]
    amara = cast.client("amara")
    for _tap in range(2):
        answer = amara.post(leave, {"place": place}, follow=True)
        assert answer.redirect_chain == [(reverse("caseload:caseload"), 302)]
        assert "You are no longer on the care team of Rosa Delgado." in answer.content.decode()
    assert amara.get(leave).status_code == 404
    assert open_team(cast.rosa) == [("Ben Ito", "physician")]
    assert Event.objects.filter(verb="ended_care_place").count() == 1


@pytest.mark.parametrize("name", ["care:hand-over", "care:leave-team"])
def test_an_old_form_of_somebody_who_is_back_asks_anew(cast, name):
    """It was made for the part that ended: pressed again, it ends no new one."""
    old = form(cast, sure="yes")
    lin = make_person("Lin Hua", Role.THERAPIST)
    join(cast, lin)
    cast.client("amara").post(page(cast), old)
    actions.end_care_place(by=cast.ana, place=cast.rosa.care_team.get(practitioner=cast.ben))
    join(cast, cast.amara)
    answer = cast.client("amara").post(reverse(name, args=[cast.rosa.pk]), old)
    assert answer.status_code == 200
    assert "Your access ends at once." in answer.content.decode()
    assert ("Amara Osei", "physician") in open_team(cast.rosa)
    now = str(cast.rosa.care_team.get(practitioner=cast.amara, ended_at=None).pk)
    assert f'name="place" value="{now}"' in answer.content.decode()


def test_who_comes_back_sees_the_record_again_and_both_times_stand(cast):
    """The colleague hands her back; the history names each part with its days."""
    cast.client("amara").post(page(cast), form(cast, sure="yes"))
    record = reverse("caseload:patient", args=[cast.rosa.pk])
    assert cast.client("amara").get(record).status_code == 404
    place = cast.rosa.care_team.get(practitioner=cast.ben)
    back = {"therapist": cast.amara.pk, "discipline": "nurse", "place": place.pk, "sure": "yes"}
    cast.client("ben").post(page(cast), back)
    assert cast.client("amara").get(record).status_code == 200
    assert cast.client("ben").get(record).status_code == 404
    team = cast.client("amara").get(reverse("care:team", args=[cast.rosa.pk])).context
    assert [str(one) for one in team["team"]] == ["Amara Osei (Nurse)"]
    assert {str(one) for one in team["past"]} == {
        "Amara Osei (Occupational therapist)",
        "Ben Ito (Occupational therapist)",
    }


def test_whom_nobody_looks_after_stands_first_for_the_admin(cast):
    """A last therapist who cannot leave asks an admin, who sees it when the account is off."""
    leave = reverse("care:leave-team", args=[cast.rosa.pk])
    cast.client("amara").post(leave, {"place": form(cast)["place"]})
    assert open_team(cast.rosa) == [("Amara Osei", "occupational")]
    cast.amara.is_active = False
    cast.amara.save()
    teams = cast.client("ana").get(reverse("care:teams"))
    assert teams.context["page"][0] == cast.rosa
    assert "1 patient" in " ".join(teams.content.decode().split())
