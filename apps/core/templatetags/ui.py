"""Tags that draw: icons, body parts, and the small facts that form templates need."""

from functools import cache
from typing import NamedTuple

from django import template
from django.forms import BoundField
from django.template.defaultfilters import stringfilter
from django.templatetags.static import static
from django.utils.html import format_html

from apps.core import phones
from apps.core.texts import whole

register = template.Library()
register.filter("whole", whole)

WORST = 10

PANELS = {"error": "danger", "warning": "warning"}


class Drawing(NamedTuple):
    """The outline of a left body part in a box 66 wide and 88 high.

    `outline` is one closed path, `lines` a path of open strokes on it, `top` and `bottom` the
    height of the highest and lowest point of the outline.
    """

    outline: str
    lines: str = ""
    top: float = 2.5
    bottom: float = 85


DRAWINGS = {
    "hand": Drawing(
        outline=(
            "M3 24A5 5 0 0 1 13 24V13.5A5.6 5.6 0 0 1 24.2 13.5V8.4A5.4 5.4 0 0 1 35 8.4V16.6"
            "A5.4 5.4 0 0 1 45.8 16.6V49L52 42.2A5.7 5.7 0 0 1 60.4 50L48.2 63.4V85H8.2V74"
            "C4.8 70.5 3 66.5 3 61Z"
        ),
        lines="M13 24V41.4M24.2 13.5V38.2M35 16V38.2",
    ),
    "forearm": Drawing(
        outline=(
            "M8.4 85L17.8 50.5C19.4 44 14.7 33 14.7 20.5C14.7 8.5 20 2.5 29.7 2.5"
            "C39.5 2.5 45 9 44.7 20C44.6 25 43.8 29 43.4 33.5L49.4 27.6"
            "A4.7 4.7 0 0 1 56 34.3L42 47.8L52.2 85Z"
        ),
    ),
    "arm": Drawing(
        outline=("M12 85V33C12 13.5 24 2.5 40 2.5H60V27C51 28 46 34 46 43V85Z"),
    ),
    "leg": Drawing(
        outline=(
            "M19 2.5H51C53 22 46.5 34 47 46C47.5 58 44.5 64 44.5 71C44.5 76 47 78 47 81"
            "C47 83.5 45.5 85 43 85H14C10.5 85 8.5 83 8.5 80.5C8.5 75.5 18 75 24.5 69"
            "C26 61 22.5 56 23 46C23.5 34 17 22 19 2.5Z"
        ),
    ),
    "foot": Drawing(
        outline=(
            "M24 2.5H51.2V46C51.2 57 56 62 56 73.5C56 80.5 52 85 46 85H14C8 85 4 81.5 4 75.5"
            "C4 62.5 16 60.5 20 56C23 52.8 24 50 24 44Z"
        ),
    ),
    "face": Drawing(
        outline=(
            "M33 2.5C48 2.5 55 13 55 28C55 43 50 53 43 59V66C50 70 61 72 63 85H3"
            "C5 72 16 70 23 66V59C16 53 11 43 11 28C11 13 18 2.5 33 2.5Z"
        ),
        lines="M25 29V30M41 29V30M28 46H38",
    ),
    "trunk": Drawing(
        outline=(
            "M23 2.5C25 8.5 41 8.5 43 2.5C49 7 58 7 62 14C63 22 54 34 54 46C54 60 56 70 57 85"
            "H9C10 70 12 60 12 46C12 34 3 22 4 14C8 7 17 7 23 2.5Z"
        ),
    ),
    "other": Drawing(
        outline=(
            "M33 2.5A9.5 9.5 0 0 1 33 21.5C48 21.5 54 27 54 37V56H46V85H20V56H12V37"
            "C12 27 18 21.5 33 21.5A9.5 9.5 0 0 1 33 2.5Z"
        ),
    ),
}

# Which drawing shows which body site; sites are the codes of the body site table without side.
DRAWING_OF_SITE = {
    "hand": "hand",
    "finger": "hand",
    "fingers_all": "hand",
    "thumb": "hand",
    "arm": "forearm",
    "forearm": "forearm",
    "wrist": "forearm",
    "elbow": "forearm",
    "upper_limb": "arm",
    "upper_arm": "arm",
    "shoulder": "arm",
    "leg": "leg",
    "lower_limb": "leg",
    "buttock": "leg",
    "thigh": "leg",
    "knee": "leg",
    "lower_leg": "leg",
    "foot": "foot",
    "ankle": "foot",
    "toe": "foot",
    "toes_all": "foot",
    "face": "face",
    "cheek": "face",
    "lip": "face",
    "tongue": "face",
    "scalp": "face",
    "head": "face",
    "neck": "face",
    "trunk": "trunk",
}


@register.simple_tag
@cache
def icon(name: str) -> str:
    """Draw the icon `name` of static/icons.svg; it is decoration, so words must stand beside it."""
    return format_html(
        '<svg class="icon icon-{}" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>',
        name,
        static("icons.svg"),
        name,
    )


@register.inclusion_tag("core/_limb.html")
def limb(site: str, side: str = "", score: float | None = None) -> dict:
    """Draw a body part, filled from below to the share of feeling that is left.

    `site` is a body site code ("hand", "forearm"; "left_hand" too), `side` "left", "right" or
    anything else for no side, `score` numbness from 0 (full) to 10 (empty) or None (a dashed
    outline). The picture is decoration: the words and the number must stand beside it.
    """
    for prefix in ("left", "right"):
        if site.startswith(f"{prefix}_"):
            site, side = site.removeprefix(f"{prefix}_"), side or prefix
    drawing = DRAWINGS[DRAWING_OF_SITE.get(site, "other")]
    feeling = 0 if score is None else (WORST - float(score)) / WORST
    fill_from = drawing.bottom - feeling * (drawing.bottom - drawing.top)
    return {
        "drawing": drawing,
        "mirrored": side == "right",
        "unknown": score is None,
        "fill_from": f"{fill_from:.1f}",
        "fill_height": f"{feeling * (drawing.bottom - drawing.top):.1f}",
    }


@register.inclusion_tag("core/_setting.html")
def setting(label: str, value: str, address: str, action: str = "") -> dict:
    """Draw one row of a list of settings: what it is, how it is now, and the way to its page.

    `action` names what somebody does there; it is "Change" unless told otherwise.
    """
    return {"label": label, "value": value, "address": address, "action": action}


@register.filter
@stringfilter
def dialled(number: str) -> str:
    """Return what a link to a phone number calls: `tel:{{ number|dialled }}`."""
    return phones.dialled(number)


@register.filter
def panel_class(level_tag: str) -> str:
    """Return the panel colour for the level of a message."""
    return PANELS.get(level_tag, "done")


@register.filter
def first_control(field: BoundField) -> str:
    """Return the id of the first thing in `field` that can take focus."""
    own_id = field.id_for_label
    if own_id:
        return own_id
    return next((part.id_for_label for part in field.subwidgets), None) or field.auto_id


@register.filter
def draws_itself(field: BoundField) -> bool:
    """Tell whether the widget of `field` brings its own rows and labels."""
    return getattr(field.field.widget, "draws_itself", False)


@register.filter
def label_is_heading(field: BoundField) -> bool:
    """Tell whether the label of `field` is the h1 of its page."""
    return getattr(field.field.widget, "label_is_heading", False)


@register.filter
def may_be_empty(field: BoundField) -> bool:
    """Tell whether a person may leave `field` out, so that its label says "(optional)"."""
    return not field.field.required and not field.field.disabled
