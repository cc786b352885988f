"""`manage.py send_reminders`: mail the reminders that are due. Run it every minute."""

from apps.core.daily_mails import SendingCommand
from apps.diary.reminders.sending import send_due_reminders


class Command(SendingCommand):
    """Sends each patient who wants one a reminder at their own time of day."""

    help = "Mail the reminders that are due. Safe to run every minute, from several machines."
    mails = "reminders"
    send = staticmethod(send_due_reminders)
