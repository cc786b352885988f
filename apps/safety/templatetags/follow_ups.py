"""Where the questions after treatments stand, in words, on pages of the floors around this one."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django import template

from apps.care.models import Patient
from apps.safety import access
from apps.safety.models import FollowUpAnswer
from apps.safety.wording import follow_ups as wording
from apps.therapy.models import Session

register = template.Library()


@register.simple_tag
def after_sessions(sessions: Iterable[Session]) -> dict[UUID, list[access.FollowUp]]:
    """Return the questions after the sessions of a list, whatever its length in a few queries."""
    return access.after_sessions(sessions)


@register.simple_tag
def questions_after(session: Session) -> list[access.FollowUp]:
    """Return the questions after one session."""
    return access.after_session(session)


@register.filter
def of(found: dict[UUID, list[access.FollowUp]], session: Session) -> list[access.FollowUp]:
    """Return those after one session: `found|of:session`."""
    return found.get(session.thread, []) if found else []


@register.simple_tag
def needing_a_look(patient: Patient) -> list[access.FollowUp]:
    """Return what a practitioner must look at."""
    return access.needs_a_look(patient)


@register.simple_tag
def last_reaction(patient: Patient) -> str:
    """Return what was answered after the last acupuncture, or ""."""
    last = access.last_reaction(patient)
    return wording.last_reaction_text(last.session, last.answer) if last else ""


@register.filter
def in_words(one: access.FollowUp) -> str:
    """Return where a question stands."""
    return wording.state_text(one.question, one.stage, one.due_here, one.answer)


@register.filter
def felt(answer: FollowUpAnswer | None) -> str:
    """Return what was felt and where, or ""."""
    return wording.felt_text(answer) if answer else ""


@register.simple_tag
def card_text(one: access.FollowUp, today: date, name: str = "") -> str:
    """Return the line of Today about a question; `name` where somebody else reads it."""
    return wording.card_text(one.question, one.session.held_on, today, name)
