"""Injuries from the record on the main picture: drawing, words and table tell the same ones."""

import uuid
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from apps.care.body import PARTS_BY_CODE
from apps.progress.series import timeline_of
from apps.progress.statistics import RANGES, overview
from apps.progress.wording import chart_labels, injury_rows
from apps.safety import actions
from apps.safety.actions import Told
from apps.safety.models import Injury
from tests.progress.test_charts import draw, path_of
from tests.progress.test_pages import queries


def hurt(cast, back: int, kind: str = "burn", code: str = "left-hand") -> Injury:
    """Rosa was hurt so many days ago."""
    told = Told(uuid.uuid4(), cast.today() - timedelta(days=back), cast.rosa.zone)
    given = {"by": cast.rosa.user, "patient": cast.rosa, "told": told}
    return actions.record_injury(kind=kind, part=PARTS_BY_CODE[code], **given)


@pytest.mark.parametrize("code", RANGES)
def test_picture_description_and_table_tell_the_same(cast, code):
    """Of every part, each named; not what was taken back, nor what lies before the span."""
    cast.rate(5, back=13)
    cast.rate(5)
    hurt(cast, 0)
    hurt(cast, 12, "fall", "right-knee")
    hurt(cast, 4000, "cut")
    actions.withdraw_injury(by=cast.rosa.user, injury=hurt(cast, 5, "cut", "left-foot"))
    timeline = timeline_of(cast.rosa, cast.area(), code, cast.today())
    numbers = overview(timeline)
    rows = injury_rows(numbers)
    assert [what for _day, what in rows] == ["Burn (Left hand)", "Fall (Right knee)"]
    said = chart_labels(numbers, 860).description
    assert all(f"Injury on {day}: {what}." in said for day, what in rows)
    assert said.count("Injury on") == 2
    assert path_of(draw(timeline), "injuries").count("M") == 2


@pytest.mark.parametrize(
    ("who", "page"), [("rosa", "progress:progress"), ("amara", "caseload:patient")]
)
def test_the_page_lists_them_below_the_picture(cast, who, page):
    """Also of a part that was never rated: the table of scores is empty, this one is not."""
    hurt(cast, 3)
    shown = cast.client(who).get(reverse(page, args=[cast.rosa.pk])).text
    assert "Injuries in this time" in shown
    assert "<td>Burn (Left hand)</td>" in shown
    assert "A cross marks an injury." in shown


@pytest.mark.parametrize("page", ["progress", "report"])
def test_without_an_injury_no_page_speaks_of_one(cast, page):
    """Neither how to read a cross nor an empty table."""
    cast.rate(5)
    shown = cast.client("rosa").get(reverse(f"progress:{page}", args=[cast.rosa.pk])).text
    assert "A cross marks an injury." not in shown
    assert "Injuries in this time" not in shown


def test_the_report_tells_them(cast):
    """It shows the same picture."""
    cast.rate(5)
    hurt(cast, 3)
    shown = unescape(cast.client("amara").get(reverse("progress:report", args=[cast.rosa.pk])).text)
    assert ": Burn (Left hand)." in shown
    assert "A cross marks an injury." in shown


def test_the_picture_is_new_after_each_write(cast):
    """Noted, taken back, put back: each changes its tag."""
    cast.rate(5)
    address = reverse("progress:chart", args=[cast.rosa.pk, "svg"])

    def tag() -> str:
        return cast.client("rosa").get(address)["ETag"]

    tags = [tag()]
    injury = hurt(cast, 3)
    tags.append(tag())
    actions.withdraw_injury(by=cast.rosa.user, injury=injury)
    tags.append(tag())
    actions.restore_injury(by=cast.rosa.user, injury=injury)
    tags.append(tag())
    assert len(set(tags)) == 4


def test_one_injury_or_fifty_cost_the_same_queries(cast):
    """Pages and picture alike."""
    cast.rate(5)
    hurt(cast, 1)
    args = [cast.rosa.pk]
    pages = {
        "amara": [reverse("caseload:patient", args=args), reverse("progress:report", args=args)],
        "rosa": [
            reverse("progress:progress", args=args),
            reverse("progress:chart", args=[*args, "svg"]),
        ],
    }

    def asked() -> list[int]:
        return [queries(cast.client(who), page) for who, here in pages.items() for page in here]

    few = asked()
    for back in range(2, 52):
        hurt(cast, back, "cut", "left-foot")
    assert asked() == few
