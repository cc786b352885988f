"""Ninth floor: who needs a look today, and why."""

from django.apps import AppConfig


class CaseloadConfig(AppConfig):
    """The therapist's first page."""

    name = "apps.caseload"
