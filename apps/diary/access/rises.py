"""Whether a score lies so far above the last days that the danger signs are asked about."""

from collections import defaultdict
from collections.abc import Collection
from datetime import timedelta
from statistics import median
from uuid import UUID

from apps.care.models import Patient
from apps.diary.models import Entry

# A rise of so many points or more over the median of the days before.
RISE = 3
DAYS_BEFORE = timedelta(days=7)
# With fewer days nobody knows what is usual.
FEWEST_DAYS = 3


def has_risen(patient: Patient, submission: UUID) -> bool:
    """Return whether any part that this form rated is much more numb than in the 7 days before.

    It compares scores of one part on one scale; of one day the entry recorded last stands. It asks
    for a look at the danger signs and concludes nothing.
    """
    rated = list(
        Entry.objects.current().filter(
            patient=patient, submission=submission, method="rated", numbness__gte=RISE
        )
    )
    before = _days_before(patient, rated)
    return any(
        is_rise(entry.numbness, before[entry.area_id, entry.scale].values()) for entry in rated
    )


def _days_before(patient: Patient, rated: list[Entry]) -> dict[tuple, dict]:
    """Return {(area, scale): {day: score}} of the days before these entries, in one query."""
    found = defaultdict(dict)
    if not rated:
        return found
    on = rated[0].for_date
    rows = Entry.objects.current().filter(
        patient=patient,
        area__in=[entry.area_id for entry in rated],
        for_date__range=(on - DAYS_BEFORE, on - timedelta(days=1)),
        numbness__isnull=False,
    )
    for row in rows.order_by("for_date", "recorded_at", "serial"):
        found[row.area_id, row.scale][row.for_date] = row.numbness
    return found


def is_rise(score: int, before: Collection[int]) -> bool:
    """Return whether a score is much higher than those of the 7 days before it, one for each day
    that has one."""
    return len(before) >= FEWEST_DAYS and score - median(before) >= RISE
