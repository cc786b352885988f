"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest

from apps.core.roles import Role

PATIENT_LOOK = {Role.PATIENT, Role.HELPER}


def page(request: HttpRequest) -> dict:
    """Return the look of the page (large and calm for patients and helpers) and `demo`.

    `demo` says whether the demonstration app is installed, whose sign-in buttons are offered.
    """
    user = getattr(request, "user", None)
    role = getattr(user, "role", None)
    return {
        "look": "patient" if role is None or role in PATIENT_LOOK else "staff",
        "demo": "apps.demo" in settings.INSTALLED_APPS,
    }
