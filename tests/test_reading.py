"""The reader that the sweep over the patient's pages uses, held against texts of known ease."""

import pytest

from tests.reading import grade, hard_to_read, sentences, syllables

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("hand", 1),
        ("feeling", 2),
        ("same", 1),
        ("little", 2),
        ("changed", 1),
        ("rated", 2),
        ("tingling", 2),
        ("yesterday", 3),
        ("acupuncture", 4),
        ("rehabilitation", 6),
    ],
)
def test_syllables(word, count):
    assert syllables(word) == count


def test_a_heading_and_a_button_are_sentences_of_their_own():
    assert sentences(["Same as yesterday?", "Left hand is 4. It was 3.5 before"]) == [
        ["Same", "as", "yesterday"],
        ["Left", "hand", "is"],
        ["It", "was", "before"],
    ]


def test_the_grade_tells_plain_words_from_hard_ones():
    assert grade(["How numb is your left hand today?"]) < 2
    assert (
        grade(["Rehabilitation following cerebrovascular accidents necessitates evaluation."]) > 12
    )
    assert grade([]) == 0


@pytest.mark.parametrize(
    "text",
    [
        "You missed three days.",
        "This is only a small change.",
        "You should log each day.",
        "We ask you to tell us how numb your left hand is on each day of the week from now on.",
        "Longitudinal somatosensory deterioration necessitates consultation.",
    ],
)
def test_what_a_tired_reader_stumbles_over_is_found(text):
    assert hard_to_read([text])
