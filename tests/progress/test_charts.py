import gzip
import io
import re
import struct
import warnings
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from apps.progress.charts import draw_timeline, timeline_size
from apps.progress.charts.lettering import svg_font, text_width, with_boxes, wrap
from apps.progress.points import DayRating, Stroke
from apps.progress.statistics import overview
from apps.progress.wording import chart_labels
from tests.progress.made import ONSET, TODAY, diary, lanes, recovery, recovery_timeline, timeline

pytestmark = pytest.mark.no_database
WIDTHS = (328, 860)
SVG = "{http://www.w3.org/2000/svg}"


def draw(made, width=860, **options):
    numbers = overview(made)
    return draw_timeline(numbers, chart_labels(numbers, width), width=width, **options)


def parse(svg):
    return ElementTree.fromstring(svg)


def texts(made, width=860, **options):
    return [node.text for node in parse(draw(made, width, **options)).iter(f"{SVG}text")]


def path_of(svg, name):
    found = re.search(rf'<path id="{name}" d="([^"]*)"', svg.decode())
    return found[1] if found else ""


def test_letters_keep_the_width_that_was_measured():
    """Else a browser that rounds it cuts "Acupuncture" off beside its lane."""
    assert parse(draw(recovery_timeline(200))).get("text-rendering") == "geometricPrecision"


ODD = {
    "empty": (),
    "one point": diary(date(2026, 5, 1), [3]),
    "one blank": diary(date(2026, 5, 1), [None]),
    "flat at 0": diary(date(2026, 1, 1), [0] * 120),
    "flat at 10": diary(date(2026, 1, 1), [10] * 120),
    "a rating now and then": tuple(
        DayRating(TODAY - timedelta(days=17 * n), n % 11) for n in range(12)
    ),
    "before the span": diary(date(2019, 1, 1), [4] * 30),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("ratings", ODD.values(), ids=ODD)
@pytest.mark.parametrize("start", [date(2026, 4, 13), date(2025, 8, 11), date(2021, 1, 1)])
def test_odd_series_are_drawn(ratings, start):
    made = timeline(ratings, start, sessions=lanes(100))
    for width in WIDTHS:
        assert draw(made, width, axis="stroke").startswith(b"<svg")


@settings(max_examples=40)
@given(
    ratings=st.lists(
        st.builds(
            DayRating,
            on=st.dates(date(2024, 1, 1), TODAY),
            numbness=st.none() | st.integers(0, 10),
            method=st.sampled_from(["rated", "same", "skipped"]),
        ),
        max_size=60,
    ),
    strokes=st.lists(
        st.builds(
            Stroke,
            on=st.dates(date(2000, 1, 1), TODAY),
            precision=st.sampled_from(["day", "month", "year"]),
        ),
        max_size=3,
    ),
    days=st.integers(1, 4000),
    width=st.sampled_from(WIDTHS),
    axis=st.sampled_from(["calendar", "stroke"]),
)
def test_every_series_is_drawn_without_error_or_warning(ratings, strokes, days, width, axis):
    made = timeline(tuple(ratings), TODAY - timedelta(days=days - 1), strokes=tuple(strokes))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        svg = draw(made, width, axis=axis)
    assert parse(svg).get("role") == "img"


@pytest.mark.parametrize("picture", ["svg", "png"])
def test_the_same_numbers_give_the_same_bytes(picture):
    made = recovery_timeline(200)
    assert draw(made, 328, picture=picture) == draw(made, 328, picture=picture)


def test_one_point_more_gives_other_bytes():
    ratings = recovery(200)
    start = TODAY - timedelta(days=199)
    assert draw(timeline(ratings, start)) != draw(timeline(ratings[:-1], start))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("days", [30, 365, 3650])
def test_size_and_elements_do_not_grow_with_the_days(days, width):
    svg = draw(recovery_timeline(days), width)
    assert len(gzip.compress(svg)) < 20_000
    assert svg.count(b"<") < 260


def test_a_crowded_year_and_a_half_stays_small():
    start = TODAY - timedelta(days=540)
    ratings = diary(start, [n % 11 for n in range(541)], "same")
    svg = draw(timeline(ratings, start, sessions=lanes(540, every=1)))
    assert len(gzip.compress(svg)) < 20_000


def test_the_picture_says_what_it_is():
    root = parse(draw(recovery_timeline(200)))
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Left hand: numbness"
    assert len(root.find(f"{SVG}desc").text) > 80


def test_nothing_needs_an_inline_style():
    assert b"style=" not in draw(recovery_timeline(200))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("days", [30, 365, 3650])
def test_no_text_is_under_12_px(days, width):
    svg = draw(recovery_timeline(days), width).decode()
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)]
    assert sizes
    assert min(sizes) >= 12


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("days", [10, 365, 1500])
def test_the_size_is_known_before_drawing(days, width):
    numbers = overview(recovery_timeline(days))
    labels = chart_labels(numbers, width)
    svg = draw_timeline(numbers, labels, width=width)
    known = timeline_size(numbers, labels, width)
    assert f'width="{known[0]}" height="{known[1]}"'.encode() in svg
    png = draw_timeline(numbers, labels, width=width, picture="png")
    assert struct.unpack(">II", png[16:24]) == (known[0] * 2, known[1] * 2)


