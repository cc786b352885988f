"""The mail itself: a number and a link. It names no patient and tells nothing of anybody."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.contacts import contacts
from apps.core.roles import Role


def digest_mail(user: User, number: int, site: str) -> EmailMessage:
    """Return the mail in the language of its reader.

    `number` alerts are open; to an admin: in so many records alerts wait that nobody sees.
    """
    is_admin = user.role == Role.ADMIN
    with translation.override(user.mail_language):
        context = {
            "name": user.first_name,
            "number": number,
            "is_admin": is_admin,
            "page": site + reverse("care:teams" if is_admin else "safety:alerts"),
            "settings": site + reverse("safety:digest"),
            "clinic_name": contacts().clinic_name,
        }
        text = render_to_string("safety/mails/digest.txt", context)
        subject = _("Something is open in Rehab Tracker")
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, text, None, [user.email], headers=headers)
