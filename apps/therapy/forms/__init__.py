"""What a practitioner may type about treatment and goals, and an admin about a kind of session."""

from typing import Any

from apps.therapy.forms.acupuncture import AcupunctureForm
from apps.therapy.forms.electrical import ElectricalForm
from apps.therapy.forms.goals import DropForm, GoalForm, OwnDropForm, OwnGoalForm
from apps.therapy.forms.kinds import KindForm
from apps.therapy.forms.phases import PhaseForm
from apps.therapy.forms.plans import PlanForm
from apps.therapy.forms.sensory import SensoryForm
from apps.therapy.forms.session import SessionForm
from apps.therapy.models import SessionKind

__all__ = [
    "DropForm",
    "GoalForm",
    "KindForm",
    "OwnDropForm",
    "OwnGoalForm",
    "PhaseForm",
    "PlanForm",
    "SessionForm",
    "session_form",
]

FORMS = {
    SessionKind.Form.PLAIN: SessionForm,
    SessionKind.Form.SENSORY: SensoryForm,
    SessionKind.Form.ELECTRICAL: ElectricalForm,
    SessionKind.Form.ACUPUNCTURE: AcupunctureForm,
}


def session_form(kind: SessionKind, **arguments: Any) -> SessionForm:
    """Return the form of this kind: only its own questions are in the page."""
    return FORMS[kind.form](kind=kind, **arguments)
