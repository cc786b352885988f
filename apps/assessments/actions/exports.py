"""That somebody took the results out of the product."""

from django.db import transaction

from apps.accounts.models import User
from apps.audit.actions import record
from apps.care.models import Patient


@transaction.atomic
def record_export(*, by: User, patient: Patient, rows: int) -> None:
    """Write that `by` made a file of the patient's results; nothing of what stands in it."""
    changes = {"rows": [None, rows]}
    record(by=by, verb="exported_results", target=patient, patient_id=patient.pk, changes=changes)
