"""What people may type about tests and their results."""

from apps.assessments.forms.instruments import ChangeInstrumentForm, InstrumentForm
from apps.assessments.forms.result import ResultForm

__all__ = ["ChangeInstrumentForm", "InstrumentForm", "ResultForm"]
