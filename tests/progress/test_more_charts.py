"""The further pictures: parts, sides, tests, phases, dose and practice, on plain data."""

import random
import re
import struct
import warnings
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.progress.points import PracticeDay, SessionDose, Span, Stroke
from apps.progress.statistics import compare_phases, daily_points
from apps.progress.statistics.doses import Tries, count_doses, count_practice
from apps.progress.wording import pictures as words
from tests.progress import further
from tests.progress.made import KINDS, ONSET, TODAY, diary, lanes

pytestmark = pytest.mark.no_database

WIDTHS = (860, 328)
score = st.none() | st.integers(0, 10)
pairs = st.lists(st.tuples(score, score), min_size=1, max_size=120)
DAY = timedelta(days=1)
SPAN = Span(TODAY - 190 * DAY, TODAY, (Stroke(ONSET),))
FALLING = [round(9 - 5 * n / 190) for n in range(191)]
GAP = [*FALLING[:90], *[None] * 24, *FALLING[114:]]
SESSIONS = [SessionDose(SPAN.start + n * DAY, KINDS[n % 3][0], 1, 40, 60) for n in range(0, 90, 5)]
TRIES = [
    Tries(TODAY - n * DAY, ("home", "clinic")[n % 2], 20, (15, None)[n % 5 == 0])
    for n in range(0, 90, 3)
]

LEFT = further.overview_of(GAP, "Left hand", SPAN.strokes)
RIGHT = further.overview_of([1] * 191, "Right hand", SPAN.strokes)
TEST = further.clinical_test(12, 20, 31)
MADE = {
    "parts": further.parts_of([LEFT, RIGHT]),
    "sides": further.sides_of([LEFT, RIGHT]),
    "dose": further.doses_of(SESSIONS, SPAN),
    "practice": further.practice_of(TRIES, SPAN),
    "phases": further.phases_of(GAP, 80),
    "test": further.result_of(TEST, SPAN),
    "ratings and test": further.ratings_and_test_of(LEFT, TEST),
}


@pytest.fixture(params=MADE)
def made(request):
    return MADE[request.param]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_everything_lies_inside_the_sheet(made, width, theme):
    svg = made.draw(width, theme)
    further.check_texts_inside(svg)
    further.check_marks_inside(svg)


@pytest.mark.parametrize("picture", ["svg", "png"])
def test_the_same_numbers_give_the_same_bytes(made, picture):
    assert made.draw(328, picture=picture) == made.draw(328, picture=picture)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_size_is_known_before_drawing(made, width):
    known = made.size(made.labels(width), width)
    assert known[0] == width
    assert f'width="{known[0]}" height="{known[1]}"'.encode() in made.draw(width)
    png = made.draw(width, picture="png")
    assert struct.unpack(">II", png[16:24]) == (known[0] * 2, known[1] * 2)


def test_title_and_description_stand_inside(made):
    root = further.parse(made.draw())
    assert root.get("role") == "img"
    assert root.find(f"{further.SVG}title").text == made.labels(860).title
    assert len(root.find(f"{further.SVG}desc").text) > 80


def test_print_has_no_colour(made):
    colours = set(re.findall(r"#([0-9a-f]{6})\b", made.draw(theme="print").decode().lower()))
    assert colours
    assert all(colour[:2] == colour[2:4] == colour[4:] for colour in colours)


def test_nothing_needs_an_inline_style(made):
    assert b"style=" not in made.draw()


@pytest.mark.parametrize("kind", further.SOME)
def test_every_picture_is_drawn_whole_without_warning(kind):
    """Empty, one point, all alike, 15 years, long names, other scripts: made by chance."""
    chance = random.Random(kind)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(40):
            made, width = further.SOME[kind](chance), chance.choice(WIDTHS)
            svg = made.draw(width, chance.choice(("light", "dark", "print")))
            further.check_texts_inside(svg)
            further.check_marks_inside(svg)
            assert made.size(made.labels(width), width)[1] == float(
                further.parse(svg).get("height")
            )
            assert len(made.labels(width).description) > 80


# --- Parts and sides ----------------------------------------------------------------------------


def test_parts_tell_where_each_stands_and_stood():
    texts = further.texts_of(MADE["parts"].draw())
    assert {"Left hand", "Right hand", "was 9 in Nov", "was 1 in Nov", "4", "1"} <= set(texts)
    assert {"no", "ratings"} <= set(texts)


def test_parts_describe_start_end_and_breaks():
    said = MADE["parts"].labels(860).description
    assert "5 November 2025 to 14 May 2026" in said
    assert "No ratings from 3 February to 26 February 2026." in said
    assert "Left hand: 4 this week (half numb)." in said


