"""Sixth floor: what must not wait."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """The question of every daily log: has anything new, sudden or much worse happened?"""

    name = "apps.safety"
