"""Writes about where it is numb, on which scale it is said, and the patient's calendar."""

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.accounts.models import User
from apps.audit.actions import record
from apps.care.access import check_number_of_areas
from apps.care.actions.versions import touch_patient, write
from apps.care.body import BodyPart
from apps.care.models import Patient, TrackedArea
from apps.care.signals import zone_changed


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
def choose_scale(*, by: User, patient: Patient, scale: str) -> Patient:
    """Set how the person says how numb a part is; entries keep the scale that they had."""
    before, patient.scale = patient.scale, scale
    patient.save(update_fields=["scale"])
    changes = {"scale": [before, scale]}
    write(by=by, patient=patient, verb="chose_scale", target=patient, changes=changes)
    return patient


@transaction.atomic
def set_zone(*, by: User, patient: Patient, zone: str) -> Patient:
    """Change the time zone of the patient's calendar; entries keep their dates."""
    before, patient.zone = patient.zone, zone
    patient.save(update_fields=["zone"])
    write(by=by, patient=patient, verb="set_zone", target=patient, changes={"zone": [before, zone]})
    zone_changed.send(Patient, patient=patient)
    return patient
