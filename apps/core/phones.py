"""Phone numbers: as people write them, and what a phone dials."""

import re
import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

# Digits: E.164 has 15 at most, and "00" may stand before them.
FEWEST, LONGEST, MOST = 4, 15, 17
LONGEST_TEXT = 40
TWO_NUMBERS = " / "  # "01632 960 123 / 124" is no number that a phone could call
# What only groups the digits. Text that was copied brings all kinds of dashes.
BETWEEN = r"[ ()./‐‑‒–—−-]"
WRITTEN = re.compile(rf"{BETWEEN}*\+?(?:{BETWEEN}|\d)*")
# "+44 (0)20", "+44 (020)": after the number of the country, the zero of calls inside it.
INSIDE_ZERO = re.compile(r"^(\(?(?:\+|00)\s*(\d{1,3})\)?[\s./-]*)\(\s*0\s*(\d*)\s*\)")
# Inside a clinic; a person asks for it once the call is answered.
EXTENSION = re.compile(r"\s*(?:ext\.?|x|#)\s*\d{1,6}$", re.IGNORECASE)
# Italy with the Vatican, and San Marino: there the zero is dialled from abroad too.
KEEP_ZERO = {"39", "378"}


def dialled(number: str) -> str:
    """Return what a phone dials for a number as it is written: digits, behind a "+" if it has one.

    Returns "" where it cannot be a number: it holds words, or hardly a digit.
    """
    if len(number) > LONGEST_TEXT:  # the patterns would take minutes for a long one
        return ""
    # A copied number may bring marks of direction, which nobody sees.
    shown = "".join(sign for sign in number if unicodedata.category(sign) != "Cf")
    text = unicodedata.normalize("NFKC", shown).strip()
    text = EXTENSION.sub("", INSIDE_ZERO.sub(_without_inside_zero, text))
    if not WRITTEN.fullmatch(text) or TWO_NUMBERS in text:
        return ""
    digits = "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())
    if not 1 < len(digits) <= (MOST if digits.startswith("00") else LONGEST):
        return ""
    return ("+" if "+" in text else "") + digits


def _without_inside_zero(found: re.Match) -> str:
    before, country, rest = found.groups()
    return found[0] if country in KEEP_ZERO else f"{before}{rest}"


class PhoneField(forms.CharField):
    """A phone number, kept as it was typed."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
    default_error_messages = {
        "required": _("Type the phone number."),
        "invalid": _("Type a phone number in digits, without words, for example 01632 960 123."),
        "max_length": _("Type a phone number of 40 digits or fewer."),
    }

    def __init__(self, **kwargs):
        super().__init__(max_length=LONGEST_TEXT, **kwargs)

    def validate(self, value: str) -> None:
        """Refuse what a phone cannot dial."""
        super().validate(value)
        is_long = len(value) > LONGEST_TEXT  # which has a sentence of its own
        if value and not is_long and len(dialled(value).removeprefix("+")) < FEWEST:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
