"""Fifth floor: what practitioners do, and how much of it."""

from django.apps import AppConfig


class TherapyConfig(AppConfig):
    """Sessions of every kind, with their doses."""

    name = "apps.therapy"
