"""Every write about who is cared for, by whom, and where it is numb."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone

from apps.accounts import actions as accounts
from apps.accounts.models import User
from apps.audit.actions import difference, record
from apps.care.access import check_can_join, check_number_of_areas, check_stroke_day
from apps.care.body import BodyPart
from apps.care.models import (
    Baseline,
    CareTeamPlace,
    HelperConsent,
    OutsidePractitioner,
    Patient,
    Stroke,
    TrackedArea,
)
from apps.core.roles import Role

BACKGROUND = (
    "born_on",
    "hand",
    "needs",
    "diabetes",
    "nerve_compression",
    "b12_deficiency",
    "spine_problem",
    "other_cause",
    "pacemaker",
    "other_implant",
    "blood_thinner",
    "blood_thinner_name",
)
STROKE = ("onset_on", "onset_precision", "type", "side", "place")


def touch_patient(patient: Patient) -> None:
    """Count one more write to the record; call it inside the action's transaction.

    The update locks the patient's row, so the writes to one record happen one after the other.
    """
    Patient.objects.filter(pk=patient.pk).update(data_version=F("data_version") + 1)


def touch_every_record() -> None:
    """Count one more write to every record: something that all pictures show has changed."""
    Patient.objects.update(data_version=F("data_version") + 1)


def _write(
    *, by: User, patient: Patient, verb: str, target: Model, changes: dict[str, Any] | None = None
) -> None:
    record(by=by, verb=verb, target=target, patient_id=patient.pk, changes=changes)
    touch_patient(patient)


@transaction.atomic
def register_patient(
    *, by: User, email: str, name: str, therapist: User, discipline: str, link_to: callable
) -> Patient:
    """Invite a patient and put the first practitioner on the care team."""
    user = accounts.invite(by=by, email=email, name=name, role=Role.PATIENT, link_to=link_to)
    patient = Patient.objects.create(user=user)
    _write(by=by, patient=patient, verb="registered_patient", target=patient)
    assign_therapist(by=by, patient=patient, practitioner=therapist, discipline=discipline)
    return patient


@transaction.atomic
def assign_therapist(
    *, by: User, patient: Patient, practitioner: User, discipline: str, from_on: date | None = None
) -> CareTeamPlace:
    """Put a practitioner on the care team; the record opens to them at once.

    Raises ValidationError with a sentence when they are on it already.
    """
    touch_patient(patient)
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
    if place.ended_at:
        return
    place.ended_at = timezone.now()
    place.save(update_fields=["ended_at"])
    _write(by=by, patient=place.patient, verb="ended_care_place", target=place)


@transaction.atomic
def add_outside_practitioner(
    *, by: User, patient: Patient, name: str, phone: str, discipline: str
) -> OutsidePractitioner:
    """Note somebody who treats the patient and has no account; the same one only once."""
    touch_patient(patient)
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
    if practitioner.ended_at:
        return
    practitioner.ended_at = timezone.now()
    practitioner.save(update_fields=["ended_at"])
    _write(
        by=by,
        patient=practitioner.patient,
        verb="ended_outside_practitioner",
        target=practitioner,
    )


@transaction.atomic
def allow_helper(
    *, by: User, patient: Patient, email: str, name: str, link_to: callable
) -> HelperConsent:
    """The patient allows a helper; a helper without an account is invited by mail.

    Raises ValidationError when the e-mail belongs to somebody who is no helper.
    """
    touch_patient(patient)
    helper = User.objects.filter(email__iexact=email, role=Role.HELPER, turned_off_at=None).first()
    if helper is None:
        helper = accounts.invite(by=by, email=email, name=name, role=Role.HELPER, link_to=link_to)
    consent, is_new = HelperConsent.objects.get_or_create(
        patient=patient, helper=helper, ended_at=None
    )
    if is_new:
        record(
            by=by,
            verb="allowed_helper",
            target=consent,
            patient_id=patient.pk,
            changes={"helper": [None, str(helper.pk)]},
        )
    return consent


@transaction.atomic
def end_consent(*, by: User, consent: HelperConsent) -> None:
    """End a helper's access at once; what they logged stays."""
    if consent.ended_at:
        return
    consent.ended_at = timezone.now()
    consent.save(update_fields=["ended_at"])
    _write(by=by, patient=consent.patient, verb="ended_consent", target=consent)


