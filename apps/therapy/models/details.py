"""What each kind of session records beyond day, minutes and place.

Every field may be unknown (null or empty): a session with its day, minutes and body part alone
is worth keeping. Units stand in the names; currents are in mA, needle sizes in mm.
"""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.constraints import whole_number_between
from apps.therapy.models.choices import Guidance, Level, Mode, Skin, Task, Vision
from apps.therapy.models.sessions import Session

MOST_TRIES = 5000
HIGHEST_FREQUENCY_HZ = 250
PULSE_WIDTH_US = (20, 1000)
HIGHEST_CURRENT_MA = 120
LONGEST_PHASE_SECONDS = 600


def one_of(field: str, choices: type[models.TextChoices], *, name: str) -> models.CheckConstraint:
    """Return the constraint: `field` is empty or one of the choices."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": ["", *choices.values]}), name=name)


def amount_between(field: str, low, high, *, name: str) -> models.CheckConstraint:
    """Return the constraint: `field` is null or a number from `low` to `high`."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__range": (low, high)}) | Q(**{f"{field}__isnull": True}),
        name=name,
    )


class Detail(models.Model):
    """The details of one session; its primary key is the session's."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.session_id)

    @classmethod
    def field_names(cls) -> list[str]:
        """Return the names of the fields that hold facts."""
        return [field.name for field in cls._meta.fields if field.name != "session"]

    def facts(self) -> dict[str, Any]:
        """Return the facts that the row holds."""
        return {name: getattr(self, name) for name in self.field_names()}

    @classmethod
    def problems(cls, facts: dict[str, Any]) -> dict[str, str]:
        """Return {field: sentence} for what these facts contradict or lack."""
        return {}


class SensoryDetail(Detail):
    """Training of feeling: what was practised, and how many answers were right."""

    session = models.OneToOneField(
        Session, on_delete=models.PROTECT, primary_key=True, related_name="sensory"
    )
    task = models.CharField(gettext_lazy("task"), max_length=18, choices=Task.choices, blank=True)
    vision = models.CharField(
        gettext_lazy("eyes"), max_length=16, choices=Vision.choices, blank=True
    )
    guidance = models.CharField(
        gettext_lazy("active or passive"), max_length=7, choices=Guidance.choices, blank=True
    )
    difficulty = models.PositiveSmallIntegerField(gettext_lazy("difficulty, 1 to 5"), null=True)
    attempted = models.PositiveSmallIntegerField(gettext_lazy("tries"), null=True)
    correct = models.PositiveSmallIntegerField(gettext_lazy("correct answers"), null=True)
    fatigue_after = models.PositiveSmallIntegerField(
        gettext_lazy("tired afterwards, 0 to 10"), null=True
    )

    class Meta:
        constraints = [
            one_of("task", Task, name="sensory_task_is_known"),
            one_of("vision", Vision, name="sensory_vision_is_known"),
            one_of("guidance", Guidance, name="sensory_guidance_is_known"),
            whole_number_between("difficulty", 1, 5, name="difficulty_is_1_to_5"),
            whole_number_between("attempted", 0, MOST_TRIES, name="tries_are_0_to_5000"),
            whole_number_between("correct", 0, MOST_TRIES, name="correct_is_0_to_5000"),
            whole_number_between("fatigue_after", 0, 10, name="fatigue_is_0_to_10"),
            models.CheckConstraint(
                condition=Q(correct__isnull=True)
                | Q(attempted__isnull=False, correct__lte=F("attempted")),
                name="correct_is_at_most_tries",
            ),
        ]

    @classmethod
    def problems(cls, facts: dict[str, Any]) -> dict[str, str]:
        """Correct answers need tries, and cannot be more than them."""
        attempted, correct = facts.get("attempted"), facts.get("correct")
        if correct is None:
            return {}
        if attempted is None:
            return {"attempted": _("Type how many tries there were.")}
        if correct > attempted:
            return {
                "correct": _(
                    "Correct answers cannot be more than tries: type a number up to %(tries)d."
                )
                % {"tries": attempted}
            }
        return {}


class ElectricalDetail(Detail):
    """The current and what kept numb skin safe; of acupuncture with current too."""

    session = models.OneToOneField(
        Session, on_delete=models.PROTECT, primary_key=True, related_name="electrical"
    )
    mode = models.CharField(gettext_lazy("mode"), max_length=10, choices=Mode.choices, blank=True)
    frequency_hz = models.PositiveSmallIntegerField(gettext_lazy("frequency in Hz"), null=True)
    pulse_width_us = models.PositiveSmallIntegerField(gettext_lazy("pulse width in µs"), null=True)
    amplitude_ma = models.DecimalField(
        gettext_lazy("current in mA"), max_digits=4, decimal_places=1, null=True
    )
    level = models.CharField(gettext_lazy("level"), max_length=7, choices=Level.choices, blank=True)
    on_seconds = models.PositiveSmallIntegerField(gettext_lazy("seconds on"), null=True)
    off_seconds = models.PositiveSmallIntegerField(gettext_lazy("seconds off"), null=True)
    electrodes = models.CharField(gettext_lazy("where the pads were"), max_length=200, blank=True)
    threshold_left_ma = models.DecimalField(
        gettext_lazy("first felt on the left, in mA"), max_digits=4, decimal_places=1, null=True
    )
    threshold_right_ma = models.DecimalField(
        gettext_lazy("first felt on the right, in mA"), max_digits=4, decimal_places=1, null=True
    )
    max_ma = models.DecimalField(
        gettext_lazy("maximum in mA"), max_digits=4, decimal_places=1, null=True
    )
    skin_before = models.CharField(
        gettext_lazy("skin before"), max_length=6, choices=Skin.choices, blank=True
    )
    skin_after = models.CharField(
        gettext_lazy("skin after"), max_length=6, choices=Skin.choices, blank=True
    )

    class Meta:
        constraints = [
            one_of("mode", Mode, name="electrical_mode_is_known"),
            one_of("level", Level, name="electrical_level_is_known"),
            one_of("skin_before", Skin, name="skin_before_is_known"),
            one_of("skin_after", Skin, name="skin_after_is_known"),
            whole_number_between(
                "frequency_hz", 1, HIGHEST_FREQUENCY_HZ, name="frequency_is_1_to_250"
            ),
            whole_number_between("pulse_width_us", *PULSE_WIDTH_US, name="pulse_is_20_to_1000"),
            whole_number_between("on_seconds", 0, LONGEST_PHASE_SECONDS, name="on_is_0_to_600"),
            whole_number_between("off_seconds", 0, LONGEST_PHASE_SECONDS, name="off_is_0_to_600"),
            *(
                amount_between(field, 0, HIGHEST_CURRENT_MA, name=f"{field}_is_0_to_120")
                for field in ("amplitude_ma", "threshold_left_ma", "threshold_right_ma", "max_ma")
            ),
        ]

    @classmethod
    def problems(cls, facts: dict[str, Any]) -> dict[str, str]:
        """Numb skin cannot warn: a threshold where it is felt, a maximum and a look at the skin."""
        problems = {}
        if facts.get("threshold_left_ma") is None and facts.get("threshold_right_ma") is None:
            problems["threshold_left_ma"] = _(
                "Type the current that was first felt, on a side with good feeling."
            )
        if facts.get("max_ma") is None:
            problems["max_ma"] = _("Type the maximum current that you set for this person.")
        if not facts.get("skin_after"):
            problems["skin_after"] = _("Choose how the skin looked afterwards.")
        return problems
