"""What is written without changing a picture leaves the pictures that are kept as they are."""

import uuid

import pytest
from django.urls import reverse

from apps.care import actions as care
from apps.care.models import CareTeamPlace
from apps.caseload import actions as caseload
from apps.caseload.reasons import Rank, Reason
from apps.core.roles import Role
from apps.diary.notes import actions as notes
from apps.safety.actions import mark_alert_seen, raise_alert
from tests.cast import make_person


def etag(cast) -> str:
    """Return what a browser asks with whether its picture of Rosa's left hand is still right."""
    chart = reverse("progress:chart", args=[cast.rosa.pk, "svg"])
    return cast.client("amara").get(chart)["ETag"]


def alert(cast):
    return raise_alert(
        by=cast.rosa.user,
        patient=cast.rosa,
        kind="emergency_sign",
        facts={"answer": "yes", "signs": ["E08"]},
    )


def see(cast):
    press = uuid.uuid4()
    quiet = Reason(Rank.QUIET, "quiet", about="", event="2026-05-01", since=cast.today())
    caseload.mark_seen(by=cast.amara, patient=cast.rosa, press=press, reasons=[quiet])
    assert caseload.undo_seen(by=cast.amara, patient=cast.rosa, press=press) == 1


def see_alert(cast):
    mark_alert_seen(by=cast.amara, alert=alert(cast), steps_taken=1)


def talk(cast):
    entry = cast.rosa.entries.get()
    facts = {"text": "Cool it.", "readers": "patient"}
    note = notes.write_note(by=cast.amara, patient=cast.rosa, key=uuid.uuid4(), **facts)
    notes.mark_entry_read(by=cast.amara, entry=entry)
    notes.answer_entry(by=cast.amara, entry=entry, key=uuid.uuid4(), text="Since when?")
    notes.answer_note(by=cast.rosa.user, note=note, key=uuid.uuid4(), text="I do.")
    notes.withdraw_note(by=cast.amara, note=note, version=1)
    notes.restore_note(by=cast.amara, note=note)


def change_team(cast):
    lin = make_person("Lin Hua", Role.THERAPIST)
    facts = {"patient": cast.rosa, "discipline": "nurse"}
    place = care.assign_therapist(by=cast.ana, practitioner=lin, **facts)
    care.end_care_place(by=cast.ana, place=place)
    place = care.assign_therapist(by=cast.ana, practitioner=lin, **facts)
    care.hand_over(by=lin, place=place, practitioner=cast.ben, discipline="nurse")
    care.leave_team(
        by=cast.ben, place=CareTeamPlace.objects.get(patient=cast.rosa, practitioner=cast.ben)
    )
    outside = care.add_outside_practitioner(by=cast.amara, name="Kim", phone="1", **facts)
    care.end_outside_practitioner(by=cast.amara, practitioner=outside)


@pytest.mark.parametrize("write", [see, see_alert, talk, change_team])
def test_what_no_picture_shows_lets_kept_pictures_stand(cast, write):
    """A look, a note or another team: the picture is not drawn anew, and its summary neither."""
    cast.rate(note="Burning")
    before = etag(cast)
    write(cast)
    assert etag(cast) == before


def test_what_a_picture_shows_makes_it_anew(cast):
    """A rating, and a word of the patient's own: days with a note stand in the picture."""
    tags = [etag(cast)]
    for back, note in ((0, ""), (1, "Burning")):
        cast.rate(back=back, note=note)
        tags.append(etag(cast))
    assert len(set(tags)) == 3
