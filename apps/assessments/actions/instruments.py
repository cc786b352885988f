"""Writes about the tests that a clinic offers."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from apps.accounts.models import User
from apps.assessments.access import instruments, next_place
from apps.assessments.models import Instrument
from apps.assessments.versions import Version, version_data
from apps.audit.actions import difference, record
from apps.care.actions import touch_every_record

# What results were judged by stays as it was; these texts may be mended.
CHANGEABLE = ("name", "construct", "caution", "licence", "source")
CODE_LENGTH = 30


@transaction.atomic
def add_instrument(*, by: User, version: Version, **facts: Any) -> Instrument:
    """Add a test at the end of the list. `facts` are fields of `Instrument`.

    Raises IntegrityError when a value is out of its bounds.
    """
    instrument = Instrument.objects.create(
        code=_free_code(facts["name"]),
        order=next_place(),
        versions=[version_data(version)],
        **facts,
    )
    after = facts | {"versions": instrument.versions}
    record(by=by, verb="added_instrument", target=instrument, changes=difference({}, after))
    return instrument


@transaction.atomic
def change_instrument(*, by: User, instrument: Instrument, **texts: str) -> Instrument:
    """Change its texts; its scale stays, because results were judged by it."""
    before = {field: getattr(instrument, field) for field in CHANGEABLE}
    for field in CHANGEABLE:
        setattr(instrument, field, texts[field])
    instrument.save(update_fields=list(CHANGEABLE))
    changes = difference(before, {field: texts[field] for field in CHANGEABLE})
    record(by=by, verb="changed_instrument", target=instrument, changes=changes)
    touch_every_record()
    return instrument


@transaction.atomic
def stop_offering(*, by: User, instrument: Instrument) -> Instrument:
    """Take a test off the list to choose from; its results stay in tables and charts."""
    return _offer(by, instrument, is_offered=False)


@transaction.atomic
def offer_again(*, by: User, instrument: Instrument) -> Instrument:
    """Put a test back on the list."""
    return _offer(by, instrument, is_offered=True)


def _offer(by: User, instrument: Instrument, *, is_offered: bool) -> Instrument:
    before, instrument.is_offered = instrument.is_offered, is_offered
    instrument.save(update_fields=["is_offered"])
    changes = {"is_offered": [before, is_offered]}
    record(by=by, verb="changed_instrument", target=instrument, changes=changes)
    return instrument


def _free_code(name: str) -> str:
    """Return a code for the name that no test has; a name without Latin letters is "test"."""
    taken = {one.code for one in instruments()}
    wanted = slugify(name)[:CODE_LENGTH] or "test"
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(c for c in numbered if c not in taken)
