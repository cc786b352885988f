"""Fourth floor: who cares for whom. Every row's door."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    """Patients, strokes, body areas, care team, consent."""

    name = "apps.care"
