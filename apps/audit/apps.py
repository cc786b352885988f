"""Second floor: who did what, who looked at whom."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Append-only events."""

    name = "apps.audit"
