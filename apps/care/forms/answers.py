"""What every form carries unseen whose answer must arrive once, whatever the network does."""

import uuid

from django import forms
from django.utils.translation import gettext as _

from apps.care.models import Patient
from apps.core.answers import key_of_press
from apps.core.form_helper import AppFormHelper


class KeyedForm(forms.Form):
    """A form with its own key, so that the same answer sent twice is stored once.

    A key that is none is replaced, and the person is asked to save once more: nothing is lost.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, data=None, **kwargs):
        self.has_new_key = data is not None and not is_uuid(data.get("key"))
        if self.has_new_key:
            data = data.copy()
            data["key"] = str(uuid.uuid4())
        super().__init__(data, **kwargs)

    def clean(self) -> dict:
        """Say that the form did not arrive whole."""
        if self.has_new_key:
            self.tell_too_old()
        return super().clean()

    def tell_too_old(self) -> None:
        """Ask for one more tap; the form has a key again."""
        self.add_error(None, _("This page was too old. Your answer is still here. Save again."))

    def too_old(self, present):
        """Return the same answers as a change of `present`, for one more tap.

        For forms that change rows, which know how (`on_top_of`), and whose page told no version.
        """
        newer = self.on_top_of(present)
        newer.full_clean()
        newer.tell_too_old()
        return newer


class SubmissionForm(KeyedForm):
    """A form with its own key and the device's zone.

    A zone that is none is left out, and the one of the record counts. `press` says how often the
    form has been pressed; scripts count (static/js/answers.js), without them it is 0.
    """

    press = forms.CharField(widget=forms.HiddenInput, required=False)
    zone = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.helper = AppFormHelper(self)

    @property
    def own_key(self) -> uuid.UUID:
        """The key of this very press of the form, which has been cleaned."""
        return key_of_press(self.cleaned_data["key"], self.cleaned_data["press"])

    def clean_press(self) -> int:
        """Return the number, or 0 if there is none."""
        text = self.cleaned_data["press"]
        return int(text) if text.isascii() and text.isdecimal() and len(text) <= 3 else 0

    def clean_zone(self) -> str:
        """Return the zone if there is one of this name."""
        zone = self.cleaned_data["zone"]
        return zone if Patient.knows_zone(zone) else ""


def is_uuid(text: str | None) -> bool:
    """Return whether this can be a key."""
    try:
        uuid.UUID(str(text))
    except ValueError:
        return False
    return True
