"""Numbers are read as people mean them, and nothing else is a number."""

import pytest
from django.utils.translation import override

from apps.core.digits import with_plain_digits
from apps.core.widgets import DateBoxes

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("language", "typed", "read"),
    [
        ("en-gb", "10", "10"),
        ("en-gb", "-3,5", "-3,5"),
        ("ar", "١٠", "10"),
        ("fa", "۱0", "10"),
        ("zh-hant", "１2", "12"),
    ],
)
def test_the_readers_own_digits_are_read(language, typed, read):
    with override(language):
        assert with_plain_digits(typed) == read


@pytest.mark.parametrize(
    ("language", "typed"), [("en-gb", "1_0"), ("en-gb", "１０"), ("en-gb", "١٠"), ("ar", "१०")]
)
def test_other_digits_are_no_number(language, typed):
    with override(language), pytest.raises(ValueError, match=typed):
        with_plain_digits(typed)


def test_the_boxes_of_a_date_show_again_what_was_typed():
    """Also where it is no date."""
    widget, typed = DateBoxes(), {"day": "1_0", "month": "３", "year": "2026"}
    sent = {f"born_on_{part}": text for part, text in typed.items()}
    value = widget.value_from_datadict(sent, {}, "born_on")
    assert widget.format_value(value) == typed
    with override("ar"):
        sent = {"on_day": "٣", "on_month": "٢", "on_year": "٢٠٢٦"}
        value = widget.value_from_datadict(sent, {}, "on")
        assert widget.format_value(value) == {"day": 3, "month": 2, "year": 2026}
