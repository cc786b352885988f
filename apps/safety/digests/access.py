"""Whose daily mail it is, and whose is due."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from apps.accounts.models import User
from apps.core.roles import Role
from apps.safety.clock import on_clinic_clock
from apps.safety.models import Digest, DigestMail

# A mail of the morning that comes in the evening is noise.
LATEST = timedelta(hours=3)


def digest_of(user: User) -> Digest:
    """Return the therapist's choice; who has made none yet has none, which is stored nowhere."""
    return Digest.objects.filter(user=user).first() or Digest(user=user)


def due(now: datetime) -> QuerySet[Digest]:
    """Return the choices whose hour has come on the clinic's clock and that had no mail that day.

    The clock is read, not counted: an hour that it jumps over is due after the jump, and one that
    it shows twice is due once, because the day's mail is there by then.
    """
    shown = on_clinic_clock(now)
    earliest = shown.hour - LATEST // timedelta(hours=1) + 1
    sent = DigestMail.objects.filter(user=OuterRef("user"), on=shown.date())
    wanted = Digest.objects.filter(is_on=True, hour__range=(earliest, shown.hour))
    able = wanted.filter(user__is_active=True, user__role=Role.THERAPIST)
    return able.exclude(Exists(sent)).select_related("user").order_by("pk")
