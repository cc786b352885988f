"""Whatever way a number is written, the phone dials the right one."""

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from apps.core.checks import numbers_can_be_dialled
from apps.core.phones import PhoneField, dialled

pytestmark = pytest.mark.no_database

DIGITS = st.text("0123456789", min_size=4, max_size=12)
BETWEEN = st.sampled_from(["", " ", "-", ".", "/", " (", ") ", "\u00a0", "–"])


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("01632 960 123", "01632960123"),
        ("01632/960 123", "01632960123"),
        ("01632 960 123 ext. 4", "01632960123"),
        ("01632 960 123 x45", "01632960123"),
        ("\u202a01632 960 123\u202c", "01632960123"),  # as some phones copy it
        ("-" * 70_000 + "1", ""),
        ("01632 960 123 / 124", ""),  # two numbers in one box
        ("+44 20 7946 0000 - 0001", ""),
        ("(01632) 960 123", "01632960123"),
        ("+44 1632 960123", "+441632960123"),
        ("+44 (0)20 7946 0123", "+442079460123"),
        ("+44(0) 20 7946 0123", "+442079460123"),
        ("+44 (020) 7946 0123", "+442079460123"),
        ("(+44) (0)20 7946 0123", "+442079460123"),
        ("0044 (0)20 7946 0123", "00442079460123"),
        ("+49 (0)30/901820", "+4930901820"),
        ("+886 (0)2 2312-3456", "+886223123456"),
        ("+39 (0)6 1234 5678", "+390612345678"),
        ("(0)1632 960 123", "01632960123"),
        ("(02) 2312–3456", "0223123456"),
        ("\uff10\uff12\uff0d\uff12\uff13\uff11\uff12 3456", "0223123456"),
        ("\u0661\u0661\u0662", "112"),
        ("1 1 2", "112"),
        ("call us", ""),
        ("01632 960 123 or 124", ""),
        ("44+20", ""),
        ("++44 20", ""),
        ("2\u00b2", "22"),
        ("5", ""),
        ("-", ""),
        ("", ""),
        ("1" * 18, ""),
    ],
)
def test_what_is_dialled(written, called):
    """The zero in brackets is left out behind a country, and nowhere else."""
    assert dialled(written) == called


@given(country=st.sampled_from(["1", "33", "44", "49", "886"]), groups=st.lists(DIGITS, max_size=1))
def test_a_zero_in_brackets_changes_nothing(country, groups):
    """Both ways to write a number from abroad call the same."""
    rest = "".join(groups) or "2079460123"
    assert dialled(f"+{country} (0){rest}") == dialled(f"+{country} {rest}") == f"+{country}{rest}"


@given(plus=st.sampled_from(["", "+"]), digits=DIGITS, between=st.lists(BETWEEN, max_size=12))
def test_what_groups_the_digits_is_not_dialled(plus, digits, between):
    """In any order and number; and what is dialled, written down, dials itself."""
    signs = [*between, *[""] * (len(digits) - len(between))]
    # A bracket before a zero says that it is not dialled from abroad.
    signs = [sign.replace("(", "") if plus else sign for sign in signs]
    written = plus + "".join(digit + sign for digit, sign in zip(digits, signs, strict=False))
    assert dialled(written) == plus + digits
    assert dialled(dialled(written)) == dialled(written)


@given(st.text())
def test_nothing_but_a_number_comes_out(written):
    """Whatever was typed, a link calls a number or there is none."""
    assert dialled(written).removeprefix("+").strip("0123456789") == ""


@pytest.mark.parametrize("typed", ["call us", "12", "1----", "01632 960 123 home"])
def test_what_cannot_be_called_gets_a_sentence(typed):
    """It tells what to type."""
    with pytest.raises(forms.ValidationError, match="in digits, without words, for example 01632"):
        PhoneField().clean(typed)
    assert PhoneField().clean(" (01632) 960 123 ") == "(01632) 960 123"
    assert PhoneField(required=False).clean("") == ""


def test_a_server_with_a_number_that_cannot_be_called_does_not_start(settings):
    """Nobody would notice before they need it."""
    assert numbers_can_be_dialled(None) == []
    settings.CLINIC_PHONE = "ask at the desk"
    [error] = numbers_can_be_dialled(None)
    assert error.msg == "CLINIC_PHONE is no phone number."
