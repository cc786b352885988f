"""Which people may be seen, and what may be done to them."""

import hashlib
from uuid import UUID

from django.db.models import Max
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from apps.accounts.models import Invitation, User, UserQuerySet
from apps.core.roles import Role


def people_for(admin: User, state: str = "", role: str = "") -> UserQuerySet:
    """Return everybody, for the admin's list; `state` and `role` narrow it."""
    people = User.objects.annotate(invited_at=Max("invitations__created_at"))
    people = people.order_by("name", "email")
    if role in Role.values:
        people = people.filter(role=role)
    if state == User.State.OFF:
        return people.filter(turned_off_at__isnull=False)
    if state == User.State.ACTIVE:
        return people.filter(is_active=True)
    if state == User.State.INVITED:
        return people.filter(is_active=False, turned_off_at=None)
    return people


def person_or_404(admin: User, user_id: UUID) -> User:
    """Return one person, for the admin."""
    return get_object_or_404(User, pk=user_id)


def invited_person_or_404(admin: User, user_id: UUID) -> User:
    """Return somebody who was invited and has not joined yet."""
    return get_object_or_404(people_for(admin, state=User.State.INVITED), pk=user_id)


def waiting_admin(email: str) -> User | None:
    """Return the admin with this e-mail who was invited and has not joined yet."""
    waiting = User.objects.filter(role=Role.ADMIN, is_active=False, turned_off_at=None)
    return waiting.filter(email__iexact=email).first()


def hash_of(token: str) -> str:
    """Return what is stored of an invitation's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_invitation_or_404(token: str) -> Invitation:
    """Return the invitation while it can be used.

    Unknown, used and expired links get the same answer, so nobody learns who was invited.
    """
    invitation = Invitation.objects.select_related("user").filter(token_hash=hash_of(token)).first()
    if invitation is None or not invitation.is_open or invitation.user.turned_off_at:
        raise Http404
    return invitation


def check_can_turn_off(person: User) -> str:
    """Return the sentence that says why this person cannot be turned off, or ""."""
    if person.role == Role.ADMIN and person.is_active and User.objects.admins().count() < 2:
        return _("You are the only admin. Add another one first.")
    return ""


def check_can_invite(email: str) -> str:
    """Return the sentence that says why this e-mail cannot be invited, or ""."""
    known = User.objects.filter(email__iexact=email).first()
    if known is None:
        return ""
    if known.state == User.State.OFF:
        return _(
            "This email is already used by %(name)s, whose account is off. "
            "Turn that account on in the people list."
        ) % {"name": known.name}
    return _("This email is already used by %(name)s.") % {"name": known.name}
