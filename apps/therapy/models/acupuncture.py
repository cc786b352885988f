"""Acupuncture: the items of STRICTA 2010 (MacPherson et al.) that a session can tell."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.constraints import whole_number_between
from apps.therapy.models.choices import Sensation, Stimulation, Style
from apps.therapy.models.details import Detail, amount_between, one_of
from apps.therapy.models.sessions import Session
from apps.therapy.points import DEEPEST_MM, Needle, Side

MOST_NEEDLES = 100
LONGEST_RETENTION = 240
NEEDLE_DIAMETER_MM = (Decimal("0.10"), Decimal("1.00"))
NEEDLE_LENGTH_MM = (5, 200)
MOST_EARLIER = 1000


class AcupunctureDetail(Detail):
    """Style, needles and feeling; the points stand in AcupunctureNeedle."""

    session = models.OneToOneField(
        Session, on_delete=models.PROTECT, primary_key=True, related_name="acupuncture"
    )
    style = models.CharField(gettext_lazy("style"), max_length=7, choices=Style.choices, blank=True)
    needles_in = models.PositiveSmallIntegerField(gettext_lazy("needles put in"), null=True)
    needles_out = models.PositiveSmallIntegerField(gettext_lazy("needles taken out"), null=True)
    sought = models.CharField(
        gettext_lazy("feeling looked for"), max_length=6, choices=Sensation.choices, blank=True
    )
    felt = models.CharField(
        gettext_lazy("feeling felt"), max_length=6, choices=Sensation.choices, blank=True
    )
    stimulation = models.CharField(
        gettext_lazy("stimulation"), max_length=10, choices=Stimulation.choices, blank=True
    )
    retention_minutes = models.PositiveSmallIntegerField(
        gettext_lazy("minutes with needles in"), null=True
    )
    needle_diameter_mm = models.DecimalField(
        gettext_lazy("needle diameter in mm"), max_digits=3, decimal_places=2, null=True
    )
    needle_length_mm = models.PositiveSmallIntegerField(
        gettext_lazy("needle length in mm"), null=True
    )
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
