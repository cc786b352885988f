"""The ground floor: knows no patient."""

from importlib import import_module

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Access marks, start-up checks, the form helper, error pages and template tags."""

    name = "apps.core"

    def ready(self) -> None:
        """Register the start-up checks, which importing them does."""
        import_module("apps.core.checks")
