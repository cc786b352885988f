"""The reminder of a patient, for the list of settings, which belongs to a floor below."""

from django import template

from apps.care.models import Patient
from apps.diary.reminders.access import reminder_of
from apps.diary.reminders.wording import in_words

register = template.Library()


@register.filter
def reminder_in_words(patient: Patient) -> str:
    """Return how the patient's reminder is set."""
    return in_words(reminder_of(patient), patient.today())