def test_every_break_is_told_to_those_who_do_not_see_it():
    twice = [*[5] * 40, *[None] * 20, *[5] * 40, *[None] * 30, *[5] * 40]
    shown = further.overview_of(twice)
    assert further.parts_of([shown]).labels(860).description.count("No ratings from") == 2
    assert "2 breaks without ratings" in words.lines_of([shown], "practitioner")[0]


def test_a_part_without_ratings_is_named():
    nothing = further.overview_of([None] * 30, "Right hand")
    said = words.lines_of([LEFT, nothing], "practitioner")[1]
    assert said == "Right hand: no ratings yet. The first one starts the picture."
    assert further.parts_of([LEFT, nothing]).labels(860).description.endswith(said)


@given(pairs, st.sampled_from([words.parts_labels, words.sides_labels]))
def test_swapping_two_parts_swaps_what_is_said(rated, labels):
    """And nothing else: no part's words or numbers depend on the one beside it."""
    one, other = map(list, zip(*rated, strict=True))
    left, right = further.overview_of(one), further.overview_of(other, "Right hand")
    there, back = labels([left, right], 860), labels([right, left], 860)
    assert [there.names, there.now, there.then] == [
        texts[::-1] for texts in (back.names, back.now, back.then)
    ]
    for register in ("patient", "practitioner"):
        said = words.lines_of([left, right], register)
        assert said == words.lines_of([right, left], register)[::-1]
    there, back = words.lines_table([left, right]), words.lines_table([right, left])
    assert there.rows == tuple((row[0], row[2], row[1]) for row in back.rows)


@given(st.lists(score, min_size=1, max_size=120))
def test_another_name_for_a_side_changes_the_name_only(rated):
    left, right = further.overview_of(rated, "Left hand"), further.overview_of(rated, "Right hand")
    assert (left.buckets, left.then, left.now) == (right.buckets, right.then, right.now)
    said, turned = (words.lines_of([one], "practitioner")[0] for one in (left, right))
    assert said.replace("Left hand", "Right hand") == turned


def test_an_old_value_is_not_called_now():
    old = further.overview_of([*[5] * 60, *[None] * 40])
    labels = further.parts_of([old]).labels(860)
    texts = further.texts_of(further.parts_of([old]).draw())
    assert labels.then == ("was 5 in Mar",)
    assert "was 5 in Mar" in texts
    assert texts.count("5") == 1  # the mark of the scale, no latest value


def test_the_table_of_parts_has_the_numbers_of_the_picture():
    table = words.lines_table([LEFT, RIGHT])
    assert table.headings == ("Week", "Left hand", "Right hand")
    assert table.rows[0] == ("Days rated", "167 of 191", "191 of 191")
    shown = {row[0]: row[1:] for row in table.rows[1:]}
    assert shown["11 to 14 May 2026"] == ("4", "1")
    assert shown["9 to 15 February 2026"] == ("–", "1")
    filled = [bucket for bucket in LEFT.buckets if bucket.median is not None]
    assert sum(row[1] != "–" for row in table.rows[1:]) == len(filled)


def test_sides_differ_by_dash_shape_and_name():
    svg = MADE["sides"].draw(theme="print").decode()
    assert {"Left hand", "Right hand"} <= set(further.texts_of(svg.encode()))
    dashed = [re.search(rf'<path id="side-{n}" ([^>]*)>', svg, re.DOTALL)[1] for n in (0, 1)]
    assert ["stroke-dasharray" in path for path in dashed] == [False, True]
    assert "no clean control" in words.no_clean_control()


# --- Dose and practice --------------------------------------------------------------------------


def count(rows, span=SPAN):
    return count_doses(rows, lanes(1), span)


def test_doses_are_summed_per_week_and_empty_weeks_stay():
    monday = date(2026, 4, 13)
    span = Span(monday, monday + 27 * DAY)
    rows = [
        SessionDose(monday, "sensory", 2, 80, 110),
        SessionDose(monday + 6 * DAY, "sensory", 1, 40, 0),
        SessionDose(monday + 14 * DAY, "electrical", 1, 30, 0),
        SessionDose(monday - DAY, "sensory", 9, 9, 9),
    ]
    made = count(rows, span)
    sensory, electrical = made.kinds
    assert (sensory.sessions, sensory.minutes) == ((3, 0, 0, 0), (120, 0, 0, 0))
    assert sensory.tries == (110, 0, 0, 0)
    assert electrical.sessions == (0, 0, 1, 0)
    assert [first for first, _ in made.empty] == [monday + 7 * DAY, monday + 21 * DAY]
    assert [amount for amount, _ in made.measured] == ["sessions", "minutes", "tries"]
    assert words.doses_table(made).rows == (
        ("4 to 10 May 2026", "No session", "0", "0", "–"),
        ("27 April 2026 to 3 May 2026", "Electrical", "1", "30", "–"),
        ("20 to 26 April 2026", "No session", "0", "0", "–"),
        ("13 to 19 April 2026", "Sensory", "3", "120", "110"),
    )
    assert words.doses_sentence(made, "practitioner") == (
        "4 sessions, 150 minutes in all, from 13 April 2026 to 10 May 2026."
        " 2 of 4 weeks had a session."
    )
    assert words.doses_sentence(made, "patient").startswith("You had 4 sessions")


