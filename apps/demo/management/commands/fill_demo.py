"""`manage.py fill_demo`: make the demonstration's people, or list how to sign in as them."""

from django.core.management.base import BaseCommand

from apps.demo.access import people_here
from apps.demo.actions import fill_demo
from apps.demo.people import SIGN_IN_WORDS


class Command(BaseCommand):
    """Fills an empty database; one that holds anybody is left alone.

    The command exists only where `apps.demo` is installed, and production never installs it.
    """

    help = "Fill an empty database with made-up people, their diaries and their sessions."

    def add_arguments(self, parser) -> None:
        """Offer the list of sign-ins."""
        parser.add_argument(
            "--list",
            action="store_true",
            dest="only_list",
            help="print role, e-mail and password of each made-up person, and change nothing",
        )

    def handle(self, *, only_list: bool, **options) -> None:
        """Fill, or list."""
        if only_list:
            for person in people_here():
                self.stdout.write(f"{person.role}\t{person.email}\t{SIGN_IN_WORDS}")
            return
        filled = fill_demo()
        if filled is None:
            self.stdout.write("Nothing changed: there are people in this database already.")
            return
        self.stdout.write(
            f"Made {filled.people} people, {filled.patients} of them patients, with "
            f"{filled.entries} entries and {filled.sessions} sessions."
        )
