"""What a practitioner may type about a phase of treatment."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.form_helper import AppFormHelper
from apps.core.widgets import ChoiceRows, DateBoxes
from apps.therapy.access import open_phase
from apps.therapy.forms.versions import VersionedForm
from apps.therapy.models import Phase
from apps.therapy.models.phases import NAME_LENGTH

NOT_A_DAY = gettext_lazy("Type a real day, for example 30 3 2026.")


class PhaseForm(VersionedForm):
    """What a practitioner types about a phase."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("It stands on the chart. For example: Home visits, Clinic block 1."),
        max_length=NAME_LENGTH,
        validators=[RegexValidator(r"^[^\x00-\x1f\x7f]*$", gettext_lazy("Type it on one line."))],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Type a name, for example Home visits."),
            "max_length": gettext_lazy(
                "Type %(limit_value)d letters or fewer. You typed %(show_value)d."
            ),
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What happens in it"),
        choices=Phase.Kind.choices,
        widget=ChoiceRows,
        error_messages={
            "required": gettext_lazy("Choose what happens in it."),
            "invalid_choice": gettext_lazy("Choose what happens in it."),
        },
    )
    starts_on = forms.DateField(
        label=gettext_lazy("First day"),
        help_text=gettext_lazy(
            "For example 30 3 2026. A planned phase may begin up to a year ahead."
        ),
        widget=DateBoxes,
        error_messages={
            "required": gettext_lazy("Type the day, the month and the year."),
            "invalid": NOT_A_DAY,
        },
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Last day (leave empty while it goes on)"),
        widget=DateBoxes,
        required=False,
        error_messages={"invalid": NOT_A_DAY},
    )
    end_open = forms.BooleanField(required=False)

    def __init__(self, data=None, **kwargs):
        """Start from the phase; for a new one, offer to end the phase that is not over yet."""
        super().__init__(data, **kwargs)
        if not self.row:
            self.initial = {"kind": Phase.Kind.TREATMENT, "end_open": True}
        self.helper = AppFormHelper(self, *self._order(), mark_optional=False)

    def _order(self) -> list[str]:
        """Leave out the box where no phase is open; else it follows the first day."""
        former = None if self.row else open_phase(self.patient)
        if former is None:
            del self.fields["end_open"]
        else:
            label = _("End “%(name)s” the day before this phase begins")
            self.fields["end_open"].label = label % {"name": former.name}
            self.order_fields(["key", "version", "name", "kind", "starts_on", "end_open"])
        return list(self.fields)

    def clean_name(self) -> str:
        """Return the name with single spaces."""
        return " ".join(self.cleaned_data["name"].split())

    def facts(self) -> dict[str, Any]:
        """Return the valid answers in the words of the actions."""
        return {field: self.cleaned_data[field] for field in Phase.FACTS}
