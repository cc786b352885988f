"""Mails about accounts, in the language of whoever gets them. They hold no health detail."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from apps.accounts.models import User
from apps.core.contacts import contacts
from apps.core.languages import can_choose


def send_invitation(*, user: User, invited_by: User | None, link: str) -> None:
    """Mail the one-time link; it leads to a page in the language of the mail."""
    if can_choose():
        link = f"{link}?language={user.mail_language}"
    with override(user.mail_language):
        text = render_to_string(
            "accounts/mails/invitation.txt",
            {
                "user": user,
                "invited_by": invited_by,
                "link": link,
                "days": settings.INVITATION_DAYS,
                "clinic_name": contacts().clinic_name,
            },
        )
        send_mail(_("Your invitation to Rehab Tracker"), text, None, [user.email])


def send_no_account(*, email: str) -> None:
    """Mail somebody who asked for a new password that this e-mail opens no account.

    Nobody is known by it: the language is that of the page on which it was typed.
    """
    text = render_to_string(
        "accounts/mails/no_account.txt", {"clinic_name": contacts().clinic_name}
    )
    send_mail(_("Your new password for Rehab Tracker"), text, None, [email])


def send_may_help(*, helper: User, asked_by: User) -> None:
    """Mail a helper that one more person allows them to help."""
    _send_about_helping("may_help", helper, asked_by)


def send_cannot_help(*, person: User, asked_by: User) -> None:
    """Mail somebody whose account is no helper's that they were asked to help."""
    _send_about_helping("cannot_help", person, asked_by)


def _send_about_helping(template: str, person: User, asked_by: User) -> None:
    with override(person.mail_language):
        text = render_to_string(
            f"accounts/mails/{template}.txt",
            {"who": asked_by.name, "clinic_name": contacts().clinic_name},
        )
        send_mail(_("Somebody asks for your help in Rehab Tracker"), text, None, [person.email])
