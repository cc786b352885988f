"""What may be said some time after a treatment."""

import uuid

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.care.body import PARTS_BY_CODE, BodyPart
from apps.care.forms.patient import REGIONS, grouped_parts
from apps.care.models import Patient
from apps.core.form_helper import AppFormHelper
from apps.core.widgets import BodyMapWidget, ChoiceRows, ManyChoiceRows
from apps.safety.actions import Told
from apps.safety.models import FEELINGS, FollowUpAnswer, GateAnswer
from apps.safety.models.follow_ups import NOTE_LENGTH
from apps.safety.wording.follow_ups import feeling_words, outcome_hints, title

Question, Outcome = FollowUpAnswer.Question, FollowUpAnswer.Outcome
AFTER_NEEDLES = (Outcome.GONE, Outcome.LESS, Outcome.SAME, Outcome.WORSE)
ON_THE_SKIN = (Outcome.SKIN_FINE, Outcome.SKIN_RED, Outcome.SKIN_HURT)


class FollowUpForm(forms.Form):
    """How it is after a treatment, what was felt and where, and what the gate was told.

    `gate` comes with the button that is pressed. A key that is none is replaced, and the person is
    asked to save once more; a day or a zone that cannot be is left out, and that of the record
    counts.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    zone = forms.CharField(widget=forms.HiddenInput, required=False)
    for_date = forms.CharField(widget=forms.HiddenInput, required=False)
    gate = forms.CharField(required=False)
    outcome = forms.ChoiceField(
        widget=ChoiceRows(label_is_heading=True),
        error_messages={"required": gettext_lazy("Choose the line that fits best.")},
    )
    feelings = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("What was felt"),
        widget=ManyChoiceRows,
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
    )
    parts = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("Where was it felt?"),
        help_text=gettext_lazy("Any part counts, treated or not."),
        choices=grouped_parts,
        widget=BodyMapWidget(regions=REGIONS),
        error_messages={"invalid_choice": gettext_lazy("Choose parts from the list.")},
    )
    note = forms.CharField(
        required=False,
        max_length=NOTE_LENGTH,
        label=gettext_lazy("A note"),
        help_text=gettext_lazy("Tip: tap the microphone on your keyboard and speak."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": gettext_lazy("This note is too long. Use 300 letters or fewer.")
        },
    )

    def __init__(self, data=None, *, question: str, **kwargs):
        self.is_old = data is not None and not _is_uuid(data.get("key"))
        if self.is_old:
            data = data.copy()
            data["key"] = str(uuid.uuid4())
        super().__init__(data, **kwargs)
        about_skin = question == Question.SKIN
        self._set_outcomes(question, ON_THE_SKIN if about_skin else AFTER_NEEDLES)
        if about_skin:
            del self.fields["feelings"], self.fields["parts"]
        else:
            self.fields["feelings"].choices = [(name, feeling_words()[name]) for name in FEELINGS]
        self.more_names = ("note",) if about_skin else ("feelings", "parts", "note")
        unseen = ("key", "zone", "for_date")
        self.helper = AppFormHelper(self, *unseen, "outcome", mark_optional=False)
        self.more = AppFormHelper(self, *self.more_names, mark_optional=False)
        self.more.disable_csrf = True

    def _set_outcomes(self, question: str, outcomes: tuple) -> None:
        field = self.fields["outcome"]
        field.label = title(question)
        field.choices = [(outcome.value, outcome.label) for outcome in outcomes]
        field.widget.hints = outcome_hints()
        if question == Question.SKIN:
            field.help_text = _("Look, or ask someone to look, if you cannot feel it.")

    @property
    def more_is_open(self) -> bool:
        """Whether the optional part holds something, so that it must not be folded."""
        return any(self[name].value() or self[name].errors for name in self.more_names)

    def clean_gate(self) -> str:
        """Return what was answered at the gate; "" if nothing was."""
        gate = self.cleaned_data["gate"]
        return gate if gate in GateAnswer.Answer.values else ""

    def clean_parts(self) -> list[BodyPart]:
        """Return the parts, each once."""
        return [PARTS_BY_CODE[code] for code in dict.fromkeys(self.cleaned_data["parts"])]

    def clean(self) -> dict:
        """Say that the form did not arrive whole."""
        if self.is_old:
            self.add_error(None, _("This page was too old. Your answer is still here. Save again."))
        return super().clean()

    def told(self, patient: Patient) -> Told:
        """Return the key, and the day and zone that the device stated when it was filled in.

        A form that waited on the device comes later than its day; no day lies ahead.
        """
        stated = self.cleaned_data.get("zone", "")
        zone = stated if Patient.knows_zone(stated) else patient.zone
        today = patient.today(zone)
        on = forms.DateField(required=False)
        try:
            day = on.to_python(self.cleaned_data.get("for_date", ""))
        except forms.ValidationError:
            day = None
        return Told(key=self.cleaned_data["key"], on=min(day or today, today), zone=zone)


def _is_uuid(text: str | None) -> bool:
    try:
        uuid.UUID(str(text))
    except ValueError:
        return False
    return True