def test_no_bar_is_drawn_for_a_week_without_a_session():
    svg = further.doses_of(SESSIONS, SPAN).draw().decode()
    bars = re.search(r'<path id="sessions-0" d="([^"]*)"', svg)[1]
    made = count(SESSIONS)
    assert bars.count("M") == sum(map(bool, made.kinds[0].sessions))
    marks = re.search(r'<path id="none" d="([^"]*)"', svg)[1]
    assert marks.count("M") == len(made.empty)


def test_the_name_of_a_kind_is_whole_beside_large_numbers():
    """Minutes of a month have four digits, which left "Physiother…"."""
    rows = [SessionDose(SPAN.start + n * DAY, KINDS[0][0], 1, 1900, 0) for n in range(0, 90, 5)]
    svg = further.doses_of(rows, SPAN, {KINDS[0][0]: "Physiotherapy"}).draw()
    assert further.texts_of(svg).count("Physiotherapy") == 2
    further.check_texts_inside(svg)


def test_without_sessions_the_picture_says_so():
    made = further.doses_of([], SPAN)
    assert "No sessions in this time." in " ".join(further.texts_of(made.draw(328)))
    assert made.labels(860).description.endswith("No sessions in this time.")


def test_tries_nobody_counted_the_right_ones_of_are_not_wrong_ones():
    monday = date(2026, 4, 13)
    span = Span(monday, monday + 55 * DAY)
    rows = [Tries(monday, "home", 40, 30), Tries(monday + DAY, "home", 20, None)]
    made = count_practice(rows, span)
    assert made.unit == "week"
    assert made.places[0].total == PracticeDay(monday, 60, 30, 20)
    assert words.practice_lines(made) == [
        "At home, 30 of 40 tries were right (75%)."
        " At home, the right ones were not counted in 20 tries."
    ]
    week = "13 to 19 April 2026"
    assert words.practice_table(made).rows == ((week, "At home", "60", "30 of 40 counted", "75%"),)


def test_few_days_get_a_bar_each():
    span = Span(TODAY - 27 * DAY, TODAY)
    made = count_practice([Tries(TODAY, "clinic", 5, 0)], span)
    assert (made.unit, len(made.periods)) == ("day", 28)
    assert words.practice_table(made).rows == (("14 May 2026", "Clinic or group", "5", "0", "0%"),)


# --- Phases -------------------------------------------------------------------------------------


def test_phases_are_compared_in_plain_words_and_never_as_a_cause():
    said = MADE["phases"].labels(860).description
    assert re.search(
        r"In \d+ of 100 pairs of weeks the later one is less numb \(95 % interval", said
    )
    assert said.endswith("These are differences in time, not proof of cause.")
    assert re.search(r"middle score [\d.]+, from 10 weekly scores\. Rated on 80 of 80 days\.", said)
    texts = further.texts_of(MADE["phases"].draw())
    assert "These are differences in time, not proof of cause." in texts
    assert "Home (no treatment)" in texts


def test_few_weeks_are_counted_and_not_compared():
    made = further.phases_of(FALLING, 165)
    said = made.labels(860).description
    assert "A comparison needs 5 weekly scores in each phase; there are 22 and 3." in said
    assert "pairs" not in said
    assert b'id="median"' not in made.draw()
    assert b'id="weeks"' in made.draw()


def test_the_table_of_phases_has_every_weekly_score():
    start = TODAY - 190 * DAY
    halves = (start, start + 79 * DAY), (start + 80 * DAY, None)
    phases = [further.Phase(n, "treatment", *ends) for n, ends in zip("AB", halves, strict=True)]
    compared = compare_phases(daily_points(diary(start, GAP)), *phases, TODAY)
    rows = words.phases_table(compared, "numbness").rows
    assert len(rows) == len(compared.earlier.values) + len(compared.later.values)
    assert rows[-1] == ("10 November 2025", "A", f"{compared.earlier.values[0]:g}")
    assert words.tau_sentence(compared.overlap).startswith("Tau: ")
