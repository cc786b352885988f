"""A form about a day that the device states."""

from datetime import timedelta

from django import forms

from apps.care.forms.answers import SubmissionForm
from apps.care.models import Patient
from apps.safety.actions import Told

# So long an answer may wait on the device (static/js/outbox.js); what is older is about today.
LONGEST_WAIT = timedelta(days=30)


class StatedForm(SubmissionForm):
    """An answer with its key, and the day and the zone in which it was given."""

    for_date = forms.CharField(widget=forms.HiddenInput, required=False)

    def told(self, patient: Patient, zone: str) -> Told:
        """Return the key and the day, which is today where it cannot be the one that was stated.

        The form has been cleaned before.
        """
        today, on = patient.today(zone), None
        try:
            on = forms.DateField(required=False).to_python(self.cleaned_data.get("for_date", ""))
        except forms.ValidationError:
            on = None
        is_possible = on is not None and today - LONGEST_WAIT <= on <= today
        sent = self.cleaned_data
        return Told(sent["key"], on if is_possible else today, zone, sent["press"])
