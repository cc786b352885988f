"""Whom to call and when to ask: what an admin sets."""

from django.db import transaction

from apps.accounts.models import User
from apps.audit.actions import difference, record
from apps.care.actions import touch_every_record
from apps.core import contacts
from apps.safety.access.settings import settings_now
from apps.safety.models import SafetySettings


@transaction.atomic
def save_settings(*, by: User, **values: str | int) -> SafetySettings | None:
    """Add a version of the settings, which counts from now on; return None if nothing differs.

    `values` are the fields of `SafetySettings`. Every record counts a write, because charts show
    how long a treatment may still be felt.
    """
    before = settings_now()
    changes = difference(before, before | values)
    if not changes:
        return None
    row = SafetySettings.objects.create(saved_by=by, **before | values)
    record(by=by, verb="saved_safety_settings", target=row, changes=changes)
    touch_every_record()
    transaction.on_commit(contacts.forget)
    return row
