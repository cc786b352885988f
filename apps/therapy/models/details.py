"""What each kind of session records beyond day, minutes and place.

Every field may be unknown (null or empty): a session with its day, minutes and body part alone
is worth keeping. Units stand in the names; currents are in mA, needle sizes in mm.
"""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.constraints import whole_number_between
from apps.therapy.models.choices import (
    Guidance,
    Level,
    Mode,
    Sensation,
    Skin,
    Stimulation,
    Style,
    Task,
    Vision,
)
from apps.therapy.models.sessions import Session
from apps.therapy.points import DEEPEST_MM, Needle, Side

MOST_TRIES = 5000
HIGHEST_FREQUENCY_HZ = 250
PULSE_WIDTH_US = (20, 1000)
HIGHEST_CURRENT_MA = 120
LONGEST_PHASE_SECONDS = 600
MOST_NEEDLES = 100
LONGEST_RETENTION = 240
NEEDLE_DIAMETER_MM = (Decimal("0.10"), Decimal("1.00"))
NEEDLE_LENGTH_MM = (5, 200)
MOST_EARLIER = 1000


def one_of(field: str, choices: type[models.TextChoices], *, name: str) -> models.CheckConstraint:
    """Return the constraint: `field` is empty or one of the choices."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": ["", *choices.values]}), name=name
    )


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
    vision = models.CharField(gettext_lazy("eyes"), max_length=16, choices=Vision.choices, blank=True)
    guidance = models.CharField(
        gettext_lazy("active or passive"), max_length=7, choices=Guidance.choices, blank=True
    )
    difficulty = models.PositiveSmallIntegerField(gettext_lazy("difficulty, 1 to 5"), null=True)
    attempted = models.PositiveSmallIntegerField(gettext_lazy("tries"), null=True)
    correct = models.PositiveSmallIntegerField(gettext_lazy("correct answers"), null=True)
    fatigue_after = models.PositiveSmallIntegerField(gettext_lazy("tired afterwards, 0 to 10"), null=True)

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
    max_ma = models.DecimalField(gettext_lazy("maximum in mA"), max_digits=4, decimal_places=1, null=True)
    skin_before = models.CharField(
        gettext_lazy("skin before"), max_length=6, choices=Skin.choices, blank=True
    )
    skin_after = models.CharField(gettext_lazy("skin after"), max_length=6, choices=Skin.choices, blank=True)

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


class AcupunctureDetail(Detail):
    """The items of STRICTA 2010 (MacPherson et al.) that a session can tell."""

    session = models.OneToOneField(
        Session, on_delete=models.PROTECT, primary_key=True, related_name="acupuncture"
    )
    style = models.CharField(gettext_lazy("style"), max_length=7, choices=Style.choices, blank=True)
    needles_in = models.PositiveSmallIntegerField(gettext_lazy("needles put in"), null=True)
    needles_out = models.PositiveSmallIntegerField(gettext_lazy("needles taken out"), null=True)
    sought = models.CharField(
        gettext_lazy("feeling looked for"), max_length=6, choices=Sensation.choices, blank=True
    )
    felt = models.CharField(gettext_lazy("feeling felt"), max_length=6, choices=Sensation.choices, blank=True)
    stimulation = models.CharField(
        gettext_lazy("stimulation"), max_length=10, choices=Stimulation.choices, blank=True
    )
    retention_minutes = models.PositiveSmallIntegerField(gettext_lazy("minutes with needles in"), null=True)
    needle_diameter_mm = models.DecimalField(
        gettext_lazy("needle diameter in mm"), max_digits=3, decimal_places=2, null=True
    )
    needle_length_mm = models.PositiveSmallIntegerField(gettext_lazy("needle length in mm"), null=True)
    earlier_sessions = models.PositiveSmallIntegerField(
        gettext_lazy("acupuncture sessions before this one"), null=True
    )

    class Meta:
        constraints = [
            one_of("style", Style, name="acupuncture_style_is_known"),
            one_of("sought", Sensation, name="sensation_sought_is_known"),
            one_of("felt", Sensation, name="sensation_felt_is_known"),
            one_of("stimulation", Stimulation, name="stimulation_is_known"),
            whole_number_between("needles_in", 0, MOST_NEEDLES, name="needles_in_are_0_to_100"),
            whole_number_between("needles_out", 0, MOST_NEEDLES, name="needles_out_are_0_to_100"),
            models.CheckConstraint(
                condition=Q(needles_in__isnull=True, needles_out__isnull=True)
                | Q(
                    needles_in__isnull=False,
                    needles_out__isnull=False,
                    needles_in=F("needles_out"),
                ),
                name="as_many_needles_out_as_in",
            ),
            whole_number_between(
                "retention_minutes", 0, LONGEST_RETENTION, name="retention_is_0_to_240"
            ),
            amount_between(
                "needle_diameter_mm", *NEEDLE_DIAMETER_MM, name="diameter_is_tenth_to_1_mm"
            ),
            whole_number_between(
                "needle_length_mm", *NEEDLE_LENGTH_MM, name="length_is_5_to_200_mm"
            ),
            whole_number_between("earlier_sessions", 0, MOST_EARLIER, name="earlier_is_0_to_1000"),
        ]

    @classmethod
    def problems(cls, facts: dict[str, Any]) -> dict[str, str]:
        """Every needle that went in must come out."""
        needles_in, needles_out = facts.get("needles_in"), facts.get("needles_out")
        if needles_in == needles_out:
            return {}
        if needles_out is None:
            return {"needles_out": _("Count the needles that you took out.")}
        if needles_in is None:
            return {"needles_in": _("Count the needles that you put in.")}
        return {
            "needles_out": _(
                "%(put_in)d needles went in and %(out)d came out. Look for the missing needle, "
                "then type the same number twice."
            )
            % {"put_in": needles_in, "out": needles_out}
        }


class AcupunctureNeedle(models.Model):
    """One point, on one side, with its depth."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="needles")
    point = models.CharField(max_length=7)
    side = models.CharField(max_length=5, choices=Side.choices, default=Side.NONE)
    depth_mm = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "point", "side"], name="point_once_per_side"
            ),
            whole_number_between("depth_mm", 1, DEEPEST_MM, name="depth_is_1_to_150_mm"),
            models.CheckConstraint(
                condition=Q(side__in=["left", "right", "both", "none"]),
                name="needle_side_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.point

    def as_needle(self) -> Needle:
        """Return the row as a plain value."""
        return Needle(self.point, self.side, self.depth_mm)



# By the name that leads from a session to them, in the order in which they are read.
DETAILS: dict[str, type[Detail]] = {
    "sensory": SensoryDetail,
    "acupuncture": AcupunctureDetail,
    "electrical": ElectricalDetail,
}
