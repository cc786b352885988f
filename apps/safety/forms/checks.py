"""The signs as rows to tick, and what new numbness is like."""

from collections.abc import Iterable
from itertools import groupby

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.care.models import Baseline
from apps.core.form_helper import AppFormHelper
from apps.core.widgets import ChoiceRows, ManyChoiceRows
from apps.safety.forms.stated import StatedForm
from apps.safety.models import NewNumbness, SignCheck
from apps.safety.models.texts import TEXT_LENGTH
from apps.safety.signs import CONTACT_SIGNS, EMERGENCY_SIGNS, Answer, Sign
from apps.safety.wording.checks import usual_of

TOO_LONG = gettext_lazy("This is too long. Use 300 letters or fewer.")


class CheckForm(StatedForm):
    """Danger signs, each "new or worse than usual". The button sends `answer`.

    Nothing is refused: a sign that nobody knows is left out, a button that nobody knows counts as
    "not sure", and a cause as "opened without being asked".
    """

    signs: tuple[Sign, ...] = EMERGENCY_SIGNS
    cause = forms.CharField(widget=forms.HiddenInput, required=False)
    answer = forms.CharField(required=False)
    codes = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("Tick what is new or worse"),
        widget=ManyChoiceRows,
    )

    def __init__(self, data=None, *, baseline: Baseline | None = None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["codes"].choices = list(_grouped(self.signs))
        self.fields["codes"].widget.hints = {
            sign.code: usual_of(sign, baseline) for sign in self.signs
        }
        unseen = ("key", "press", "zone", "for_date", "cause")
        self.helper = AppFormHelper(self, *unseen, "codes", mark_optional=False)

    def clean_cause(self) -> str:
        """Return why the signs are asked about; the weekly question has a form of its own."""
        known, cause = set(SignCheck.Cause) - {SignCheck.Cause.WEEKLY}, self.cleaned_data["cause"]
        return cause if cause in known else SignCheck.Cause.DEMAND

    def clean_answer(self) -> str:
        """Return the button that was pressed."""
        answer = self.cleaned_data["answer"]
        return answer if answer in Answer.values else Answer.NOT_SURE

    def facts(self) -> dict:
        """Return what can be stored, whatever else came with it."""
        known = {sign.code for sign in self.signs}
        return {
            "cause": self.cleaned_data.get("cause", SignCheck.Cause.DEMAND),
            "answer": self.cleaned_data.get("answer", Answer.NOT_SURE),
            "codes": known & set(self.data.getlist("codes")),
        }


class WeeklyForm(CheckForm):
    """The signs that are not urgent."""

    signs = CONTACT_SIGNS

    def clean_cause(self) -> str:
        """Return that it is the weekly question."""
        return SignCheck.Cause.WEEKLY

    def clean_answer(self) -> str:
        """Return the one button that the page has: the ticks alone say what is there."""
        return Answer.NO


def _grouped(signs: Iterable[Sign]) -> Iterable[tuple]:
    for place, of_place in groupby(signs, key=lambda sign: sign.place):
        yield place.label, [(sign.code, sign.label) for sign in of_place]


def is_urgent(sent) -> bool:
    """Return whether what was sent must be answered with help: anything but "no" alone."""
    emergency = {sign.code for sign in EMERGENCY_SIGNS} & set(sent.getlist("codes"))
    return bool(emergency) or sent.get("answer") != Answer.NO


class NewNumbnessForm(forms.Form):
    """What a clinic asks of new numbness. Every question may stay open."""

    began = forms.CharField(
        required=False,
        max_length=TEXT_LENGTH,
        label=gettext_lazy("When did it start?"),
        help_text=gettext_lazy("For example: this morning at 8."),
        error_messages={"max_length": TOO_LONG},
    )
    speed = forms.ChoiceField(
        required=False,
        label=gettext_lazy("How quickly did it come?"),
        widget=ChoiceRows,
    )
    doing = forms.CharField(
        required=False,
        max_length=TEXT_LENGTH,
        label=gettext_lazy("What was going on at that time?"),
        help_text=gettext_lazy("For example: asleep, sitting, lifting something."),
        error_messages={"max_length": TOO_LONG},
    )
    other_symptoms = forms.CharField(
        required=False,
        max_length=TEXT_LENGTH,
        label=gettext_lazy("What else is there?"),
        help_text=gettext_lazy("For example: pain, a rash, feeling dizzy."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, data=None, *, told: NewNumbness | None = None):
        known = {name: getattr(told, name) for name in self.base_fields} if told else {}
        super().__init__(data, initial=known)
        speeds = NewNumbness.Speed.choices
        self.fields["speed"].choices = [*speeds, ("", _("No answer"))]
        self.helper = AppFormHelper(self, mark_optional=False)
