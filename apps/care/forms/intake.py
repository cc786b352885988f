"""What a therapist notes once: strokes, the usual state, other causes of numbness."""

import datetime
from typing import Any, NamedTuple

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from apps.care.access import check_birthday, check_stroke_day
from apps.care.models import Baseline, Patient, Stroke
from apps.core.digits import with_plain_digits
from apps.core.form_helper import AppFormHelper
from apps.core.widgets import ChoiceRows, DateBoxes

EARLIEST_YEAR = 1900
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
YES_NO_NOT_ASKED = [*YES_NO, ("", _("Not asked yet"))]
MEANING = {"yes": True, "no": False, "": None}
ANSWER = {True: "yes", False: "no", None: ""}


class Onset(NamedTuple):
    """The first day of the span in which a stroke lies, and how long the span is."""

    on: datetime.date
    precision: str


class OnsetBoxes(DateBoxes):
    """Day, month and year, of which the day, or day and month, may be left empty."""

    def value_from_datadict(self, data, files, name) -> dict[str, str]:
        return {part: data.get(f"{name}_{part}", "").strip() for part in ("day", "month", "year")}

    def format_value(self, value) -> dict[str, Any]:
        if not isinstance(value, Onset):
            return value or {"day": "", "month": "", "year": ""}
        day_known = value.precision == Stroke.Precision.DAY
        year_only = value.precision == Stroke.Precision.YEAR
        return {
            "day": value.on.day if day_known else "",
            "month": "" if year_only else value.on.month,
            "year": value.on.year,
        }


class OnsetField(forms.Field):
    """Reads day, month and year, or month and year, or the year, into an Onset."""

    widget = OnsetBoxes
    default_error_messages = {
        "required": _("Type the year of the stroke."),
        "invalid": _("Type a real date, for example 27 3 2024, or 3 2024, or 2024."),
        "month_missing": _("Type the month, or leave out the day."),
    }

    def to_python(self, value) -> Onset | None:
        if not value or not any(value.values()):
            return None
        if not value["year"]:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if value["day"] and not value["month"]:
            raise forms.ValidationError(self.error_messages["month_missing"], code="month_missing")
        try:
            typed = (value["year"], value["month"] or "1", value["day"] or "1")
            on = datetime.date(*(int(with_plain_digits(part)) for part in typed))
        except (ValueError, OverflowError) as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error
        if on.year < EARLIEST_YEAR:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return Onset(on, self._precision(value))

    @staticmethod
    def _precision(value: dict[str, str]) -> str:
        if value["day"]:
            return Stroke.Precision.DAY
        return Stroke.Precision.MONTH if value["month"] else Stroke.Precision.YEAR


def one_of(label, choices, *, hint: str = "") -> forms.ChoiceField:
    """Return a question with one answer, each answer a row."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        widget=ChoiceRows,
        error_messages={
            "required": format_lazy(_("Choose an answer: {question}"), question=label),
            "invalid_choice": _("Choose an answer from the list."),
        },
    )


def short_text(label, longest: int, *, hint: str = "") -> forms.CharField:
    """Return a question with a short answer that may be left out."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        required=False,
        error_messages={
            "max_length": _("Type %(limit_value)d letters or fewer. You typed %(show_value)d.")
        },
    )


