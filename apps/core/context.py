"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from apps.core import answers
from apps.core.contacts import contacts
from apps.core.languages import can_choose, offered
from apps.core.roles import Role

PATIENT_LOOK = {Role.PATIENT, Role.HELPER}


def page(request: HttpRequest) -> dict:
    """Return the look of the page (large and calm for patients and helpers) and what all may say.

    `own_look` is what the person chose about the look, for the style sheet. `languages` are those
    that a visitor may choose from; whoever is signed in has a page for it.
    `demo` says whether the demonstration app is installed, whose sign-in buttons are offered.
    `person` is the mark that forms carry whose answers outlive their page.
    """
    user = getattr(request, "user", None)
    role = getattr(user, "role", None)
    is_visitor = role is None
    return {
        "own_look": getattr(user, "own_look", {}),
        "languages": offered() if is_visitor and can_choose() else [],
        "look": "patient" if role is None or role in PATIENT_LOOK else "staff",
        "demo": "apps.demo" in settings.INSTALLED_APPS,
        "person": answers.mark_of(user) if user else "",
        "clinic_phone": SimpleLazyObject(lambda: contacts().clinic_phone),
    }
