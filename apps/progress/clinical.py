"""Results of a clinical test to the numbers of its picture.

Only results of one test, in one version, at one place are compared. A result beyond the bad end of
the scale ("not felt") has a number there that means nothing but "beyond".
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from apps.assessments import access, wording
from apps.assessments.markings import MARKINGS
from apps.assessments.models import Instrument, Result
from apps.assessments.models.instruments import shown
from apps.assessments.versions import Part, Range, Version
from apps.care.models import Patient
from apps.progress.points import ClinicalResult, ClinicalTest, Span
from apps.progress.series import onsets_of
from apps.progress.statistics import range_bounds

BEFORE = timedelta(weeks=2)  # room left of the first result
TOTAL = ""


@dataclass(frozen=True)
class Line:
    """A test with the days to show; the good end of an open scale is the highest result so far."""

    test: ClinicalTest
    span: Span
    is_open: bool


def results_like(patient: Patient, result_id: str) -> list[Result]:
    """Return the results that stand of the same test, version and place, oldest first."""
    if not result_id:
        return []
    return access.results_like(access.result_or_404(patient, UUID(result_id)))


def parts_of(results: list[Result]) -> list[tuple[str, str]]:
    """Return (place, name) of what there is to show: the total ("") and the subscores given."""
    instrument, version = _of(results)
    given = {code for result in results for code in result.parts}
    total = [] if version.total == "none" else [(TOTAL, _("Total"))]
    numbered = enumerate(version.parts, start=1)
    return total + [(str(place), shown(one.name)) for place, one in numbered if one.code in given]


def line_of(
    patient: Patient, result_id: str, part_place: str, range_code: str, today: date
) -> Line | None:
    """Return the line that a result belongs to, or that of one of its subscores; two or three
    queries. None without a result that stands, or without one of this subscore."""
    results = results_like(patient, result_id)
    if not results:
        return None
    instrument, version = _of(results)
    part = version.part_at(part_place)
    if part is None and version.total == "none":
        return None
    test = _part_test(results, part) if part else _total_test(results)
    if not test.results:
        return None
    start, end = range_bounds(range_code, test.results[0].on - BEFORE, today)
    scale = part.range if part else version.range
    return Line(test, Span(start, end, onsets_of(patient)), scale.high is None)


def _of(results: list[Result]) -> tuple[Instrument, Version]:
    newest = results[-1]
    return newest.instrument, newest.instrument.version(newest.version)


def _part_test(results: list[Result], part: Part) -> ClinicalTest:
    numbers = [(one, Decimal(one.parts[part.code])) for one in results if part.code in one.parts]
    dots = [
        ClinicalResult(one.done_on, float(value), wording.plain_number(value))
        for one, value in numbers
    ]
    test = _test(results, dots, part.range, part.mdc)
    return replace(
        test, name=_("%(test)s: %(part)s") % {"test": test.name, "part": shown(part.name)}
    )


def _total_test(results: list[Result]) -> ClinicalTest:
    instrument, version = _of(results)
    first, latest = results[0], results[-1]
    mdc, mdc_between = version.mdcs_at(latest.place)
    if mdc_between is not None and first.giver != latest.giver:
        mdc = mdc_between
    if instrument.is_ordinal:
        levels = tuple((float(place), code) for place, code in enumerate(instrument.levels))
        scale = Range(Decimal(0), Decimal(len(levels) - 1), None)
        places = {code: place for place, code in levels}
        dots = [ClinicalResult(one.done_on, places[one.level], one.level) for one in results]
        return replace(_test(results, dots, scale, None), ordinal=True, levels=levels)
    dots = [_dot(one, version.range) for one in results if one.beyond or one.total is not None]
    test = _test(results, dots, version.range, mdc)
    if instrument.scale != Instrument.Scale.MARKINGS:
        return test
    return replace(test, levels=tuple((float(one.size), size) for size, one in MARKINGS.items()))


def _dot(result: Result, scale: Range) -> ClinicalResult:
    label = wording.value_text(result.total, result.level, result.beyond)
    if not result.beyond:
        return ClinicalResult(result.done_on, float(result.total), label)
    is_lower = result.instrument.better == Instrument.Better.LOWER
    beyond = scale.high + 1 if is_lower else scale.low - 1
    return ClinicalResult(result.done_on, float(beyond), label)


def _test(
    results: list[Result], dots: list[ClinicalResult], scale: Range, mdc: Decimal | None
) -> ClinicalTest:
    newest = results[-1]
    instrument = newest.instrument
    highest = max((dot.value for dot in dots), default=0)
    has_mdc = mdc is not None
    return ClinicalTest(
        name=wording.named(instrument, newest.version, newest.place),
        unit=instrument.unit_label,
        low=float(scale.low),
        high=float(scale.high) if scale.high is not None else max(highest, float(scale.low) + 1),
        better=instrument.better,
        results=tuple(dots),
        mdc=float(mdc) if has_mdc else None,
        population=wording.measured_in(instrument) if has_mdc else "",
    )
