"""Rows as a CSV file that a spreadsheet opens without running anything in it."""

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal

# What a spreadsheet takes for a formula: at the start of a cell, after blanks that it skips, and
# after a sign at which it may cut the line, for it need not expect the separator of this file.
# Some of them read signs of full width as the usual ones.
FORMULA = re.compile(
    r"\A(?= *[\t\r\n])"
    r"|(?P<before>(?:\A|[;,\t\r\n；，])[\s\"\u200b-\u200f\u2060\ufeff]*)(?=[=+\-@＝＋－＠])"
)

Cell = str | Decimal


def as_csv(
    heading: Iterable[str], rows: Iterable[Iterable[Cell]], *, with_commas: bool = False
) -> str:
    """Return the rows as CSV (RFC 4180, UTF-8 with a mark that spreadsheets look for).

    `with_commas` is for spreadsheets of countries that write 0,5: semicolons part the cells there,
    and a point in a number would make it a date.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if with_commas else ",")
    writer.writerow(heading)
    writer.writerows([_written(cell, with_commas) for cell in row] for row in rows)
    return f"\ufeff{text.getvalue()}"


def harmless(cell: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe stands before it."""
    return FORMULA.sub(lambda found: f"{found['before'] or ''}'", cell)


def _written(cell: Cell, with_commas: bool) -> str:
    if isinstance(cell, str):
        return harmless(cell)
    plain = f"{cell.normalize():f}"
    return plain.replace(".", ",") if with_commas else plain
