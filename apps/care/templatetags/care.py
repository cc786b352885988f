"""What pages of other floors show of care teams: for how many patients nobody cares."""

from datetime import timedelta

from django import template
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.access import last_looks
from apps.care.access import (
    covers_for,
    covers_on_team,
    number_left_by,
    number_without_care,
    open_team_of,
)
from apps.care.models import Cover, Patient
from apps.care.wording import cover_text, covers_text
from apps.core.roles import Role

register = template.Library()
LOOKS_SHOWN = 4
LOOK_DAYS = 90


@register.simple_tag
def patients_without_care() -> int:
    """Return for how many patients nobody cares."""
    return number_without_care()


@register.simple_tag
def patients_left_by(person: User) -> int:
    """Return for how many patients nobody else cares than this person."""
    return number_left_by(person) if person.role == Role.THERAPIST else 0


@register.inclusion_tag("care/_people.html", takes_context=True)
def people_around(context: template.Context, patient: Patient) -> dict:
    """Show who is on the patient's care team, who stands in, and who else looked lately; three
    queries."""
    since = timezone.now() - timedelta(days=LOOK_DAYS)
    looks = last_looks(patient.pk, reader=context["user"].pk, since=since)
    return {
        "patient": patient,
        "team": open_team_of(patient),
        "covers": covers_on_team(patient),
        "looks": looks[:LOOKS_SHOWN],
        "days": LOOK_DAYS,
    }


@register.filter
def covers_in_words(person: User) -> str:
    """Return who covers for whom, as the row of the settings says it."""
    return covers_text(covers_for(person))


@register.filter
def cover_in_words(cover: Cover) -> str:
    """Return for whom somebody stands in, and when."""
    return cover_text(cover)
