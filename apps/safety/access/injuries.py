"""Injuries to numb parts, and whether the plain line about them is due."""

from datetime import date, timedelta
from uuid import UUID

from django.shortcuts import get_object_or_404

from apps.care.models import Patient
from apps.safety.models import Injury, SafetyLine

WEEK = timedelta(days=7)


def injuries_of(patient: Patient) -> list[Injury]:
    """Return the injuries that stand, the newest first."""
    injuries = Injury.objects.current().filter(patient=patient).select_related("entered_by")
    return list(injuries.order_by("-on", "-recorded_at"))


def injuries_between(patient: Patient, start: date, end: date) -> list[tuple[date, str]]:
    """Return the day and the kind of every injury of these days (both in), the oldest first."""
    injuries = Injury.objects.current().filter(patient=patient, on__range=(start, end))
    return list(injuries.order_by("on", "recorded_at").values_list("on", "kind"))


def injury_or_404(patient: Patient, injury_id: UUID) -> Injury:
    """Return one of the patient's injuries, taken back or not."""
    return get_object_or_404(
        Injury.objects.select_related("patient"), patient=patient, pk=injury_id
    )


def is_line_due(patient: Patient, day: date) -> bool:
    """Return whether the plain line was not shown in the week up to this day, nor after it."""
    return not SafetyLine.objects.filter(patient=patient, on__gt=day - WEEK).exists()


def shows_line(patient: Patient, submission: UUID) -> bool:
    """Return whether the page after this form shows the plain line."""
    return SafetyLine.objects.filter(patient=patient, submission=submission).exists()
