"""Eighth floor: rows to numbers, numbers to pictures, tables, sentences and a sheet of paper.

Writes nothing but that a report was made."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """The timeline, its sentence and its table."""

    name = "apps.progress"
