"""What pages show: the list, and one patient on it."""

from apps.caseload.pages.listed import caseload_page, filters_in
from apps.caseload.pages.patient import patient_page, still_standing

__all__ = [
    "caseload_page",
    "filters_in",
    "patient_page",
    "still_standing",
]
