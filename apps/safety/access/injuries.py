"""Injuries to numb parts, and whether the plain line about them is due."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import DateField, QuerySet, UUIDField
from django.shortcuts import get_object_or_404
from django.utils import formats
from django.utils.translation import gettext as _

from apps.care.models import Patient
from apps.core.prepared import Given, Prepared
from apps.safety.models import Injury, InjuryQuerySet, SafetyLine

WEEK = timedelta(days=7)
# Whoever's birthday is not recorded was born after this.
EARLIEST = date(1900, 1, 1)


def injuries_of(patient: Patient) -> InjuryQuerySet:
    """Return the injuries that stand, the newest first."""
    return _of(patient).current()


def withdrawn_injuries_of(patient: Patient, most: int = 10) -> list[Injury]:
    """Return the newest of those that were taken back."""
    return list(_of(patient).filter(state=Injury.State.WITHDRAWN)[:most])


def _of(patient: Patient) -> InjuryQuerySet:
    injuries = Injury.objects.filter(patient=patient).select_related("entered_by")
    return injuries.order_by("-on", "-recorded_at", "pk")


def _between(patient: Given, start: Given, end: Given) -> QuerySet:
    injuries = Injury.objects.current().filter(patient=patient, on__range=(start, end))
    return injuries.order_by("on", "recorded_at", "pk").values_list("on", "kind", "part_code")


_BETWEEN = Prepared(_between, patient=UUIDField(), start=DateField(), end=DateField())


def injuries_between(patient: Patient, start: date, end: date) -> list[tuple[date, str, str]]:
    """Return day, kind and part of every injury of these days (both in), the oldest first."""
    return _BETWEEN.rows(patient=patient.pk, start=start, end=end)


def injury_or_404(patient: Patient, injury_id: UUID) -> Injury:
    """Return one of the patient's injuries, taken back or not."""
    injuries = Injury.objects.select_related("patient", "entered_by")
    return get_object_or_404(injuries, patient=patient, pk=injury_id)


def check_injury_day(patient: Patient, on: date, today: date) -> str:
    """Return the sentence that says why no injury can lie on this day, or ""."""
    if on > today:
        return _("This day has not come yet. Type today or a day before.")
    if patient.born_on and on < patient.born_on:
        day = formats.date_format(patient.born_on, "DAY_YEAR")
        return _("The date of birth is %(day)s. Type a later day.") % {"day": day}
    return "" if on >= EARLIEST else _("This day is too long ago. Type a later day.")


def is_line_due(patient: Patient, day: date) -> bool:
    """Return whether the plain line was not shown in the week up to this day, nor after it."""
    return not SafetyLine.objects.filter(patient=patient, on__gt=day - WEEK).exists()


def shows_line(patient: Patient, submission: UUID) -> bool:
    """Return whether the page after this form shows the plain line."""
    return SafetyLine.objects.filter(patient=patient, submission=submission).exists()
