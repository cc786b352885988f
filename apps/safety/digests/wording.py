"""Whole sentences about the daily mail."""

from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.core.texts import clock_text
from apps.safety.models import Digest


def in_words(digest: Digest) -> str:
    """Return how it is set, in one line."""
    if not digest.is_on:
        return pgettext("a daily mail", "Off")
    return _("At %(time)s, on days on which something is open") % {"time": hour_text(digest.hour)}


def hour_text(hour: int) -> str:
    """Return an hour as pages show it: 07:00."""
    return clock_text(time(hour))
