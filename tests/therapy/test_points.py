"""Acupuncture points: every real one in any spelling, and no other."""

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from apps.therapy.points import (
    ALIASES,
    ALL_CHANNELS,
    CHANNELS,
    EXTRA_POINTS,
    Needle,
    Side,
    format_needles,
    parse_needles,
)

pytestmark = pytest.mark.no_database

POINTS = [
    (code, number) for code, channel in CHANNELS.items() for number in range(1, channel.points + 1)
]
SPELLINGS = st.sampled_from(
    ["{code}{number}", "{code} {number}", "{code}-{number}", "{code}0{number}"]
)
CASES = st.sampled_from([str.upper, str.lower, str.title])


def points_in(text: str) -> list[str]:
    """Return the points of the needles in this text."""
    return [needle.point for needle in parse_needles(text)]


def refusals(text: str) -> list[str]:
    """Return the sentences that refuse this text."""
    with pytest.raises(ValidationError) as refused:
        points_in(text)
    return refused.value.messages


def test_there_are_361_points_and_48_extra_ones():
    assert len(POINTS) == 361
    assert sum(c.points for code, c in EXTRA_POINTS.items() if code != "MS") == 48


@given(point=st.sampled_from(POINTS), spelling=SPELLINGS, case=CASES)
def test_every_point_is_read_in_every_spelling(point, spelling, case):
    code, number = point
    typed = case(spelling.format(code=code, number=number))
    assert points_in(typed) == [f"{code}{number}"]


@given(code=st.sampled_from(list(ALL_CHANNELS)), number=st.integers(0, 10**8))
def test_every_other_number_is_refused(code, number):
    if 1 <= number <= ALL_CHANNELS[code].points:
        assert points_in(f"{code}{number}") == [f"{code}{number}"]
    else:
        assert len(refusals(f"{code}{number}")) == 1


@given(text=st.text(max_size=60))
def test_any_text_gives_points_or_sentences(text):
    try:
        points = points_in(text)
    except ValidationError:
        assert all(refusals(text))
    else:
        assert points_in(", ".join(points)) == points


@given(
    needles=st.lists(
        st.builds(
            Needle,
            st.sampled_from([f"{code}{number}" for code, number in POINTS if code not in "GVCV"]),
            st.sampled_from(["left", "right", "both", "none"]),
            st.none() | st.integers(1, 150),
        ),
        unique_by=lambda needle: needle[:2],
    )
)
def test_needles_survive_being_written_and_read(needles):
    assert parse_needles(format_needles(needles)) == needles


@pytest.mark.parametrize(
    ("typed", "point"),
    [("UB40", "BL40"), ("KD3", "KI3"), ("P6", "PC6"), ("SJ5", "TE5"), ("TH5", "TE5"),
     ("TW5", "TE5"), ("LV3", "LR3"), ("LIV3", "LR3"), ("Du20", "GV20"), ("Ren12", "CV12"),
     ("ＬＩ４", "LI4"), ("LI–4", "LI4"), ("EX-UE9", "EX-UE9"), ("exhn 3", "EX-HN3"),
     ("MS6", "MS6")],
)  # fmt: skip
def test_older_codes_and_odd_signs_are_understood(typed, point):
    assert points_in(typed) == [point]


def test_no_alias_hides_a_channel():
    assert not set(ALIASES) & set(ALL_CHANNELS)


def test_a_list_may_be_parted_in_many_ways():
    assert points_in("li-4, UB60; ST 36 GB34\nPC6 / gv20.") == [
        "LI4", "BL60", "ST36", "GB34", "PC6", "GV20",
    ]  # fmt: skip
    assert points_in("  ") == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("LI21", "LI21 does not exist: Large Intestine has points 1 to 20."),
        ("LI0", "LI0 does not exist: Large Intestine has points 1 to 20."),
        ("UB68", "BL68 does not exist: Bladder has points 1 to 67."),
        ("CO4", "CO is an older name. Write LI4 for Large Intestine 4."),
        ("CO21", "LI21 does not exist: Large Intestine has points 1 to 20."),
        ("GV29", "GV29 is not in the WHO list. For Yintang write EX-HN3."),
        ("EX-CA2", "EX-CA2 does not exist: EX-CA has one point, EX-CA1."),
        ("MS15", "MS15 does not exist: the numbers of MS go from 1 to 14."),
        ("XX1", "“XX1” is not a point: write its channel and number, for example LI4."),
        ("LV3?", "“LV3?” is not a point: write its channel and number, for example LI4."),
        ("LI04a", "“LI04a” is not a point: write its channel and number, for example LI4."),
        ("LI4, li-4", "LI4 is there twice: leave one out, or give each its side."),
        ("GV20 left", "GV20 is in the middle of the body: leave out its side."),
        ("LI4 left 151 mm", "The depth of LI4 must be from 1 to 150 mm."),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_to_write(typed, sentence):
    assert refusals(typed) == [sentence]


@pytest.mark.parametrize(
    "typed", ["ST46", "SP22", "HT10", "PC10", "GV30", "CV25", "LR15", "XX1", "LI04a"]
)
def test_the_worked_examples_are_refused(typed):
    assert refusals(typed)


def test_each_mistake_has_its_own_sentence():
    assert len(refusals("LI21, ST36, XX1")) == 2


def test_a_point_takes_the_common_side_unless_it_has_its_own():
    assert parse_needles("LI4, LI4 right 20 mm, GV20", side="left", depth_mm=5) == [
        Needle("LI4", "left", 5),
        Needle("LI4", "right", 20),
        Needle("GV20", "none", 5),
    ]


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_a_side_is_read_as_the_language_writes_it(language):
    """What a form shows again in Spanish or Chinese must be understood when it is sent."""
    needles = [Needle("LI4", Side.LEFT, 20), Needle("ST36", Side.RIGHT), Needle("GB34", Side.BOTH)]
    with translation.override(language):
        written = format_needles(needles)
    assert parse_needles(written) == needles
    assert ("left" in written) == (language == "en-gb")
