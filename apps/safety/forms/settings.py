"""What an admin may set about whom to call and when to ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.digits import WholeField
from apps.core.form_helper import AppFormHelper
from apps.core.phones import PhoneField
from apps.safety.models.settings import LONGEST_DAYS, LONGEST_HOURS
from apps.safety.wording.settings import LABELS

EMERGENCY_NUMBER = r"^[0-9][0-9 ]{1,14}$"


class SettingsForm(forms.Form):
    """Numbers to call and the three intervals. `version` names the row that it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    country = forms.CharField(
        label=LABELS["country"],
        max_length=60,
        required=False,
        error_messages={"max_length": _("Write 60 letters at most.")},
    )
    emergency_number = forms.RegexField(
        EMERGENCY_NUMBER,
        label=LABELS["emergency_number"],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        error_messages={
            "required": _("Type the emergency number of the country, for example 112."),
            "invalid": _("Type the emergency number in digits, for example 112."),
        },
    )
    clinic_name = forms.CharField(
        label=LABELS["clinic_name"],
        max_length=120,
        error_messages={
            "required": _("Type the name of the clinic."),
            "max_length": _("Write 120 letters at most."),
        },
    )
    clinic_phone = PhoneField(
        label=LABELS["clinic_phone"],
        error_messages={"required": _("Type the phone number of the clinic.")},
    )
    first_check_hours = WholeField(
        LABELS["first_check_hours"],
        1,
        LONGEST_HOURS,
        _("Type a whole number of hours from 1 to 72."),
    )
    second_check_days = WholeField(
        LABELS["second_check_days"], 1, LONGEST_DAYS, _("Type a whole number of days from 1 to 28.")
    )
    skin_check_hours = WholeField(
        LABELS["skin_check_hours"],
        0,
        LONGEST_HOURS,
        _("Type a whole number of hours from 0 to 72."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = AppFormHelper(self)

    def clean(self) -> dict:
        """Refuse a second question that would come before the first."""
        data = super().clean()
        first, second = data.get("first_check_hours"), data.get("second_check_days")
        if first and second and second * 24 <= first:
            self.add_error(
                "second_check_days", _("Choose a second question that comes after the first.")
            )
        return data
