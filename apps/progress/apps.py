"""Eighth floor: rows to numbers, numbers to pictures, tables and sentences. Writes nothing."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """The timeline, its sentence and its table."""

    name = "apps.progress"
