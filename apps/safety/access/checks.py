"""Answered lists of danger signs, and when to ask for one."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils import timezone

from apps.care.models import Patient
from apps.safety.models import CheckedSign, SignCheck

# The four signs that are not urgent are asked about once a week.
WEEK = timedelta(days=7)


def checks_of(patient: Patient, most: int = 10) -> list[SignCheck]:
    """Return the newest answered lists with their signs."""
    checks = SignCheck.objects.filter(patient=patient).select_related("entered_by", "new_numbness")
    return list(checks.prefetch_related("signs").order_by("-recorded_at")[:most])


def check_or_404(patient: Patient, check_id: UUID) -> SignCheck:
    """Return one of the patient's answered lists."""
    checks = SignCheck.objects.select_related("patient__user", "new_numbness")
    signs = Prefetch("signs", CheckedSign.objects.all())
    return get_object_or_404(checks.prefetch_related(signs), patient=patient, pk=check_id)


def is_weekly_due(patient: Patient) -> bool:
    """Return whether the signs that are not urgent were not asked about for a week."""
    asked = SignCheck.objects.filter(
        patient=patient, cause="weekly", recorded_at__gt=timezone.now() - WEEK
    )
    return not asked.exists()


def was_checked(patient: Patient, day: date) -> bool:
    """Return whether the emergency signs were answered for this day."""
    checks = SignCheck.objects.filter(patient=patient, for_date=day)
    return checks.exclude(cause="weekly").exists()
