"""Makes the gallery of every kind of chart anew, from made-up data.

    .venv/bin/python -m docs.make_charts [FOLDER]

Draws each kind at both widths, light, dark, for print and (the light one again) without colour,
and writes one sheet per kind to `docs/pictures/charts` (or FOLDER).
"""

import base64
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import django
from playwright.sync_api import Browser

from docs.make_pictures import small_png
from tests.browser import launched_browser

FOLDER = Path(__file__).parent / "pictures" / "charts"
LOOKS = (("light", ""), ("dark", ""), ("print", ""), ("light", "grayscale(1)"))
NAMES = ("light", "dark", "print", "without colour")
PAGE = """<!doctype html><style>
body {{ margin: 16px; background: #777; font: 15px sans-serif; color: #fff; width: 1736px }}
.wide {{ display: grid; grid-template-columns: 860px 860px; gap: 16px }}
.narrow {{ display: grid; grid-template-columns: repeat(4, 328px); gap: 16px; margin-top: 16px }}
figure {{ margin: 0 }} img {{ display: block }}
</style><div class="wide">{wide}</div><div class="narrow">{narrow}</div>"""


def charts() -> Iterator[tuple[str, object]]:
    """Yield the file's name of each kind with something that draws it."""
    from apps.progress.charts import draw_timeline
    from apps.progress.points import Goal, Injury, Phase, SessionDose, Span, Stroke, Window
    from apps.progress.statistics import overview
    from apps.progress.statistics.doses import Tries
    from apps.progress.wording import chart_labels
    from tests.progress import further
    from tests.progress.made import KINDS, TODAY, lanes, timeline
    from tests.progress.made import diary as made_diary

    chance = random.Random(7)  # noqa: S311  (made-up data)

    def diary(days: int, first: float, last: float, hole: bool = True) -> list[int | None]:
        level = [first + (last - first) * day / days + chance.gauss(0, 0.7) for day in range(days)]
        scores: list[int | None] = [min(max(round(one), 0), 10) for one in level]
        if hole:
            scores[days // 2 : days // 2 + 21] = [None] * 21
        return [None if chance.random() < 0.15 else one for one in scores]

    class Main:
        """The main picture."""

        def __init__(self, days: int, **marks: object) -> None:
            start = TODAY - timedelta(days=days - 1)
            rated = made_diary(start, diary(days, 9, 4, hole=days > 100))
            made = timeline(rated, start, sessions=lanes(days), strokes=(Stroke(start),))
            self.numbers = overview(replace(made, **marks))

        def draw(self, width: int, theme: str) -> bytes:
            labels = chart_labels(self.numbers, width)
            return draw_timeline(self.numbers, labels, width=width, theme=theme)

    def ago(days: int) -> date:
        return TODAY - timedelta(days=days)

    phases = (
        Phase("Home visits", "treatment", ago(190), ago(130)),
        Phase("No treatment", "no treatment", ago(129), ago(80)),
        Phase("Clinic block", "treatment", ago(79), None),
    )
    windows = tuple(Window(ago(back), ago(back - 7), "acupuncture") for back in (58, 51, 30))
    marks = {"phases": phases, "goal": Goal(3), "windows": windows}
    yield "timeline", Main(200, injuries=(Injury(ago(100), "burn"),), **marks)
    yield "timeline-3650-days", Main(3650)
    blocks = tuple(
        Phase(f"Clinic block {n // 2 + 1}" if n % 2 == 0 else "No treatment", kind, *days)
        for n, (kind, *days) in enumerate(
            (("treatment", "no treatment")[n % 2], ago(1750 - 170 * n), ago(1581 - 170 * n))
            for n in range(10)
        )
    )
    yield "timeline-many-phases", Main(1800, phases=blocks)
    yield "timeline-one-week", Main(5)
    shown = [
        further.overview_of(diary(250, *ends), name, (Stroke(ago(250)),))
        for name, ends in (("Left hand", (9, 4)), ("Left forearm", (7, 4)), ("Left foot", (8, 6)))
    ]
    yield "all-parts", further.parts_of(shown)
    right = further.overview_of(diary(250, 2, 1), "Right hand", (Stroke(ago(250)),))
    yield "both-sides", further.sides_of([shown[0], right])
    yield "two-phases", further.phases_of(diary(150, 8, 4, hole=False), 75, ("At home", "Clinic"))
    span = Span(ago(190), TODAY, (Stroke(ago(190)),))
    rows = [
        SessionDose(ago(back), KINDS[place][0], 1, 45, 60 if place == 0 else 0)
        for place, (first, last, step) in enumerate(((180, 20, 4), (120, 70, 3), (60, 5, 7)))
        for back in range(first, last, -step)
    ]
    yield "dose", further.doses_of(rows, span)
    tries = [
        Tries(ago(back), "home" if back % 3 else "clinic", 40, min(12 + (180 - back) // 8, 38))
        for back in range(180, 4, -4)
    ]
    yield "practice", further.practice_of(tries, span)
    test = further.clinical_test(9, 14, 18, 27, 31)
    yield "test", further.result_of(test, span)
    yield "ratings-and-test", further.ratings_and_test_of(shown[0], test)


def page_of(chart) -> str:
    """Return a page with the chart in every look and width."""

    def figures(width: int) -> str:
        made = []
        for (theme, filtered), name in zip(LOOKS, NAMES, strict=True):
            drawn = base64.b64encode(chart.draw(width=width, theme=theme)).decode()
            image = (
                f'<img style="filter:{filtered or "none"}" src="data:image/svg+xml;base64,{drawn}">'
            )
            made.append(f"<figure><figcaption>{width} px, {name}</figcaption>{image}</figure>")
        return "".join(made)

    return PAGE.format(wide=figures(860), narrow=figures(328))


def make(browser: Browser, folder: Path) -> None:
    """Write one sheet per kind."""
    folder.mkdir(parents=True, exist_ok=True)
    page = browser.new_page(viewport={"width": 1768, "height": 800})
    for name, chart in charts():
        page.set_content(page_of(chart), wait_until="load")
        page.evaluate("() => document.fonts.ready")
        (folder / f"{name}.png").write_bytes(small_png(page.screenshot(full_page=True)))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rehab_tracker.settings")
    os.environ.setdefault("ENVIRONMENT", "test")
    django.setup()
    with launched_browser() as opened:
        make(opened, Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
