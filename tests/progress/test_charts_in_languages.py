"""Every picture in every language: its words fit, none lies on another, none is cut."""

from itertools import combinations

import pytest
from django.conf import settings
from django.utils import translation

from apps.care.body import BODY_PARTS
from apps.progress.charts.lettering import text_width
from apps.progress.points import Stroke
from tests.progress import further
from tests.progress.made import ONSET, TODAY, diary, lanes, timeline
from tests.progress.test_charts import draw
from tests.progress.test_more_charts import DAY, MADE

pytestmark = pytest.mark.no_database

LANGUAGES = [code for code, _name in settings.LANGUAGES]
WIDTHS = (328, 860)
STEADY = [7 - n // 60 if n % 90 < 60 else None for n in range(400)]


def words_on(svg: bytes) -> list[tuple[str, float, float, float, float]]:
    """Return every text of a picture with its left, top, right and bottom."""
    found = []
    for node in further.parse(svg).iter(f"{further.SVG}text"):
        size, text = float(node.get("font-size")), node.text or ""
        room = text_width(text, size, bool(node.get("font-weight")))
        share = {None: 0, "middle": 0.5, "end": 1}[node.get("text-anchor")]
        left, y = float(node.get("x")) - share * room, float(node.get("y"))
        found.append((text, left, y - 0.7 * size, left + room, y))
    return found


def covered(svg: bytes) -> list[tuple[str, str]]:
    """Return the pairs of texts that lie on each other."""
    return [
        (one[0], other[0])
        for one, other in combinations(words_on(svg), 2)
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
    ]


def check(svg: bytes) -> None:
    """Hold one picture to what its reader needs."""
    further.check_texts_inside(svg)
    assert not covered(svg)
    assert not [text for text, *_box in words_on(svg) if "…" in text]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
class TestWords:
    @pytest.mark.parametrize("days", [10, 90, 270, 400])
    @pytest.mark.parametrize("axis", ["calendar", "stroke"])
    def test_the_main_picture(self, language: str, width: int, days: int, axis: str) -> None:
        start = TODAY - days * DAY
        with translation.override(language):
            made = timeline(
                diary(start, STEADY[-days:]), start, sessions=lanes(days), strokes=(Stroke(ONSET),)
            )
            check(draw(made, width, axis=axis))

    @pytest.mark.parametrize("name", MADE)
    def test_the_other_pictures(self, language: str, width: int, name: str) -> None:
        with translation.override(language):
            check(MADE[name].draw(width))

    def test_every_part_of_the_body_has_room_for_its_name(self, language: str, width: int) -> None:
        """On a phone the longest names may take an ellipsis; their page says them in full."""
        with translation.override(language):
            for first, second in zip(*[iter(BODY_PARTS.values())] * 2, strict=False):
                shown = [
                    further.overview_of(STEADY[-60:], str(part.label)) for part in (first, second)
                ]
                svg = further.parts_of(shown).draw(width)
                further.check_texts_inside(svg)
                assert not covered(svg)
