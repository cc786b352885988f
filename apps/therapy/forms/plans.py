"""What a practitioner may type about the sessions that are planned."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from apps.core.form_helper import AppFormHelper
from apps.core.widgets import ChoiceRows, DateBoxes
from apps.therapy.access import kinds
from apps.therapy.forms.fields import WholeNumber
from apps.therapy.forms.phases import NOT_A_DAY
from apps.therapy.forms.versions import VersionedForm
from apps.therapy.models import SessionPlan
from apps.therapy.models.plans import MOST_PER_WEEK


class PlanForm(VersionedForm):
    """What a practitioner types about planned sessions."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        widget=ChoiceRows,
        error_messages={
            "required": gettext_lazy("Choose a kind."),
            "invalid_choice": gettext_lazy("Choose a kind."),
        },
    )
    per_week = WholeNumber(
        label=gettext_lazy("Sessions a week"),
        low=1,
        high=MOST_PER_WEEK,
        required=True,
        error_messages={"required": gettext_lazy("Type how many sessions a week, for example 3.")},
    )
    starts_on = forms.DateField(
        label=gettext_lazy("First day"),
        help_text=gettext_lazy("For example 30 3 2026. A plan may begin up to a year ahead."),
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

    def __init__(self, data=None, **kwargs):
        """Start from the plan; a kind that is no longer offered stays in a plan that has it."""
        super().__init__(data, **kwargs)
        code = self.row.kind_id if self.row else None
        self.known = {kind.code: kind for kind in kinds() if kind.is_offered or kind.pk == code}
        self.fields["kind"].choices = [(code, kind.label) for code, kind in self.known.items()]
        if self.row:
            self.initial["kind"] = code
        self.helper = AppFormHelper(self, *self.fields, mark_optional=False)

    def facts(self) -> dict[str, Any]:
        """Return the valid answers in the words of the actions."""
        said = {field: self.cleaned_data[field] for field in SessionPlan.FACTS}
        return said | {"kind": self.known[said["kind"]]}
