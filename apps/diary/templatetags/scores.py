"""The words of a score, for templates."""

from django import template
from django.utils.translation import gettext as _

from apps.diary.scale import word_of

register = template.Library()


@register.filter
def word(score: int | None) -> str:
    """Return the words of a score; no score means that the person was not sure."""
    return _("Not sure") if score is None else word_of(score)
