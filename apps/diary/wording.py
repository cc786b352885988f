"""Whole sentences of the daily log."""

from datetime import date, timedelta

from django.utils import formats
from django.utils.translation import gettext as _

from apps.care.models import TrackedArea


def question_about(area: TrackedArea, day: date, today: date) -> str:
    """Return "How numb is your left hand today?", or the same about a day before."""
    if day == today:
        return _("How numb is %(part)s today?") % {"part": area.part.your}
    return _("How numb was %(part)s on %(day)s?") % {"part": area.part.your, "day": named(day)}


def previous_label(previous_on: date | None, day: date, today: date) -> str:
    """Return the tag of the rung that was chosen on `previous_on`."""
    if previous_on == day:
        return _("Saved")
    if previous_on == day - timedelta(days=1):
        return _("Yesterday") if day == today else _("The day before")
    return _("Last time")


def named(day: date) -> str:
    """Return the date with its weekday: "Thursday 14 May"."""
    return formats.date_format(day, "WEEKDAY_DAY")
