"""What a person may type about a burn, a cut or a fall."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.care.access import areas_in_log
from apps.care.body import ALL_PARTS, PARTS_BY_CODE, BodyPart, Side
from apps.care.forms.answers import SubmissionForm
from apps.care.models import Patient
from apps.core.widgets import ChoiceRows, DateBoxes
from apps.safety.access import check_injury_day
from apps.safety.actions import Told
from apps.safety.models import Injury
from apps.safety.models.texts import TEXT_LENGTH

NO_KIND = gettext_lazy("Choose burn, cut or fall.")
NO_PART = gettext_lazy("Choose the part that was hurt.")


class InjuryForm(SubmissionForm):
    """One injury of `patient`. `zone` is that of the device, in which the day is judged."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What happened?"),
        choices=Injury.Kind.choices,
        widget=ChoiceRows,
        error_messages={"required": NO_KIND, "invalid_choice": NO_KIND},
    )
    part = forms.ChoiceField(
        label=gettext_lazy("Which part was hurt?"),
        error_messages={"required": NO_PART, "invalid_choice": NO_PART},
    )
    on = forms.DateField(
        label=gettext_lazy("On which day?"),
        help_text=gettext_lazy("Today is filled in. Was it before? Change the day."),
        widget=DateBoxes,
        error_messages={
            "required": gettext_lazy("Type the day, the month and the year."),
            "invalid": gettext_lazy("Type a real day, for example 30 3 2026."),
        },
    )
    note = forms.CharField(
        required=False,
        max_length=TEXT_LENGTH,
        label=gettext_lazy("A note"),
        help_text=gettext_lazy("Tip: tap the microphone on your keyboard and speak."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": gettext_lazy("This note is too long. Use 300 letters or fewer.")
        },
    )

    def __init__(self, data=None, *, patient: Patient, zone: str):
        self.patient, self.device_zone = patient, zone
        self.today = patient.today(zone)
        super().__init__(data, initial={"zone": zone, "on": self.today})
        self.fields["part"].choices = grouped_parts(patient)

    def clean_part(self) -> BodyPart:
        """Return the part with its names."""
        return PARTS_BY_CODE[self.cleaned_data["part"]]

    def clean_on(self) -> date:
        """Refuse a day that has not come, and one before the birth."""
        on = self.cleaned_data["on"]
        if reason := check_injury_day(self.patient, on, self.today):
            raise forms.ValidationError(reason)
        return on

    def facts(self) -> dict[str, Any]:
        """Return the valid answers in the words of the action."""
        answer = self.cleaned_data
        told = Told(answer["key"], answer["on"], self.device_zone, answer["press"])
        return {"told": told} | {name: answer[name] for name in ("kind", "part", "note")}


def grouped_parts(patient: Patient) -> list[tuple]:
    """Return every part of the body: those of the daily log first, then each side's others."""
    logged = [area.part for area in areas_in_log(patient)]
    groups = [(_("Parts in the log"), logged)]
    groups += [
        (side.label, [part for part in ALL_PARTS if part.side == side and part not in logged])
        for side in Side
    ]
    return [("", _("Choose"))] + [
        (title, [(part.code, part.label) for part in parts]) for title, parts in groups if parts
    ]
