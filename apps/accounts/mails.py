"""Mails about accounts. They hold no health detail."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from apps.accounts.models import User


def send_invitation(*, user: User, invited_by: User | None, link: str) -> None:
    """Mail the one-time link."""
    text = render_to_string(
        "accounts/mails/invitation.txt",
        {
            "user": user,
            "invited_by": invited_by,
            "link": link,
            "days": settings.INVITATION_DAYS,
            "clinic_name": settings.CLINIC_NAME,
        },
    )
    send_mail(_("Your invitation to Rehab Tracker"), text, None, [user.email])


def send_no_account(*, email: str) -> None:
    """Mail somebody who asked for a new password that this e-mail opens no account."""
    text = render_to_string("accounts/mails/no_account.txt", {"clinic_name": settings.CLINIC_NAME})
    send_mail(_("Your new password for Rehab Tracker"), text, None, [email])


def send_may_help(*, helper: User, asked_by: User) -> None:
    """Mail a helper that one more person allows them to help."""
    _send_about_helping("may_help", helper.email, asked_by)


def send_cannot_help(*, email: str, asked_by: User) -> None:
    """Mail somebody whose account is no helper's that they were asked to help."""
    _send_about_helping("cannot_help", email, asked_by)


def _send_about_helping(template: str, email: str, asked_by: User) -> None:
    text = render_to_string(
        f"accounts/mails/{template}.txt",
        {"who": asked_by.name, "clinic_name": settings.CLINIC_NAME},
    )
    send_mail(_("Somebody asks for your help in Rehab Tracker"), text, None, [email])
