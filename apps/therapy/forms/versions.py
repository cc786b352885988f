"""What the forms of phases, goals and plans have in common."""

from typing import Any

from django import forms

from apps.care.forms.answers import KeyedForm
from apps.care.models import Patient
from apps.therapy.models.versions import Versioned


class VersionedForm(KeyedForm):
    """A new row of `patient`, or `row` as it is to be from now on.

    A new row has the key of the form. A change has the `version` of the row that the page showed
    (`core.versions.version_sent` reads it).
    Whether the days or the part are free is for the action to say: a form that is sent twice would
    find its own row in the way.
    """

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, patient: Patient, row: Versioned | None = None):
        """Start from `row`, or empty."""
        super().__init__(data)
        self.patient, self.row = patient, row
        if row:
            self.has_new_key = False
            del self.fields["key"]
            self.initial = row.facts() | {"version": row.version}

    def facts(self) -> dict[str, Any]:
        """Return the valid answers in the words of the actions."""
        raise NotImplementedError

    def on_top_of(self, present: Versioned) -> "VersionedForm":
        """Return the same answers as a change of `present`, which was saved meanwhile."""
        data = self.data.copy()
        data["version"] = str(present.version)
        return type(self)(data, patient=self.patient, row=present)
