"""`manage.py invite_admin`: mail the invitation of the first admin of a new site.

Afterwards admins invite each other on the People page.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from apps.accounts.access import waiting_admin
from apps.accounts.actions import invite, invite_again
from apps.accounts.forms import InviteForm
from apps.core.addresses import site_address
from apps.core.roles import Role


class Command(BaseCommand):
    """Invites an admin by mail; repeated for somebody who has not joined, mails a new link.

    The event in the history has no author: whoever runs commands on the server is not known.
    """

    help = "Invite an admin by mail; needed once, for the first one."

    def add_arguments(self, parser) -> None:
        """Ask who it is and where the site is."""
        parser.add_argument("name", help='the person\'s name, for example "Ana Ruiz"')
        parser.add_argument("email", help="where the one-time link is sent")
        parser.add_argument(
            "--site",
            required=True,
            type=site_address,
            help="the address that people type, for example https://rehab.example.org",
        )

    def handle(self, *, name: str, email: str, site: str, **options) -> None:
        """Invite, or say in a sentence why not."""

        def link_to(token: str) -> str:
            return site + reverse("accounts:accept-invitation", args=[token])

        try:
            if person := waiting_admin(email):
                invite_again(by=None, person=person, link_to=link_to)
            else:
                person = invite(by=None, link_to=link_to, **checked(name, email))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except OSError as error:
            raise CommandError(
                f"The account is made, but the email could not be sent ({type(error).__name__}). "
                "Check the mail settings, then run this again: it mails a new link."
            ) from error
        self.stdout.write(
            f"Invitation sent to {person.email}. It works for {settings.INVITATION_DAYS} days."
        )


def checked(name: str, email: str) -> dict[str, str]:
    """Return what the People page's own form makes of it.

    Raises ValidationError with its sentences.
    """
    form = InviteForm({"name": name, "email": email, "role": Role.ADMIN})
    if form.is_valid():
        return form.cleaned_data
    raise ValidationError([message for field in form.errors.values() for message in field])
