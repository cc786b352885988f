"""Marks on the main picture: phases, the goal, injuries, days after a treatment, a smooth line."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from apps.progress.charts import draw_timeline, timeline_size
from apps.progress.charts.lettering import text_width
from apps.progress.points import Goal, Injury, Phase, Timeline, Window
from apps.progress.statistics import overview
from apps.progress.wording import chart_labels, how_to_read
from tests.progress.made import TODAY, lanes, recovery_timeline
from tests.progress.test_charts import draw, path_of, texts

pytestmark = pytest.mark.no_database
DAY = timedelta(days=1)
WIDTHS = (328, 860)


def phases(*names: str, days: int = 200) -> tuple[Phase, ...]:
    """Phases of equal length that follow each other; the last one is not over."""
    start, length = TODAY - (days - 1) * DAY, days // len(names)
    first = [start + place * length * DAY for place in range(len(names))]
    ends = [day - DAY for day in first[1:]] + [None]
    kinds = ("treatment", "no treatment")
    return tuple(
        Phase(name, kinds[place % 2], *both)
        for place, (name, both) in enumerate(zip(names, zip(first, ends, strict=True), strict=True))
    )


def marked(days: int = 200, **marks) -> Timeline:
    return replace(recovery_timeline(days), **marks)


def description(made: Timeline) -> str:
    return chart_labels(overview(made), 860).description


def test_phases_have_names_grounds_and_boundaries():
    made = marked(phases=phases("Home", "Clinic", "Pause"))
    svg = draw(made)
    assert {"Home", "Clinic", "Pause"} <= set(texts(made))
    assert path_of(svg, "phases").count("M") == 1
    assert path_of(svg, "phase-boundaries").count("M") == 3
    said = description(made)
    assert "“Clinic”, without treatment, from " in said
    assert "“Pause”, with treatment, since " in said


def test_a_phase_that_is_not_over_runs_to_the_end():
    made = marked(phases=phases("Home", "Clinic"))
    ground = path_of(draw(made), "phases")
    assert max(float(x) for x in re.findall(r"[ML] ?([\d.]+)", ground)) == 760


def test_a_phase_outside_the_span_is_not_drawn():
    past = Phase("Long ago", "treatment", date(2020, 1, 1), date(2020, 2, 1))
    ahead = Phase("Next year", "treatment", TODAY + 30 * DAY, None)
    made = marked(phases=(past, ahead))
    assert draw(made) == draw(marked())
    assert description(made) == description(marked())


def test_names_too_long_for_their_columns_become_numbers_with_a_legend():
    names = [f"Phase {n} of the long programme" for n in "ABCDEF"]
    made = marked(phases=phases(*names))
    for width in WIDTHS:
        assert {"1", "2", "3", "4", "5", "6", *names} <= set(texts(made, width))
    plain = overview(marked())
    legend = overview(made)
    heights = [timeline_size(o, chart_labels(o, 328), 328)[1] for o in (plain, legend)]
    assert heights[1] > heights[0] + 6 * 18


def test_the_legend_stands_in_columns_under_its_heading():
    """ "2 Block 1 3 Block 2" on one line is read wrong; so is a number without a heading."""
    names = [f"Block {n}" for n in range(1, 13)]
    svg = draw(marked(phases=phases(*names)), 328).decode()
    found = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>(Block \d+|Phases)<', svg)
    (_, heading, _), *entries = sorted(found, key=lambda one: one[2] != "Phases")
    assert len(entries) == 12
    assert all(float(y) > float(heading) for _, y, _ in entries)
    across = {x for x, _, _ in entries}
    assert len({(x, y) for x, y, _ in entries}) == 12
    assert len(across) * len({y for _, y, _ in entries}) == 12


@pytest.mark.parametrize("width", WIDTHS)
def test_no_two_names_overlap(width):
    names = ["Home visits", "Clinic block 1", "Pause", "Clinic block 2", "Group", "Home again"]
    for count in range(1, 7):
        svg = draw(marked(phases=phases(*names[:count])), width).decode()
        shown = {*names, *map(str, range(1, 7))}
        found = re.findall(
            r'<text x="([\d.]+)" y="([\d.]+)" font-size="([\d.]+)"'
            r'[^>]*font-weight="700">([^<]*)<',
            svg,
        )
        free_from: dict[str, float] = {}
        for x, y, size, text in sorted(found, key=lambda one: float(one[0])):
            if text in shown:
                assert float(x) >= free_from.get(y, -1)
                free_from[y] = float(x) + text_width(text, float(size), bold=True)
        assert free_from


def words_over(svg: bytes, names: set[str]) -> list[tuple[float, float, float]]:
    """The left end, the right end and the baseline of every name that stands over the plot."""
    found = re.findall(
        r'<text x="([\d.]+)" y="([\d.]+)" font-size="([\d.]+)"[^>]*font-weight="700">([^<]*)<',
        svg.decode(),
    )
    return [
        (float(x), float(x) + text_width(text, float(size), bold=True), float(y))
        for x, y, size, text in found
        if text in names
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("last", ["Clinic block 2", "After the very last block of treatment"])
def test_short_phases_keep_their_names_and_no_line_runs_through_one(width, last):
    """They became numbers with a legend, although there was room a row higher."""
    starts, names = (200, 90, 60, 45), ("Home visits", "Clinic block 1", "No treatment", last)
    first = [TODAY - back * DAY for back in starts]
    ends = [day - DAY for day in first[1:]] + [None]
    stretches = zip(names, first, ends, strict=True)
    made = marked(phases=tuple(Phase(name, "treatment", *days) for name, *days in stretches))
    svg = draw(made, width)
    over = words_over(svg, set(names))
    if width == 328 and last != "Clinic block 2":
        assert "1" in texts(made, width)
        return
    assert len(over) == 4
    lines = path_of(svg, "phase-boundaries")
    for x, top in re.findall(r"M ?([\d.]+) ([\d.]+)", lines):
        for left, right, base in over:
            assert not left - 2 < float(x) < right + 2 or float(top) > base


def test_a_name_keeps_apart_from_the_next_line():
    """ "No treatment" touched "Acupuncture"."""
    for length in range(60, 120):
        first = TODAY - 150 * DAY
        pause = Phase("No treatment", "no treatment", first, first + (length - 1) * DAY)
        clinic = Phase("Acupuncture", "treatment", first + length * DAY, None)
        made = marked(phases=(pause, clinic))
        one, other = words_over(draw(made), {"No treatment", "Acupuncture"})
        assert one[2] != other[2] or one[1] + 8 < other[0]


def test_the_goal_is_a_dashed_line_with_its_words():
    made = marked(goal=Goal(3, date(2026, 6, 30)))
    svg = draw(made).decode()
    assert re.search(r'id="goal" [^>]*stroke-dasharray=', svg)
    assert "Goal 3" in texts(made)
    assert "The goal is 3 by 30 June 2026." in description(made)
    assert "The goal is 0." in description(marked(goal=Goal(0)))


def test_injuries_have_a_lane_of_their_own():
    injuries = (Injury(TODAY - 90 * DAY, "Burn"), Injury(TODAY - 900 * DAY, "Cut"))
    made = marked(injuries=injuries)
    svg = draw(made)
    assert path_of(svg, "injuries").count("M") == 1
    assert {"Injuries", "Burn", "1 injury"} <= set(texts(made))
    assert "Cut" not in texts(made)
    assert "Injury on 13 February 2026: Burn." in description(made)


def test_days_after_a_treatment_are_a_strip_that_is_named():
    first, second = TODAY - 90 * DAY, TODAY - 60 * DAY
    windows = tuple(
        Window(day, day + 7 * DAY, "acupuncture") for day in (first, first + 5 * DAY, second)
    )
    made = marked(windows=windows, lanes=lanes(200))
    strip = path_of(draw(made), "after-acupuncture")
    assert strip.count("M") == 2  # the first two touch
    for width in WIDTHS:
        assert "7 days after acupuncture" in texts(made, width)
    rated = sum(
        any(w.start <= point.on <= w.end for w in windows) for point in overview(made).points
    )
    assert f"acupuncture are marked; rated days in them: {rated}." in description(made)
    assert "strip at the bottom" in how_to_read(overview(made))
    assert "strip" not in how_to_read(overview(marked()))


def test_a_smooth_line_is_dashed_named_and_never_over_the_edge():
    made = overview(marked())
    runs = [[(point.on, value) for point, value in zip(made.points, (-3, 5, 14), strict=False)]]
    labels = chart_labels(made, 860, smooth=True)
    assert labels.smooth == "Smooth line, for looking only"
    svg = draw_timeline(made, labels, width=860, smooth=runs)
    heights = [float(y) for y in re.findall(r"[ML] ?[\d.]+ ([\d.]+)", path_of(svg, "smooth"))]
    grid = [float(y) for y in re.findall(r"M ?136 ([\d.]+)", path_of(svg, "grid"))]
    assert min(heights) == min(grid)
    assert max(heights) == max(grid)


def test_print_has_no_colour():
    svg = draw(
        marked(phases=phases("Home", "Clinic"), goal=Goal(3), lanes=lanes(200)), theme="print"
    ).decode()
    colours = set(re.findall(r"#([0-9A-Fa-f]{6})", svg))
    assert colours
    assert all(colour[:2] == colour[2:4] == colour[4:] for colour in colours)


@pytest.mark.parametrize(
    "name", ["العلاج الكهربائي", "家庭康复训练", "घर पर प्रशिक्षण", "טיפול בבית"]
)
def test_every_script_is_measured_and_drawn(name):
    assert text_width(name, 14) > 14
    made = marked(phases=phases(name))
    assert name in texts(made)
    assert draw(made, picture="png").startswith(b"\x89PNG")
