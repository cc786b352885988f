"""Writes about the kinds of session that a clinic offers."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from apps.accounts.models import User
from apps.audit.actions import difference, record
from apps.care.actions import touch_every_record
from apps.therapy.access import check_can_stop, kinds, next_place
from apps.therapy.models import SessionKind

CHANGEABLE = ("name", "short_name", "shape", "colour")
CODE_LENGTH = 30


@transaction.atomic
def add_kind(
    *, by: User, name: str, short_name: str, shape: str, colour: str, form: str = "plain"
) -> SessionKind:
    """Add a kind at the end of the order; it appears in the form and in the legend at once."""
    kind = SessionKind.objects.create(
        code=_free_code(name),
        name=name,
        short_name=short_name,
        form=form,
        shape=shape,
        colour=colour,
        order=next_place(),
    )
    after = {field: getattr(kind, field) for field in (*CHANGEABLE, "form")}
    record(by=by, verb="added_session_kind", target=kind, changes=difference({}, after))
    return kind


@transaction.atomic
def change_kind(
    *, by: User, kind: SessionKind, name: str, short_name: str, shape: str, colour: str
) -> SessionKind:
    """Change its name or its mark. What its form asks stays, because sessions hold answers."""
    before = {field: getattr(kind, field) for field in CHANGEABLE}
    kind.name, kind.short_name, kind.shape, kind.colour = name, short_name, shape, colour
    kind.save(update_fields=list(CHANGEABLE))
    after = {field: getattr(kind, field) for field in CHANGEABLE}
    record(by=by, verb="changed_session_kind", target=kind, changes=difference(before, after))
    touch_every_record()
    return kind


@transaction.atomic
def stop_offering(*, by: User, kind: SessionKind) -> SessionKind:
    """Take a kind off the form; its sessions stay in lists and charts.

    Raises ValidationError with a sentence for the only kind on offer.
    """
    if reason := check_can_stop(kind):
        raise ValidationError(reason)
    return _offer(by, kind, is_offered=False)


@transaction.atomic
def offer_again(*, by: User, kind: SessionKind) -> SessionKind:
    """Put a kind back on the form."""
    return _offer(by, kind, is_offered=True)


def _offer(by: User, kind: SessionKind, *, is_offered: bool) -> SessionKind:
    before, kind.is_offered = kind.is_offered, is_offered
    kind.save(update_fields=["is_offered"])
    changes = {"is_offered": [before, is_offered]}
    record(by=by, verb="changed_session_kind", target=kind, changes=changes)
    return kind


def _free_code(name: str) -> str:
    """Return a code for the name that no kind has; a name without Latin letters is "kind"."""
    taken = {kind.code for kind in kinds()}
    wanted = slugify(name)[:CODE_LENGTH] or "kind"
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(c for c in numbered if c not in taken)
