"""Whom to call and when to ask: what an admin sets."""

from django.db import transaction

from apps.accounts.models import User
from apps.audit.actions import difference, record
from apps.core.remembered import forget_all
from apps.core.roles import Role
from apps.safety.access.settings import settings_now, version_now
from apps.safety.models import SafetySettings


class StaleSettings(Exception):
    """Somebody has saved the settings since the form was made; `present` is what stands."""

    def __init__(self, present: SafetySettings):
        super().__init__(str(present.pk))
        self.present = present


@transaction.atomic
def save_settings(*, by: User, version: int | None, **values: str | int) -> SafetySettings | None:
    """Add a version of the settings, which counts from now on; return None if nothing differs.

    `values` are the fields of `SafetySettings`, and `version` is the id of the row that the form
    was made from, if there was one. Other processes know it within a minute.
    Raises StaleSettings when another version stands: old numbers must not come back unseen.
    """
    # Admins save one after the other.
    list(User.objects.select_for_update().filter(role=Role.ADMIN).order_by("pk"))
    before = settings_now()
    changes = difference(before, before | values)
    if not changes:
        return None
    present = version_now()
    if present and present.pk != version:
        raise StaleSettings(present)
    row = SafetySettings.objects.create(saved_by=by, **before | values)
    record(by=by, verb="saved_safety_settings", target=row, changes=changes)
    transaction.on_commit(forget_all)
    return row
