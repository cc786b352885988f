"""What an admin may type about a test."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.assessments.access import check_name
from apps.assessments.forms.fields import Number, line, plain_number_of, with_plain_signs
from apps.assessments.models import Instrument
from apps.assessments.models.instruments import NAME_LENGTH, TEXT_LENGTH, shown
from apps.assessments.places import SETS
from apps.assessments.versions import FINEST, HIGHEST, Part, Version
from apps.assessments.wording import Difference
from apps.core.form_helper import AppFormHelper
from apps.core.widgets import ChoiceRows, ManyChoiceRows

MOST_PARTS, MOST_CODES, CODE_LENGTH = 20, 20, 8
TEXTS = ("name", "construct", "caution", "licence", "source")


def _lines() -> forms.Textarea:
    """Return a box that shows a text of 400 characters and not its beginning alone."""
    return forms.Textarea(attrs={"rows": 3})


class ChangeInstrumentForm(forms.Form):
    """The texts of a test; its scale stays, because results were judged by it."""

    name = line(
        gettext_lazy("Name"),
        NAME_LENGTH,
        required=True,
        error_messages={"required": gettext_lazy("Type a name, for example Nine Hole Peg Test.")},
    )
    construct = line(gettext_lazy("What it measures"), NAME_LENGTH)
    caution = line(gettext_lazy("What to be careful about"), TEXT_LENGTH, widget=_lines())
    licence = line(
        gettext_lazy("Licence"),
        TEXT_LENGTH,
        widget=_lines(),
        help_text=gettext_lazy("Who may use it. Only results are kept, never its questions."),
    )
    source = line(gettext_lazy("Source of its figures"), TEXT_LENGTH, widget=_lines())

    def __init__(self, *args, instrument: Instrument | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        if instrument:
            self.initial = {name: shown(getattr(instrument, name)) for name in TEXTS}

    def clean(self) -> dict[str, Any]:
        """Refuse a name that another test has."""
        data = super().clean()
        if "name" in data:
            check_name(data["name"], self.instrument)
        return data

    def texts(self) -> dict[str, str]:
        """Return the texts; one that is still the translation of ours stays ours."""
        data = {name: self.cleaned_data[name] for name in TEXTS}
        for name in TEXTS if self.instrument else ():
            kept = getattr(self.instrument, name)
            data[name] = kept if data[name] == shown(kept) else data[name]
        return data

    def differs_from(self, present: Instrument) -> list[Difference]:
        """Return in what the texts differ from those that somebody else has saved."""
        texts = self.texts()
        return [
            Difference(str(self.fields[name].label), shown(getattr(present, name)), texts[name])
            for name in TEXTS
            if texts[name] != getattr(present, name)
        ]

    @property
    def helper(self) -> AppFormHelper:
        """The fields in their own order."""
        return AppFormHelper(self, mark_optional=False)


class InstrumentForm(ChangeInstrumentForm):
    """A new test: its scale, its parts, where it is done, which change is more than its error."""

    field_order = ("name", "construct", "scale", "low", "high", "step", "unit", "codes", "better")
    field_order += ("where", "parts", "total", "mdc", "mdc_level", "population")

    scale = forms.ChoiceField(
        label=gettext_lazy("What a result is"),
        choices=[one for one in Instrument.Scale.choices if one[0] != "markings"],
        widget=ChoiceRows,
        initial=Instrument.Scale.NUMBER,
        help_text=gettext_lazy("The scale cannot be changed later."),
    )
    low = Number(label=gettext_lazy("Lowest number"))
    high = Number(label=gettext_lazy("Highest number"))
    step = Number(
        label=gettext_lazy("Step"),
        help_text=gettext_lazy("1 for whole numbers. Empty: up to two decimal places."),
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Unit"),
        choices=[one for one in Instrument.Unit.choices if one[0] != "{marking}"],
    )
    codes = line(
        gettext_lazy("Codes"),
        200,
        help_text=gettext_lazy("For codes only: from the low end on, for example 0, 1, 1+, 2."),
    )
    better = forms.ChoiceField(
        label=gettext_lazy("Direction"),
        choices=Instrument.Better.choices,
        widget=ChoiceRows,
        error_messages={"required": gettext_lazy("Choose which direction is better.")},
    )
    where = forms.MultipleChoiceField(
        label=gettext_lazy("Where it is done"),
        choices=[(code, name) for code, (name, _sites) in SETS.items()],
        widget=ManyChoiceRows,
        error_messages={"required": gettext_lazy("Choose at least one place.")},
    )
    parts = forms.CharField(
        label=gettext_lazy("Subscores"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One a line: its name, lowest and highest. Example: Shapes; 0; 3"),
    )
    total = forms.ChoiceField(
        label=gettext_lazy("With subscores, the total is"),
        choices=[
            ("sum", gettext_lazy("their sum")),
            ("typed", gettext_lazy("a number of its own")),
            ("none", gettext_lazy("never made")),
        ],
        widget=ChoiceRows,
        initial="sum",
    )
    mdc = Number(
        label=gettext_lazy("Measurement error (MDC)"),
        help_text=gettext_lazy("Only if it is published. Without it nothing is said of a change."),
    )
    mdc_level = forms.ChoiceField(
        label=gettext_lazy("Level of the MDC"),
        choices=[("95", "95 %"), ("90", "90 %")],
        widget=ChoiceRows,
        initial="95",
    )
    population = line(
        gettext_lazy("In whom the MDC was measured"),
        TEXT_LENGTH,
        help_text=gettext_lazy("For example: 50 people after stroke."),
    )

    def clean_codes(self) -> list[str]:
        """Return the codes in their order."""
        codes = [code for code in pieces_of(self.cleaned_data["codes"]) if code]
        too_long = any(len(code) > CODE_LENGTH for code in codes)
        if too_long or len(codes) != len(set(codes)) or len(codes) > MOST_CODES:
            raise forms.ValidationError(
                _("Type up to %(most)d different codes of up to %(length)d letters."),
                params={"most": MOST_CODES, "length": CODE_LENGTH},
            )
        return codes

    def clean_parts(self) -> tuple[Part, ...]:
        """Return the subscores of the lines."""
        lines = [text for text in self.cleaned_data["parts"].splitlines() if text.strip()]
        parts = [_part(text, number) for number, text in enumerate(lines, start=1)]
        if None in parts or len(parts) > MOST_PARTS:
            raise forms.ValidationError(
                _("Type each subscore in a line of its own, for example: Shapes; 0; 3")
            )
        return tuple(parts)

    def clean(self) -> dict[str, Any]:
        """Put sentences at the fields that contradict each other or lack something."""
        data = super().clean()
        if self.errors:
            return data
        check = self._check_codes if data["scale"] == "codes" else self._check_numbers
        for name, sentence in check(data).items():
            self.add_error(name, sentence)
        return data

    def _check_codes(self, data: dict[str, Any]) -> dict[str, str]:
        if len(data["codes"]) < 2:
            return {"codes": _("Type at least two codes, for example 0, 1, 1+, 2.")}
        if data["parts"] or data["mdc"] is not None:
            return {"scale": _("Codes have no subscores and no MDC: leave these empty.")}
        return {}

    def _check_numbers(self, data: dict[str, Any]) -> dict[str, str]:
        low, high, step = (data[name] for name in ("low", "high", "step"))
        if data["codes"]:
            return {"codes": _("Numbers have no codes: leave this empty.")}
        if low is None or not 0 <= low < HIGHEST or low % FINEST:
            return {"low": _("Type the lowest number: 0 or more, with two decimal places at most.")}
        if high is None or not low < high <= HIGHEST or high % FINEST:
            return {
                "high": _(
                    "Type the highest number: above the lowest, up to 1000, two decimals at most."
                )
            }
        if step is not None and (step < FINEST or step % FINEST or (high - low) % step):
            return {"step": _("Type a step that leads from the lowest number to the highest.")}
        if data["mdc"] is not None and (not 0 < data["mdc"] <= high - low or data["mdc"] % FINEST):
            return {
                "mdc": _(
                    "Type an MDC above 0 that fits into the scale, with two decimal places at most."
                )
            }
        if data["mdc"] is not None and not data["population"]:
            return {"population": _("Type in whom the MDC was measured.")}
        most = sum((part.high for part in data["parts"]), Decimal(0))
        least = sum((part.low for part in data["parts"]), Decimal(0))
        if data["parts"] and data["total"] == "sum" and (least, most) != (low, high):
            return {"parts": _("The subscores must add up to the ends of the scale.")}
        return {}

    def version(self) -> Version:
        """Return the one version of the new test."""
        data = self.cleaned_data
        sites = tuple(dict.fromkeys(site for code in data["where"] for site in SETS[code][1]))
        if data["scale"] == "codes":
            return Version(high=Decimal(len(data["codes"]) - 1), step=None, sites=sites)
        return Version(
            low=data["low"],
            high=data["high"],
            step=data["step"],
            total=data["total"] if data["parts"] else "typed",
            sites=sites,
            mdc=data["mdc"],
            parts=data["parts"],
        )

    def facts(self) -> dict[str, Any]:
        """Return the fields of the row, in the words of `actions.add_instrument`."""
        data = self.cleaned_data
        has_mdc = data["mdc"] is not None
        is_coded = data["scale"] == "codes"
        return self.texts() | {
            "scale": data["scale"],
            "unit": Instrument.Unit.NONE if is_coded else data["unit"],
            "better": data["better"],
            "levels": data["codes"] if is_coded else [],
            "mdc_level": int(data["mdc_level"]) if has_mdc else None,
            "population": data["population"] if has_mdc else "",
        }


def pieces_of(text: str) -> list[str]:
    """Return the pieces of a list: between semicolons, or else tabs, or else commas.

    So "0,5; 1; 1,5" keeps its decimal commas.
    """
    text = with_plain_signs(text).replace("、", ",")
    separator = next((sign for sign in (";", "\t") if sign in text), ",")
    return [piece.strip() for piece in text.split(separator)]


def _part(text: str, number: int) -> Part | None:
    """Return the subscore of a line "Shapes; 0; 3", or None where it is none."""
    pieces = pieces_of(text)
    if len(pieces) != 3 or not pieces[0] or len(pieces[0]) > NAME_LENGTH:
        return None
    low, high = map(plain_number_of, pieces[1:])
    if low is None or high is None or not 0 <= low < high <= HIGHEST:
        return None
    if low % FINEST or high % FINEST:
        return None
    step = Decimal(1) if low % 1 == 0 == high % 1 else FINEST
    return Part(f"{slugify(pieces[0])[:20] or 'part'}-{number}", pieces[0], low, high, step)
