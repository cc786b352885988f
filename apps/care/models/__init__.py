"""Patients and what a clinic knows of them before the first entry."""

from apps.care.models.areas import TrackedArea
from apps.care.models.covers import Cover, CoverQuerySet, clinic_today
from apps.care.models.health import Baseline, Stroke
from apps.care.models.patients import (
    ZONES,
    Patient,
    PatientQuerySet,
    check_zone,
    clinic_zone,
)
from apps.care.models.team import CareTeamPlace, Discipline, HelperConsent, OutsidePractitioner

__all__ = [
    "ZONES",
    "Baseline",
    "CareTeamPlace",
    "Cover",
    "CoverQuerySet",
    "Discipline",
    "HelperConsent",
    "OutsidePractitioner",
    "Patient",
    "PatientQuerySet",
    "Stroke",
    "TrackedArea",
    "check_zone",
    "clinic_today",
    "clinic_zone",
]
