"""Results of clinical tests in the demonstration: what a story says, as unsaved rows.

The figures are made up to look like a slow recovery; a result stands beside ratings and sessions
and follows from none of them.
"""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import uuid4

from apps.assessments.catalogue import instrument_rows
from apps.assessments.models import Result
from apps.assessments.versions import Version, version_from
from apps.demo.rows import Record

IN_THE_MORNING = 11 * 60  # minute of the day


def result_rows(filled: Record) -> Iterator[Result]:
    """Yield the results of a story, each on its day."""
    today = filled.last + timedelta(days=filled.story.ended)
    for tested in filled.story.tests:
        version = _versions()[tested.code, tested.version]
        for weeks, answer in tested.results:
            stroke = today - timedelta(days=filled.story.strokes[0].days_ago)
            on, key = stroke + timedelta(weeks=weeks), uuid4()
            giver = filled.people[tested.by]
            yield Result(
                id=key,
                thread=key,
                patient=filled.patient,
                instrument_id=tested.code,
                version=tested.version,
                done_on=on,
                zone=filled.story.zone,
                place=tested.place,
                low=version.low,
                high=version.high,
                given_by=giver,
                entered_by=giver,
                created_at=filled.at(on, IN_THE_MORNING),
                **_said(version, answer),
            )


@cache
def _versions() -> dict[tuple[str, str], Version]:
    return {
        (row["code"], data["code"]): version_from(data)
        for row in instrument_rows()
        for data in row["versions"]
    }


def _said(version: Version, answer: Any) -> dict[str, Any]:
    if isinstance(answer, str):
        return {"beyond": answer}
    if not isinstance(answer, tuple):
        return {"total": Decimal(str(answer))}
    parts = {part.code: str(value) for part, value in zip(version.parts, answer, strict=True)}
    return {"total": Decimal(sum(answer)), "parts": parts}
