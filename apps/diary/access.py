"""Which entries may be read, and which days may be written."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.http import Http404
from django.utils.translation import gettext as _

from apps.care.access import areas_in_log
from apps.care.models import Patient, TrackedArea
from apps.diary.models import Entry, EntryQuerySet

DAYS_BACK = 14
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
    def was_yesterday(self) -> bool:
        """Whether that day was yesterday."""
        return self.last_on == self.on - timedelta(days=1)


def today_of(patient: Patient, on: date) -> Today:
    """Return what the Today page shows on this date."""
    areas = areas_in_log(patient)
    done = list(standing_entries(patient, on).values())
    last = last_answers(patient, areas, on)
    return Today(on, areas, last, done, _state(patient, on, areas, last, done))


def _state(patient, on, areas, last, done) -> TodayState:
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


def check_can_log(patient: Patient, day: date, today: date) -> str:
    """Return the sentence that says why this day cannot be filled in, or ""."""
    if day > today:
        return _("This day has not come yet. Choose today or a day before.")
    if day < today - timedelta(days=DAYS_BACK):
        return _("This day is more than 14 days ago. Ask your therapist to change it.")
    return ""


def day_or_404(patient: Patient, text: str, today: date) -> date:
    """Return the date of an address if the patient may write to it."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if check_can_log(patient, day, today):
        raise Http404
    return day


def entry_or_404(patient: Patient, entry_id: UUID) -> Entry:
    """Return one entry of the patient, whatever its state."""
    entry = (
        Entry.objects.filter(patient=patient, pk=entry_id)
        .select_related("area", "entered_by", "replaces")
        .first()
    )
    if entry is None:
        raise Http404
    return entry


@dataclass(frozen=True)
class Part:
    """One part of the body on one day: what stands, or None."""

    area: TrackedArea
    entry: Entry | None


def parts_of_day(patient: Patient, day: date) -> list[Part]:
    """Return every part of the log with the entry that stands on this day."""
    standing = standing_entries(patient, day)
    return [Part(area, standing.get(area.pk)) for area in areas_in_log(patient)]


def rest_of_day(patient: Patient, area: TrackedArea, day: date) -> list[Entry]:
    """Return the last answers of the other parts, if nothing is logged for this day yet."""
    if standing_entries(patient, day):
        return []
    return _recent(last_answers(patient, areas_in_log(patient), day), area, day)


def _recent(answers: list[Entry], area: TrackedArea, day: date) -> list[Entry]:
    """Return the answers about other parts that are not too old to be said again."""
    first = day - timedelta(days=DAYS_BACK)
    return [last for last in answers if last.area_id != area.pk and last.for_date >= first]


def next_part(patient: Patient, area: TrackedArea, day: date) -> TrackedArea | None:
    """Return the part that comes after this one and has no entry for the day yet."""
    standing = standing_entries(patient, day)
    later = (other for other in areas_in_log(patient) if (other.slot or 0) > (area.slot or 0))
    return next((other for other in later if other.pk not in standing), None)


@dataclass(frozen=True)
class Rating:
    """What the rating page knows before anything is chosen."""

    entry: Entry | None  # what stands on this day and is being corrected
    last: Entry | None  # the answer before; None on a fresh look
    rest: list[Entry]  # the other parts, which stay the same
    number: int  # which part of the log this is, from 1
    count: int  # how many parts the log has

    @property
    def previous(self) -> Entry | None:
        """The answer whose rung gets a tag."""
        return self.entry or self.last

    @property
    def previous_score(self) -> int | None:
        """Its number."""
        return self.previous.numbness if self.previous else None

    @property
    def previous_on(self) -> date | None:
        """Its day."""
        return self.previous.for_date if self.previous else None

    @property
    def initial(self) -> dict:
        """What the form starts with: a correction starts from what stands."""
        if self.entry is None:
            return {}
        words = {"tingling": self.entry.tingling, "note": self.entry.note}
        return {"base": self.entry.pk, "numbness": self.entry.numbness} | words


def base_or_404(patient: Patient, area: TrackedArea, day: date, entry_id: str) -> Entry:
    """Return the entry that a correction starts from: of this part and this day."""
    try:
        entry = entry_or_404(patient, UUID(entry_id))
    except ValueError:
        raise Http404 from None
    if (entry.area_id, entry.for_date) != (area.pk, day):
        raise Http404
    return entry


def rating_of(
    patient: Patient, area: TrackedArea, day: date, today: date, *, which: str = ""
) -> Rating:
    """Return what the rating page of one part needs.

    `which` is the id of the entry to correct, "more" for one more entry beside the one that
    stands, or "" for the one that stands, if there is one.
    """
    areas, standing = areas_in_log(patient), standing_entries(patient, day)
    if which and which != "more":
        entry = base_or_404(patient, area, day, which)
    else:
        entry = None if which else standing.get(area.pk)
    fresh = day == today and needs_fresh_look(patient, areas, today)
    answers = [] if fresh else last_answers(patient, [*areas, area], day)
    return Rating(
        entry=entry,
        last=next((last for last in answers if last.area_id == area.pk), None),
        rest=[] if standing else _recent(answers, area, day),
        number=next((n for n, one in enumerate(areas, start=1) if one.pk == area.pk), 1),
        count=len(areas),
    )


