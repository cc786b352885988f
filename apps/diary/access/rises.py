"""Whether a score lies so far above the last days that the danger signs are asked about."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from statistics import median

from django.db.models import DateField, UUIDField

from apps.care.models import Patient
from apps.core.prepared import Given, Prepared
from apps.diary.models import Entry, EntryQuerySet
from apps.safety.access import last_checked_at

# A rise of so many points or more over the median of the days before.
RISE = 3
DAYS_BEFORE = timedelta(days=7)
# With fewer days nobody knows what is usual.
FEWEST_DAYS = 3
# An answer of the evening may wait on the device until the morning.
ASKED_FOR = timedelta(days=1)


def has_risen(patient: Patient, today: date) -> bool:
    """Return whether a part is much more numb than in the 7 days before, and was not asked about.

    Every part that was rated for this day or the one before counts. The danger signs are asked
    about once for each such score: whatever is answered after it is the answer. A score of the same
    day that lies as far above the one that was asked about is a rise of its own. Scores of one part
    on one scale are compared; of one day the entry recorded last stands. This asks for a look at
    the danger signs and concludes nothing.
    """
    risen = [
        rise
        for days in _by_part(patient, today).values()
        for on in (today - ASKED_FOR, today)
        if (rise := _last_rise(days, on))
    ]
    asked_at = last_checked_at(patient) if risen else None
    return any(asked_at is None or entry.recorded_at > asked_at for entry in risen)


def _rated(patient: Given, first: Given, last: Given) -> EntryQuerySet:
    rated = Entry.objects.filter(
        patient=patient, for_date__range=(first, last), numbness__isnull=False
    )
    return rated.exclude(state=Entry.State.WITHDRAWN).order_by("recorded_at", "serial")


_RATED = Prepared(_rated, patient=UUIDField(), first=DateField(), last=DateField())


def _by_part(patient: Patient, today: date) -> dict[tuple, dict[date, list[Entry]]]:
    """Return {(part, scale): {day: its entries}} of the days that are asked about and compared, in
    one query; what was taken back is left out."""
    found = defaultdict(lambda: defaultdict(list))
    first = today - ASKED_FOR - DAYS_BEFORE
    for row in _RATED.objects(patient=patient.pk, first=first, last=today):
        found[row.area_id, row.scale][row.for_date].append(row)
    return found


def is_rise(score: int, before: Collection[int]) -> bool:
    """Return whether a score is much higher than those of the 7 days before it, one for each day
    that has one."""
    return len(before) >= FEWEST_DAYS and score - median(before) >= RISE


def _last_rise(days: dict[date, list[Entry]], on: date) -> Entry | None:
    """Return the entry of a day that is asked about, if the one that stands lies so high: the first
    such entry, or a later one that lies so high above that, and so on. What was higher than the
    one that stands was a slip, and counts as that one."""
    before = [
        standing.numbness
        for day, entries in days.items()
        if on - DAYS_BEFORE <= day < on and (standing := _standing(entries))
    ]
    standing = _standing(days.get(on, []))
    if not standing or standing.method != Entry.Method.RATED:
        return None
    if not is_rise(standing.numbness, before):
        return None
    rise, limit = None, median(before) + RISE
    for entry in days[on]:
        score = min(entry.numbness, standing.numbness)
        if score >= limit:
            rise, limit = entry, score + RISE
    return rise


def _standing(entries: list[Entry]) -> Entry | None:
    current = [entry for entry in entries if entry.state == Entry.State.CURRENT]
    return current[-1] if current else None
