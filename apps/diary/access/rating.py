"""What the rating page knows beforehand, and what the page after it says."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import Http404

from apps.care.access import areas_in_log
from apps.care.models import Patient, TrackedArea
from apps.diary.access.days import DAYS_BACK
from apps.diary.access.entries import base_or_404, standing_entries, submission_or_404
from apps.diary.access.today import last_answers, needs_fresh_look
from apps.diary.models import Entry


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

    patient: Patient
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
    def scale(self) -> str:
        """The scale of the ladder: a correction stays on the one of what it corrects."""
        return self.entry.scale if self.entry else self.patient.scale

    @property
    def previous_score(self) -> int | None:
        """Its number, if it was given on the scale that is shown."""
        if self.previous is None or self.previous.scale != self.scale:
            return None
        return self.previous.numbness

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
        patient=patient,
        entry=entry,
        last=next((last for last in answers if last.area_id == area.pk), None),
        rest=[] if standing else _recent(answers, area, day),
        number=next((n for n, one in enumerate(areas, start=1) if one.pk == area.pk), 1),
        count=len(areas),
    )


@dataclass(frozen=True)
class Saved:
    """What one form stored, for the page that says so, with the answers before it."""

    submission: UUID
    entries: list[Entry]
    before: dict[UUID, Entry]

    @property
    def first(self) -> Entry:
        """The entry that a note is added to."""
        return self.rated[0] if self.rated else self.entries[0]

    @property
    def rated(self) -> list[Entry]:
        """Entries that were answered one by one."""
        return [entry for entry in self.entries if entry.method != Entry.Method.SAME]

    @property
    def without_feeling(self) -> list[Entry]:
        """Those that say that a hand or a foot has no feeling at all."""
        return [entry for entry in self.entries if entry.is_without_feeling]

    @property
    def changes(self) -> list[tuple[Entry, Entry | None]]:
        """Each of these with the answer before it: the one corrected, or the last one, if it was
        another one on the same scale."""
        return [(entry, self._before(entry)) for entry in self.rated]

    def _before(self, entry: Entry) -> Entry | None:
        before = entry.replaces or self.before.get(entry.area_id)
        if before is None or entry.numbness is None or before.numbness is None:
            return None
        differs = before.numbness != entry.numbness
        return before if differs and before.scale == entry.scale else None

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
    areas, day = [entry.area for entry in standing], standing[0].for_date
    before = {last.area_id: last for last in last_answers(patient, areas, day)}
    return Saved(submission, standing, before)