class StrokeForm(forms.Form):
    """One stroke. `patient` is whose; `stroke` the one that is corrected, if any."""

    onset = OnsetField(
        label=_("When was it?"),
        help_text=_("If the day is not known, leave it empty. The year alone is enough."),
    )
    side = one_of(_("Which side of the body does it affect?"), Stroke.BodySide.choices)
    type = one_of(_("What kind was it?"), Stroke.Type.choices)
    place = forms.ChoiceField(
        label=_("Where in the brain was it?"),
        choices=Stroke.Place.choices,
        initial=Stroke.Place.UNKNOWN,
        error_messages={"invalid_choice": _("Choose a place from the list.")},
    )

    def __init__(self, *args, patient, stroke=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.patient, self.stroke = patient, stroke
        self.helper = AppFormHelper(self)

    def clean_onset(self) -> Onset:
        """Refuse the future, days before the birth, and a day that another stroke has."""
        onset = self.cleaned_data["onset"]
        if reason := check_stroke_day(self.patient, *onset, but=self.stroke):
            raise forms.ValidationError(reason)
        return onset

    def facts(self) -> dict[str, Any]:
        """Return what the actions take."""
        facts = dict(self.cleaned_data)
        onset = facts.pop("onset")
        return facts | {"onset_on": onset.on, "onset_precision": onset.precision}


class BaselineForm(forms.Form):
    """What is usual for this person. Every question needs an answer: nothing is assumed."""

    weakness = one_of(_("Is an arm or leg weak?"), Baseline.Sides.choices)
    numbness = one_of(_("Is one side numb?"), Baseline.Sides.choices)
    face = one_of(_("Does the face droop?"), Baseline.Sides.choices)
    speech = one_of(_("Is it hard to speak or to understand words?"), YES_NO)
    vision = one_of(_("Is part of the sight missing, or double?"), YES_NO)
    balance = one_of(_("Is balance or walking hard?"), YES_NO)
    bladder_or_bowel = one_of(_("Is it hard to control bladder or bowel?"), YES_NO)
    confusion = one_of(_("Are there times of confusion?"), YES_NO)
    note = short_text(_("Anything else that is usual"), 300)

    yes_no = ("speech", "vision", "balance", "bladder_or_bowel", "confusion")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = AppFormHelper(self)

    def facts(self) -> dict[str, Any]:
        """Return what the action takes."""
        answers = {name: MEANING[self.cleaned_data[name]] for name in self.yes_no}
        return self.cleaned_data | answers


class BackgroundForm(forms.Form):
    """Age, hand, needs, other causes of numbness, implants, blood thinners."""

    born_on = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=DateBoxes,
        error_messages={"invalid": _("Type a real date, for example 27 3 1958.")},
    )
    hand = one_of(_("Which hand do they use?"), [*Patient.Hand.choices, ("", _("Not asked yet"))])
    needs = short_text(
        _("What helps them"), 200, hint=_("For example: aphasia, short words, large text.")
    )
    diabetes = one_of(_("Diabetes"), YES_NO_NOT_ASKED)
    nerve_compression = one_of(_("A trapped nerve"), YES_NO_NOT_ASKED)
    b12_deficiency = one_of(_("Too little vitamin B12"), YES_NO_NOT_ASKED)
    spine_problem = one_of(_("A problem of the spine"), YES_NO_NOT_ASKED)
    other_cause = short_text(_("Another cause of numbness"), 200)
    pacemaker = one_of(_("A pacemaker or other active implant"), YES_NO_NOT_ASKED)
    other_implant = short_text(_("Other implants"), 200)
    blood_thinner = one_of(_("Blood thinners"), YES_NO_NOT_ASKED)
    blood_thinner_name = short_text(_("Name of the blood thinner"), 200)

    asked = (
        "diabetes",
        "nerve_compression",
        "b12_deficiency",
        "spine_problem",
        "pacemaker",
        "blood_thinner",
    )

    def __init__(self, *args, patient, **kwargs):
        super().__init__(*args, **kwargs)
        self.patient = patient
        for name in (*self.asked, "hand"):
            self.fields[name].required = False
        self.helper = AppFormHelper(self, mark_optional=False)

    def clean_born_on(self) -> datetime.date | None:
        """Refuse a birthday in the future, before 1900, or after a stroke."""
        born_on = self.cleaned_data["born_on"]
        if born_on and born_on.year < EARLIEST_YEAR:
            raise forms.ValidationError(self.fields["born_on"].error_messages["invalid"])
        if reason := check_birthday(self.patient, born_on):
            raise forms.ValidationError(reason)
        return born_on

    def facts(self) -> dict[str, Any]:
        """Return what the action takes."""
        answers = {name: MEANING[self.cleaned_data[name]] for name in self.asked}
        return self.cleaned_data | answers


def stroke_initial(stroke: Stroke) -> dict[str, Any]:
    """Return what the form shows of a stroke that is corrected."""
    return {
        "onset": Onset(stroke.onset_on, stroke.onset_precision),
        "side": stroke.side,
        "type": stroke.type,
        "place": stroke.place,
    }


def baseline_initial(baseline: Baseline | None) -> dict[str, Any]:
    """Return the former answers, or nothing: no answer is chosen for anybody."""
    if baseline is None:
        return {}
    shown = {name: getattr(baseline, name) for name in BaselineForm.base_fields}
    return shown | {name: ANSWER[shown[name]] for name in BaselineForm.yes_no}


def background_initial(patient: Patient) -> dict[str, Any]:
    """Return what is known of the patient's background."""
    shown = {name: getattr(patient, name) for name in BackgroundForm.base_fields}
    return shown | {name: ANSWER[shown[name]] for name in BackgroundForm.asked}
