"""Results of Rosa, as her therapist Amara records them."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.urls import reverse

from apps.assessments import actions
from apps.assessments.models import Instrument, Result
from apps.assessments.versions import Range, Version
from apps.care.models import Patient


def instrument(code: str) -> Instrument:
    """Return a test by its code."""
    return Instrument.objects.get(code=code)


def form_page(patient: Patient, code: str, version: str = "") -> str:
    """Return the address of the form for a new result."""
    page = reverse("assessments:record-result", args=[patient.pk])
    test = instrument(code)
    return f"{page}?test={test.address_id}&version={test.number_of(version)}"


def some_number(scale: Range, share: float = 0.5) -> Decimal:
    """Return a number of the scale, about so far along it."""
    high = scale.low + 40 if scale.high is None else scale.high
    steps = int((high - scale.low) / (scale.step or Decimal("0.01")) * Decimal(str(share)))
    return scale.low + steps * (scale.step or Decimal("0.01"))


def answer_of(test: Instrument, version: Version, share: float = 0.5) -> dict:
    """Return an answer that this version allows: a number, a code, a marking, or its parts."""
    if test.is_ordinal:
        return {"level": test.levels[int((len(test.levels) - 1) * share)]}
    if test.scale == Instrument.Scale.MARKINGS:
        return {"total": Decimal("3.61") if share < 1 else Decimal("2.83")}
    if not version.parts:
        return {"total": some_number(version.range, share)}
    return {"parts": {part.code: some_number(part.range, share) for part in version.parts}}


def _record(cast, code: str = "FMA_S", back: int = 0, share: float = 0.5, **facts) -> Result:
    test = instrument(code)
    version = test.version(facts.get("version", "")) or test.known_versions[0]
    usual = {
        "by": cast.amara,
        "patient": cast.rosa,
        "key": uuid.uuid4(),
        "instrument": test,
        "version": "2006" if test.is_version_typed else version.code,
        "done_on": cast.today() - timedelta(days=back),
        "place": version.places[0],
    }
    own = {"total", "level", "beyond", "parts"} & facts.keys()
    answer = {} if own else answer_of(test, version, share)
    return actions.record_result(**usual | answer | facts)


@pytest.fixture
def record(cast) -> Callable[..., Result]:
    """Return a function that records a result of Rosa: a test, days back, other facts."""
    return partial(_record, cast)
