"""`manage.py send_digests`: mail practitioners that alerts are open. Run it every minute."""

from apps.core.daily_mails import SendingCommand
from apps.safety.digests.sending import send_due_digests


class Command(SendingCommand):
    """Sends each practitioner who wants one, and admins, the daily mail at their own hour."""

    help = "Mail the daily digests that are due. Safe to run every minute, from several machines."
    mails = "digests"
    send = staticmethod(send_due_digests)
