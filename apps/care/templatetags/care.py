"""What pages of other floors show of care teams: for how many patients nobody cares."""

from django import template

from apps.accounts.models import User
from apps.care.access import number_left_by, number_without_care
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
