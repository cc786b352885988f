"""Draw ten thousand charts in one process and tell how its memory grew.

Each is drawn from fresh numbers, as for ten thousand people: both widths, every theme, spans from
four weeks to ten years. Run as a program it prints the table.
"""

import os
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

CHARTS = 10_000
FIRST = 1_000  # what is loaded and cached once is there by then
MOST = 1.05  # times the memory after the first charts
SEED = 20_260_514
SPANS = (28, 91, 273, 365, 800, 1825, 3650)
TODAY = date(2026, 5, 14)
DAY = timedelta(days=1)


def resident() -> float:
    """Return the memory of this process in MB, or 0.0 where the system does not tell."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return 0.0
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def draw_all(charts: int) -> Iterator[float]:
    """Draw that many charts; after each one yield the memory."""
    from apps.progress.charts import draw_timeline
    from apps.progress.statistics import overview
    from apps.progress.wording import chart_labels

    chance = random.Random(SEED)
    for _ in range(charts):
        numbers = overview(made_up(chance))
        width = chance.choice((328, 860))
        theme = chance.choice(("light", "dark", "print"))
        draw_timeline(numbers, chart_labels(numbers, width), width=width, theme=theme)
        yield resident()


def made_up(chance: random.Random):
    """Return a timeline of somebody who rates now and then."""
    from apps.progress.points import DayPoint, Days, Lane, Stroke, Timeline

    # Short spans are what people look at; the longest cost the most time.
    days = chance.choices(SPANS, weights=(4, 4, 4, 3, 1, 1, 0.5))[0]
    start = TODAY - (days - 1) * DAY
    rated = sorted(chance.sample(range(days), k=min(days, 400) * 3 // 4))
    days_rated = Days.of(DayPoint(start + day * DAY, chance.randint(0, 10), False) for day in rated)
    held_on = tuple(start + day * DAY for day in range(0, days, 9))
    lane = Lane("sensory", "Sensory", "sensory", "circle", held_on)
    return Timeline(
        f"Part {chance.randrange(10**9)}",
        "your part",
        days_rated,
        (lane,),
        (Stroke(start),),
        start,
        TODAY,
        TODAY,
    )


def report() -> None:
    """Print the memory after the first and after the last chart."""
    import django

    django.setup()
    after = dict(enumerate(draw_all(CHARTS), start=1))
    if not after[CHARTS]:
        print("This system does not tell how much memory a process has.")
        return
    growth = after[CHARTS] / after[FIRST]
    said = "✓" if growth <= MOST else "–"
    print(f"after {FIRST:6,} charts {after[FIRST]:8.1f} MB")
    print(f"after {CHARTS:6,} charts {after[CHARTS]:8.1f} MB {growth:8.3f} × (≤ {MOST:g} {said})")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rehab_tracker.settings")
    sys.exit(report())
