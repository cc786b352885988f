"""The controls that no library has: the ladder, choice rows, date boxes and the body map.

All of them are real radio buttons, checkboxes or text boxes: they work without JavaScript, with
a keyboard and with a screen reader. Words come in with the choices, so nothing here knows what
the numbers mean.
"""

from collections import Counter
from typing import NamedTuple

from django import forms
from django.template import loader
from django.utils.translation import gettext_lazy as _

from apps.core.digits import with_plain_digits

SIDES = ("left", "right")


class OwnTemplate:
    """Draws a widget with a template of this project; the form renderer knows only Django's.

    With `label_is_heading=True` the field's label is the h1 of its page (one question, one page).
    """

    draws_itself = True

    def __init__(self, *args, label_is_heading: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_is_heading = label_is_heading

    def _render(self, template_name, context, renderer=None):
        return loader.render_to_string(template_name, context)


class Rows(OwnTemplate):
    """Choices as full-width rows. `hints` maps a value to a second, smaller line of its row."""

    template_name = "core/widgets/choice_rows.html"

    def __init__(self, *args, hints: dict | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.hints = hints or {}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(value, "")
        return option


class ChoiceRows(Rows, forms.RadioSelect):
    """One choice of several."""


class LanguageRows(ChoiceRows):
    """One language of several, each by its own name, which is marked as being in it."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["lang"] = value
        return option


class ManyChoiceRows(Rows, forms.CheckboxSelectMultiple):
    """Several choices."""


class LadderWidget(OwnTemplate, forms.RadioSelect):
    """A vertical ladder of worded rungs, best at the top: up means more feeling.

    Choices are (number, word) pairs from the best to the worst. `previous` is the number chosen
    before and `previous_label` the tag on its rung; without `previous` there is no tag.
    `numbers=False` shows the words alone.
    """

    template_name = "core/widgets/ladder.html"

    def __init__(
        self, *args, previous: int | None = None, previous_label="", numbers=True, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.previous = previous
        self.previous_label = previous_label or _("Yesterday")
        self.numbers = numbers

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        rungs = [
            option
            for _group, options, _index in context["widget"]["optgroups"]
            for option in options
            if option["value"] != ""
        ]
        for rung in rungs:
            rung["is_previous"] = str(rung["value"]) == str(self.previous)
        context["widget"]["rung_groups"] = rung_groups(rungs)
        context["widget"]["previous_label"] = self.previous_label
        context["widget"]["numbers"] = self.numbers
        return context


def rung_groups(rungs: list[dict]) -> list[list[dict]]:
    """Part `rungs` where the word changes; neighbours whose words stand alone stay together.

    The scale 0 to 10 so falls into 0-1, 2-3, 4-6, 7-8 and 9-10.
    """
    words = Counter(str(rung["label"]) for rung in rungs)
    groups: list[list[dict]] = []
    for rung in rungs:
        word, before = str(rung["label"]), str(groups[-1][-1]["label"]) if groups else None
        if before is not None and (word == before or words[word] == words[before] == 1):
            groups[-1].append(rung)
        else:
            groups.append([rung])
    return groups


class NoDate(str):
    """Day, month and year that are no plain numbers; `parts` keeps them as they were typed."""

    parts: dict[str, str]


class DateBoxes(OwnTemplate, forms.SelectDateWidget):
    """A date as three labelled text boxes, in the order of the language, for a DateField.

    Boxes are quicker than lists and calendars with one hand, and the numbers can be pasted.
    """

    template_name = "core/widgets/date_boxes.html"
    box_labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}

    def value_from_datadict(self, data, files, name):
        """Return the date as a text, or a text that is none."""
        typed = {part: data.get(f"{name}_{part}") or "" for part in self.box_labels}
        try:
            plain = {f"{name}_{part}": with_plain_digits(text) for part, text in typed.items()}
        except ValueError:
            refused = NoDate("?")
            refused.parts = typed
            return refused
        return super().value_from_datadict(plain, files, name)

    def format_value(self, value):
        """Return day, month and year as typed, even where they are no date."""
        if isinstance(value, NoDate):
            return value.parts
        parts = super().format_value(value)
        if isinstance(value, str) and not any(parts.values()):
            typed = ["" if part == "0" else part for part in value.split("-", 2)]
            parts |= dict(zip(("year", "month", "day"), typed, strict=False))
        return parts

    def get_context(self, name, value, attrs):
        context = forms.Widget.get_context(self, name, value, attrs)
        parts = self.format_value(value)
        context["widget"]["is_invalid"] = "aria-invalid" in context["widget"]["attrs"]
        context["widget"]["boxes"] = [
            {
                "part": part,
                "label": self.box_labels[part],
                "name": f"{name}_{part}",
                "id": f"{context['widget']['attrs'].get('id', f'id_{name}')}_{part}",
                "value": parts[part],
            }
            for part in self._parse_date_fmt()
        ]
        return context


class Region(NamedTuple):
    """A body part in the picture: the class it carries and its outline in the picture's box."""

    name: str
    outline: str
    mirrored: bool


# The left half of the front view, in a box from (40, 26) to (320, 470), middle line at 180.
SIDED_OUTLINES = {
    "upper_arm": (
        "M122.5 115.5C111 118.5 104 129 102.5 142L94.5 193.5Q105 201 118 201.5L132.5 161.5Z"
    ),
    "forearm": "M93.5 199Q104 205.5 117 206L102.5 267.5Q92 267.5 82.5 263.5Z",
    "hand": (
        "M82 269Q91 273 102.5 272.5C107 282 105 298 99.5 311C96 319 92 324 86.5 324"
        "C79 323 76 311 76 299C76 288 79 276 82 269Z"
    ),
    "leg": (
        "M132.5 240Q153 250.5 177 249L174 315C173 350 170 385 168.5 419H145"
        "C139 385 133 350 131.5 315Z"
    ),
    "foot": (
        "M143.5 425H168.5L169.5 445C169.5 455 164 459.5 154 460C145 460.5 135 460.5 128 459"
        "C121 457 120 453 123 448C128 441 137 436 143.5 425Z"
    ),
}
MIDDLE_OUTLINES = {
    "face": (
        "M180 34.5C193 34.5 203.5 47 203.5 63C203.5 79 193 91.5 180 91.5"
        "C167 91.5 156.5 79 156.5 63C156.5 47 167 34.5 180 34.5Z"
    ),
    "trunk": (
        "M160.5 93Q180 102 199.5 93C201 107 221 108 230 112Q236 115 236.5 121L227.5 161L226.5 173"
        "L228.5 235Q180 253 131.5 235L133.5 173L132.5 161L123.5 121Q124 115 130 112"
        "C139 108 159 107 160.5 93Z"
    ),
}
REGIONS = {
    f"{side}_{site}": Region(f"{side}-{site.replace('_', '-')}", outline, side == "right")
    for side in SIDES
    for site, outline in SIDED_OUTLINES.items()
} | {site: Region(site, outline, mirrored=False) for site, outline in MIDDLE_OUTLINES.items()}


class BodyMapWidget(OwnTemplate, forms.CheckboxSelectMultiple):
    """Checkboxes that can be ticked in a list and in a picture of the body.

    Each part is one checkbox with two labels: its row in the list and its place in the picture.
    Choices come in named groups: [("My left side", [("left_hand", "Left hand"), ...]), ...].
    Values that are keys of REGIONS lie in the picture; `regions` maps other values to these
    keys ({"left_lower_limb": "left_leg"}). What lies in no region is listed under "More parts".
    """

    template_name = "core/widgets/body_map.html"

    def __init__(self, *args, regions: dict[str, str] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.regions = regions or {}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["region"] = REGIONS.get(self.regions.get(str(value), str(value)))
        if option["region"]:
            option["attrs"]["class"] = f"at-{option['region'].name}"
        return option

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        groups = [(title, options) for title, options, _index in context["widget"]["optgroups"]]
        context["widget"]["drawn"] = [
            option for _title, options in groups for option in options if option["region"]
        ]
        context["widget"]["listed"] = only(groups, in_picture=True)
        context["widget"]["more"] = more = only(groups, in_picture=False)
        context["widget"]["more_open"] = any(
            option["selected"] for _title, options in more for option in options
        )
        return context


def only(groups: list[tuple], *, in_picture: bool) -> list[tuple]:
    """Keep the options that lie (or do not lie) in the picture, and the groups that have any."""
    kept = [
        (title, [option for option in options if bool(option["region"]) == in_picture])
        for title, options in groups
    ]
    return [(title, options) for title, options in kept if options]
