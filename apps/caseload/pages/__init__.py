"""What pages show: the list, and one patient on it."""

from apps.caseload.pages.listed import caseload_page, filters_in
from apps.caseload.pages.one import beside_patient, still_standing

__all__ = [
    "beside_patient",
    "caseload_page",
    "filters_in",
    "still_standing",
]
