"""Tags that draw the mark of a kind and say a session in one line."""

from django import template

from apps.therapy import wording
from apps.therapy.models import Session, SessionKind

register = template.Library()

# The symbol of static/icons.svg that has the shape.
SYMBOLS = {
    SessionKind.Shape.CIRCLE: "sensory",
    SessionKind.Shape.TRIANGLE: "electrical",
    SessionKind.Shape.DIAMOND: "acupuncture",
    SessionKind.Shape.SQUARE: "physio",
    SessionKind.Shape.HEXAGON: "occupational",
    SessionKind.Shape.STAR: "other",
}


@register.inclusion_tag("therapy/_kind_mark.html")
def kind_mark(kind: SessionKind) -> dict:
    """Draw the mark that the kind has in charts; its name must stand beside it."""
    return shape_mark(kind.shape, kind.colour)


@register.inclusion_tag("therapy/_kind_mark.html")
def shape_mark(shape: str, colour: str) -> dict:
    """Draw a shape of SessionKind.Shape in one of its colours; a name must stand beside it."""
    return {"symbol": SYMBOLS[shape], "colour": colour}


@register.filter
def in_one_line(session: Session) -> str:
    """Return day and dose: "12 May. Textures, 60 tries, 42 right."."""
    return wording.row_text(session)
