"""What may be typed as a note, and as an answer to one."""

import uuid

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.care.forms.answers import is_uuid
from apps.core.form_helper import AppFormHelper
from apps.core.widgets import ChoiceRows
from apps.diary.models import Note
from apps.diary.notes.models import LENGTH


class AnswerForm(forms.Form):
    """An answer, or `note` as it is to be from now on.

    A key that is none is replaced, and the person is asked to save once more: nothing is lost.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": gettext_lazy("Write something first."),
            "max_length": gettext_lazy(
                "Type %(limit_value)d letters or fewer. You typed %(show_value)d."
            ),
        },
    )

    def __init__(self, data=None, *, note: Note | None = None, **kwargs):
        self.has_new_key = data is not None and not is_uuid(data.get("key"))
        if self.has_new_key:
            data = data.copy()
            data["key"] = str(uuid.uuid4())
        super().__init__(data, **kwargs)
        self.note = note
        self.initial = {"key": uuid.uuid4()}
        if note:
            self.initial = note.facts() | {"key": note.pk, "version": note.version}
        self.helper = AppFormHelper(self, mark_optional=False)

    def clean(self) -> dict:
        """Say that the form did not arrive whole."""
        if self.has_new_key:
            text = _("This page was too old. Your answer is still here. Save again.")
            self.add_error(None, text)
        return super().clean()

    def facts(self) -> dict[str, str]:
        """Return the valid answers in the words of the actions."""
        return {
            name: self.cleaned_data[name] for name in ("text", "readers") if name in self.fields
        }

    def on_top_of(self, present: Note) -> "AnswerForm":
        """Return the same answers as a change of `present`, which was saved in the meantime."""
        data = self.data.copy()
        data["version"] = str(present.version)
        return type(self)(data, note=present)


class NoteForm(AnswerForm):
    """A note on a patient, with who reads it. Nobody is chosen beforehand: the choice matters."""

    readers = forms.ChoiceField(
        label=gettext_lazy("Who reads it"),
        choices=Note.Readers.choices,
        widget=ChoiceRows,
        error_messages={
            "required": gettext_lazy("Choose who reads it."),
            "invalid_choice": gettext_lazy("Choose who reads it."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = gettext_lazy("Note")


def form_for(note: Note) -> type[AnswerForm]:
    """Return the form in which a note is changed: an answer has no choice of readers."""
    return AnswerForm if note.is_answer else NoteForm
