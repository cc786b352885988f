"""What a page tells of one part, held against scores that are counted by hand."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median, quantiles

from tests.claims import forbidden_in

SCORE = r"(\d+(?:\.5)?)"
# The five words and the scores that they are kept as; between two of them the worse one counts.
KEPT = (0, 2, 5, 8, 10)
WORDS = {
    "numbness": ("not numb", "a little numb", "half numb", "very numb", "no feeling"),
    "tingling": ("none", "a little", "medium", "a lot", "the most you can imagine"),
}


@dataclass(frozen=True)
class Told:
    """What a page says about one part: its sentence and the rows of its table."""

    sentence: str
    rows: list[list[str]]
    in_words: frozenset[date] = frozenset()  # the days that were answered in five words
    measure: str = "numbness"

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
        self.check_weeks(solid_weeks(self.since_the_last_change(shown)))
        assert not forbidden_in(self.sentence)

    def check_rows(self, shown: dict[date, int]) -> None:
        left = dict(shown)
        for period, middle, half, days in self.rows:
            first, last = days_of(period)
            days_rated = [on for on in sorted(left) if first <= on <= last]
            scores = [left.pop(on) for on in days_rated]
            told = self.word if self.in_words.issuperset(days_rated) else printed
            assert told(median(scores)) == middle.removesuffix(" (few entries)")
            assert half == " to ".join(told(edge) for edge in middle_half(scores))
            assert days == f"{len(scores)} of {(last - first).days + 1}"
        assert not left

    def check_weeks(self, weeks: list[list[int]]) -> None:
        """The score of now is the middle of the newest week with four days, then of the first."""
        if self.in_words:
            ends = (weeks[0], weeks[-1]) if weeks else ()
            assert all(self.word(median(week)) in self.sentence for week in ends)
            return
        now = re.search(
            rf": {SCORE} (?:this week|now|in |\()|is {SCORE} now|was {SCORE} \(", self.sentence
        )
        if weeks and "one rating" not in self.sentence:
            assert next(filter(None, now.groups())) == printed(median(weeks[-1]))
        then = re.search(rf"It was {SCORE}", self.sentence)
        if then:
            assert then[1] == printed(median(weeks[0]))

    def since_the_last_change(self, shown: dict[date, int]) -> dict[date, int]:
        """Leave out what was said on another scale than the newest day: it is not compared."""
        present = max(shown, default=None) in self.in_words
        others = [on for on in shown if (on in self.in_words) != present]
        return {on: score for on, score in shown.items() if on > max(others, default=date.min)}

    def word(self, score: float) -> str:
        place = next(place for place, kept in enumerate(KEPT) if score <= kept)
        return WORDS[self.measure][place]


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
