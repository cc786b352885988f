"""Numbers as people type them: with 0 to 9, or with the digits of the language that they read.

Python itself reads more than anybody means to type: "1_0" is 10 to it, and "１０" too.
"""

import re

from django import forms
from django.utils.translation import get_language

# The sign for zero in languages that write other digits; the nine others follow it in Unicode.
# Those who write Chinese, Japanese or Korean type both usual and wide ones.
ZEROS = {"ar": "٠", "bn": "০", "fa": "۰", "hi": "०", "mr": "०", "ne": "०", "ur": "۰"}
ZEROS |= dict.fromkeys(("ja", "ko", "zh"), "０")
NOT_PLAIN = re.compile(r"[^\x00-\x7f]|_")


def with_plain_digits(text: str) -> str:
    """Return the text with the reader's own digits written as 0 to 9.

    Raises ValueError where it then holds anything that no plain number has.
    """
    zero = ZEROS.get((get_language() or "").partition("-")[0])
    if zero:
        own = [chr(ord(zero) + number) for number in range(10)]
        text = text.translate(str.maketrans("".join(own), "0123456789"))
    if NOT_PLAIN.search(text):
        raise ValueError(text)
    return text


class WholeField(forms.IntegerField):
    """A whole number between two bounds, both allowed; `sentence` says so when it is none."""

    def __init__(self, label: str, low: int, high: int, sentence: str, help_text: str = ""):
        super().__init__(
            label=label,
            min_value=low,
            max_value=high,
            help_text=help_text,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages=dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"), sentence
            ),
        )

    def to_python(self, value):
        """Take the digits of the reader's language too."""
        try:
            return super().to_python(with_plain_digits(str(value)))
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"]) from error
