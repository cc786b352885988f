"""Writes about which practitioners care for a patient."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts import actions as accounts
from apps.accounts.models import User
from apps.audit.actions import record
from apps.care.access import check_can_join, check_can_leave
from apps.care.actions.versions import lock_record, write
from apps.care.models import CareTeamPlace, OutsidePractitioner, Patient
from apps.core.roles import Role


@transaction.atomic
def register_patient(
    *,
    by: User,
    email: str,
    name: str,
    therapist: User,
    discipline: str,
    link_to: callable,
    language: str = "",
) -> Patient:
    """Invite a patient and put the first practitioner on the care team."""
    person = {"email": email, "name": name, "language": language, "role": Role.PATIENT}
    user = accounts.invite(by=by, link_to=link_to, **person)
    patient = Patient.objects.create(user=user)
    write(by=by, patient=patient, verb="registered_patient", target=patient)
    assign_therapist(by=by, patient=patient, practitioner=therapist, discipline=discipline)
    return patient


@transaction.atomic
def assign_therapist(
    *, by: User, patient: Patient, practitioner: User, discipline: str, from_on: date | None = None
) -> CareTeamPlace:
    """Put a practitioner on the care team; the record opens to them at once.

    Raises ValidationError with a sentence when they are on it already.
    """
    lock_record(patient)
    if reason := check_can_join(patient, practitioner):
        raise ValidationError(reason)
    place = CareTeamPlace.objects.create(
        patient=patient,
        practitioner=practitioner,
        discipline=discipline,
        from_on=from_on or patient.today(),
    )
    record(
        by=by,
        verb="assigned_therapist",
        target=place,
        patient_id=patient.pk,
        changes={"practitioner": [None, str(practitioner.pk)], "discipline": [None, discipline]},
    )
    return place


@transaction.atomic
def end_care_place(*, by: User, place: CareTeamPlace) -> None:
    """End a practitioner's part: what they wrote stays, their access ends at once."""
    lock_record(place.patient)
    if CareTeamPlace.objects.filter(pk=place.pk, ended_at=None).update(ended_at=timezone.now()):
        record(by=by, verb="ended_care_place", target=place, patient_id=place.patient_id)


@transaction.atomic
def hand_over(
    *, by: User, place: CareTeamPlace, practitioner: User, discipline: str
) -> CareTeamPlace:
    """End a practitioner's own part and open a colleague's, both or neither.

    Raises ValidationError with a sentence when the part has ended already, or when the colleague
    is on the team.
    """
    patient = place.patient
    lock_record(patient)  # the lock: of two sent at once, the second sees what the first did
    if reason := check_can_join(patient, practitioner):
        raise ValidationError(reason)
    _end_own(by, place)
    opened = CareTeamPlace.objects.create(
        patient=patient,
        practitioner=practitioner,
        discipline=discipline,
        from_on=patient.today(),
    )
    record(
        by=by,
        verb="handed_over",
        target=opened,
        patient_id=patient.pk,
        changes={
            "practitioner": [str(place.practitioner_id), str(practitioner.pk)],
            "discipline": [place.discipline, discipline],
        },
    )
    return opened


@transaction.atomic
def leave_team(*, by: User, place: CareTeamPlace) -> None:
    """End one's own part, where somebody else goes on caring for the patient.

    Raises ValidationError with a sentence when nobody would, or when the part has ended already.
    """
    lock_record(place.patient)  # the lock: two who leave at once do not leave the patient alone
    if reason := check_can_leave(place.patient, by):
        raise ValidationError(reason)
    _end_own(by, place)


def _end_own(by: User, place: CareTeamPlace) -> None:
    still = CareTeamPlace.objects.filter(pk=place.pk, practitioner=by, ended_at=None)
    if not still.update(ended_at=timezone.now()):
        raise ValidationError(_("You are no longer on this care team."))
    record(by=by, verb="ended_care_place", target=place, patient_id=place.patient_id)


@transaction.atomic
def add_outside_practitioner(
    *, by: User, patient: Patient, name: str, phone: str, discipline: str
) -> OutsidePractitioner:
    """Note somebody who treats the patient and has no account; the same one only once."""
    lock_record(patient)
    practitioner, is_new = OutsidePractitioner.objects.get_or_create(
        patient=patient, name=name, phone=phone, discipline=discipline, ended_at=None
    )
    if is_new:
        record(
            by=by,
            verb="added_outside_practitioner",
            target=practitioner,
            patient_id=patient.pk,
            changes={"name": [None, name], "phone": [None, phone]},
        )
    return practitioner


@transaction.atomic
def end_outside_practitioner(*, by: User, practitioner: OutsidePractitioner) -> None:
    """Note that an outside practitioner no longer treats the patient."""
    patient = practitioner.patient
    lock_record(patient)
    still = OutsidePractitioner.objects.filter(pk=practitioner.pk, ended_at=None)
    if still.update(ended_at=timezone.now()):
        record(
            by=by,
            verb="ended_outside_practitioner",
            target=practitioner,
            patient_id=patient.pk,
        )
