"""Records with notes, for the sweep and for the story of notes."""

import uuid
from functools import partial

from apps.accounts.models import User
from apps.core.roles import Role
from apps.diary import actions as diary
from apps.diary.actions import Day
from apps.diary.models import Entry
from apps.diary.notes import actions as notes
from tests.cast import make_patient, make_person


def note_states(tess: User, noted: Entry) -> dict:
    """Answer an entry; write a note that the patient answers, and one that is taken back."""
    patient = noted.patient
    write = partial(notes.write_note, by=tess, patient=patient, readers="patient")
    note = write(key=uuid.uuid4(), text="Try warm and cold water this week.")
    gone = write(key=uuid.uuid4(), text="By mistake")
    notes.withdraw_note(by=tess, note=gone, version=gone.version)
    reply = notes.answer_note(by=patient.user, note=note, key=uuid.uuid4(), text="It was warm.")
    notes.answer_entry(by=tess, entry=noted, key=uuid.uuid4(), text="Keep it cool at night.")
    return {"note": note.pk, "gone-note": gone.pk, "reply": reply.pk, "noted": noted.pk}


def make_people_of_notes() -> None:
    """Make a therapist with two patients, each of whom has written a note today."""
    ana, amara = make_person("Ana Ruiz", Role.ADMIN), make_person("Amara Osei", Role.THERAPIST)
    for name in ("Kay Keys", "Petra Pointer"):
        patient = make_patient(name, therapist=amara, admin=ana, codes=["left-hand"])
        today = patient.today()
        diary.rate_day(
            by=patient.user,
            patient=patient,
            area=patient.areas.get(),
            day=Day(on=today, zone=patient.zone, today=today),
            submission=uuid.uuid4(),
            numbness=5,
            note="Burning at night",
        )
