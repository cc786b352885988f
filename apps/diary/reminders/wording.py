"""Whole sentences about reminders."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.core.texts import clock_text
from apps.diary.reminders.models import Reminder
from apps.diary.wording import named


def in_words(reminder: Reminder, today: date) -> str:
    """Return how it is set, in one line."""
    state = reminder.state_on(today)
    if state == Reminder.State.ON:
        return _("Each day at %(time)s") % {"time": clock_text(reminder.at)}
    if state == Reminder.State.OFF:
        return pgettext("a reminder", "Off")
    if reminder.resumes_on is None:
        return _("Paused until I start it again")
    return _("Paused until %(day)s") % {"day": named(reminder.resumes_on)}


def starts_again(day: date) -> str:
    """Return when a pause ends."""
    return _("It starts again on %(day)s.") % {"day": named(day)}