@transaction.atomic
def choose_areas(*, by: User, patient: Patient, parts: list[BodyPart]) -> list[TrackedArea]:
    """Set which parts the daily log asks about; parts left out keep their entries.

    Parts that stay keep their place, new ones come after them.
    Raises ValidationError with a sentence for none or more than six.
    """
    touch_patient(patient)
    if reason := check_number_of_areas(len(parts)):
        raise ValidationError(reason)
    known = {(area.site, area.side): area for area in TrackedArea.objects.filter(patient=patient)}
    before = [area.part.code for area in known.values() if area.slot]
    chosen = sorted(
        (known.get((part.site, part.side)) or _new_area(patient, part) for part in parts),
        key=lambda area: (area.slot is None, area.slot or 0),
    )
    TrackedArea.objects.filter(patient=patient).update(slot=None)
    for slot, area in enumerate(chosen, start=1):
        area.slot = slot
        area.save()
    changes = {"areas": [sorted(before), sorted(part.code for part in parts)]}
    record(by=by, verb="chose_areas", target=patient, patient_id=patient.pk, changes=changes)
    return chosen


def _new_area(patient: Patient, part: BodyPart) -> TrackedArea:
    return TrackedArea(patient=patient, site=part.site, side=part.side)


@transaction.atomic
def record_stroke(*, by: User, patient: Patient, **facts: Any) -> Stroke:
    """Add a stroke. `facts` holds the fields named in STROKE.

    Raises ValidationError with a sentence for a day in the future or one that is taken.
    """
    touch_patient(patient)
    if reason := check_stroke_day(patient, facts["onset_on"]):
        raise ValidationError(reason)
    stroke = Stroke.objects.create(patient=patient, **facts)
    record(
        by=by,
        verb="recorded_stroke",
        target=stroke,
        patient_id=patient.pk,
        changes=difference({}, facts),
    )
    return stroke


@transaction.atomic
def correct_stroke(*, by: User, stroke: Stroke, **facts: Any) -> Stroke:
    """Change what is known of a stroke; the former state stays in the audit event.

    Raises ValidationError with a sentence for a day in the future or one that is taken.
    """
    touch_patient(stroke.patient)
    stroke = Stroke.objects.select_related("patient").get(pk=stroke.pk)
    if reason := check_stroke_day(stroke.patient, facts["onset_on"], but=stroke):
        raise ValidationError(reason)
    before = {field: getattr(stroke, field) for field in STROKE}
    for field, value in facts.items():
        setattr(stroke, field, value)
    stroke.save()
    record(
        by=by,
        verb="corrected_stroke",
        target=stroke,
        patient_id=stroke.patient_id,
        changes=difference(before, facts),
    )
    return stroke


@transaction.atomic
def record_baseline(*, by: User, patient: Patient, **facts: Any) -> Baseline:
    """Add what is usual for the patient from now on; earlier rows stay."""
    baseline = Baseline.objects.create(patient=patient, recorded_by=by, **facts)
    _write(
        by=by,
        patient=patient,
        verb="recorded_baseline",
        target=baseline,
        changes=difference({}, facts),
    )
    return baseline


@transaction.atomic
def record_background(*, by: User, patient: Patient, **facts: Any) -> Patient:
    """Change other causes of numbness, implants and the like. `facts`: see BACKGROUND."""
    before = {field: getattr(patient, field) for field in BACKGROUND}
    for field, value in facts.items():
        setattr(patient, field, value)
    patient.save(update_fields=list(facts))
    _write(
        by=by,
        patient=patient,
        verb="recorded_background",
        target=patient,
        changes=difference(before, facts),
    )
    return patient


@transaction.atomic
def set_zone(*, by: User, patient: Patient, zone: str) -> Patient:
    """Change the time zone of the patient's calendar; entries keep their dates."""
    before, patient.zone = patient.zone, zone
    patient.save(update_fields=["zone"])
    _write(
        by=by, patient=patient, verb="set_zone", target=patient, changes={"zone": [before, zone]}
    )
    return patient
