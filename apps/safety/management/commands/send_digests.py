"""`manage.py send_digests`: mail practitioners that alerts are open. Run it every minute."""

from django.core.management.base import BaseCommand, CommandError

from apps.core.addresses import refuse_dead_links, site_address
from apps.safety.digests.sending import send_due_digests


class Command(BaseCommand):
    """Sends each practitioner who wants one the daily mail, at their own hour."""

    help = "Mail the daily digests that are due. Safe to run every minute, from several machines."

    def add_arguments(self, parser) -> None:
        """Ask where the site is: the mails hold its address."""
        parser.add_argument(
            "--site",
            required=True,
            type=site_address,
            help="the address that people type, for example https://rehab.example.org",
        )

    def handle(self, *, site: str, verbosity: int, **options) -> None:
        """Send, and say how many; exit with an error when mails failed."""
        refuse_dead_links(site)
        try:
            run = send_due_digests(site)
        except OSError as error:
            raise CommandError(
                f"The mail server cannot be reached ({type(error).__name__}). Check the mail "
                "settings. The next run tries again."
            ) from error
        if verbosity:
            self.stdout.write(f"Digests: {run.sent} sent, {run.failed} failed.")
        if run.failed:
            raise CommandError(f"{run.failed} digests failed. The log says why.")
