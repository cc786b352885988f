"""From when on a patient is flagged: what an admin may set."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.caseload.models import BOUNDS, CaseloadRules
from apps.caseload.wording import LABELS
from apps.core.digits import with_plain_digits
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


class _Whole(forms.IntegerField):
    def to_python(self, value):
        try:
            return super().to_python(with_plain_digits(str(value)))
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"]) from error


class RulesForm(forms.Form):
    """One number for each rule. `version` names the row that the form was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (low, high) in BOUNDS.items():
            wrong = ("required", "invalid", "min_value", "max_value")
            self.fields[name] = _Whole(
                label=LABELS[name],
                help_text=HINTS[name],
                min_value=low,
                max_value=high,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                error_messages=dict.fromkeys(wrong, SENTENCES[name]),
            )
        self.helper = AppFormHelper(self)

    def on_top_of(self, present: CaseloadRules) -> "RulesForm":
        """Return what was typed as a change of `present`, which somebody else saved."""
        data = self.data.copy()
        data["version"] = str(present.pk)
        return type(self)(data)
