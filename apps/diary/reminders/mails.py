"""The mail itself. Neither subject nor text tells what the site is for."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from apps.core.contacts import contacts
from apps.diary.reminders.access import stop_token
from apps.diary.reminders.models import Reminder


def reminder_mail(reminder: Reminder, site: str) -> EmailMessage:
    """Return the mail, in the language of its reader, with a link to Today and one to stop it.

    The headers let mail programs offer to stop it in one click (RFC 2369, RFC 8058), and keep
    automatic answers away (RFC 3834).
    """
    person = reminder.patient.user
    stop = site + reverse("diary:stop-reminder", args=[stop_token(reminder)])
    with translation.override(person.mail_language):
        context = {
            "name": person.first_name,
            "today": site + reverse("core:home"),
            "stop": stop,
            "clinic_name": contacts().clinic_name,
        }
        text = render_to_string("diary/mails/reminder.txt", context)
        subject = _("A note for today")
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(subject, text, None, [person.email], headers=headers)
