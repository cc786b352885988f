"""The catalogue of clinical tests, and the results of patients.

Results are never overwritten. A correction is a new row that replaces the old one; undo and
withdrawal change only `state`.
"""

from apps.assessments.models.instruments import Instrument
from apps.assessments.models.results import Result, ResultQuerySet

__all__ = ["Instrument", "Result", "ResultQuerySet"]
