"""How scores are printed, and how a view becomes an address, for templates."""

from django import template

from apps.progress import wording

register = template.Library()


@register.filter
def score(value: float | None) -> str:
    """Return a score or a middle score as it is printed: "4", "4.5", nothing for none."""
    return "" if value is None else wording.score(value)


@register.filter
def middle_told(middle) -> str:
    """Return a middle score with its words, or the word alone where words were chosen."""
    if middle.words:
        return wording.five_word_for(middle.median)
    return f"{wording.score(middle.median)} – {wording.words_for(middle.median)}"


@register.simple_tag
def same_view(view, **other) -> str:
    """Return the address part of the present view with some of it changed."""
    return view.query(**{name: str(value) for name, value in other.items()})