def test_zero_is_at_the_top_and_has_its_words():
    svg = draw(timeline(recovery(100), ONSET)).decode()
    heights = {
        text: float(y) for y, text in re.findall(r'<text x="128" y="([\d.]+)"[^>]*>(\d+)<', svg)
    }
    assert heights["0"] < heights["5"] < heights["10"]
    assert {"Normal feeling", "Half numb", "No feeling", "More", "feeling"} <= set(
        texts(timeline(recovery(100), ONSET))
    )


def test_a_day_of_zero_is_a_dot_and_a_blank_day_is_none():
    start = date(2026, 4, 13)
    svg = draw(timeline(diary(start, [0, None, 0]), start))
    assert path_of(svg, "days").count("M") == 2
    assert not path_of(svg, "same-days")


def test_the_png_has_every_dot_too():
    start = date(2026, 4, 13)
    made = timeline(diary(start, list(range(11))), start)
    image = Image.open(io.BytesIO(draw(made, picture="png"))).convert("RGB")
    dots = [
        place
        for place, colour in enumerate(image.get_flattened_data())
        if colour == (0x5E, 0x8F, 0x96)
    ]
    columns = sorted({place % image.width // 4 for place in dots})
    apart = sum(after - before > 2 for before, after in pairwise(columns))
    assert apart >= 7  # the line covers a few of the eleven


def test_same_as_last_time_is_hollow():
    start = date(2026, 4, 13)
    svg = draw(timeline(diary(start, [4, 4, 4], "same"), start))
    assert path_of(svg, "same-days").count("M") == 3
    assert path_of(svg, "same-days-inside").count("M") == 3


def test_a_gap_breaks_the_line_and_is_labelled():
    start = date(2026, 1, 5)
    ratings = (*diary(start, [8] * 28), *diary(date(2026, 3, 2), [5] * 56))
    made = timeline(ratings, start)
    assert path_of(draw(made), "medians").count("M") == 2
    assert "no ratings" in texts(made)
    assert {"no", "ratings"} <= set(texts(timeline(ratings, date(2025, 8, 11)), 328))


def test_in_years_of_ratings_one_short_break_is_named_and_no_words_lie_over_the_rest():
    start, days = TODAY - timedelta(days=1799), [5] * 1800
    for first, length in ((300, 70), (700, 90), (1100, 60), (1500, 65)):
        days[first : first + length] = [None] * length
    made = timeline(diary(start, days), start)
    assert len(overview(made).gaps) == 4
    assert texts(made, 328).count("ratings") == 1


def test_a_thin_week_is_hollow_and_says_few_entries():
    start = date(2026, 3, 2)
    made = timeline(diary(start, [5, 5]), start, date(2026, 3, 29))
    assert path_of(draw(made), "few-entries").count("M") == 1
    assert not path_of(draw(made), "medians")
    for width in WIDTHS:
        assert "few entries" in texts(made, width)


def test_beyond_18_months_there_are_monthly_scores_no_dots_and_bars():
    made = recovery_timeline(800)
    svg = draw(made)
    assert "Monthly middle score" in texts(made)
    assert not path_of(svg, "days")
    assert path_of(svg, "lane-0").count("M") == 27
    assert {"2024", "2025", "2026"} & set(texts(made)) or "Jan 25" in texts(made)


@pytest.mark.parametrize("width", WIDTHS)
def test_each_kind_differs_by_place_shape_and_name(width):
    made = timeline((), date(2026, 2, 9), sessions=lanes(90, every=11))
    svg = draw(made, width)
    drawn = [path_of(svg, f"lane-{n}") for n in range(3)]
    first_marks = [path.split("M")[1].count("L") for path in drawn]
    assert first_marks == [0, 2, 3]
    heights = [float(re.search(r"M ?[\d.]+ ([\d.]+)", path)[1]) for path in drawn]
    assert heights == sorted(heights)
    assert {"Sensory", "Electrical", "Acupuncture"} <= set(texts(made, width))
    assert ("9 sessions" if width == 860 else "9") in texts(made, width)


def test_a_long_or_unknown_kind_is_named_in_full_on_a_phone():
    lane = lanes(90)[0].__class__("x", "Physiotherapy", "none", "star", lanes(90)[0].days)
    assert "Physiotherapy" in texts(timeline((), date(2026, 2, 9), sessions=(lane,)), 328)


def test_time_since_the_stroke_is_said_in_weeks_then_months():
    weeks = timeline((), ONSET, ONSET + timedelta(weeks=20))
    assert {"Weeks since stroke", "4", "12"} <= set(texts(weeks))
    both = timeline((), date(2025, 11, 3))
    assert {"Since stroke", "wk 12", "8 mo"} <= set(texts(both))
    months = timeline((), date(2026, 4, 13))
    assert {"Months since stroke", "8"} <= set(texts(months))


def test_the_stroke_axis_comes_first_where_it_is_asked_for():
    made = recovery_timeline(150)
    calendar, stroke = texts(made), texts(made, axis="stroke")
    assert calendar.index("Weeks since stroke") > calendar.index("Jan 26")
    assert stroke.index("Weeks since stroke") < stroke.index("Jan 26")


@pytest.mark.parametrize("axis", ["calendar", "stroke"])
def test_a_long_name_of_a_row_is_never_cut(axis):
    """ "About months since stroke" began left of the picture's edge."""
    made = timeline(recovery(900), ONSET, strokes=(Stroke(ONSET, "month"),))
    svg = draw(made, axis=axis)
    look = r'<text x="([\d.-]+)" y="([\d.]+)" font-size="14"[^>]*>([^<]*)<'
    found = [(float(x), y, text) for x, y, text in re.findall(look, svg.decode())]
    left, row, name = next(one for one in found if one[2] == "About months since stroke")
    assert left >= 0
    after = left + text_width(name, 14)
    assert all(x > after for x, y, text in found if y == row and text != name)


def test_without_a_stroke_the_calendar_stays():
    made = timeline(recovery(100), ONSET, strokes=())
    assert draw(made, axis="stroke") == draw(made)


def test_a_second_stroke_draws_a_marker_and_moves_nothing():
    start = date(2025, 9, 15)
    one = timeline(recovery(200), start)
    two = timeline(recovery(200), start, strokes=(Stroke(ONSET), Stroke(date(2026, 2, 2))))
    assert "Another stroke" in texts(two)
    since = [text for text in texts(one) if text.startswith("wk ")]
    assert [text for text in texts(two) if text.startswith("wk ")] == since


def test_empty_says_so():
    words = " ".join(texts(timeline((), ONSET)))
    assert "No ratings yet. The first one starts the picture." in words


def test_both_themes_use_the_tokens():
    light, dark = (draw(recovery_timeline(100), theme=t).lower() for t in ("light", "dark"))
    assert b'"#0b4b54"' in light
    assert b'"#8ed8d3"' in dark
    assert b'"#16243a"' not in dark


class TestChinese:
    """Lines break between letters, and our own fonts draw them."""

    def test_a_long_name_breaks_between_letters_and_never_before_a_closing_sign(self) -> None:
        lines = wrap("左手（大拇指和食指）今天比較有感覺。", 80, 16)
        assert len(lines) > 2
        assert "".join(lines) == "左手（大拇指和食指）今天比較有感覺。"
        assert all(text_width(line, 16) <= 80 for line in lines)
        assert not [line for line in lines if line[0] in "）。" or line[-1] in "（"]

    def test_words_between_letters_stay_whole(self) -> None:
        assert wrap("針灸 LI11 和 ST36 穴位", 76, 16) == ["針灸 LI11", "和 ST36", "穴位"]

    def test_what_is_left_over_gets_an_ellipsis(self) -> None:
        assert wrap("左手右手左腳右腳", 64, 16, most=1) == ["左手右…"]

    def test_letters_come_from_our_own_font(self) -> None:
        assert with_boxes("左手麻木感") == "左手麻木感"


def test_the_letters_of_spanish_are_embedded_where_they_are_drawn() -> None:
    english, spanish = svg_font("Left hand"), svg_font("Más sensibilidad")
    assert len(english) < len(spanish) < len(english) + 3_000


@pytest.mark.parametrize("sign", ["\x0b", "\x1f", "\ud800", "\ufffe"])
def test_a_sign_that_xml_cannot_hold_does_not_break_the_picture(sign):
    """A name may be pasted from anywhere: one such sign, and no browser would show anything."""
    lane = replace(lanes(60)[0], label=f'Arm{sign} <b> & "legs"')
    made = replace(recovery_timeline(60), lanes=(lane,))
    assert 'Arm <b> & "legs"' in " ".join(filter(None, texts(made)))
