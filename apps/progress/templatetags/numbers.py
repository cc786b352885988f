"""How scores are printed, and how a view becomes an address, for templates."""

from django import template

from apps.progress import wording

register = template.Library()


@register.filter
def score(value: float | None) -> str:
    """Return a score or a middle score as it is printed: "4", "4.5", nothing for none."""
    return "" if value is None else wording.score(value)


@register.filter
def in_words(value: float | None) -> str:
    """Return the words of a middle score, as inside a sentence."""
    return "" if value is None else wording.words_for(value)


@register.simple_tag
def same_view(view, **other) -> str:
    """Return the address part of the present view with some of it changed."""
    return view.query(**{name: str(value) for name, value in other.items()})
