"""Fields whose errors are instructions. What was typed is always shown again, right or wrong."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.digits import with_plain_digits
from apps.core.widgets import ChoiceRows


def box(**attrs: str) -> forms.TextInput:
    """Return a short text box; a number box of the browser would drop what is no number."""
    return forms.TextInput(attrs={"class": "short", "autocomplete": "off", **attrs})


def plain(value) -> str:
    """Return a typed value with plain digits; raises ValidationError where it has others."""
    try:
        return with_plain_digits(str(value))
    except ValueError as error:
        raise ValidationError("") from error


class WholeNumber(forms.IntegerField):
    """A whole number from `low` to `high`."""

    def __init__(self, *, low: int, high: int, required: bool = False, **kwargs):
        kwargs.setdefault("widget", box(inputmode="numeric"))
        super().__init__(required=required, min_value=low, max_value=high, **kwargs)

    def clean(self, value):
        """Say which numbers are possible, whatever was wrong."""
        try:
            return super().clean(value if value in self.empty_values else plain(value))
        except ValidationError as error:
            if value in self.empty_values:
                raise
            raise ValidationError(
                _("%(label)s: type a whole number from %(low)d to %(high)d."),
                params={"label": self.label, "low": self.min_value, "high": self.max_value},
            ) from error


class Amount(forms.DecimalField):
    """A number from `low` to `high` with a few decimal places; a decimal comma is understood."""

    def __init__(self, *, low, high, places: int = 1, required: bool = False, **kwargs):
        kwargs.setdefault("widget", box(inputmode="decimal"))
        super().__init__(required=required, min_value=low, max_value=high, **kwargs)
        self.places = places

    def clean(self, value):
        """Say which numbers are possible, whatever was wrong."""
        try:
            number = super().clean(plain(value).replace(",", ".") if value else value)
            if number is not None and number != round(number, self.places):
                raise ValidationError("")
        except ValidationError as error:
            if value in self.empty_values:
                raise
            raise ValidationError(
                _("%(label)s: type a number from %(low)s to %(high)s, such as %(example)s."),
                params={
                    "label": self.label,
                    "low": number_format(self.min_value),
                    "high": number_format(self.max_value),
                    "example": number_format(Decimal(self.max_value) / 4),
                },
            ) from error
        return number if number is None else number + 0  # "-0" is 0


class EitherAmount(Amount):
    """One of two amounts: drawn as needed, and the form checks that one of them is there."""

    def __init__(self, **kwargs):
        super().__init__(required=True, **kwargs)

    def validate(self, value):
        """Let the form decide about an empty box."""
        if value not in self.empty_values:
            super().validate(value)


class Clock(forms.TimeField):
    """A time of day."""

    default_error_messages = {
        "invalid": gettext_lazy("Type the time with hours and minutes, for example 14:30."),
    }
    widget = forms.TimeInput(format="%H:%M", attrs={"class": "short", "autocomplete": "off"})

    def __init__(self, **kwargs):
        super().__init__(required=False, input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **kwargs)

    def to_python(self, value):
        """Read plain digits only."""
        if not isinstance(value, str):
            return super().to_python(value)
        try:
            return super().to_python(with_plain_digits(value))
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


def choose(choices, label, **kwargs) -> forms.ChoiceField:
    """Return an optional choice: rows for a few answers, a list for many."""
    known = [*choices]
    if len(known) > 4:
        known = [("", gettext_lazy("Choose")), *known]
        widget = forms.Select()
    else:
        widget = ChoiceRows()
    return forms.ChoiceField(
        choices=known, label=label, required=False, **{"widget": widget} | kwargs
    )


def line(label, most: int, **kwargs) -> forms.CharField:
    """Return an optional line of text of at most `most` characters."""
    too_long = gettext_lazy("Write %(limit_value)d characters at most; these are %(show_value)d.")
    field = forms.CharField(label=label, max_length=most, required=False, **kwargs)
    field.error_messages["max_length"] = too_long
    field.validators[0].message = too_long
    return field
