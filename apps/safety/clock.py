"""The clinic's clock: what practitioners and admins read, and what their mails go by."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings


def on_clinic_clock(moment: datetime) -> datetime:
    """Return a moment as the clinic's clock shows it."""
    return moment.astimezone(ZoneInfo(settings.CLINIC_TIME_ZONE))
