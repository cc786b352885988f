"""Sixth floor: what must not wait."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """Danger signs, questions after a treatment, injuries, and what practitioners must look at."""

    name = "apps.safety"

    def ready(self) -> None:
        """Tell the ground floor where to ask whom to call."""
        from apps.core import contacts
        from apps.safety.access.settings import contacts_set

        contacts.source = contacts_set
