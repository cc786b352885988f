"""What was answered at the gate, of a patient whom the caller may see."""

from datetime import date

from apps.care.models import Patient
from apps.safety.models import GateAnswer
from apps.safety.signs import Answer

# These open the way to help.
URGENT = frozenset({Answer.YES.value, Answer.NOT_SURE.value})


def is_gate_answered(patient: Patient, day: date) -> bool:
    """Return whether the gate was answered for this day, so that its other parts ask no more."""
    return GateAnswer.objects.current().filter(patient=patient, for_date=day).exists()
