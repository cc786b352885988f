"""The one write of this floor: that somebody made a report."""

from datetime import date

from django.db import transaction

from apps.accounts.models import User
from apps.audit.actions import record
from apps.care.models import Patient


@transaction.atomic
def record_report(*, by: User, patient: Patient, start: date, end: date) -> None:
    """Write that `by` made a report of this time; nothing of what stands in it."""
    period = f"{start.isoformat()}/{end.isoformat()}"
    record(
        by=by,
        verb="made_report",
        target=patient,
        patient_id=patient.pk,
        changes={"period": period},
    )
