"""Every write to people: invite, accept, turn off, turn on, how their pages look and speak."""

import secrets
import uuid
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.accounts.access import check_can_invite, check_can_turn_off, hash_of
from apps.accounts.mails import send_invitation
from apps.accounts.models import Invitation, Reach, User
from apps.audit.actions import difference, record
from apps.core.roles import Role


@transaction.atomic
def invite(
    *,
    by: User | None,
    email: str,
    name: str,
    role: Role,
    link_to: callable,
    language: str = "",
) -> User:
    """Make an account that waits for its owner, and mail the one-time link.

    `language` is what the person reads, as far as `by` knows. `link_to(token)` returns the absolute
    address of the page that accepts the invitation. `by` is None for the first admin, whom nobody
    on the site can invite.
    Raises ValidationError with a sentence when the e-mail is taken.
    """
    if reason := check_can_invite(email):
        raise ValidationError(reason)
    user = User(email=email.lower(), name=name, role=role, language=language)
    user.set_unusable_password()
    _save_new(user)
    record(by=by, verb="invited", target=user, changes={"role": [None, role]})
    _mail_new_link(by=by, user=user, link_to=link_to)
    return user


def _save_new(user: User) -> None:
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:  # somebody invited the same e-mail a moment ago
        raise ValidationError(check_can_invite(user.email)) from error


@transaction.atomic
def invite_again(*, by: User | None, person: User, link_to: callable) -> None:
    """Mail a new link to somebody who has not joined yet; links sent before end."""
    person.invitations.filter(used_at=None).update(expires_at=timezone.now())
    record(by=by, verb="invited_again", target=person)
    _mail_new_link(by=by, user=person, link_to=link_to)


def _mail_new_link(*, by: User | None, user: User, link_to: callable) -> None:
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        user=user,
        token_hash=hash_of(token),
        invited_by=by,
        expires_at=timezone.now() + timedelta(days=settings.INVITATION_DAYS),
    )
    transaction.on_commit(lambda: send_invitation(user=user, invited_by=by, link=link_to(token)))


@transaction.atomic
def accept_invitation(*, invitation: Invitation, password: str, language: str = "") -> User:
    """Give the account its password and open it; the link works once.

    `language` is the one in which the person read the page, if there was a choice.
    Raises Invitation.DoesNotExist when the link was used or ended, or the account turned off, in
    the meantime.
    """
    now = timezone.now()
    unused = Invitation.objects.select_for_update().filter(used_at=None, expires_at__gt=now)
    invitation = unused.get(pk=invitation.pk, user__turned_off_at=None)
    invitation.used_at = now
    invitation.save(update_fields=["used_at"])
    # No other link to this account may be used after this one.
    user = User.objects.select_for_update().get(pk=invitation.user_id)
    user.invitations.filter(used_at=None).update(expires_at=now)
    user.set_password(password)
    user.is_active = True
    user.joined_at = now
    user.language = language or user.language
    user.save(update_fields=["password", "is_active", "joined_at", "language"])
    # The link came by mail, so the address is proven.
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    record(by=user, verb="accepted_invitation", target=user)
    return user


@transaction.atomic
def turn_off(*, by: User, person: User) -> User:
    """Close an account and end its open sessions at once; nothing is deleted.

    Raises ValidationError with a sentence for the last admin.
    """
    # Lock all admins, so that two of them cannot turn each other off at the same moment.
    list(User.objects.select_for_update().filter(role=Role.ADMIN).order_by("pk"))
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.turned_off_at:
        return person
    if reason := check_can_turn_off(person):
        raise ValidationError(reason)
    return _switch(by=by, person=person, verb="turned_off", off_at=timezone.now())


@transaction.atomic
def turn_on(*, by: User, person: User) -> User:
    """Open a closed account again; sessions from before stay ended."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if not person.turned_off_at:
        return person
    return _switch(by=by, person=person, verb="turned_on", off_at=None)


def _switch(*, by: User, person: User, verb: str, off_at: datetime | None) -> User:
    before = person.state
    person.turned_off_at = off_at
    # Somebody who never chose a password is invited still.
    person.is_active = off_at is None and person.has_usable_password()
    person.session_seal = uuid.uuid4()
    person.save(update_fields=["turned_off_at", "is_active", "session_seal"])
    record(by=by, verb=verb, target=person, changes={"state": [before, person.state]})
    return person


def set_look(*, by: User, theme: str, text_size: str, contrast: str) -> User:
    """Choose light or dark, the size of everything, and how strongly it stands out."""
    return _set_own(by=by, verb="set_look", theme=theme, text_size=text_size, contrast=contrast)


def set_reach(*, by: User, reach: str, has_anchor: bool) -> User:
    """Choose the side that one sees and reaches best; the bar at the other one needs a side."""
    has_anchor = has_anchor and reach != Reach.NONE
    return _set_own(by=by, verb="set_reach", reach=reach, has_anchor=has_anchor)


def choose_language(*, by: User, language: str) -> User:
    """Choose the language of all pages and mails."""
    return _set_own(by=by, verb="chose_language", language=language)


@transaction.atomic
def _set_own(*, by: User, verb: str, **facts: Any) -> User:
    """Change the person's own row; saving what is there already is no event."""
    person = User.objects.select_for_update().get(pk=by.pk)
    changes = difference({field: getattr(person, field) for field in facts}, facts)
    if changes:
        for field, value in facts.items():
            setattr(person, field, value)
        person.save(update_fields=list(facts))
        record(by=by, verb=verb, target=person, changes=changes)
    return person
