"""What a person may type about one part of the body on one day."""

import uuid

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.care.models import check_zone
from apps.core.form_helper import AppFormHelper
from apps.core.widgets import LadderWidget
from apps.diary.models import NOTE_LENGTH
from apps.diary.scale import HIGHEST, LOWEST, TINGLING_WORDS, WORDS

NOT_SURE = "not-sure"


class SubmissionForm(forms.Form):
    """What every form of the diary carries unseen: its own key and the device's zone."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    zone = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=64, validators=[check_zone]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = AppFormHelper(self)


class SameForm(SubmissionForm):
    """ "Same as last time", for the day that the page named."""

    for_date = forms.DateField(widget=forms.HiddenInput)


def _ladder(words, **kwargs) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        choices=list(zip(range(LOWEST, HIGHEST + 1), words, strict=True)),
        coerce=int,
        empty_value=None,
        **kwargs,
    )


class RatingForm(SubmissionForm):
    """Numbness 0-10, and, if somebody wants, pins and needles and a note.

    `base` is the entry that is being corrected, if there is one. The button "I am not sure"
    sends `answer=not-sure`, which stands for no number.
    """

    base = forms.UUIDField(widget=forms.HiddenInput, required=False)
    answer = forms.CharField(required=False)
    numbness = _ladder(WORDS, required=False, widget=LadderWidget)
    tingling = _ladder(
        TINGLING_WORDS,
        required=False,
        widget=forms.Select,
        label=gettext_lazy("Pins and needles"),
        help_text=gettext_lazy("0 is none. 10 is the most you can imagine."),
    )
    note = forms.CharField(
        required=False,
        max_length=NOTE_LENGTH,
        label=gettext_lazy("A note"),
        help_text=gettext_lazy("Tip: tap the microphone on your keyboard and speak."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": gettext_lazy("This note is too long. Use 1000 letters or fewer.")
        },
    )

    def __init__(self, *args, area, question: str, previous=None, previous_label="", **kwargs):
        super().__init__(*args, **kwargs)
        self.area = area
        numbness = self.fields["numbness"]
        numbness.label = question
        numbness.widget.label_is_heading = True
        numbness.widget.previous = previous
        numbness.widget.previous_label = previous_label
        numbness.error_messages["invalid_choice"] = _("Choose a number from 0 to 10.")
        tingling = self.fields["tingling"]
        tingling.choices = [("", _("No answer"))] + [
            (number, f"{number}  {word}") for number, word in tingling.choices
        ]
        tingling.error_messages["invalid_choice"] = _("Choose a number from 0 to 10.")
        self.helper = AppFormHelper(self, "key", "zone", "base", "numbness", mark_optional=False)
        self.more = AppFormHelper(self, "tingling", "note", mark_optional=False)
        self.more.disable_csrf = True

    @property
    def more_is_open(self) -> bool:
        """Whether the optional part holds something, so that it must not be folded."""
        return any(self[name].value() or self[name].errors for name in ("tingling", "note"))

    @property
    def offers_not_sure(self) -> bool:
        """Offered after an error only: most people know."""
        return bool(self.errors)

    def clean(self) -> dict:
        """Ask for a number, unless the person says that they are not sure."""
        answer = super().clean()
        if answer.get("answer") == NOT_SURE:
            answer["numbness"] = None
            self.errors.pop("numbness", None)
        elif answer.get("numbness") is None and "numbness" not in self.errors:
            self.add_error(
                "numbness", _("Choose a number for %(part)s.") % {"part": self.area.part.your}
            )
        return answer


class NoteForm(SubmissionForm):
    """A note about what was just saved."""

    base = forms.UUIDField(widget=forms.HiddenInput)
    note = forms.CharField(
        max_length=NOTE_LENGTH,
        label=gettext_lazy("In your own words"),
        help_text=gettext_lazy("Tip: tap the microphone on your keyboard and speak."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Write a note, or go back."),
            "max_length": gettext_lazy("This note is too long. Use 1000 letters or fewer."),
        },
    )
