"""What a person may type about one part of the body on one day."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.care.forms.answers import SubmissionForm
from apps.care.models import Patient, TrackedArea
from apps.core.form_helper import AppFormHelper
from apps.core.widgets import LadderWidget, ManyChoiceRows
from apps.diary.models import NOTE_LENGTH, Entry, EntryChip
from apps.diary.scale import rungs, tingling_steps
from apps.safety.signs import Answer

NOT_SURE = "not-sure"
TOO_LONG = gettext_lazy("This note is too long. Use 1000 letters or fewer.")
SPEAK = gettext_lazy("Tip: tap the microphone on your keyboard and speak.")


class SameForm(SubmissionForm):
    """One tap about the day that the page named: "same as last time", or "something new".

    `gate` comes with a button that answers the gate in one of its words.
    `offline` comes from the page that shows without internet, which knows nothing of the record.
    """

    for_date = forms.DateField(widget=forms.HiddenInput)
    offline = forms.BooleanField(required=False)
    gate = forms.CharField(required=False)


class RatingForm(SubmissionForm):
    """Numbness on the ladder, and, if somebody wants, pins and needles and a note.

    `scale` is the one that the ladder has; a form that was opened on the other one says so and is
    taken as it was shown. `base` is the entry that is being corrected, if there is one. The button
    "I am not sure" sends `answer=not-sure`, which stands for no number; `gate` comes with the
    button that is pressed.
    """

    base = forms.UUIDField(widget=forms.HiddenInput, required=False)
    scale = forms.CharField(widget=forms.HiddenInput, required=False)
    answer = forms.CharField(required=False)
    gate = forms.CharField(required=False)
    numbness = forms.TypedChoiceField(
        coerce=int, empty_value=None, required=False, widget=LadderWidget
    )
    tingling = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.Select,
        label=gettext_lazy("Pins and needles"),
    )
    note = forms.CharField(
        required=False,
        max_length=NOTE_LENGTH,
        label=gettext_lazy("A note"),
        help_text=SPEAK,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(
        self,
        data=None,
        *,
        area: TrackedArea,
        question: str,
        scale: str,
        previous: int | None = None,
        previous_label: str = "",
        by_helper: bool = False,
        **kwargs,
    ):
        super().__init__(data, **kwargs)
        self.area = area
        self.by_helper = by_helper
        self.shown_scale = self._shown_scale(scale)
        self.initial["scale"] = self.shown_scale
        # `previous` is of `scale`: on the other one its rung would say something else.
        self._set_ladder(question, previous if self.shown_scale == scale else None, previous_label)
        self._set_tingling()
        unseen = ("key", "press", "zone", "base", "scale")
        self.helper = AppFormHelper(self, *unseen, "numbness", mark_optional=False)
        self.more = AppFormHelper(self, "tingling", "note", mark_optional=False)
        self.more.disable_csrf = True

    def _shown_scale(self, scale: str) -> str:
        sent = self.data.get("scale")
        return sent if sent in Patient.Scale.values else scale

    @property
    def has_words_only(self) -> bool:
        """Whether the ladder has five words and no numbers."""
        return self.shown_scale == Patient.Scale.WORDS

    def _set_ladder(self, question: str, previous: int | None, previous_label: str) -> None:
        numbness = self.fields["numbness"]
        numbness.choices = rungs(self.shown_scale)
        numbness.label = question
        numbness.error_messages["invalid_choice"] = self._off_the_scale
        numbness.widget.label_is_heading = True
        numbness.widget.numbers = not self.has_words_only
        numbness.widget.previous = previous
        numbness.widget.previous_label = previous_label

    def _set_tingling(self) -> None:
        tingling = self.fields["tingling"]
        tingling.choices = [("", _("No answer")), *tingling_steps(self.shown_scale)]
        tingling.error_messages["invalid_choice"] = self._off_the_scale
        if not self.has_words_only:
            tingling.help_text = _("0 is none. 10 is the most you can imagine.")

    @property
    def _off_the_scale(self) -> str:
        if self.has_words_only:
            return _("Choose one of the five words.")
        return _("Choose a number from 0 to 10.")

    @property
    def more_is_open(self) -> bool:
        """Whether the optional part holds something, so that it must not be folded."""
        return any(self[name].value() or self[name].errors for name in ("tingling", "note"))

    @property
    def offers_not_sure(self) -> bool:
        """Offered after an error only: most people know."""
        return bool(self.errors)

    def clean_scale(self) -> str:
        """Return the scale that the ladder had."""
        return self.shown_scale

    def clean_gate(self) -> str:
        """Return what was answered at the gate; "" if it was not asked."""
        gate = self.cleaned_data["gate"]
        return gate if gate in Answer.values else ""

    def clean(self) -> dict:
        """Ask for a number, unless the person says that they are not sure."""
        super().clean()
        answer = self.cleaned_data
        if answer.get("answer") == NOT_SURE:
            answer["numbness"] = None
            self.errors.pop("numbness", None)
        elif answer.get("numbness") is None and "numbness" not in self.errors:
            self.add_error("numbness", self._nothing_chosen)
        return answer

    @property
    def _nothing_chosen(self) -> str:
        part = {"part": self.area.part.label if self.by_helper else self.area.part.your}
        if self.by_helper and self.has_words_only:
            return _("%(part)s: choose a word.") % part
        if self.by_helper:
            return _("%(part)s: choose a number.") % part
        if self.has_words_only:
            return _("Choose a word for %(part)s.") % part
        return _("Choose a number for %(part)s.") % part


class NoteForm(SubmissionForm):
    """Ready-made notes and a note about what was just saved, `entry`."""

    base = forms.UUIDField(widget=forms.HiddenInput, required=False)
    chip_codes = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("Tick any that fit"),
        widget=ManyChoiceRows,
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
    )
    note = forms.CharField(
        required=False,
        max_length=NOTE_LENGTH,
        label=gettext_lazy("In your own words"),
        help_text=SPEAK,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, data=None, *, entry: Entry, by_helper: bool = False, **kwargs):
        said = {"base": entry.pk, "note": entry.note, "chip_codes": entry.chip_codes}
        super().__init__(data, initial=said, **kwargs)
        self.entry = entry
        self.fields["chip_codes"].choices = offered_chips(entry, by_helper)
        self.helper = AppFormHelper(self, mark_optional=False)

    def clean_chip_codes(self) -> tuple[str, ...]:
        """Return the codes in the order in which they are offered."""
        ticked = self.cleaned_data["chip_codes"]
        return tuple(code for code in EntryChip.Code.values if code in ticked)

    def clean(self) -> dict:
        """Refuse an empty note, unless it empties one that was there."""
        answer = super().clean() or self.cleaned_data
        had = self.entry.note or self.entry.chip_codes
        if not (self.errors or answer["note"] or answer["chip_codes"] or had):
            self.add_error("chip_codes", _("Tick one, or write a note. Or go on without."))
        return answer


def offered_chips(entry: Entry, by_helper: bool) -> list[tuple]:
    """Return the six ready-made notes for the part, and those that it has already.

    A helper ticks what the patient did, so that no word says "my".
    """
    of_somebody_else = {
        EntryChip.Code.USED_HAND: _("Used the hand more"),
        EntryChip.Code.USED_FOOT: _("Used the foot more"),
    }
    said = of_somebody_else if by_helper else {}
    at_leg = entry.area.part.region in ("leg", "foot")
    left_out = EntryChip.Code.USED_HAND if at_leg else EntryChip.Code.USED_FOOT
    return [
        (code.value, said.get(code, code.label))
        for code in EntryChip.Code
        if code != left_out or code.value in entry.chip_codes
    ]
