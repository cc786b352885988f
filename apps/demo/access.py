"""Which made-up people are in this database."""

from django.http import Http404

from apps.accounts.models import User
from apps.demo.people import BY_KEY, PEOPLE, Person


def is_filled() -> bool:
    """Return whether anybody at all is in the database, made up or real."""
    return User.objects.exists()


def people_here() -> list[Person]:
    """Return the made-up people who can sign in now, in the order of the list."""
    emails = set(
        User.objects.active()
        .filter(email__in=[person.email for person in PEOPLE])
        .values_list("email", flat=True)
    )
    return [person for person in PEOPLE if person.email in emails]


def person_or_404(key: str) -> User:
    """Return the account of one made-up person."""
    person = BY_KEY.get(key)
    user = User.objects.active().filter(email=person.email).first() if person else None
    if user is None:
        raise Http404
    return user
