"""Kinds of session, sessions, the details that each kind adds, phases, goals and plans.

Session rows are never overwritten. A correction is a new row that replaces the old one; undo and
withdrawal change only `state`. So everything that was acknowledged stays in the database.
"""

from apps.therapy.models.acupuncture import AcupunctureDetail, AcupunctureNeedle
from apps.therapy.models.details import Detail, ElectricalDetail, SensoryDetail
from apps.therapy.models.goals import Goal
from apps.therapy.models.kinds import SessionKind
from apps.therapy.models.phases import Phase
from apps.therapy.models.plans import SessionPlan
from apps.therapy.models.precautions import Precaution, PrecautionCheck
from apps.therapy.models.sessions import Session, SessionArea, SessionQuerySet

__all__ = [
    "DETAILS",
    "AcupunctureDetail",
    "AcupunctureNeedle",
    "Detail",
    "ElectricalDetail",
    "Goal",
    "Phase",
    "Precaution",
    "PrecautionCheck",
    "SensoryDetail",
    "Session",
    "SessionArea",
    "SessionKind",
    "SessionPlan",
    "SessionQuerySet",
]

# By the name that leads from a session to them, in the order in which they are read.
DETAILS: dict[str, type[Detail]] = {
    "sensory": SensoryDetail,
    "acupuncture": AcupunctureDetail,
    "electrical": ElectricalDetail,
}
