"""The further pictures with plain data: each kind as one thing to draw, measure and read."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from xml.etree import ElementTree

from apps.progress.charts import doses, parts, practice, results, sides, two_phases
from apps.progress.charts.lettering import text_width
from apps.progress.points import (
    ClinicalResult,
    ClinicalTest,
    Lane,
    Overview,
    Phase,
    SessionDose,
    Span,
    Stroke,
)
from apps.progress.statistics import compare_phases, daily_points, overview
from apps.progress.statistics.doses import Tries, count_doses, count_practice
from apps.progress.wording import pictures as words
from tests.progress.made import KINDS, TODAY, diary, timeline

SVG = "{http://www.w3.org/2000/svg}"
NAMES = (
    "Left hand",
    "Left side of the lips and of the tongue, as far as it can be felt at all",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenfühlprobe",
    "اليد اليسرى",
    "左手の親指と人差し指",
    "Левая рука",
    "บริเวณมือซ้าย",
    "<b>&\"'",
    "",
)


@dataclass(frozen=True)
class Made:
    """One picture to draw: `labels` and `size` take a width, `drawing` the texts too."""

    labels: Callable
    size: Callable
    drawing: Callable

    def draw(self, width: int = 860, theme: str = "light", picture: str = "svg") -> bytes:
        """Return the picture."""
        return self.drawing(self.labels(width), width=width, theme=theme, picture=picture)


def overview_of(scores: list[int | None], name: str = "Left hand", strokes=()) -> Overview:
    """Return the numbers of one rating a day up to TODAY."""
    start = TODAY - timedelta(days=max(len(scores) - 1, 0))
    return overview(
        replace(timeline(diary(start, scores), start, strokes=strokes), area_label=name)
    )


def parts_of(shown: list[Overview]) -> Made:
    """All parts."""
    return Made(
        partial(words.parts_labels, shown),
        lambda texts, width: parts.parts_size(shown, texts, width),
        partial(parts.draw_parts, shown),
    )


def sides_of(shown: list[Overview]) -> Made:
    """Both sides."""
    return Made(
        partial(words.sides_labels, shown),
        lambda texts, width: sides.sides_size(shown, texts, width),
        partial(sides.draw_sides, shown),
    )


def doses_of(rows: list[SessionDose], span: Span, names=None) -> Made:
    """The dose."""
    kinds = [
        Lane(code, (names or {}).get(code, name), code, shape, ()) for code, name, shape in KINDS
    ]
    counted = count_doses(rows, kinds, span)
    return Made(
        partial(words.doses_labels, counted),
        lambda texts, width: doses.doses_size(counted, texts, width),
        partial(doses.draw_doses, counted),
    )


def practice_of(rows: list[Tries], span: Span) -> Made:
    """Tries."""
    counted = count_practice(rows, span)
    return Made(
        partial(words.practice_labels, counted),
        lambda texts, width: practice.practice_size(counted, texts, width),
        partial(practice.draw_practice, counted),
    )


def phases_of(scores: list[int | None], cut: int, names=("Home", "Clinic")) -> Made:
    """Two phases that meet `cut` days after the first one began."""
    start = TODAY - timedelta(days=len(scores) - 1)
    change = start + timedelta(days=cut)
    earlier = Phase(names[0], "no treatment", start, change - timedelta(days=1))
    later = Phase(names[1], "treatment", change, None)
    compared = compare_phases(daily_points(diary(start, scores)), earlier, later, TODAY)
    labels = partial(words.phases_labels, compared, "Left hand", "numbness", TODAY)
    return Made(labels, two_phases.two_phases_size, partial(two_phases.draw_two_phases, compared))


def result_of(test: ClinicalTest, span: Span) -> Made:
    """A clinical test."""
    return Made(
        partial(words.result_labels, test, span),
        lambda texts, width: results.results_size(span, texts, width),
        partial(results.draw_test, test, span),
    )


def ratings_and_test_of(shown: Overview, test: ClinicalTest) -> Made:
    """Ratings above a test."""

    def drawing(texts, **look):
        lines = words.ratings_labels(shown, look["width"])
        return results.draw_ratings_and_test(shown, test, lines, texts, **look)

    def size(texts, width):
        lines = words.ratings_labels(shown, width)
        return results.ratings_and_test_size(shown, lines, texts, width)

    return Made(partial(words.ratings_and_test_labels, shown, test), size, drawing)


def clinical_test(*values: float, better: str = "higher", mdc: float | None = 12.3, **more):
    """Return a test with a result every 60 days, the last one a week ago."""
    first = TODAY - timedelta(days=60 * (len(values) - 1) + 7)
    made = tuple(
        ClinicalResult(first + timedelta(days=60 * n), value, f"{value:g}")
        for n, value in enumerate(values)
    )
    usual = {"name": "EmNSA, left arm", "unit": "points", "low": 0, "high": 44}
    usual |= {"population": "" if mdc is None else "50 people after stroke"}
    return ClinicalTest(better=better, results=made, mdc=mdc, **(usual | more))


# By chance, but the same each time -------------------------------------------------------------


def some_scores(chance: random.Random) -> list[int | None]:
    """Return a diary of any length, from empty to 15 years, sometimes all alike or all blank."""
    days = chance.choice((0, 1, 2, 6, 27, 28, 100, 273, 400, 1000, 5475))
    same = chance.choice((None, 0, 10, 4))
    blank = chance.choice((0, 0.3, 0.95, 1))
    return [
        None if chance.random() < blank else chance.randint(0, 10) if same is None else same
        for _ in range(days)
    ]


def some_span(chance: random.Random) -> Span:
    """Return a span of one day to 15 years, with up to two strokes of any precision."""
    days = chance.choice((1, 2, 28, 35, 36, 91, 273, 800, 5475))
    strokes = tuple(
        Stroke(
            TODAY - timedelta(days=chance.randint(0, 6000)),
            chance.choice(("day", "month", "year")),
        )
        for _ in range(chance.randint(0, 2))
    )
    return Span(TODAY - timedelta(days=days - 1), TODAY, strokes)


def some_day(chance: random.Random, span: Span) -> date:
    return span.start + timedelta(days=chance.randint(0, (span.end - span.start).days))


def some_lines(chance: random.Random) -> list[Overview]:
    """Return one to six parts over the same span."""
    span = some_span(chance)
    days = (span.end - span.start).days + 1
    made = []
    for _ in range(chance.randint(1, 6)):
        scores = some_scores(chance)[:days]
        ratings = diary(span.start, scores)
        line = timeline(ratings, span.start, strokes=span.strokes)
        made.append(overview(replace(line, area_label=chance.choice(NAMES))))
    return made


def some_lanes(chance: random.Random) -> Made:
    span, most = some_span(chance), chance.choice((1, 40, 5000))
    rows = [
        SessionDose(
            some_day(chance, span), chance.choice(KINDS)[0], 1, most, chance.randint(0, most)
        )
        for _ in range(chance.choice((0, 1, 30, 600)))
    ]
    return doses_of(rows, span, {code: chance.choice(NAMES) for code, *_ in KINDS})


def some_practice(chance: random.Random) -> Made:
    span, most, rows = some_span(chance), chance.choice((1, 60, 5000)), []
    for _ in range(chance.choice((0, 1, 30, 600))):
        tries = chance.randint(0, most)
        right = chance.choice((None, 0, tries, chance.randint(0, tries)))
        rows.append(Tries(some_day(chance, span), chance.choice(("home", "clinic")), tries, right))
    return practice_of(rows, span)


def some_phases(chance: random.Random) -> Made:
    scores = some_scores(chance) or [None]
    names = (chance.choice(NAMES), chance.choice(NAMES))
    return phases_of(scores, chance.randint(0, len(scores) - 1), names)


def some_test(chance: random.Random) -> ClinicalTest:
    low, high = chance.choice(((0, 44), (1.65, 6.65), (2, 15), (0, 1)))
    worse = {"lower": high + 1, "higher": low - 1}
    better = chance.choice(("lower", "higher"))
    values = [
        worse[better] if chance.random() < 0.2 else round(chance.uniform(low, high), 2)
        for _ in range(chance.choice((0, 1, 2, 9, 40)))
    ]
    levels = tuple((low + (high - low) * n / 19, f"{n}+") for n in range(20))
    made = clinical_test(
        *values,
        better=better,
        mdc=chance.choice((None, 0.5, 12.3, 500)),
        low=low,
        high=high,
        name=chance.choice(NAMES),
        unit=chance.choice(("", "mm", NAMES[1])),
        ordinal=chance.random() < 0.3,
        levels=chance.choice(((), levels)),
    )
    told = tuple(
        r._replace(label=chance.choice((r.label, "Not felt", NAMES[1]))) for r in made.results
    )
    return replace(made, results=told)


SOME: dict[str, Callable[[random.Random], Made]] = {
    "parts": lambda chance: parts_of(some_lines(chance)),
    "sides": lambda chance: sides_of((some_lines(chance) * 2)[:2]),
    "dose": some_lanes,
    "practice": some_practice,
    "phases": some_phases,
    "test": lambda chance: result_of(some_test(chance), some_span(chance)),
    "ratings and test": lambda chance: ratings_and_test_of(
        some_lines(chance)[0], some_test(chance)
    ),
}


# Reading a picture ------------------------------------------------------------------------------


def parse(svg: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def texts_of(svg: bytes) -> list[str]:
    return [node.text or "" for node in parse(svg).iter(f"{SVG}text")]


def check_texts_inside(svg: bytes) -> None:
    """Every text lies on the sheet and is large enough to read."""
    root = parse(svg)
    width, height = float(root.get("width")), float(root.get("height"))
    for node in root.iter(f"{SVG}text"):
        size, text = float(node.get("font-size")), node.text or ""
        room = text_width(text, size, bool(node.get("font-weight")))
        share = {None: 0, "middle": 0.5, "end": 1}[node.get("text-anchor")]
        left = float(node.get("x")) - share * room
        assert size >= 12, text
        assert left >= -1, (text, left)
        assert left + room <= width + 1, (text, left + room)
        assert size * 0.6 <= float(node.get("y")) <= height - 1, (text, node.get("y"), height)


def check_marks_inside(svg: bytes) -> None:
    """Every line and area lies on the sheet."""
    root = parse(svg)
    width, height = float(root.get("width")), float(root.get("height"))
    for node in root.iter(f"{SVG}path"):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", node.get("d", ""))]
        assert all(-1 <= x <= width + 1 for x in numbers[::2]), node.get("d")[:80]
        assert all(-1 <= y <= height + 1 for y in numbers[1::2]), node.get("d")[:80]
