"""Results as tables: tests down, days across, the newest on the right; and as rows of a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from apps.assessments import wording
from apps.assessments.access import days_of_tests, newest_results_of, results_of
from apps.assessments.markings import marking_of
from apps.assessments.models import Instrument, Result
from apps.assessments.models.instruments import shown
from apps.assessments.places import side_of
from apps.assessments.spreadsheet import Cell
from apps.care.models import Patient, Stroke
from apps.care.wording import since_stroke

DAYS_BESIDE, DAYS_ON_PAGE = 3, 8


@dataclass(frozen=True)
class Column:
    """One day of tests; `since` is the time since the first stroke, "" where it is not known."""

    on: date
    since: str


@dataclass(frozen=True)
class Found:
    """One result on one day; `giver` is named where the day has several."""

    text: str
    giver: str = ""


@dataclass(frozen=True)
class Row:
    """One test at one place. `part` is the place of a subscore in its test (from 1
    on), as addresses name it, where no total is ever made.

    A cell holds every result of its day, as entered: two people may have tested, each for
    themselves.
    """

    name: str
    best: str
    newest_id: UUID
    part: str
    cells: tuple[tuple[Found, ...], ...]


@dataclass(frozen=True)
class Sheet:
    """The results of the newest days of tests."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def sheet_of(patient: Patient, strokes: list[Stroke], most: int = DAYS_BESIDE) -> Sheet:
    """Return the results of the newest days of tests, at most `most`, from one query."""
    lines: dict[tuple, list[Result]] = {}
    for result in newest_results_of(patient, most):
        lines.setdefault(result.line, []).append(result)
    days = sorted({result.done_on for line in lines.values() for result in line})
    in_order = sorted(lines.values(), key=lambda line: (line[0].instrument.order, line[0].line))
    return Sheet(
        columns=tuple(Column(day, _since(strokes, day)) for day in days),
        rows=tuple(row for line in in_order for row in _rows_of(line, days)),
    )


def number_left_out(patient: Patient, sheet: Sheet) -> int:
    """Return on how many days tests were done before those of the sheet."""
    return days_of_tests(patient).count() - len(sheet.columns)


def _since(strokes: list[Stroke], day: date) -> str:
    if not strokes or day < strokes[0].onset_on:
        return ""
    return since_stroke(strokes[0].onset_on, strokes[0].onset_precision, day)


def _rows_of(line: list[Result], days: list[date]) -> Iterator[Row]:
    """Yield the row of a test, or one for each part that was ever given where there is no total."""
    newest = line[-1]
    instrument = newest.instrument
    version = instrument.version(newest.version)
    name = wording.named(instrument, newest.version, newest.place)
    if version.total != "none":
        best = wording.best_score(instrument, version.range)
        cells = _cells([(one, _value(one)) for one in line], days)
        yield Row(_with_unit(name, instrument), best, newest.pk, "", cells)
        return
    for place, part in enumerate(version.parts, start=1):
        given = [
            (one, wording.plain_number(one.parts[part.code]))
            for one in line
            if part.code in one.parts
        ]
        if given:
            best = wording.best_score(instrument, part.range)
            named = _("%(test)s: %(part)s") % {"test": name, "part": shown(part.name)}
            yield Row(named, best, newest.pk, str(place), _cells(given, days))


def _value(result: Result) -> str:
    return wording.value_text(result.total, result.level, result.beyond)


def _cells(given: list[tuple[Result, str]], days: list[date]) -> tuple[tuple[Found, ...], ...]:
    """Return every result of each day; whoever did it is named where a day has several."""
    found: dict[date, list[Found]] = {day: [] for day in days}
    for result, text in given:
        found[result.done_on].append(Found(text, result.giver))
    return tuple(
        tuple(of_day) if len(of_day) > 1 else tuple(Found(one.text) for one in of_day)
        for of_day in found.values()
    )


def _with_unit(name: str, instrument: Instrument) -> str:
    if instrument.unit in (Instrument.Unit.SCORE, Instrument.Unit.MARKING):
        return name
    unit = instrument.unit_label
    return _("%(test)s (%(unit)s)") % {"test": name, "unit": unit} if unit else name


# --- The file -----------------------------------------------------------------------------------

COLUMNS = (
    *("date", "test_code", "test", "version", "place_code", "place", "side"),
    *("score", "value", "unit", "direction", "lowest", "highest", "force_g"),
    *("mdc", "mdc_other_tester", "mdc_level", "mdc_population", "done_by", "entered_by", "note"),
)


def export_rows(patient: Patient) -> list[tuple[Cell, ...]]:
    """Return one row for each number, code or "not felt" of the results that stand, oldest first,
    in the order of COLUMNS. Units are UCUM codes."""
    return [row for result in results_of(patient) for row in _export(result)]


def _export(result: Result) -> Iterator[tuple[Cell, ...]]:
    instrument = result.instrument
    version = instrument.version(result.version)
    start = (
        result.done_on.isoformat(),
        instrument.code,
        instrument.label,
        result.version,
        result.place,
        result.place_label,
        side_of(result.place),
    )
    end = (result.giver, result.entered_by.name, result.note)
    value = _exported_value(result)
    if value != "":
        ends = (result.low, result.high)
        yield (
            *start,
            *("total", value, *_unit(instrument), *map(_cell, ends), _force(result)),
            *_mdc(instrument, *version.mdcs_at(result.place)),
            *end,
        )
    for part in version.parts:
        if part.code in result.parts:
            ends = (part.low, part.high)
            yield (
                *start,
                *(
                    part.code,
                    Decimal(result.parts[part.code]),
                    *_unit(instrument),
                    *map(_cell, ends),
                    "",
                ),
                *_mdc(instrument, part.mdc, None),
                *end,
            )


def _exported_value(result: Result) -> Cell:
    if result.beyond:
        return {"not_felt": "not felt", "one_point": "one point only"}[result.beyond]
    return result.level or _cell(result.total)


def _unit(instrument: Instrument) -> tuple[str, str]:
    return instrument.unit, f"{instrument.better} is better"


def _force(result: Result) -> Cell:
    is_marking = result.instrument.scale == Instrument.Scale.MARKINGS and result.total is not None
    marking = marking_of(result.total) if is_marking else None
    return marking.force if marking else ""


def _mdc(
    instrument: Instrument, mdc: Decimal | None, mdc_between: Decimal | None
) -> tuple[Cell, Cell, str, str]:
    if mdc is None:
        return "", "", "", ""
    level = f"{instrument.mdc_level} %" if instrument.mdc_level else ""
    return mdc, _cell(mdc_between), level, shown(instrument.population)


def _cell(number: Decimal | None) -> Cell:
    return "" if number is None else number
