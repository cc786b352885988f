"""Fifth floor, beside therapy: clinical tests, what each may say, and their results."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """The catalogue of clinical tests and the results of patients."""

    name = "apps.assessments"
