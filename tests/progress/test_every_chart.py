"""Thousands of made-up records: each is drawn, without error and without warning."""

import gzip
import random
import re
from xml.etree import ElementTree

import pytest

from apps.progress.charts import draw_timeline, timeline_size
from apps.progress.statistics import overview
from apps.progress.wording import chart_labels, how_to_read
from tests.progress.chance import made_up

pytestmark = pytest.mark.no_database
SEED = 20_260_514
CHUNKS, SERIES = 50, 100  # 5,000 in all
TEXT = re.compile(rb'<text x="([-\d.e]+)" y="([-\d.e]+)"')


def drawn(chance: random.Random, picture: str = "svg") -> tuple[bytes, tuple[int, int]]:
    """Draw one made-up record; return the picture and the size that is told beforehand."""
    numbers, width = overview(made_up(chance)), chance.choice((328, 860))
    labels = chart_labels(numbers, width)
    assert how_to_read(numbers)
    picture = draw_timeline(
        numbers,
        labels,
        width=width,
        theme=chance.choice(("light", "dark", "print")),
        axis=chance.choice(("calendar", "stroke")),
        picture=picture,
    )
    return picture, timeline_size(numbers, labels, width)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_record_is_drawn(chunk):
    """With no word outside the paper, and no number that is none."""
    chance = random.Random(SEED + chunk)
    for _ in range(SERIES):
        svg, (width, height) = drawn(chance)
        root = ElementTree.fromstring(svg)
        assert (root.get("width"), root.get("height")) == (str(width), str(height))
        places = [(float(x), float(y)) for x, y in TEXT.findall(svg)]
        assert all(-1 <= x <= width + 1 and 0 < y <= height for x, y in places)
        assert b"nan" not in svg
        assert len(gzip.compress(svg, 1)) < 24_000  # the fastest packing; 20,000 with the usual


@pytest.mark.parametrize("chunk", range(10))
def test_every_record_is_drawn_as_png(chunk):
    """Fewer, as each costs ten times as much."""
    chance = random.Random(SEED - chunk - 1)
    for _ in range(5):
        assert drawn(chance, "png")[0].startswith(b"\x89PNG")


def test_the_same_record_gives_the_same_bytes():
    first, second = ([drawn(random.Random(SEED))[0] for _ in range(20)] for _ in range(2))
    assert first == second
