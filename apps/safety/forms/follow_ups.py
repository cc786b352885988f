"""What may be said some time after a treatment."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.care.body import PARTS_BY_CODE, BodyPart
from apps.care.forms.patient import REGIONS, grouped_parts
from apps.core.form_helper import AppFormHelper
from apps.core.widgets import BodyMapWidget, ChoiceRows, ManyChoiceRows
from apps.safety.forms.stated import StatedForm
from apps.safety.models import FEELINGS, FollowUpAnswer
from apps.safety.models.texts import TEXT_LENGTH
from apps.safety.signs import Answer
from apps.safety.wording.follow_ups import feeling_words, outcome_hints, title

Question, Outcome = FollowUpAnswer.Question, FollowUpAnswer.Outcome
AFTER_NEEDLES = (Outcome.GONE, Outcome.LESS, Outcome.SAME, Outcome.WORSE)
ON_THE_SKIN = (Outcome.SKIN_FINE, Outcome.SKIN_RED, Outcome.SKIN_HURT)


class FollowUpForm(StatedForm):
    """How it is after a treatment, what was felt and where, and what the gate was told.

    `gate` comes with the button that is pressed.
    """

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
        max_length=TEXT_LENGTH,
        label=gettext_lazy("A note"),
        help_text=gettext_lazy("Tip: tap the microphone on your keyboard and speak."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": gettext_lazy("This note is too long. Use 300 letters or fewer.")
        },
    )

    def __init__(self, data=None, *, question: str, **kwargs):
        super().__init__(data, **kwargs)
        about_skin = question == Question.SKIN
        self._set_outcomes(question, ON_THE_SKIN if about_skin else AFTER_NEEDLES)
        if about_skin:
            del self.fields["feelings"], self.fields["parts"]
        else:
            self.fields["feelings"].choices = [(name, feeling_words()[name]) for name in FEELINGS]
        self.more_names = ("note",) if about_skin else ("feelings", "parts", "note")
        unseen = ("key", "press", "zone", "for_date")
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
        return gate if gate in Answer.values else ""

    def clean_parts(self) -> list[BodyPart]:
        """Return the parts, each once."""
        return [PARTS_BY_CODE[code] for code in dict.fromkeys(self.cleaned_data["parts"])]
