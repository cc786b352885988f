"""Every test of the catalogue is recorded, corrected, drawn and exported: one test, made from data.

The figures below are copied from `instruments.csv` of the shared design, so that a slip in the
catalogue shows.
"""

import csv
import io
import uuid
from decimal import Decimal
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from apps.assessments import access
from apps.assessments.catalogue import instrument_rows
from apps.assessments.models import Instrument, Result
from apps.assessments.versions import version_from
from tests.assessments.conftest import answer_of, form_page, instrument
from tests.markup import markup

# code: lowest, highest, step, direction, MDC of the total (of the first version)
FIGURES = """
FMA_S      0    12   1    higher -
EMNSA_UL   0    40   1    higher 12.3
NSA_STEREO 0    22   1    higher -
RNSA       0    -    1    higher -
RASP       0    6    1    higher -
SWM        1.65 6.65 -    lower  -
2PD        2    15   1    lower  -
STI        0    6    1    higher -
TDT        0    100  -    higher -
WPST       0    90   0.1  lower  8
FTORT      0    42   1    higher -
MAL_AOU    0    5    0.01 higher 0.84
MAL_QOM    0    5    0.01 higher 0.77
SIS        0    100  -    higher -
MAS        0    4    -    lower  -
PHQ2       0    6    1    lower  -
PHQ4       0    12   1    lower  -
BI         0    100  5    higher -
NIHSS_SENS 0    2    1    lower  -
PGIC       1    7    -    lower  -
NRS_PAIN   0    10   1    lower  1.77
"""
LINES = [line.split() for line in FIGURES.strip().splitlines()]
VERSIONS = [
    (row["code"], version["code"]) for row in instrument_rows() for version in row["versions"]
]


def number(text: str) -> Decimal | None:
    """Return a figure of the table."""
    return None if text == "-" else Decimal(text)


@pytest.mark.no_database
def test_the_catalogue_has_the_published_figures():
    """Range, step, direction and MDC; the sum of the parts ends where the total ends."""
    found = {}
    for row in instrument_rows():
        first = version_from(row["versions"][0])
        facts = (first.low, first.high, first.step, row["better"], first.mdc)
        found[row["code"]] = facts
        for version in map(version_from, row["versions"]):
            if version.total == "sum":
                assert sum(part.high for part in version.parts) == version.high, row["code"]
    assert found == {
        code: (number(low), number(high), number(step), better, number(mdc))
        for code, low, high, step, better, mdc in LINES
    }


@pytest.mark.no_database
def test_whole_scales_of_other_versions():
    """The Fugl-Meyer counts 24 with the leg, Erasmus 44 with two points, Barthel 20 as well."""
    high = {
        (row["code"], version["code"]): version["high"]
        for row in instrument_rows()
        for version in row["versions"]
    }
    assert (high["FMA_S", "side"], high["EMNSA_UL", "44"], high["BI", "20"]) == ("24", "44", "20")
    assert [code for name, code in VERSIONS if name == "MAL_AOU"] == ["14", "26", "28", "30"]


def test_the_migration_fills_the_catalogue(db):
    codes = [line[0] for line in LINES]
    assert list(Instrument.objects.values_list("code", flat=True)) == codes


def test_the_migrations_end_with_the_catalogue(db):
    """They keep their own copy: who changes a row of the catalogue writes a migration too."""
    for row in instrument_rows():
        kept = Instrument.objects.get(code=row["code"])
        assert kept.known_versions == [version_from(version) for version in row.pop("versions")]
        assert {field: getattr(kept, field) for field in row} == row


def test_the_error_of_arms_can_be_taken_back_and_brought_again(db):
    """The migration goes back to one error for all places, and forward to that of arms."""
    step = import_module("apps.assessments.migrations.0004_erasmus_error_of_arms")
    now = instrument("EMNSA_UL")
    editor = SimpleNamespace(connection=connection)
    step.say_of_all(apps, editor)
    before = instrument("EMNSA_UL")
    step.say_of_arms(apps, editor)
    assert [version.mdc_sites for version in before.known_versions] == [(), ()]
    assert before.population == "50 people after stroke, French version"
    again = instrument("EMNSA_UL")
    assert (again.known_versions, again.population) == (now.known_versions, now.population)


def fields_of(test: Instrument, version, share: float) -> dict[str, str]:
    """Return what a browser sends for an answer."""
    answer = answer_of(test, version, share)
    sent = {f"part_{code}": str(value) for code, value in answer.get("parts", {}).items()}
    if "level" in answer:
        sent["level"] = answer["level"]
    if "total" in answer:
        is_marking = test.scale == Instrument.Scale.MARKINGS
        sent["answer" if is_marking else "total"] = str(answer["total"])
    return sent