@dataclass(frozen=True)
class Saved:
    """What one form stored, for the page that says so."""

    submission: UUID
    entries: list[Entry]

    @property
    def first(self) -> Entry:
        """The entry that a note is added to."""
        return self.rated[0] if self.rated else self.entries[0]

    @property
    def rated(self) -> list[Entry]:
        """Entries that were answered one by one."""
        return [entry for entry in self.entries if entry.method != Entry.Method.SAME]

    @property
    def same(self) -> list[Entry]:
        """Entries that stay the same as last time."""
        return [entry for entry in self.entries if entry.method == Entry.Method.SAME]


def saved_or_404(patient: Patient, submission: UUID) -> Saved:
    """Return what stands of one form; a form that was taken back is gone."""
    entries = submission_or_404(patient, submission)
    standing = [entry for entry in entries if entry.state == Entry.State.CURRENT]
    if not standing:
        raise Http404
    return Saved(submission, standing)


def beside(entry: Entry) -> list[Entry]:
    """Return the other current entries of the same part and day."""
    return [
        other
        for other in entries_of_day(entry.patient, entry.for_date)
        if other.area_id == entry.area_id and other.pk != entry.pk
    ]


def submission_or_404(patient: Patient, submission: UUID) -> list[Entry]:
    """Return the entries that one form made, whatever their state, in the form's order."""
    entries = list(
        Entry.objects.filter(patient=patient, submission=submission)
        .select_related("area", "entered_by", "replaces")
        .order_by("serial")
    )
    if not entries:
        raise Http404
    return entries


def entries_of_day(patient: Patient, day: date) -> list[Entry]:
    """Return the current entries of one day, oldest first."""
    return list(Entry.objects.of_day(patient, day).current().select_related("area", "entered_by"))


def standing_entries(patient: Patient, day: date) -> dict[UUID, Entry]:
    """Return {area id: the entry that counts} for one day."""
    return {entry.area_id: entry for entry in entries_of_day(patient, day)}


def days_with_entries(patient: Patient, today: date) -> list[tuple[date, list[Entry]]]:
    """Return the last 14 days and today, newest first, each with its current entries."""
    first = today - timedelta(days=DAYS_BACK)
    by_day = defaultdict(list)
    recent = (
        Entry.objects.current()
        .filter(patient=patient, for_date__range=(first, today))
        .select_related("area", "entered_by")
        .order_by("recorded_at", "serial")
    )
    for entry in recent:
        by_day[entry.for_date].append(entry)
    days = (today - timedelta(days=back) for back in range(DAYS_BACK + 1))
    return [(day, by_day[day]) for day in days]


def last_answers(patient: Patient, areas: list[TrackedArea], before: date) -> list[Entry]:
    """Return each area's newest rated entry before a date, in the order of the areas.

    An area without one is left out. One query, which reads one row per area from the index
    however long the history is.
    """
    newest = (
        Entry.objects.current()
        .filter(patient=patient, area=OuterRef("pk"), for_date__lt=before, numbness__isnull=False)
        .order_by("-for_date", "-recorded_at", "-serial")
        .values("pk")[:1]
    )
    wanted = TrackedArea.objects.filter(pk__in=[area.pk for area in areas])
    rows = Entry.objects.filter(pk__in=wanted.values_list(Subquery(newest)))
    by_area = {entry.area_id: entry for entry in rows}
    return [_with_area(by_area[area.pk], area) for area in areas if area.pk in by_area]


def _with_area(entry: Entry, area: TrackedArea) -> Entry:
    entry.area = area  # known already: no join and no further query
    return entry


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


def number_of_days(patient: Patient) -> int:
    """Return on how many days the patient has logged anything."""
    return (
        Entry.objects.current()
        .filter(patient=patient)
        .aggregate(days=Count("for_date", distinct=True))["days"]
    )


def history_of(entry: Entry) -> list[Entry]:
    """Return the entry and every row that it replaced, newest first."""
    rows = [entry]
    while rows[-1].replaces_id:
        rows.append(Entry.objects.select_related("entered_by").get(pk=rows[-1].replaces_id))
    return rows


def notes_of(patient: Patient, most: int = 5) -> EntryQuerySet:
    """Return the newest entries that carry a note."""
    return (
        Entry.objects.current()
        .filter(patient=patient)
        .exclude(note="")
        .select_related("area", "entered_by")
        .order_by("-for_date", "-recorded_at")[:most]
    )
