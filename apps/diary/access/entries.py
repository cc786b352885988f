"""Which entries may be read: those of a patient whom the caller may see."""

from collections import defaultdict
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, DateField, Exists, OuterRef, Q, QuerySet, UUIDField
from django.http import Http404

from apps.accounts.models import User
from apps.care.models import Patient, TrackedArea
from apps.core.answers import key_of_press
from apps.core.prepared import Given, Prepared
from apps.diary.access.days import DAYS_BACK
from apps.diary.models import Entry, EntryChip, EntryQuerySet, key_of


def entry_or_404(patient: Patient, entry_id: UUID) -> Entry:
    """Return one entry of the patient, whatever its state."""
    entry = (
        Entry.objects.filter(patient=patient, pk=entry_id)
        .select_related("area", "entered_by", "replaces")
        .prefetch_related("chips")
        .first()
    )
    if entry is None:
        raise Http404
    return entry


def entry_named(patient: Patient, text: str) -> Entry | None:
    """Return the entry of the patient that a form names, or None if it names none."""
    try:
        key = UUID(text)
    except ValueError:
        return None
    return Entry.objects.filter(patient=patient, pk=key).select_related("area").first()


def base_or_404(patient: Patient, area: TrackedArea, day: date, entry_id: str) -> Entry:
    """Return the entry that a correction starts from: of this part and this day."""
    try:
        entry = entry_or_404(patient, UUID(entry_id))
    except ValueError:
        raise Http404 from None
    if (entry.area_id, entry.for_date) != (area.pk, day):
        raise Http404
    return entry


def said_before(area: TrackedArea, key: UUID, press: int) -> Entry | None:
    """Return what an earlier press of this very form stored of a part, the last one first.

    What was taken back since is left out. `press` counts from 1.
    """
    keys = [key_of(key_of_press(key, number), area) for number in range(1, press)]
    rows = Entry.objects.filter(area=area, pk__in=keys).exclude(state=Entry.State.WITHDRAWN)
    found = rows.select_related("area", "patient", "replaces").prefetch_related("chips")
    return max(found, key=lambda row: keys.index(row.pk), default=None) if keys else None


def submission_or_404(patient: Patient, submission: UUID) -> list[Entry]:
    """Return the entries that one form made, whatever their state, in the form's order."""
    entries = list(
        Entry.objects.filter(patient=patient, submission=submission)
        .select_related("area", "entered_by", "replaces")
        .prefetch_related("chips")
        .order_by("serial")
    )
    if not entries:
        raise Http404
    return entries


def entries_of_day(patient: Patient, day: date) -> list[Entry]:
    """Return the current entries of one day, oldest first."""
    entries = _of_day(patient, day).select_related("replaces__entered_by")
    return list(entries.prefetch_related("chips"))


def standing_entries(patient: Patient, day: date) -> dict[UUID, Entry]:
    """Return {area id: the entry that counts} for one day."""
    return {entry.area_id: entry for entry in _STANDING.objects(patient=patient.pk, day=day)}


def _of_day(patient: Patient | Given, day: date | Given) -> EntryQuerySet:
    return Entry.objects.of_day(patient, day).current().select_related("area", "entered_by")


_STANDING = Prepared(_of_day, patient=UUIDField(), day=DateField())


def beside(entry: Entry) -> list[Entry]:
    """Return the other current entries of the same part and day."""
    return [
        other
        for other in entries_of_day(entry.patient, entry.for_date)
        if other.area_id == entry.area_id and other.pk != entry.pk
    ]


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
        older = Entry.objects.select_related("entered_by").prefetch_related("chips")
        rows.append(older.get(pk=rows[-1].replaces_id))
    return rows


def entered_by(patient: Patient, person: User | None) -> EntryQuerySet:
    """Return everything that somebody entered for the patient, the last first, whatever came of it.

    Nobody (an email that opens no account) has entered nothing.
    """
    if person is None:
        return Entry.objects.none()
    entries = Entry.objects.filter(patient=patient, entered_by=person)
    return entries.select_related("area").order_by("-recorded_at", "-serial")


def notes_of(patient: Patient, most: int | None = 5) -> EntryQuerySet:
    """Return the newest entries that carry a note or a chip; None: all of them."""
    return _with_notes(patient)[:most]


def notes_between(patient: Patient, start: date, end: date) -> EntryQuerySet:
    """Return the entries of these days (both in) that carry a note or a chip, newest first."""
    return _with_notes(patient).filter(for_date__range=(start, end))


def _chips_between(patient: Given, start: Given, end: Given) -> QuerySet:
    chips = EntryChip.objects.filter(
        patient=patient, entry__state=Entry.State.CURRENT, entry__for_date__range=(start, end)
    )
    return chips.order_by().values_list("entry__for_date", "code").distinct()


_CHIPS_BETWEEN = Prepared(_chips_between, patient=UUIDField(), start=DateField(), end=DateField())


def chips_between(patient: Patient, start: date, end: date) -> list[tuple[date, str]]:
    """Return the day and the words of every ready-made note of these days (both in), of any
    part: who slept badly did so for all of them."""
    words = {code: str(label) for code, label in EntryChip.Code.choices}
    rows = _CHIPS_BETWEEN.rows(patient=patient.pk, start=start, end=end)
    return sorted((on, words[code]) for on, code in rows)


def with_words(patient: Patient) -> EntryQuerySet:
    """Return the entries that carry a note or a chip, whether they stand or not."""
    return (
        Entry.objects.filter(patient=patient)
        .filter(~Q(note="") | Exists(EntryChip.objects.filter(entry=OuterRef("pk"))))
        .select_related("area", "entered_by")
        .prefetch_related("chips")
        .order_by("-for_date", "-recorded_at")
    )


def _with_notes(patient: Patient) -> EntryQuerySet:
    return with_words(patient).current()
