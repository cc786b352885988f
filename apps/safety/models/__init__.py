"""What is asked about danger, what was answered, and what a practitioner should look at."""

from apps.safety.models.alerts import Alert, AlertQuerySet, AlertStep
from apps.safety.models.checks import CheckedSign, NewNumbness, SignCheck
from apps.safety.models.digests import Digest, DigestMail
from apps.safety.models.follow_ups import FEELINGS, FollowUpAnswer, FollowUpPart
from apps.safety.models.gate import GateAnswer, GateAnswerQuerySet
from apps.safety.models.injuries import Injury, InjuryQuerySet, SafetyLine
from apps.safety.models.settings import SafetySettings

__all__ = [
    "FEELINGS",
    "Alert",
    "AlertQuerySet",
    "AlertStep",
    "CheckedSign",
    "Digest",
    "DigestMail",
    "FollowUpAnswer",
    "FollowUpPart",
    "GateAnswer",
    "GateAnswerQuerySet",
    "Injury",
    "InjuryQuerySet",
    "NewNumbness",
    "SafetyLine",
    "SafetySettings",
    "SignCheck",
]
