"""What the Today page shows."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import DateField, OuterRef, Subquery, UUIDField
from django.utils.translation import gettext as _

from apps.care.access import areas_in_log
from apps.care.models import Patient, TrackedArea
from apps.core.prepared import Given, Prepared
from apps.diary.access.days import DAYS_BACK
from apps.diary.access.entries import standing_entries
from apps.diary.models import Entry, EntryQuerySet

# The seventh "same" in a row gives a page without the old numbers.
SAME_IN_A_ROW = 6


class TodayState(StrEnum):
    """What the Today page shows."""

    FIRST = "first"  # nothing logged yet
    SAME = "same"  # yesterday or up to 14 days ago
    FRESH = "fresh"  # the seventh "same" in a row
    BACK = "back"  # more than 14 days ago
    DONE = "done"  # logged today


@dataclass(frozen=True)
class Today:
    """What the Today page needs: the areas, the last answers, and which page it is."""

    on: date
    areas: list[TrackedArea]
    last: list[Entry]
    done: list[Entry]
    state: TodayState

    @property
    def last_on(self) -> date | None:
        """The newest day with an answer before today."""
        return max((entry.for_date for entry in self.last), default=None)

    @property
    def newest(self) -> Entry | None:
        """The entry that was saved last today, whatever the order of the parts."""
        return max(self.done, key=lambda entry: (entry.recorded_at, entry.serial), default=None)

    @property
    def was_yesterday(self) -> bool:
        """Whether that day was yesterday."""
        return self.last_on == self.on - timedelta(days=1)


def today_of(patient: Patient, on: date) -> Today:
    """Return what the Today page shows on this date."""
    areas = areas_in_log(patient)
    standing = standing_entries(patient, on).values()
    done = sorted(standing, key=lambda entry: (entry.area.slot is None, entry.area.slot or 0))
    last = last_answers(patient, areas, on)
    return Today(on, areas, last, done, _state(patient, on, areas, last, done))


def _state(
    patient: Patient, on: date, areas: list[TrackedArea], last: list[Entry], done: list[Entry]
) -> TodayState:
    if done:
        return TodayState.DONE
    if not last:
        return TodayState.FIRST
    if max(entry.for_date for entry in last) < on - timedelta(days=DAYS_BACK):
        return TodayState.BACK
    if _ended_with_same(last) and needs_fresh_look(patient, areas, on):
        return TodayState.FRESH
    return TodayState.SAME


def _ended_with_same(last: list[Entry]) -> bool:
    """Return whether the newest day said only "same"; if not, no fresh look is due."""
    newest = max(entry.for_date for entry in last)
    return all(entry.method == Entry.Method.SAME for entry in last if entry.for_date == newest)


def _newest_of_each(patient: Given, before: Given) -> EntryQuerySet:
    rated = Entry.objects.current().filter(
        patient=patient, area=OuterRef("pk"), for_date__lt=before, numbness__isnull=False
    )
    newest = rated.order_by("-for_date", "-recorded_at", "-serial").values("pk")[:1]
    areas = TrackedArea.objects.filter(patient=patient).order_by()
    return Entry.objects.filter(pk__in=areas.values_list(Subquery(newest))).order_by()


_NEWEST_OF_EACH = Prepared(_newest_of_each, patient=UUIDField(), before=DateField())


def last_answers(patient: Patient, areas: list[TrackedArea], before: date) -> list[Entry]:
    """Return each area's newest rated entry before a date, in the order of the areas.

    An area without one is left out. One query, which reads one row per area from the index
    however long the history is.
    """
    rows = _NEWEST_OF_EACH.objects(patient=patient.pk, before=before)
    by_area = {entry.area_id: entry for entry in rows}
    return [_with_area(by_area[area.pk], area) for area in areas if area.pk in by_area]


def _with_area(entry: Entry, area: TrackedArea) -> Entry:
    entry.area = area  # known already: no join and no further query
    return entry


def answers_to_repeat(patient: Patient, on: date, *, unseen: bool = False) -> list[Entry]:
    """Return the last answers, which "same as last time" says again.

    `unseen` means that the page showed nothing of the record: a part that has an answer on this
    day keeps it, and one of more than 14 days before is not said again.
    """
    answers = last_answers(patient, areas_in_log(patient), on)
    if not unseen:
        return answers
    standing, first = standing_entries(patient, on), on - timedelta(days=DAYS_BACK)
    return [last for last in answers if last.area_id not in standing and last.for_date >= first]


def check_can_repeat(patient: Patient, on: date, answers: list[Entry]) -> str:
    """Return the sentence that says why there is nothing to say again, or ""."""
    if answers or standing_entries(patient, on):
        return ""
    return _("There is no answer of the last 14 days. Please rate each part.")


def needs_fresh_look(patient: Patient, areas: list[TrackedArea], today: date) -> bool:
    """Return whether the last six days with answers said "same" for every area of the log."""
    recent = (
        Entry.objects.current()
        .filter(patient=patient, area__in=areas, for_date__lt=today, numbness__isnull=False)
        .order_by("-for_date")
        .values_list("for_date", "method")[: (SAME_IN_A_ROW + 1) * max(len(areas), 1)]
    )
    methods = defaultdict(set)
    for day, method in recent:
        methods[day].add(method)
    newest = sorted(methods, reverse=True)[:SAME_IN_A_ROW]
    return len(newest) == SAME_IN_A_ROW and all(
        methods[day] == {Entry.Method.SAME} for day in newest
    )
