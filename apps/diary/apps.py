"""Seventh floor: what patients log."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    """Daily ratings and notes; the Today page."""

    name = "apps.diary"
