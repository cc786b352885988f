"""What a practitioner may type about the sessions that are planned."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from apps.care.models import Patient
from apps.core.form_helper import AppFormHelper
from apps.core.widgets import ChoiceRows, DateBoxes
from apps.therapy.access import kinds
from apps.therapy.forms.fields import WholeNumber
from apps.therapy.forms.phases import NOT_A_DAY
from apps.therapy.models import SessionPlan
from apps.therapy.models.plans import MOST_PER_WEEK


class PlanForm(forms.Form):
    """A new plan of `patient`, or `plan` as it is to be from now on.

    Whether its days are free is for the action to say, as for phases.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
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

    def __init__(self, *args, patient: Patient, plan: SessionPlan | None = None, **kwargs):
        """Start from `plan`; a kind that is no longer offered stays in a plan that has it."""
        super().__init__(*args, **kwargs)
        self.patient, self.row = patient, plan
        self.known = {k.code: k for k in kinds() if k.is_offered or (plan and plan.kind_id == k.pk)}
        self.fields["kind"].choices = [(code, kind.label) for code, kind in self.known.items()]
        self.initial = {"key": uuid.uuid4()}
        if plan:
            self.initial = plan.facts() | {"key": plan.pk, "version": plan.version}
            self.initial["kind"] = plan.kind_id
        self.helper = AppFormHelper(self, *self.fields, mark_optional=False)

    def facts(self) -> dict[str, Any]:
        """Return the valid answers in the words of the actions."""
        said = {field: self.cleaned_data[field] for field in SessionPlan.FACTS}
        return said | {"kind": self.known[said["kind"]]}

    def on_top_of(self, present: SessionPlan) -> "PlanForm":
        """Return the same answers as a change of `present`, which somebody else saved."""
        data = self.data.copy()
        data["version"] = str(present.version)
        return type(self)(data, patient=self.patient, plan=present)
