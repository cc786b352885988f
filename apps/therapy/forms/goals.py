"""What a patient wants to reach: the form of the team, and the shorter one of the patient."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy

from apps.care.access import areas_of
from apps.care.models import TrackedArea
from apps.core.form_helper import AppFormHelper
from apps.core.widgets import DateBoxes
from apps.therapy.forms.fields import WholeNumber, line
from apps.therapy.forms.phases import NOT_A_DAY
from apps.therapy.forms.versions import VersionedForm
from apps.therapy.models import Goal
from apps.therapy.models.goals import REASON_LENGTH, TEXT_LENGTH

ONE_LINE = RegexValidator(r"^[^\x00-\x1f\x7f]*$", gettext_lazy("Type it on one line."))


class GoalForm(VersionedForm):
    """What the team types about a goal."""

    text = forms.CharField(
        label=gettext_lazy("Goal, in the patient’s own words"),
        help_text=gettext_lazy("For example: Find keys in my pocket without looking."),
        max_length=TEXT_LENGTH,
        validators=[ONE_LINE],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Type the goal, for example: Feel the cup in my hand."),
            "max_length": gettext_lazy(
                "Type %(limit_value)d letters or fewer. You typed %(show_value)d."
            ),
        },
    )
    area = forms.ModelChoiceField(
        label=gettext_lazy("Body part"),
        queryset=TrackedArea.objects.none(),
        required=False,
        empty_label=gettext_lazy("No body part"),
        error_messages={"invalid_choice": gettext_lazy("Choose a body part from the list.")},
    )
    score = WholeNumber(
        label=gettext_lazy("Numbness to reach"),
        help_text=gettext_lazy(
            "0 is normal feeling, 10 is no feeling. It is a dashed line on the chart of the part."
        ),
        low=0,
        high=10,
    )
    by_on = forms.DateField(
        label=gettext_lazy("By which day"),
        help_text=gettext_lazy("For example 30 6 2026."),
        widget=DateBoxes,
        required=False,
        error_messages={"invalid": NOT_A_DAY},
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        if "area" in self.fields:
            parts = [area.pk for area in areas_of(self.patient)]
            self.fields["area"].queryset = TrackedArea.objects.filter(pk__in=parts)
        self.helper = AppFormHelper(self, *self.fields)

    def clean_text(self) -> str:
        """Return the words with single spaces."""
        return " ".join(self.cleaned_data["text"].split())

    def facts(self) -> dict[str, Any]:
        """Return the valid answers in the words of the actions; what is not asked stays."""
        kept = {field: getattr(self.row, field, None) for field in Goal.FACTS}
        return kept | {f: self.cleaned_data[f] for f in Goal.FACTS if f in self.fields}


class OwnGoalForm(GoalForm):
    """What patients write themselves: words and a day; a number is agreed with the team."""

    area = None
    score = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = gettext_lazy("What do you want to feel or do?")


class DropForm(VersionedForm):
    """Why it is no goal any more, if anybody wants to say."""

    reason = line(
        gettext_lazy("Reason"),
        REASON_LENGTH,
        help_text=gettext_lazy("The patient, their helpers and the care team can read it."),
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["reason"].validators.append(ONE_LINE)
        self.initial["reason"] = self.row.reason
        self.helper = AppFormHelper(self, *self.fields)

    def facts(self) -> dict[str, Any]:
        """Return the reason."""
        return {"reason": self.cleaned_data["reason"]}


class OwnDropForm(DropForm):
    """The same, asked of the patient."""

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        said = gettext_lazy("Your helpers and your care team can read it.")
        self.fields["reason"].help_text = said
