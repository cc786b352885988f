"""The sentence and the table beside a picture agree with any diary: a thousand made-up ones."""

from datetime import date, timedelta

import pytest

from apps.demo.model import seeded
from apps.progress.points import DayRating, Stroke
from apps.progress.statistics import overview, trend_of
from apps.progress.wording import alt_text, message, summary, table_rows
from tests.claims import forbidden_in
from tests.progress.made import ONSET, TODAY, timeline
from tests.progress.told import Told

pytestmark = pytest.mark.no_database


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
        for register in ("patient", "helper", "practitioner"):
            said = summary(numbers, register, trend)
            Told(said, [list(row) for row in table_rows(numbers)]).check(rated, start, TODAY)
        # What nobody sees on the page, and the one line to a patient.
        assert not forbidden_in(alt_text(numbers))
        assert not forbidden_in(message(numbers, trend))
