"""Whom to call and when to ask: what an admin sets."""

from django.db import transaction

from apps.accounts.models import User
from apps.audit.actions import difference, record
from apps.core.remembered import forget_all
from apps.safety.access.settings import settings_now
from apps.safety.models import SafetySettings


@transaction.atomic
def save_settings(*, by: User, **values: str | int) -> SafetySettings | None:
    """Add a version of the settings, which counts from now on; return None if nothing differs.

    `values` are the fields of `SafetySettings`. Other processes know it within a minute.
    """
    before = settings_now()
    changes = difference(before, before | values)
    if not changes:
        return None
    row = SafetySettings.objects.create(saved_by=by, **before | values)
    record(by=by, verb="saved_safety_settings", target=row, changes=changes)
    transaction.on_commit(forget_all)
    return row
