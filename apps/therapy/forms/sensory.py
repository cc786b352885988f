"""Sensory re-education."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.therapy.forms.fields import WholeNumber, choose
from apps.therapy.forms.session import SessionForm
from apps.therapy.models import SensoryDetail
from apps.therapy.models.choices import Guidance, Task, Vision
from apps.therapy.models.details import MOST_TRIES


class SensoryForm(SessionForm):
    """What was practised, and how many answers were right."""

    usual = ("task", "attempted", "correct", "vision", "difficulty")
    more = ("guidance", "fatigue_after")
    results = SessionForm.results | {"attempted", "correct", "fatigue_after"}

    task = choose(
        Task.choices,
        _("Task"),
        help_text=_("With heat or cold: numb skin burns without pain. Test it first."),
    )
    attempted = WholeNumber(label=_("Tries"), low=0, high=MOST_TRIES)
    correct = WholeNumber(label=_("Correct answers"), low=0, high=MOST_TRIES)
    vision = choose(Vision.choices, _("Eyes"))
    difficulty = WholeNumber(
        label=_("Difficulty"), low=1, high=5, help_text=_("From 1, easy, to 5, hard.")
    )
    guidance = choose(Guidance.choices, _("Active or passive"))
    fatigue_after = WholeNumber(
        label=_("Tired afterwards"),
        low=0,
        high=10,
        help_text=_("From 0, not tired, to 10, as tired as can be."),
    )

    def details_from(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Return the sensory facts."""
        return facts["sensory"] or {}

    def details(self) -> dict[str, Any]:
        """Return the sensory facts."""
        names = SensoryDetail.field_names()
        return {"sensory": {name: self.cleaned_data[name] for name in names}}

    def problems(self, data: dict[str, Any]) -> dict[str, str]:
        """Correct answers cannot be more than tries."""
        return super().problems(data) | SensoryDetail.problems(data)
