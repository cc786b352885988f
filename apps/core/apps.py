"""The ground floor: knows no patient."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Access marks, start-up checks, the form helper, error pages and template tags."""

    name = "apps.core"

    def ready(self) -> None:
        """Register the start-up checks."""
        from apps.core import checks  # noqa: F401  (importing it registers the checks)
