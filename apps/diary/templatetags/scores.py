"""The words of an answer, for templates."""

from django import template
from django.utils.translation import gettext as _

from apps.diary.models import Entry

register = template.Library()


@register.filter
def word(entry: Entry) -> str:
    """Return what was said of the part; no score means that the person was not sure."""
    return entry.word or _("Not sure")
