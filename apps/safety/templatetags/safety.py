"""What pages of other floors show of safety: the number in the navigation, a row of settings."""

from django import template

from apps.accounts.models import User
from apps.care.models import Patient
from apps.safety import addresses
from apps.safety.access import number_open, number_unwatched
from apps.safety.digests.access import digest_of
from apps.safety.digests.wording import in_words

register = template.Library()


@register.simple_tag
def open_alerts(user: User) -> int:
    """Return how many alerts of the therapist's patients nobody has looked at."""
    return number_open(user)


@register.simple_tag
def unwatched_records() -> int:
    """Return in how many records alerts wait that nobody sees."""
    return number_unwatched()


@register.simple_tag
def signs_page(patient: Patient, cause: str) -> str:
    """Return the address of the danger signs; why they are asked about cannot be read from it."""
    return addresses.signs_page(patient.pk, cause)


@register.filter
def digest_in_words(user: User) -> str:
    """Return how the therapist's daily mail is set."""
    return in_words(digest_of(user))
