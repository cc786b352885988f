"""`manage.py analyse FILE.csv`: the app's own numbers for a researcher's table. Stores nothing."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from apps.progress.analysis import in_words, results_of
from apps.progress.measurements import MOST_BYTES, BadTable, read_table


class Command(BaseCommand):
    """Analyses a table with the columns date, value and, if wanted, phase.

    It reads no database, so it runs before there is one.
    """

    help = "Analyse a CSV table (date,value[,phase]) as the app analyses ratings; store nothing."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        """Ask for the table, how to print, and which direction is the good one."""
        parser.add_argument("file", help="the CSV file; - reads it from standard input")
        parser.add_argument("--json", action="store_true", help="print JSON instead of words")
        parser.add_argument(
            "--better",
            choices=("lower", "higher"),
            default="lower",
            help="which values are the better ones (default: lower, as for numbness)",
        )

    def handle(self, *, file: str, better: str, **options) -> None:
        """Print the results, or say in sentences what is wrong with the table."""
        try:
            results = results_of(read_table(content_of(file)), better)
        except BadTable as error:
            raise CommandError("\n".join(error.sentences)) from error
        if options["json"]:
            self.stdout.write(json.dumps(results, indent=2, allow_nan=False))
        else:
            self.stdout.write(in_words(results, better))


def content_of(file: str) -> bytes:
    """Return the bytes of a file or of standard input; more than are read are too many anyway."""
    try:
        if file == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with Path(file).open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(
            f"{Path(file).absolute()} cannot be read ({error.strerror}):"
            " write the path of a CSV file, or - to read standard input."
        ) from error
