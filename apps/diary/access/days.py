"""Which days a patient may write."""

from datetime import date, timedelta

from django.http import Http404
from django.utils.translation import gettext as _

from apps.care.models import Patient

DAYS_BACK = 14
# The days before it are asked about too: the first year of the calendar has none.
EARLIEST = date(1900, 1, 1)


def check_can_log(patient: Patient, day: date, today: date) -> str:
    """Return the sentence that says why this day cannot be filled in, or ""."""
    if day > today:
        return _("This day has not come yet. Choose today or a day before.")
    if day < today - timedelta(days=DAYS_BACK):
        return _("This day is more than 14 days ago. You can fill in the last 14 days.")
    return ""


def date_or_404(text: str) -> date:
    """Return the date of an address, whenever it is that somebody can remember."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if day < EARLIEST:
        raise Http404
    return day


def day_or_404(patient: Patient, text: str, today: date) -> date:
    """Return the date of an address if the patient may write to it."""
    day = date_or_404(text)
    if check_can_log(patient, day, today):
        raise Http404
    return day
