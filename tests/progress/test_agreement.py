"""The table beside a picture equals the database, and the sentence agrees with the table.

What is printed is read back, as a person reads it, and counted again by hand from the ratings:
for every view of everybody in the demonstration, and for a thousand made-up diaries.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import unescape
from statistics import median, quantiles

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.care.models import Patient, TrackedArea
from apps.core.roles import Role
from apps.demo.model import seeded
from apps.diary.models import Entry
from apps.progress.points import DayRating, Stroke
from apps.progress.statistics import RANGES, overview, trend_of
from apps.progress.wording import summary, table_rows
from tests.claims import forbidden_in
from tests.progress.made import ONSET, TODAY, timeline
from tests.progress.test_pages import Table

SCORE = r"(\d+(?:\.5)?)"


@dataclass(frozen=True)
class Told:
    """What a page says about one part: its sentence and the rows of its table."""

    sentence: str
    rows: list[list[str]]

    def check(self, rated: dict[date, int], start: date, end: date) -> None:
        """Compare with the scores of the days, counted by hand."""
        shown = {on: score for on, score in rated.items() if start <= on <= end}
        self.check_rows(shown)
        said = re.search(
            r"[Rr]ated on (\d+) of (\d+) day|You rated (\d+) of (\d+) day", self.sentence
        )
        assert bool(said) == bool(shown)
        if said:
            counted_from = max(start, min(rated))
            count, days = (int(number) for number in said.groups() if number)
            assert (count, days) == (len(shown), (end - counted_from).days + 1)
        self.check_weeks(solid_weeks(shown))
        assert not forbidden_in(self.sentence)

    def check_rows(self, shown: dict[date, int]) -> None:
        left = dict(shown)
        for period, middle, half, days in self.rows:
            first, last = days_of(period)
            scores = [left.pop(on) for on in sorted(left) if first <= on <= last]
            assert printed(median(scores)) == middle.removesuffix(" (few entries)")
            assert half == " to ".join(printed(edge) for edge in middle_half(scores))
            assert days == f"{len(scores)} of {(last - first).days + 1}"
        assert not left

    def check_weeks(self, weeks: list[list[int]]) -> None:
        """The score of now is the middle of the newest week with four days, then of the first."""
        now = re.search(
            rf": {SCORE} (?:this week|now|in |\()|is {SCORE} now|was {SCORE} \(", self.sentence
        )
        if weeks and "one rating" not in self.sentence:
            assert next(filter(None, now.groups())) == printed(median(weeks[-1]))
        then = re.search(rf"It was {SCORE}", self.sentence)
        if then:
            assert then[1] == printed(median(weeks[0]))


def printed(score: float) -> str:
    return f"{score:.0f}" if score == int(score) else f"{score:.1f}"


def middle_half(scores: list[int]) -> tuple[float, float]:
    if len(scores) == 1:
        return scores[0], scores[0]
    low, _middle, high = quantiles(scores, n=4, method="inclusive")
    return low, high


def days_of(period: str) -> tuple[date, date]:
    """Read "2 to 8 March 2026" back."""
    parts = period.split(" to ")
    last = day_of(parts[-1])
    if len(parts) == 1:
        return last, last
    return day_of(parts[0] if " " in parts[0] else f"{parts[0]} {last:%B %Y}"), last


def day_of(text: str) -> date:
    return datetime.strptime(text, "%d %B %Y").replace(tzinfo=UTC).date()


def solid_weeks(shown: dict[date, int]) -> list[list[int]]:
    weeks: dict[date, list[int]] = {}
    for on in sorted(shown):
        weeks.setdefault(on - timedelta(days=on.weekday()), []).append(shown[on])
    return [scores for scores in weeks.values() if len(scores) >= 4]


def made_up(number: int) -> dict[date, int]:
    """One of the diaries: short and long, dense and thin, level, wild and with breaks."""
    pick = seeded(f"diary {number}")
    days, share = pick.choice((1, 9, 40, 120, 400, 900)), pick.choice((0.2, 0.6, 1.0))
    level, spread = pick.randint(0, 10), pick.choice((0, 1, 4))
    broken = pick.randint(0, days)
    return {
        TODAY - timedelta(days=back): min(max(level + pick.randint(-spread, spread), 0), 10)
        for back in range(days)
        if pick.random() < share and not broken <= back < broken + 20
    }


@pytest.mark.parametrize("chunk", range(4))
def test_a_thousand_diaries_are_told_as_they_are(chunk: int) -> None:
    for number in range(chunk * 250, (chunk + 1) * 250):
        rated = made_up(number)
        start = TODAY - timedelta(days=seeded(f"span {number}").choice((27, 90, 272, 800)))
        days = tuple(DayRating(on, rated[on]) for on in sorted(rated))
        numbers = overview(timeline(days, start, strokes=(Stroke(ONSET),)))
        trend = trend_of(numbers.points, numbers.timeline.end)
        for register in ("patient", "practitioner"):
            said = summary(numbers, register, trend)
            Told(said, [list(row) for row in table_rows(numbers)]).check(rated, start, TODAY)


def views_of(patient: Patient) -> list[tuple[TrackedArea, str, str]]:
    return [
        (area, range_code, measure)
        for area in patient.areas.all()
        for range_code in RANGES
        for measure in ("numbness", "tingling")
    ]


def test_every_view_of_the_demonstration_is_told_as_it_is(demo) -> None:
    client = Client()
    for patient in Patient.objects.all():
        place = patient.care_team.filter(practitioner__role=Role.THERAPIST).first()
        client.force_login(User.objects.get(pk=place.practitioner_id))
        for area, range_code, measure in views_of(patient):
            asked = {"area": area.pk, "range": range_code, "measure": measure}
            answer = client.get(f"/patients/{patient.pk}/", asked)
            numbers = answer.context["chart"]["overview"]
            rated = {
                on: score
                for on, score in Entry.objects.current()
                .filter(area=area)
                .order_by("for_date", "recorded_at", "serial")
                .values_list("for_date", measure)
                if score is not None
            }
            span = numbers.timeline.start, numbers.timeline.end
            assert answer.context["chart"]["sentence"] in unescape(answer.text)
            card = answer.text.partition('aria-labelledby="timeline"')[2].partition("</section>")[0]
            rows = Table(card).rows[1:]
            Told(answer.context["chart"]["sentence"], rows).check(rated, *span)
