"""Rows as a CSV file that a spreadsheet opens without running anything in it."""

import csv
import io
from collections.abc import Iterable

# A cell that begins so is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return the rows as CSV (RFC 4180, UTF-8 with a mark that spreadsheets look for)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heading)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return f"\ufeff{text.getvalue()}"


def harmless(cell: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe stands before it."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell
