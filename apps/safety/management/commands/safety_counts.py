"""`manage.py safety_counts`: how often alerts are raised and how soon they are looked at."""

from django.core.management.base import BaseCommand, CommandError

from apps.safety.pages.counts import counts_page


class Command(BaseCommand):
    """Prints the counts of the admin's page: numbers only, no name and no answer."""

    help = "Count alerts, checks and questions after treatments. Prints no name and no answer."

    def add_arguments(self, parser) -> None:
        """Ask how far back to count."""
        parser.add_argument("--days", type=int, default=90, help="how many days back (90)")

    def handle(self, *, days: int, **options) -> None:
        """Print one table after the other."""
        if not 1 <= days <= 36_500:
            raise CommandError("Give a number of days from 1 to 36500, for example --days 90.")
        page = counts_page(days)
        for sentence in page.sentences:
            self.stdout.write(sentence)
        for table in page.tables:
            self.stdout.write(f"\n{table.title}")
            for row in [table.head, *table.rows]:
                self.stdout.write("  " + " | ".join(map(str, row)))
