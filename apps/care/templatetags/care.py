"""What pages of other floors show of care teams: for how many patients nobody cares."""

from django import template

from apps.accounts.models import User
from apps.care.access import covers_for, number_left_by, number_without_care
from apps.care.models import Cover
from apps.care.wording import cover_text, covers_text
from apps.core.roles import Role

register = template.Library()


@register.simple_tag
def patients_without_care() -> int:
    """Return for how many patients nobody cares."""
    return number_without_care()


@register.simple_tag
def patients_left_by(person: User) -> int:
    """Return for how many patients nobody else cares than this person."""
    return number_left_by(person) if person.role == Role.THERAPIST else 0


@register.filter
def covers_in_words(person: User) -> str:
    """Return who covers for whom, as the row of the settings says it."""
    return covers_text(covers_for(person))


@register.filter
def cover_in_words(cover: Cover) -> str:
    """Return for whom somebody stands in, and when."""
    return cover_text(cover)
