"""Writes about the tests that a clinic offers."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from apps.accounts.models import User
from apps.assessments.access import check_name, instruments, next_place
from apps.assessments.models import Instrument
from apps.assessments.versions import Version, version_data
from apps.audit.actions import difference, record
from apps.care.actions import touch_every_record
from apps.core.roles import Role

# What results were judged by stays as it was; these texts may be mended.
CHANGEABLE = ("name", "construct", "caution", "licence", "source")
CODE_LENGTH = 30


class StaleInstrument(Exception):
    """Somebody has saved the test since it was read; `present` is what stands now."""

    def __init__(self, present: Instrument):
        super().__init__(present.pk)
        self.present = present


@transaction.atomic
def add_instrument(*, by: User, version: Version, **facts: Any) -> Instrument:
    """Add a test at the end of the list. `facts` are fields of `Instrument`.

    Raises ValidationError with {field: sentences} when its name is taken, IntegrityError when a
    value is out of its bounds.
    """
    _wait_for_other_admins()
    check_name(facts["name"])
    instrument = Instrument.objects.create(
        code=_free_code(facts["name"]),
        order=next_place(),
        versions=[version_data(version)],
        saved_by=by,
        **facts,
    )
    after = facts | {"versions": instrument.versions}
    record(by=by, verb="added_instrument", target=instrument, changes=difference({}, after))
    return instrument


@transaction.atomic
def change_instrument(
    *, by: User, instrument: Instrument, version: int, **texts: str
) -> Instrument:
    """Change its texts; its scale stays, because results were judged by it.

    `version` is the `revision` that the form was made from. Raises StaleInstrument when another
    one stands and says something else, ValidationError as `add_instrument` does.
    """
    _wait_for_other_admins()
    present = Instrument.objects.select_related("saved_by").get(pk=instrument.pk)
    before = {field: getattr(present, field) for field in CHANGEABLE}
    changes = difference(before, {field: texts[field] for field in CHANGEABLE})
    if not changes:
        return present
    if present.revision != version:
        raise StaleInstrument(present)
    check_name(texts["name"], present)
    for field in CHANGEABLE:
        setattr(present, field, texts[field])
    present.revision, present.saved_by = present.revision + 1, by
    present.save(update_fields=[*CHANGEABLE, "revision", "saved_by"])
    record(by=by, verb="changed_instrument", target=present, changes=changes)
    touch_every_record()
    return present


@transaction.atomic
def stop_offering(*, by: User, instrument: Instrument) -> Instrument:
    """Take a test off the list to choose from; its results stay in tables and charts.

    A repeat changes nothing.
    """
    return _offer(by, instrument, is_offered=False)


@transaction.atomic
def offer_again(*, by: User, instrument: Instrument) -> Instrument:
    """Put a test back on the list. A repeat changes nothing."""
    return _offer(by, instrument, is_offered=True)


def _wait_for_other_admins() -> None:
    """Admins save one after the other."""
    list(User.objects.select_for_update().filter(role=Role.ADMIN).order_by("pk"))


def _offer(by: User, instrument: Instrument, *, is_offered: bool) -> Instrument:
    _wait_for_other_admins()
    instrument = Instrument.objects.get(pk=instrument.pk)
    if instrument.is_offered == is_offered:
        return instrument
    instrument.is_offered = is_offered
    instrument.save(update_fields=["is_offered"])
    changes = {"is_offered": [not is_offered, is_offered]}
    record(by=by, verb="changed_instrument", target=instrument, changes=changes)
    return instrument


def _free_code(name: str) -> str:
    """Return a code for the name that no test has; a name without Latin letters is "test"."""
    taken = {one.code for one in instruments()}
    wanted = slugify(name)[:CODE_LENGTH] or "test"
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(c for c in numbered if c not in taken)
