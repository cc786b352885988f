"""What people typed, and names of the world: what no language translates."""

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, TextField
from django.utils.text import Truncator

from apps.care.forms.patient import zone_text
from apps.care.models import ZONES

SHORT = 40  # letters of a text that a button is named by


def typed_texts() -> list[str]:
    """Return every text that stands in a row and is no code of ours."""
    texts = {settings.CLINIC_NAME, settings.CLINIC_PHONE, *map(zone_text, ZONES), *ZONES}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField | TextField) and not field.choices:
                texts |= set(model.objects.values_list(field.name, flat=True).distinct())
    texts |= {Truncator(text).chars(SHORT) for text in texts if text}  # the names of buttons
    texts |= {name for _code, name in settings.LANGUAGES}
    texts |= {text.split()[0] for text in texts if text and " " in text and len(text) < 40}
    return sorted(text for text in texts if text and len(text) > 1)
