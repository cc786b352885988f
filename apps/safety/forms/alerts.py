"""What a practitioner writes when they close an alert."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.form_helper import AppFormHelper
from apps.core.widgets import ChoiceRows
from apps.safety.models import AlertStep
from apps.safety.models.alerts import DONE_LENGTH


class CloseForm(forms.Form):
    """What was done, and whether it was needed."""

    done = forms.CharField(
        label=_("What was done?"),
        max_length=DONE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Write what was done, for example: called, and seen today."),
            "max_length": _("Write 1000 letters at most."),
        },
    )
    needed = forms.ChoiceField(
        label=_("Did somebody have to act?"),
        choices=AlertStep.Needed.choices,
        widget=ChoiceRows,
        help_text=_("The clinic counts false alarms, without names, so that they stay rare."),
        error_messages={
            "required": _("Choose whether somebody had to act."),
            "invalid_choice": _("Choose an answer from the list."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = AppFormHelper(self)
