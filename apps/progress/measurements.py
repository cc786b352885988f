"""Reads a table of measurements (CSV) for `manage.py analyse`, and says what is wrong with it.

A header with the columns `date`, `value` and, if wanted, `phase`, in any order. A date is an ISO
date (2026-03-14) or a number of days; a blank value is a day without a rating. Accepted: UTF-8
with or without a byte order mark, every kind of line end, blank lines, and semicolons or tabs
instead of commas (numbers may then have a decimal comma).
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from math import isfinite
from typing import NamedTuple

from apps.progress.statistics import day_number

MOST_ROWS = 100_000
MOST_BYTES = 20_000_000
MOST_SENTENCES = 20
MOST_DAYS = 4_000_000  # about 11,000 years, either way
LEAST_DAYS = 1e-6  # less than a tenth of a second: squares of less can become 0
LARGEST_VALUE = 1e9
COLUMNS = ("date", "value", "phase")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Measurement(NamedTuple):
    """One row: the number of its day, its value (None: not rated) and its phase (may be "")."""

    day: float
    value: float | None
    phase: str


class Table(NamedTuple):
    """All rows in the order of the file. `dated` says that the days were dates; their numbers are
    then those of `statistics.day_number`."""

    rows: tuple[Measurement, ...]
    dated: bool


class Layout(NamedTuple):
    """Where the header puts each column, and whether numbers may have a decimal comma."""

    places: dict[str, int]
    decimal_comma: bool


class BadTable(Exception):
    """The table cannot be read; `sentences` say where and what to write instead."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def read_table(content: bytes) -> Table:
    """Return the measurements in the bytes of a file. Raises BadTable with all that is wrong."""
    text = _text(content)
    delimiter = _delimiter(text)
    lines = _lines(text, delimiter)
    header = next(lines, None)
    if header is None:
        raise BadTable("The file is empty: its first line must be date,value or date,value,phase.")
    layout = Layout(_places(*header), delimiter != ",")
    rows: list[Measurement] = []
    wrong: list[str] = []
    dated: bool | None = None
    for number, cells in lines:
        if len(rows) == MOST_ROWS:
            raise BadTable(f"There are more than {MOST_ROWS:,} rows: leave some out.")
        named, sentences = _named(number, cells, layout)
        if dated is None and not sentences:
            dated = _is_date(named["date"])
        row, found = _measurement(number, named, layout, dated)
        rows.append(row)
        wrong += sentences + found
        if len(wrong) > MOST_SENTENCES:
            wrong[MOST_SENTENCES:] = [f"There is more: these are the first {MOST_SENTENCES}."]
            break
    if wrong:
        raise BadTable(*wrong)
    if not rows:
        raise BadTable("The file has a header and no rows: write one measurement on each line.")
    _check_phases(rows)
    return Table(tuple(rows), bool(dated))


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise BadTable(f"The file is larger than {MOST_BYTES // 1_000_000} MB: leave rows out.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadTable("The file is not plain text: save the table as CSV in UTF-8.") from error
    if "\0" in text:
        raise BadTable("The file is not plain text: save the table as CSV in UTF-8.")
    return text


def _delimiter(text: str) -> str:
    """Return what stands between the names of the header."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=head.count)


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the stripped cells of every line that is not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield reader.line_num, stripped
    except csv.Error as error:
        raise BadTable(
            f"Line {reader.line_num} cannot be read as CSV ({error}):"
            " write a second quotation mark after each first one, or leave out both."
        ) from error


def _places(number: int, header: list[str]) -> dict[str, int]:
    """Return where each column is. Raises BadTable for a header that names others."""
    names = [name.lower() for name in header]
    known = set(names) <= set(COLUMNS) and len(set(names)) == len(names)
    if not known or not {"date", "value"} <= set(names):
        raise BadTable(
            f"Line {number} is {shown(','.join(header))}: the first line must name the columns,"
            " date,value or date,value,phase, and no others."
        )
    return {name: place for place, name in enumerate(names)}


def _named(number: int, cells: list[str], layout: Layout) -> tuple[dict[str, str], list[str]]:
    """Return the cells by column, and the sentence about cells that have none."""
    places = layout.places
    named = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
    if layout.decimal_comma:
        named |= {name: named[name].replace(",", ".") for name in ("date", "value")}
    if any(cells[len(places) :]):
        return named, [
            f"Line {number}, column {len(places) + 1}: leave out {shown(cells[len(places)])},"
            f" the header names {len(places)} columns."
        ]
    return named, []


def _measurement(
    number: int, named: dict[str, str], layout: Layout, dated: bool | None
) -> tuple[Measurement, list[str]]:
    """Return a row, and a sentence for each cell that is wrong."""
    day, day_advice = _day(named["date"], dated)
    value, value_advice = _value(named["value"])
    wrong = [
        f"Line {number}, column {layout.places[name] + 1} ({name}): {advice}"
        for name, advice in (("date", day_advice), ("value", value_advice))
        if advice
    ]
    return Measurement(day, value, named.get("phase", "")), wrong


def _is_date(cell: str) -> bool | None:
    """Say whether a day is written as a date or as a number of days; None: as neither."""
    if _ISO_DATE.fullmatch(cell):
        return True
    return None if _day_count(cell) is None else False


def _day_count(cell: str) -> float | None:
    """Return a number of days that can be meant, unlike 20260103 or 1e308."""
    found = _number(cell)
    if found is None or abs(found) > MOST_DAYS or 0 < abs(found) < LEAST_DAYS:
        return None
    return found


def _day(cell: str, dated: bool | None) -> tuple[float, str]:
    """Return the number of a day, or 0 and what to write instead."""
    if not cell:
        return 0, "write the day: a date such as 2026-03-14, or a number of days."
    is_date = bool(_is_date(cell))
    if dated is not None and is_date != dated:
        wanted = "a date such as 2026-03-14" if dated else "a number of days"
        return 0, f"write {wanted} instead of {shown(cell)}, as in the rows above."
    if is_date:
        try:
            return day_number(date.fromisoformat(cell)), ""
        except ValueError:
            return 0, f"{shown(cell)} is not in the calendar: write a day that exists."
    found = _day_count(cell)
    if found is None:
        return 0, (
            f"write a date such as 2026-03-14, or a number of days such as 12,"
            f" instead of {shown(cell)}."
        )
    return found, ""


def _value(cell: str) -> tuple[float | None, str]:
    """Return a value (None: blank), or None and what to write instead."""
    if not cell:
        return None, ""
    found = _number(cell)
    if found is None or abs(found) > LARGEST_VALUE:
        return None, (
            f"write a number such as 4 or 3.5 instead of {shown(cell)},"
            " or nothing where there was no rating."
        )
    return found, ""


def _number(cell: str) -> float | None:
    """Return a plain number; "nan", "inf", "1_000" and digits of other scripts are none."""
    if not _NUMBER.fullmatch(cell):
        return None
    found = float(cell)
    return found if isfinite(found) else None


def _check_phases(rows: list[Measurement]) -> None:
    phases = list(dict.fromkeys(row.phase for row in rows if row.phase))
    if len(phases) > 2:
        names = ", ".join(shown(phase) for phase in phases[:3])
        raise BadTable(
            f"There are {len(phases)} phases ({names} …): two can be compared,"
            " so leave the phase of the other rows blank."
        )


def shown(cell: str) -> str:
    """Quote a cell for a sentence: short, and with nothing in it that a terminal would obey."""
    return repr(cell if len(cell) <= 40 else f"{cell[:40]}…")