def form_of(cast, test: Instrument, version, share: float = 0.5, back: int = 0) -> dict[str, str]:
    """Return a valid form."""
    day = cast.day(back).on
    boxes = {"day": day.day, "month": day.month, "year": day.year}
    sent = {f"done_on_{part}": str(value) for part, value in boxes.items()}
    sent |= {"key": str(uuid.uuid4()), "place": version.places[0], "given_by": "me"}
    if test.is_version_typed:
        sent["version"] = "2006"
    return sent | fields_of(test, version, share)


@pytest.mark.parametrize(("code", "version_code"), VERSIONS, ids=lambda code: code or "only")
def test_it_is_recorded_corrected_drawn_and_exported(cast, code, version_code):
    test = instrument(code)
    version = test.version(version_code)
    amara = cast.client("amara")
    add = form_page(cast.rosa, code, version_code)
    assert amara.get(add).status_code == 200
    for share, back in ((0.3, 60), (0.5, 0)):
        answer = amara.post(add, form_of(cast, test, version, share, back))
        assert answer.status_code == 302, markup(answer).text()
    first, latest = access.results_of(cast.rosa)
    check_correction(cast, amara, latest, form_of(cast, test, version, 1.0))
    corrected = access.results_of(cast.rosa)[1]
    check_pictures(cast, amara, corrected, version)
    check_file(cast, amara, corrected, version)


def check_correction(cast, amara, latest: Result, sent: dict) -> None:
    """The former version is kept, and both are told on the page of the result."""
    page = reverse("assessments:correct-result", args=[cast.rosa.pk, latest.pk])
    assert amara.get(page).status_code == 200
    assert amara.post(page, sent | {"base": str(latest.pk)}).status_code == 302
    latest.refresh_from_db()
    assert latest.state == Result.State.REPLACED
    shown = amara.get(reverse("assessments:result", args=[cast.rosa.pk, latest.pk]))
    assert "became" in markup(shown).text()


def check_pictures(cast, amara, result: Result, version) -> None:
    """A page and a picture for the total, and for each part."""
    page = reverse("progress:test", args=[cast.rosa.pk, result.pk])
    drawn = reverse("progress:picture", args=[cast.rosa.pk, "test", "svg"])
    scores = [] if version.total == "none" else [""]
    for score in [*scores, *map(str, range(1, len(version.parts) + 1))]:
        told = amara.get(page, {"part": score})
        assert told.status_code == 200
        assert "2 results." in markup(told).text()
        picture = amara.get(drawn, {"result": result.pk, "part": score, "range": "all"})
        assert picture.status_code == 200
        assert b"<svg" in picture.content


def check_file(cast, amara, result: Result, version) -> None:
    """One row for each number, with unit, direction and MDC."""
    answer = amara.get(reverse("assessments:export-results", args=[cast.rosa.pk]))
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    totals = 0 if version.total == "none" else 1
    assert len(rows) == 2 * (totals + len(version.parts))
    newest = [row for row in rows if row["date"] == result.done_on.isoformat()]
    for row in newest:
        part = version.part(row["score"])
        value = result.parts[part.code] if part else result.level or result.total
        same = row["value"] == value if result.level else Decimal(row["value"]) == Decimal(value)
        assert same
        assert row["unit"] == result.instrument.unit
        assert row["direction"] == f"{result.instrument.better} is better"
        mdc = part.mdc if part else version.mdcs_at(result.place)[0]
        assert row["mdc"] == ("" if mdc is None else f"{mdc.normalize():f}")


def test_a_test_that_an_admin_adds_is_like_the_others(cast):
    """Recorded, drawn and exported like those of the catalogue."""
    added = add_pegs(cast)
    assert added.status_code == 302, markup(added).text()
    test = Instrument.objects.get(code="nine-hole-peg-test")
    test_it_is_recorded_corrected_drawn_and_exported(cast, test.code, "")


def add_pegs(cast, **change):
    """Send the form of a new test as Ana."""
    sent = {
        "name": "Nine Hole Peg Test",
        "construct": "Finger dexterity",
        "scale": "number",
        "unit": "s",
        "better": "lower",
        "low": "0",
        "high": "300",
        "step": "0.1",
        "where": ["hand"],
        "total": "sum",
        "mdc": "32.8",
        "mdc_level": "90",
        "population": "62 people after stroke",
    }
    return cast.client("ana").post(reverse("assessments:add-instrument"), sent | change)
