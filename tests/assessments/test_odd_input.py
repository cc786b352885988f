"""Numbers that are none, pictures that are not theirs, and a giver who has left in between."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from apps.assessments.forms.instruments import pieces_of
from apps.assessments.models import Instrument
from apps.assessments.versions import Part, Range
from apps.assessments.wording import range_hint
from tests.assessments.conftest import form_page
from tests.assessments.test_every_instrument import add_pegs
from tests.markup import markup


@pytest.mark.parametrize("typed", ["1e9999999", "1e1", "-1e-9999999", "9" * 5000, "NaN", "1.2.3"])
def test_only_plain_numbers_are_numbers(cast, typed):
    """Anything else gets a sentence, and nothing is stored."""
    page = form_page(cast.rosa, "WPST")
    today = cast.today()
    form = {
        "key": uuid.uuid4(), "place": "left-wrist", "when": today.isoformat(), "total": typed,
        "given_by": "me",
    }  # fmt: skip
    answer = cast.client("amara").post(page, form)
    assert answer.status_code == 200
    assert not cast.rosa.results.exists()


@pytest.mark.parametrize(("name", "status"), [("rosa", 404), ("mateo", 404), ("amara", 200)])
def test_the_picture_of_a_test_belongs_to_its_page(cast, record, name, status):
    """Only therapists have one."""
    result = record("WPST")
    url = reverse("progress:picture", args=[cast.rosa.pk, "test", "svg"])
    assert cast.client(name).get(url, {"result": result.pk}).status_code == status


@pytest.mark.parametrize("field", ["low", "high", "step", "mdc"])
@pytest.mark.parametrize("typed", ["1e-99999", "1e99999", "0e-99999", "0.001", "NaN", "²", "½"])
def test_exotic_figures_of_a_new_test_get_a_sentence(cast, field, typed):
    """No error page, and no test that is measured to a millionth."""
    answer = add_pegs(cast, **{field: typed})
    assert answer.status_code == 200
    (box,) = [one for one in markup(answer).all("input") if one.attributes.get("name") == field]
    assert box.attributes["aria-invalid"] == "true"
    assert box.attributes["value"] == typed


@pytest.mark.parametrize("low", ["0e-99999", "1e-9999999999999999999999", "sNaN", "-0.0001"])
def test_exotic_subscores_get_a_sentence(cast, low):
    """They stand in one box, line by line."""
    answer = add_pegs(cast, parts=f"Shapes; {low}; 300", total="typed")
    assert "Type each subscore in a line of its own" in markup(answer).text()


@pytest.mark.parametrize(
    "parts",
    [
        "Shapes; 0; 2,5",
        "Shapes；０；２，５",
        "Shapes\t0\t2.5",
        "Shapes, 0, 2.5",
        "Shapes ;\u00a00 ; 2,5",
    ],
)
def test_subscores_are_read_as_people_list_them(cast, parts):
    """With semicolons, tabs or commas, and with signs of full width."""
    assert add_pegs(cast, parts=parts, total="typed").status_code == 302
    (version,) = Instrument.objects.get(code="nine-hole-peg-test").known_versions
    low, high = Decimal(0), Decimal("2.5")
    assert version.parts == (Part("shapes-1", "Shapes", low, high, Decimal("0.01")),)


def test_a_line_that_can_be_read_in_two_ways_is_asked_again(cast):
    """Is the highest 2.5, or is 2 the lowest?"""
    answer = add_pegs(cast, parts="Shapes, 0, 2,5", total="typed")
    assert "Type each subscore in a line of its own" in markup(answer).text()


@pytest.mark.no_database
def test_codes_keep_their_decimal_commas():
    assert pieces_of("0,5; 1 ;1,5") == ["0,5", "1", "1,5"]
    assert pieces_of("0, 1,1+、２") == ["0", "1", "1+", "2"]


def test_numbers_of_full_width_are_numbers(cast):
    """A keyboard for Chinese types them; hard spaces come with a paste."""
    assert add_pegs(cast, high="３００", mdc="\u00a032，8\u202f").status_code == 302
    (version,) = Instrument.objects.get(code="nine-hole-peg-test").known_versions
    assert (version.high, version.mdc) == (300, Decimal("32.8"))


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("step", "unit", "hint"),
    [
        (Decimal(1), "", "From 0 to 10, in steps of 1."),
        (Decimal(1), "points", "From 0 to 10 points, in steps of 1."),
        (None, "", "From 0 to 10."),
        (None, "%", "From 0 to 10 %."),
    ],
)
def test_a_scale_without_a_unit_leaves_no_gap(step, unit, hint):
    assert range_hint(Range(Decimal(0), Decimal(10), step), unit) == hint
