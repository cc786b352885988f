"""Which tests and results may be seen, and what may be stored.

The patient comes from `care.access`, which checked the right.
"""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import DateField, Max, QuerySet, UUIDField
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.assessments import wording
from apps.assessments.markings import marking_of
from apps.assessments.models import Instrument, Result, ResultQuerySet
from apps.assessments.models.instruments import shown
from apps.assessments.versions import Version
from apps.care.access import seen_by
from apps.care.models import Patient
from apps.core.prepared import Given, Prepared

FIRST_YEAR = 1990
PART = "part_"  # before the code of a part in the names of fields


def instruments() -> list[Instrument]:
    """Return every test in the order of the list, those no longer offered too."""
    return list(Instrument.objects.all())


def offered_instruments() -> list[Instrument]:
    """Return the tests that can be recorded now."""
    return list(Instrument.objects.filter(is_offered=True))


def instrument_to_record_or_404(address_id: str, *, sent: bool) -> Instrument:
    """Return the test that an address names: an offered one, or, for a form that was `sent`, any.

    It may have left the offer while somebody typed, and what they typed is a result all the same.
    """
    wanted = as_uuid(address_id)
    instrument = wanted and Instrument.objects.filter(address_id=wanted).first()
    if instrument is None or not (instrument.is_offered or sent):
        raise Http404
    return instrument


def as_uuid(text: str) -> UUID | None:
    """Return the id that a text is, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def version_of_or_404(instrument: Instrument, code: str) -> Version:
    """Return the version of a test with this code."""
    version = instrument.version(code)
    if version is None:
        raise Http404
    return version


def version_asked_for_or_404(instrument: Instrument, number: str) -> Version:
    """Return the version with this place, counted from 1; without one the usual."""
    places = {str(place): one for place, one in enumerate(instrument.known_versions, 1)}
    version = places.get(number or "1")
    if version is None:
        raise Http404
    return version


def instrument_or_404(admin: User, address_id: UUID) -> Instrument:
    """Return a test, for the admin."""
    return get_object_or_404(Instrument, address_id=address_id)


def next_place() -> int:
    """Return the place in the order for a new test: after all others."""
    return (Instrument.objects.aggregate(last=Max("order"))["last"] or 0) + 1


def check_name(name: str, but: Instrument | None = None) -> None:
    """Raise ValidationError where another test has this name, in English or as it is shown."""
    others = [one for one in instruments() if but is None or one.pk != but.pk]
    if name.casefold() in {text.casefold() for one in others for text in (one.name, one.label)}:
        text = _("There is a test called %(name)s already. Type another name.")
        raise ValidationError({"name": text % {"name": name}})


def results_of(patient: Patient) -> ResultQuerySet:
    """Return the results that stand, oldest first, with all that a row shows; one query."""
    return Result.objects.filter(patient=patient).current().oldest_first().for_rows()


def _newest_days(user: Given, on: Given) -> QuerySet:
    cared_for = Patient.objects.in_care_of(user, on=on).values("pk")
    results = Result.objects.filter(patient__in=cared_for).current().order_by()
    return results.values("patient").annotate(on=Max("done_on")).values_list("patient", "on")


_NEWEST_DAYS = Prepared(_newest_days, user=UUIDField(), on=DateField())


def newest_day_of_each(therapist: User) -> dict[UUID, date]:
    """Return the day of the newest test of each of this practitioner's patients who had one."""
    return dict(_NEWEST_DAYS.rows(**seen_by(therapist)))


_NEWEST_DAY = Prepared(
    lambda patient: (
        Result.objects.filter(patient=patient)
        .current()
        .order_by("-done_on")
        .values_list("done_on")[:1]
    ),
    patient=UUIDField(),
)


def newest_day_of_tests(patient_id: UUID) -> date | None:
    """Return the day of the patient's newest test, or None without any."""
    return next((day for (day,) in _NEWEST_DAY.rows(patient=patient_id)), None)


def days_of_tests(patient: Patient) -> QuerySet:
    """Return the days on which a result stands, the newest first, each once."""
    results = Result.objects.filter(patient=patient).current()
    return results.order_by("-done_on").values_list("done_on", flat=True).distinct()


def newest_results_of(patient: Patient, days: int) -> ResultQuerySet:
    """Return the results of the newest days of tests; one query, however many there were."""
    return results_of(patient).filter(done_on__in=days_of_tests(patient)[:days])


