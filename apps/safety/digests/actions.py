"""What a practitioner chooses about the daily mail, and whose turn it is to send one."""

from datetime import date

from django.db import transaction

from apps.accounts.models import User
from apps.audit.actions import difference, record
from apps.safety.digests.access import unchosen
from apps.safety.models import Digest, DigestMail


@transaction.atomic
def set_digest(*, by: User, is_on: bool, hour: int) -> Digest:
    """Turn the mail on or off, and choose its hour on the clinic's clock."""
    chosen = {"is_on": is_on, "hour": hour}
    digest, is_new = Digest.objects.select_for_update().get_or_create(user=by)
    former = unchosen(by) if is_new else digest
    before = {name: getattr(former, name) for name in chosen}
    Digest.objects.filter(pk=digest.pk).update(**chosen)
    record(by=by, verb="set_digest", target=digest, changes=difference(before, chosen))
    digest.refresh_from_db()
    return digest


def claim(user: User, on: date) -> bool:
    """Make the mail of this day ours; False when another machine was first.

    A mail that then fails is not tried again: nobody knows whether it arrived, and what it tells
    stands on the page.
    """
    _mail, is_new = DigestMail.objects.get_or_create(user=user, on=on)
    return is_new
