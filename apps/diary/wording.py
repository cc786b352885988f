"""Whole sentences of the daily log."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import formats
from django.utils.translation import gettext as _

from apps.care.models import CareTeamPlace, TrackedArea
from apps.diary.models import Entry


def question_about(area: TrackedArea, day: date, today: date, name: str = "") -> str:
    """Return "How numb is your left hand today?", or the same about a day before.

    `name` is the patient's, when a helper is asked: "Left hand: how numb is it for Rosa today?".
    """
    part = area.part
    if name:
        facts = {"part": part.label, "name": name, "day": named(day)}
        if day == today:
            return _("%(part)s: how numb is it for %(name)s today?") % facts
        return _("%(part)s: how numb was it for %(name)s on %(day)s?") % facts
    if day == today:
        now = (
            _("How numb are %(part)s today?") if part.is_many else _("How numb is %(part)s today?")
        )
        return now % {"part": part.your}
    if part.is_many:
        then = _("How numb were %(part)s on %(day)s?")
    else:
        then = _("How numb was %(part)s on %(day)s?")
    return then % {"part": part.your, "day": named(day)}


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


def before_told(entry: Entry, before: Entry, today: date) -> str:
    """Return what was said before this entry: "Yesterday it was 5."; words in place of numbers."""
    was = {"was": before.word if before.has_words_only else before.numbness}
    if before.for_date == entry.for_date:
        return _("Before it was: %(was)s.") % was
    if before.for_date == today - timedelta(days=1) and entry.for_date == today:
        return _("Yesterday it was: %(was)s.") % was
    return _("Last time it was: %(was)s.") % was


def whom_to_tell(team: Sequence[CareTeamPlace]) -> str:
    """Return whom to tell about a day that stays as it is: nobody changes an answer so old, as
    nobody remembers it well."""
    if not team:
        return _("Is something wrong? Tell your clinic.")
    return _("Is something wrong? Tell %(name)s.") % {"name": team[0].practitioner.name}
