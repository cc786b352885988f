"""The mail itself: a number and a link. It names no patient and tells nothing of anybody."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.contacts import contacts


def digest_mail(user: User, number: int, site: str) -> EmailMessage:
    """Return the mail in the language of its reader. `number` alerts are open."""
    with translation.override(user.mail_language):
        context = {
            "name": user.first_name,
            "number": number,
            "alerts": site + reverse("safety:alerts"),
            "settings": site + reverse("safety:digest"),
            "clinic_name": contacts().clinic_name,
        }
        text = render_to_string("safety/mails/digest.txt", context)
        subject = _("Something is open in Rehab Tracker")
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, text, None, [user.email], headers=headers)
