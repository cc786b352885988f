"""The buttons of the sign-in page."""

from django import template
from django.utils.translation import gettext_lazy as _

from apps.core.roles import Role
from apps.demo.access import people_here
from apps.demo.people import FIRST_SHOWN

register = template.Library()

WORDS = {
    Role.PATIENT: _("%(name)s, patient"),
    Role.HELPER: _("%(name)s, helper"),
    Role.THERAPIST: _("%(name)s, therapist"),
    Role.ADMIN: _("%(name)s, admin"),
}


@register.simple_tag
def demo_buttons() -> dict:
    """Return the buttons in view and those behind "Other people", as (key, words)."""
    buttons = [
        (person.key, WORDS[person.role] % {"name": person.first_name}) for person in people_here()
    ]
    return {"first": buttons[:FIRST_SHOWN], "others": buttons[FIRST_SHOWN:]}
