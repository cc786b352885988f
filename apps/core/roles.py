"""The four roles. One person has one role."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Who somebody is in the clinic; what each may see stands in tests/test_access.py."""

    PATIENT = "patient", _("Patient")
    HELPER = "helper", _("Helper")
    THERAPIST = "therapist", _("Therapist")
    ADMIN = "admin", _("Admin")
