"""Whose daily mail it is, and whose is due."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Value, When
from django.db.models.functions import Coalesce

from apps.accounts.models import User, UserQuerySet
from apps.core.roles import Role
from apps.safety.access import number_unwatched, numbers_open
from apps.safety.clock import on_clinic_clock
from apps.safety.models import Digest, DigestMail
from apps.safety.models.digests import USUAL_HOUR

# A mail of the morning that comes in the evening is noise.
LATEST = timedelta(hours=3)


def digest_of(user: User) -> Digest:
    """Return the person's choice."""
    return Digest.objects.filter(user=user).first() or unchosen(user)


def unchosen(user: User) -> Digest:
    """Return what holds for somebody who has chosen nothing, which is stored nowhere.

    Therapists have no mail. Admins have one, as it comes only when nobody else is there to look.
    """
    return Digest(user=user, is_on=user.role == Role.ADMIN)


def due(now: datetime) -> UserQuerySet:
    """Return those whose hour has come on the clinic's clock and who had no mail that day.

    The clock is read, not counted: an hour that it jumps over is due after the jump, and one that
    it shows twice is due once, because the day's mail is there by then.
    """
    shown = on_clinic_clock(now)
    earliest = shown.hour - LATEST // timedelta(hours=1) + 1
    sent = DigestMail.objects.filter(user=OuterRef("pk"), on=shown.date())
    by_itself = Case(When(role=Role.ADMIN, then=Value(True)), default=Value(False))
    chosen = (
        User.objects.active()
        .filter(role__in=[Role.THERAPIST, Role.ADMIN])
        .annotate(
            is_wanted=Coalesce("digest__is_on", by_itself),
            mail_hour=Coalesce("digest__hour", USUAL_HOUR),
        )
    )
    wanted = chosen.filter(is_wanted=True, mail_hour__range=(earliest, shown.hour))
    return wanted.exclude(Exists(sent)).order_by("pk")


def numbers_for(people: Iterable[User]) -> dict[UUID, int]:
    """Return {id of a person: what their mail tells}, whatever the number of people in a few
    queries: to therapists how many alerts are open, to admins in how many records nobody sees any.
    """
    opened, unwatched = numbers_open(), number_unwatched()
    return {
        person.pk: unwatched if person.role == Role.ADMIN else opened[person.pk]
        for person in people
    }
