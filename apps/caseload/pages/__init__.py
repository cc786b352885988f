"""What pages show: the list, one patient on it, and the rules."""

from apps.caseload.pages.listed import caseload_page, filters_in
from apps.caseload.pages.one import beside_patient, still_standing
from apps.caseload.pages.rules import rules_history, saved_instead

__all__ = [
    "beside_patient",
    "caseload_page",
    "filters_in",
    "rules_history",
    "saved_instead",
    "still_standing",
]
