"""Random writes to a few diaries, and whether the caseload knows them as the rows do."""

import random
import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from statistics import median

from apps.care import actions as care
from apps.care.body import PARTS_BY_CODE
from apps.care.models import Patient
from apps.caseload import access
from apps.caseload.actions import NEWEST_ENTRIES, with_summaries
from apps.caseload.statistics import Rules
from apps.diary import actions as diary
from apps.diary.actions import Day
from apps.diary.models import Entry

PARTS = ("left-hand", "left-forearm", "left-foot")
ZONES = ("Europe/London", "Asia/Taipei", "America/Los_Angeles", "Pacific/Kiritimati")


def kept(user) -> dict:
    """Open the list as its page does; return what it knows of each diary."""
    rules = access.rules_now()
    found = with_summaries(access.people(user, rules), rules)
    return {one.pk: one.diary for one in found}


def from_rows(patient: Patient) -> dict[str, list]:
    """Return the weekly middle scores of each part, counted in the plainest way."""
    weeks = {}
    for area in patient.areas.filter(slot__isnull=False).order_by("slot"):
        rows = Entry.objects.filter(area=area, state="current", numbness__isnull=False)
        newest = rows.order_by("-for_date", "-recorded_at", "-serial")[:NEWEST_ENTRIES]
        by_day = {row.for_date: row for row in reversed(newest)}
        by_week = defaultdict(list)
        for day, row in sorted(by_day.items()):
            by_week[day - timedelta(days=day.weekday()), row.scale].append(row.numbness)
        solid = [(key, median(found)) for key, found in by_week.items() if len(found) >= 4]
        last_scale = solid[-1][0][1] if solid else ""
        tail = []
        for (monday, scale), middle in reversed(solid):
            if scale != last_scale:
                break
            tail.insert(0, [monday.toordinal(), middle, scale == "words5"])
        weeks[area.part.code] = [
            week for week in tail if week[0] >= max(by_day).toordinal() - 7 * 26
        ]
    return weeks


def check(patient: Patient, found) -> None:
    """What is kept is what the rows say."""
    rows = Entry.objects.filter(patient=patient, state="current")
    last_on = max(rows.values_list("for_date", flat=True), default=None)
    assert found.last_on == last_on
    weeks = from_rows(patient)
    if found.part:
        line = [list(week) for week in found.line]
        assert line == weeks[found.part][-len(line) :]
    else:
        assert not any(weeks.values())
    for change in found.worse:
        last, rule = weeks[change.part][-1], Rules()
        near = [w for w in weeks[change.part][:-1] if last[0] - w[0] <= 7 * rule.worse_weeks]
        assert (change.before, change.after) == (near[0][1], last[1])
        assert last[1] - near[0][1] >= rule.worse_points
    worse = {change.part for change in found.worse}
    for part, line in weeks.items():
        near = [week for week in line[:-1] if line[-1][0] - week[0] <= 28]
        rose = bool(near) and line[-1][1] - near[0][1] >= 2
        assert rose == (part in worse)
    told = {one.part: (one.weeks, one.peak, one.after) for one in found.flat}
    assert told == {part: flat for part, line in weeks.items() if (flat := _flat(line))}


def _flat(line: list) -> tuple | None:
    """Return (weeks, highest, last) of the last stretch on one level, if it is long enough."""
    run: list = []
    for week in reversed(line):
        middles = [one[1] for one in [*run, week]]
        if max(middles) - min(middles) > 0.5 or run and run[-1][0] - week[0] > 14:
            break
        run.append(week)
    length = (run[0][0] - run[-1][0]) // 7 + 1 if run else 0
    if length < Rules().flat_weeks or not run[0][1]:
        return None
    return length, max(one[1] for one in run), run[0][1]


def write_at_random(chance: random.Random, patient: Patient, sent: list) -> None:
    """One write as the app makes them: rate, repeat, correct, undo, move zone or parts."""
    today = patient.today()
    day = Day(on=today - timedelta(days=chance.randrange(15)), zone=patient.zone, today=today)
    what = chance.choices(("rate", "undo", "correct", "zone", "areas"), (70, 10, 15, 3, 2))[0]
    areas = list(patient.areas.filter(slot__isnull=False))
    key = uuid.uuid4()
    if what == "rate":
        score = chance.choice([None, *range(11)])
        diary.rate_day(
            by=patient.user, patient=patient, area=chance.choice(areas), day=day,
            submission=key, numbness=score,
        )  # fmt: skip
        sent.append(key)
    elif what == "undo" and sent:
        diary.undo(by=patient.user, patient=patient, submission=chance.choice(sent))
    elif what == "correct":
        found = Entry.objects.current().filter(patient=patient).order_by("for_date", "serial", "pk")
        entry = chance.choice(found) if found else None
        if entry and 0 <= (today - entry.for_date).days <= 14:
            day = Day(on=entry.for_date, zone=patient.zone, today=today)
            diary.correct_entry(
                by=patient.user, entry=entry, day=day, submission=key,
                numbness=chance.randrange(11), tingling=None, note="",
            )  # fmt: skip
            sent.append(key)
    elif what == "zone":
        care.set_zone(by=patient.user, patient=patient, zone=chance.choice(ZONES))
        patient.refresh_from_db()
    elif what == "areas":
        parts = chance.sample(PARTS, chance.randint(1, 3))
        care.choose_areas(
            by=patient.user, patient=patient, parts=[PARTS_BY_CODE[code] for code in parts]
        )


def old_ratings(chance: random.Random, patient: Patient) -> None:
    """Half a year of ratings before the days that can still be written."""
    for area in patient.areas.all():
        score = chance.randrange(11)
        rows = []
        for back in range(200, 14, -1):
            score = min(10, max(0, score + chance.choice((-1, 0, 0, 0, 1))))
            if chance.random() < 0.8:
                on = patient.today() - timedelta(days=back)
                rows.append(
                    Entry(
                        submission=uuid.uuid4(),
                        patient=patient,
                        area=area,
                        for_date=on,
                        zone=patient.zone,
                        numbness=score,
                        method="rated",
                        entered_by=patient.user,
                    )  # fmt: skip
                )
        Entry.objects.bulk_create(rows)


def live_through(seed: int, therapist, patients: Sequence[Patient], writes: int) -> int:
    """Write at random, open the list after every fifteen writes, and hold each summary against the
    rows; return how many were held."""
    chance, sent, held = random.Random(seed), defaultdict(list), 0
    for patient in patients:
        old_ratings(chance, patient)
    for number in range(writes):
        patient = chance.choice(patients)
        write_at_random(chance, patient, sent[patient.pk])
        if number % 15 == 14:
            found = kept(therapist)
            for one in patients:
                check(one, found[one.pk])
                held += 1
    return held