def result_or_404(patient: Patient, result_id: UUID) -> Result:
    """Return one version of one of the patient's results, whatever its state."""
    return get_object_or_404(Result.objects.for_rows(), patient=patient, pk=result_id)


def results_like(result: Result) -> list[Result]:
    """Return the results that stand of the same test, version and place, oldest first."""
    same = results_of(result.patient).filter(instrument=result.instrument_id)
    return list(same.filter(version=result.version, place=result.place))


def version_sent_back(result: Result, version_id: str) -> Result | None:
    """Return the version of the same result whose id a form sent back; None if it sent none."""
    return next((row for row in versions_of(result) if str(row.pk) == version_id), None)


def versions_of(result: Result) -> list[Result]:
    """Return every version of the result, the newest first."""
    versions = Result.objects.filter(thread=result.thread, patient=result.patient_id)
    return list(versions.for_rows().order_by("-created_at", "pk"))


def present_version(result: Result) -> Result:
    """Return the version that stands, or the one that was taken back last."""
    return max(
        versions_of(result), key=lambda row: (row.state == Result.State.CURRENT, row.state_at)
    )


# --- What may be stored -------------------------------------------------------------------------


def check_result(patient: Patient, instrument: Instrument, facts: dict[str, Any]) -> dict[str, str]:
    """Return {field: sentence} for what keeps these facts from being a result of the patient."""
    version = instrument.version(facts["version"])
    if version is None or (instrument.is_version_typed and not facts["version"]):
        return {"version": _("Type or choose which version of the test it was.")}
    problems = _day_problems(patient, facts)
    if facts["place"] not in version.places:
        problems["place"] = wording.wrong_place(version)
    problems |= _part_problems(version, facts["parts"])
    if sentence := _answer_problem(instrument, version, facts):
        problems.setdefault("total", sentence)
    return problems


def _day_problems(patient: Patient, facts: dict[str, Any]) -> dict[str, str]:
    day = facts["done_on"]
    if day > patient.today():
        return {"done_on": _("The day cannot be in the future.")}
    if day.year < FIRST_YEAR:
        return {"done_on": _("Type the year with four digits, for example 2026.")}
    if patient.born_on and day < patient.born_on:
        return {
            "done_on": _("The patient was born on %(day)s. Type a later day.")
            % {"day": wording.plain_day(patient.born_on)}
        }
    return {}


def _part_problems(version: Version, parts: dict[str, Decimal]) -> dict[str, str]:
    problems = {}
    for code, value in parts.items():
        part = version.part(code)
        if part is None:
            problems["version"] = _("Type or choose which version of the test it was.")
        elif sentence := wording.number_problem(shown(part.name), part.range, value):
            problems[PART + code] = sentence
    return problems


def _answer_problem(instrument: Instrument, version: Version, facts: dict[str, Any]) -> str:
    """Say what is wrong with the answer itself, or ""."""
    if facts["beyond"]:
        is_known = facts["beyond"] in instrument.beyond and facts["total"] is None
        return "" if is_known else _("Type a number, or choose what was found instead.")
    check = _CHECKS[instrument.scale]
    return check(instrument, version, facts)


def _number(instrument: Instrument, version: Version, facts: dict[str, Any]) -> str:
    total, parts = facts["total"], facts["parts"]
    if version.total == "none":
        return "" if parts and total is None else _("Type at least one of the parts.")
    if parts and version.total == "sum" and len(parts) < len(version.parts):
        return _("Type every part, or none of them and the total.")
    if total is None:
        return _("Type the result.")
    label = wording.total_label(instrument, version.code)
    wrong = wording.number_problem(label, version.range, total)
    if wrong or not parts or version.total != "sum":
        return wrong
    return wording.sum_problem(total, parts.values())


def _code(instrument: Instrument, version: Version, facts: dict[str, Any]) -> str:
    is_known = facts["level"] in instrument.levels and facts["total"] is None
    return "" if is_known else _("Choose one of the codes.")


def _marking(instrument: Instrument, version: Version, facts: dict[str, Any]) -> str:
    is_known = facts["total"] is not None and marking_of(facts["total"]) is not None
    return "" if is_known else _("Choose one of the 20 markings, or “Not felt”.")


_CHECKS = {
    Instrument.Scale.NUMBER: _number,
    Instrument.Scale.CODES: _code,
    Instrument.Scale.MARKINGS: _marking,
}
