"""Writes about who stands in for whom."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import record
from apps.care.access import check_cover
from apps.care.models import Cover, clinic_today


@transaction.atomic
def set_cover(*, by: User, covered: User, colleague: User, from_on: date, until_on: date) -> Cover:
    """Let a colleague see the practitioner's patients on these days, both included; sent twice it
    is set once.

    Raises ValidationError with a sentence for the field that is wrong.
    """
    # The lock: of two sent at once, the second sees what the first set.
    User.objects.select_for_update().get(pk=covered.pk)
    if reasons := check_cover(covered, colleague, from_on, until_on):
        raise ValidationError(reasons)
    cover, is_new = Cover.objects.get_or_create(
        covered=covered, colleague=colleague, from_on=from_on, until_on=until_on, ended_at=None
    )
    if is_new:
        record(
            by=by,
            verb="set_cover",
            target=cover,
            changes={
                "covered": [None, str(covered.pk)],
                "colleague": [None, str(colleague.pk)],
                "from_on": [None, from_on.isoformat()],
                "until_on": [None, until_on.isoformat()],
            },
        )
    return cover


@transaction.atomic
def end_cover(*, by: User, cover: Cover) -> None:
    """End a cover before its last day is over; the colleague's access by it ends at once."""
    ended_at = timezone.now()
    if Cover.objects.to_come(clinic_today()).filter(pk=cover.pk).update(ended_at=ended_at):
        record(
            by=by,
            verb="ended_cover",
            target=cover,
            changes={"ended_at": [None, ended_at.isoformat()]},
        )
