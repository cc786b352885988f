"""Writes about what is known before the first entry: strokes, the usual state, the background."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.accounts.models import User
from apps.audit.actions import difference, record
from apps.care.access import check_birthday, check_stroke_day
from apps.care.actions.versions import touch_patient, write
from apps.care.models import Baseline, Patient, Stroke

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


@transaction.atomic
def record_stroke(*, by: User, patient: Patient, **facts: Any) -> Stroke:
    """Add a stroke. `facts` holds the fields named in STROKE.

    Raises ValidationError with a sentence for a day in the future, before the birth, or taken.
    """
    touch_patient(patient)
    stroke = Stroke(patient=patient, **facts)
    if reason := check_stroke_day(patient, stroke.onset_on, stroke.onset_precision):
        raise ValidationError(reason)
    stroke.save(force_insert=True)
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

    Raises ValidationError with a sentence for a day in the future, before the birth, or taken.
    """
    touch_patient(stroke.patient)
    stroke = Stroke.objects.select_related("patient").get(pk=stroke.pk)
    before = {field: getattr(stroke, field) for field in STROKE}
    for field, value in facts.items():
        setattr(stroke, field, value)
    day, precision = stroke.onset_on, stroke.onset_precision
    if reason := check_stroke_day(stroke.patient, day, precision, but=stroke):
        raise ValidationError(reason)
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
    write(
        by=by,
        patient=patient,
        verb="recorded_baseline",
        target=baseline,
        changes=difference({}, facts),
    )
    return baseline


@transaction.atomic
def record_background(*, by: User, patient: Patient, **facts: Any) -> Patient:
    """Change other causes of numbness, implants and the like. `facts`: see BACKGROUND.

    Raises ValidationError with a sentence at `born_on` for a birth in the future or after a stroke.
    """
    touch_patient(patient)
    if reason := check_birthday(patient, facts.get("born_on")):
        raise ValidationError({"born_on": reason})
    before = {field: getattr(patient, field) for field in BACKGROUND}
    for field, value in facts.items():
        setattr(patient, field, value)
    patient.save(update_fields=list(facts))
    record(
        by=by,
        verb="recorded_background",
        target=patient,
        patient_id=patient.pk,
        changes=difference(before, facts),
    )
    return patient
