"""What the mails of a day have in common: the questions of their pages, and the command that sends.

The rows, who is due and the mails themselves are those of `diary.reminders` and `safety.digests`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django import forms
from django.core.management.base import BaseCommand, CommandError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.core.addresses import refuse_dead_links, site_address
from apps.core.widgets import ChoiceRows


def wanted_field(label: Promise, yes: Promise) -> forms.ChoiceField:
    """Return the question whether a mail is wanted; `yes` says what that means."""
    return forms.ChoiceField(
        label=label,
        choices=[("yes", yes), ("no", _("No"))],
        widget=ChoiceRows,
        error_messages={
            "required": _("Choose yes or no."),
            "invalid_choice": _("Choose yes or no."),
        },
    )


def time_field(help_text: Promise, choices: Callable[[], Iterable]) -> forms.TypedChoiceField:
    """Return the question for the time of day: whole numbers, with the times in words."""
    return forms.TypedChoiceField(
        label=_("At what time?"),
        help_text=help_text,
        choices=choices,
        coerce=int,
        error_messages={
            "required": _("Choose a time."),
            "invalid_choice": _("Choose a time from the list."),
        },
    )


@dataclass
class Run:
    """What one run of a command did."""

    sent: int = 0
    failed: int = 0


class SendingCommand(BaseCommand):
    """Sends what is due. `mails` is what they are called, `send(site)` sends them."""

    mails: str
    send: Callable[[str], Run]

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
            run = self.send(site)
        except OSError as error:
            raise CommandError(
                f"The mail server cannot be reached ({type(error).__name__}). Check the mail "
                "settings. The next run tries again."
            ) from error
        if verbosity:
            self.stdout.write(f"{self.mails.capitalize()}: {run.sent} sent, {run.failed} failed.")
        if run.failed:
            raise CommandError(f"{run.failed} {self.mails} failed. The log says why.")
