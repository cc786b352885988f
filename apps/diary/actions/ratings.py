"""What is said of a day: one part rated, or all the same as last time."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from apps.accounts.models import User
from apps.care.models import Patient, TrackedArea
from apps.diary.actions.rows import Day, add_all, answer_of, begin, gate_of, new_row
from apps.diary.models import Entry


@transaction.atomic
def rate_day(
    *,
    by: User,
    patient: Patient,
    area: TrackedArea,
    day: Day,
    submission: UUID,
    numbness: int | None,
    tingling: int | None = None,
    note: str = "",
    scale: str = Patient.Scale.NUMBERS,
    same_as: Sequence[Entry] = (),
    gate: str = "",
) -> Entry:
    """Store one rating; no number means that the person is not sure.

    `same_as` holds the last answers of other parts that the page said would stay the same, and
    `gate` is what was answered to "anything new, sudden or much worse?", if the page asked.
    A repeat of the same submission returns the first row and stores nothing.
    Raises ValidationError with a sentence for a day in the future or too long ago.
    """
    begin(patient, day)
    answer = answer_of(scale, numbness, tingling, note)
    rows = [new_row(by, patient, area, day, submission, **answer)]
    rows += _same_rows(by, patient, same_as, day, submission)
    return add_all(by, patient, day, rows, gate=gate_of(day, submission, gate))[0]


@transaction.atomic
def repeat_last(
    *,
    by: User,
    patient: Patient,
    answers: Sequence[Entry],
    day: Day,
    submission: UUID,
    gate: str = "",
) -> list[Entry]:
    """Store "same as last time" for each of the last answers, as an explicit choice.

    Each keeps the scale of the answer that it repeats. `gate` as in `rate_day`.
    A repeat of the same submission returns the first rows and stores nothing.
    Raises ValidationError with a sentence for a day in the future or too long ago.
    """
    begin(patient, day)
    rows = _same_rows(by, patient, answers, day, submission)
    return add_all(by, patient, day, rows, gate=gate_of(day, submission, gate))


def _same_rows(
    by: User, patient: Patient, answers: Sequence[Entry], day: Day, submission: UUID
) -> list[Entry]:
    return [
        new_row(
            by,
            patient,
            last.area,
            day,
            submission,
            serial=number,
            scale=last.scale,
            numbness=last.numbness,
            tingling=last.tingling,
            method=Entry.Method.SAME,
            note="",
        )
        for number, last in enumerate(answers, start=1)
    ]
