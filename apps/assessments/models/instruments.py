"""Clinical tests are rows, not code: an admin adds one and it is recorded, drawn and exported."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.assessments.versions import Version, version_from
from apps.core.constraints import whole_number_between

NAME_LENGTH = 120
TEXT_LENGTH = 400


class Instrument(models.Model):
    """A clinical test: what it measures, on which scale, which change is more than its error.

    No text of its items is kept: many are licensed. Texts are English as the messages to
    translate are; `shown` gives them in the reader's language, and an admin's own as they are.
    """

    class Scale(models.TextChoices):
        """What a result is made of."""

        NUMBER = "number", _("Numbers")
        CODES = "codes", _("Codes in an order, which are never averaged")
        MARKINGS = "markings", _("Markings of monofilaments")

    class Unit(models.TextChoices):
        """The unit of a number, by its UCUM code."""

        SCORE = "{score}", _("points")
        MILLIMETRE = "mm", _("mm")
        DEGREE = "deg", _("degrees")
        PERCENT = "%", _("%")
        SECOND = "s", _("seconds")
        GRAM = "g", _("grams")
        MARKING = "{marking}", _("marking")
        NONE = "1", _("no unit")

    class Better(models.TextChoices):
        """Which direction is the good one."""

        HIGHER = "higher", _("Higher is better")
        LOWER = "lower", _("Lower is better")

    code = models.SlugField(max_length=40, primary_key=True)
    # Its name in addresses, which must not tell which test a patient did.
    address_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=NAME_LENGTH)
    construct = models.CharField(max_length=NAME_LENGTH, blank=True)
    scale = models.CharField(max_length=8, choices=Scale.choices, default=Scale.NUMBER)
    unit = models.CharField(max_length=9, choices=Unit.choices, default=Unit.SCORE)
    better = models.CharField(max_length=6, choices=Better.choices)
    # Of an ordinal scale: its codes in their order, from the low end on.
    levels = models.JSONField(default=list)
    # What may be said instead of a number beyond the bad end: codes of `Result.Beyond`.
    beyond = models.JSONField(default=list)
    # See `apps.assessments.versions`; a test without versions has one whose code is "".
    versions = models.JSONField()
    # Where versions differ too much for a list, the therapist types which one it was.
    is_version_typed = models.BooleanField(default=False)
    # The level of confidence of the published MDC in per cent, and in whom it was measured.
    mdc_level = models.PositiveSmallIntegerField(null=True)
    population = models.CharField(max_length=TEXT_LENGTH, blank=True)
    caution = models.CharField(max_length=TEXT_LENGTH, blank=True)
    licence = models.CharField(max_length=TEXT_LENGTH, blank=True)
    storing = models.CharField(max_length=TEXT_LENGTH, blank=True)
    source = models.CharField(max_length=TEXT_LENGTH, blank=True)
    order = models.PositiveSmallIntegerField()
    is_offered = models.BooleanField(default=True)
    # Counts the saves of its texts, so that a form knows whether somebody else was first.
    revision = models.PositiveIntegerField(default=1, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="one_instrument_per_name"),
            models.CheckConstraint(condition=~Q(name=""), name="instrument_has_a_name"),
            models.CheckConstraint(
                condition=Q(scale__in=["number", "codes", "markings"]),
                name="instrument_scale_is_known",
            ),
            models.CheckConstraint(
                condition=Q(better__in=["higher", "lower"]), name="instrument_direction_is_known"
            ),
            models.CheckConstraint(
                condition=Q(unit__in=["{score}", "mm", "deg", "%", "s", "g", "{marking}", "1"]),
                name="instrument_unit_is_known",
            ),
            whole_number_between("mdc_level", 50, 99, name="mdc_level_is_50_to_99"),
            whole_number_between("order", 0, 1000, name="instrument_order_is_whole"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return shown(self.name)

    @cached_property
    def known_versions(self) -> list[Version]:
        """Its versions, the usual one first."""
        return [version_from(data) for data in self.versions]

    def version(self, code: str) -> Version | None:
        """Return the version with this code; one that is typed has the rules of the only one."""
        if self.is_version_typed:
            return self.known_versions[0]
        return next((one for one in self.known_versions if one.code == code), None)

    def number_of(self, code: str) -> int:
        """Return the place of the version with this code, from 1: addresses name it by that,
        for a code tells the test. One that is typed is the only one."""
        codes = [] if self.is_version_typed else [one.code for one in self.known_versions]
        return codes.index(code) + 1 if code in codes else 1

    @property
    def is_ordinal(self) -> bool:
        """Whether results are codes, which can be ordered and not subtracted."""
        return self.scale == self.Scale.CODES

    @property
    def unit_label(self) -> str:
        """The unit in words, or "" where there is none."""
        has_none = self.is_ordinal or self.unit == self.Unit.NONE
        return "" if has_none else str(self.Unit(self.unit).label)


def shown(text: str) -> str:
    """Return a text of the catalogue in the reader's language."""
    return gettext(text) if text else ""
