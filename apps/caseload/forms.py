"""From when on a patient is flagged: what an admin may set."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.caseload.models import BOUNDS
from apps.caseload.wording import LABELS
from apps.core.digits import WholeField
from apps.core.form_helper import AppFormHelper

SENTENCES = {
    "worse_points": _("Type a whole number of points from 1 to 10."),
    "worse_weeks": _("Type a whole number of weeks from 1 to 12."),
    "quiet_days": _("Type a whole number of days from 3 to 90."),
    "flat_weeks": _("Type a whole number of weeks from 4 to 26."),
    "test_weeks": _("Type a whole number of weeks from 4 to 104."),
}
HINTS = {
    "worse_points": _("Of the weekly middle score, from 0 to 10."),
    "worse_weeks": _("The oldest of these weeks is held against the last one."),
    "quiet_days": _("Then the patient is under “Watch”."),
    "flat_weeks": _("With the same weekly middle score, half a point more or less."),
    "test_weeks": _("After the last one. Nobody without any test is flagged."),
}


class RulesForm(forms.Form):
    """One number for each rule. `version` names the row that the form was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (low, high) in BOUNDS.items():
            self.fields[name] = WholeField(LABELS[name], low, high, SENTENCES[name], HINTS[name])
        self.helper = AppFormHelper(self)
