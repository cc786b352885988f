"""Fields whose errors are instructions. What was typed is always shown again, right or wrong."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.assessments.versions import Range
from apps.assessments.wording import number_problem
from apps.core.digits import with_plain_digits

# As people write numbers: an exponent of a million digits is a slip, and would be counted with.
PLAIN_NUMBER = re.compile(r"[+-]?(\d{1,9}(\.\d{0,9})?|\.\d{1,9})\Z", re.ASCII)


# What a keyboard for Chinese or Japanese types: the same signs, each as wide as a character.
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u3000"), " ")


def with_plain_signs(text: str) -> str:
    """Return the text with signs of full width and hard spaces as the usual ones."""
    return text.translate(FULL_WIDTH | SPACES)


def plain_number_of(text: str) -> Decimal | None:
    """Return the number that somebody typed, with a point or a comma; None for what is none."""
    try:
        plain = with_plain_digits(with_plain_signs(text).strip()).replace(",", ".")
    except ValueError:
        return None
    return Decimal(plain) + 0 if PLAIN_NUMBER.match(plain) else None  # "-0" is 0


def box(**attrs: str) -> forms.TextInput:
    """Return a short text box; a number box of the browser would drop what is no number."""
    return forms.TextInput(attrs={"class": "short", "autocomplete": "off", **attrs})


def line(label, most: int, **kwargs) -> forms.CharField:
    """Return a line of text of at most `most` characters, optional unless `required`."""
    too_long = gettext_lazy("Write %(limit_value)d characters at most; these are %(show_value)d.")
    field = forms.CharField(label=label, max_length=most, **{"required": False} | kwargs)
    field.error_messages["max_length"] = too_long
    for validator in field.validators:
        if hasattr(validator, "limit_value"):
            validator.message = too_long
    return field


class Number(forms.Field):
    """A number, or nothing; a decimal comma is understood."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", box(inputmode="decimal"))
        super().__init__(**{"required": False} | kwargs)

    def to_python(self, value) -> Decimal | None:
        """Return the typed number. Raises ValidationError with a sentence for what is none."""
        text = str(value or "")
        if not text.strip():
            return None
        number = plain_number_of(text)
        if number is None:
            raise ValidationError(self.no_number())
        return number

    def no_number(self) -> str:
        """Return what to type instead."""
        return _("%(label)s: type a number, for example 12.") % {"label": self.label}


class Score(Number):
    """A number on the scale of a test."""

    def __init__(self, *, scale: Range, **kwargs):
        is_whole = scale.step is not None and scale.step % 1 == 0
        kwargs.setdefault("widget", box(inputmode="numeric" if is_whole else "decimal"))
        super().__init__(**kwargs)
        self.scale = scale

    def validate(self, value):
        """Say which numbers are possible."""
        super().validate(value)
        if value is not None and (sentence := number_problem(self.label, self.scale, value)):
            raise ValidationError(sentence)

    def no_number(self) -> str:
        """Return which numbers are possible."""
        return number_problem(self.label, self.scale, self.scale.low - 1)
