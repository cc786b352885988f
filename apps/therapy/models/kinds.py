"""Kinds of session are rows, not code: an admin adds one and it appears in form and legend."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from apps.core.constraints import whole_number_between

# The kinds that every clinic starts with: code to (name, short name). Their names translate
# until an admin types another one.
SEEDED = {
    "sensory": (_("Sensory re-education"), _("Sensory")),
    "electrical": (_("Electrical stimulation"), _("Electrical")),
    "acupuncture": (_("Acupuncture"), _("Acupuncture")),
    "physio": (_("Physiotherapy"), _("Physiotherapy")),
    "occupational": (_("Occupational therapy"), _("Occupational")),
    "other": (_("Other"), _("Other")),
}
# What the data migration writes for them; English, as the messages to translate are.
SEEDED_NAMES = {
    "sensory": ("Sensory re-education", "Sensory"),
    "electrical": ("Electrical stimulation", "Electrical"),
    "acupuncture": ("Acupuncture", "Acupuncture"),
    "physio": ("Physiotherapy", "Physiotherapy"),
    "occupational": ("Occupational therapy", "Occupational"),
    "other": ("Other", "Other"),
}


class SessionKind(models.Model):
    """A kind of treatment: its questions, and its shape and colour in charts."""

    class Form(models.TextChoices):
        """Which questions the session form asks."""

        PLAIN = "plain", _("Only when, how long and where")
        SENSORY = "sensory", _("Sensory re-education: task, tries and correct answers")
        ELECTRICAL = "electrical", _("Electrical stimulation: frequency, current and pads")
        ACUPUNCTURE = "acupuncture", _("Acupuncture: points and needles")

    class Shape(models.TextChoices):
        """Its mark in charts."""

        CIRCLE = "circle", _("Circle")
        TRIANGLE = "triangle", _("Triangle")
        DIAMOND = "diamond", _("Diamond")
        SQUARE = "square", _("Square")
        HEXAGON = "hexagon", _("Hexagon")
        STAR = "star", _("Star")

    class Colour(models.TextChoices):
        """Its colour token; the value of each stands in the style sheet, per theme."""

        SENSORY = "sensory", _("Blue")
        ELECTRICAL = "electrical", _("Orange")
        ACUPUNCTURE = "acupuncture", _("Purple")
        PHYSIO = "physio", _("Green")
        OCCUPATIONAL = "occupational", _("Brown")
        OTHER = "other", _("Grey")

    code = models.SlugField(max_length=40, primary_key=True)
    name = models.CharField(max_length=60)
    short_name = models.CharField(max_length=16)
    form = models.CharField(max_length=11, choices=Form.choices, default=Form.PLAIN)
    shape = models.CharField(max_length=8, choices=Shape.choices)
    colour = models.CharField(max_length=12, choices=Colour.choices)
    order = models.PositiveSmallIntegerField()
    is_offered = models.BooleanField(default=True)
    needs_label = models.BooleanField(default=False)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="one_kind_per_name"),
            models.CheckConstraint(
                condition=Q(form__in=["plain", "sensory", "electrical", "acupuncture"]),
                name="kind_form_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    shape__in=["circle", "triangle", "diamond", "square", "hexagon", "star"]
                ),
                name="kind_shape_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    colour__in=[
                        "sensory",
                        "electrical",
                        "acupuncture",
                        "physio",
                        "occupational",
                        "other",
                    ]
                ),
                name="kind_colour_is_known",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="kind_has_a_name"),
            whole_number_between("order", 0, 1000, name="kind_order_is_whole"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Its name: translated for a kind of ours, else as the admin typed it."""
        if self.name == SEEDED_NAMES.get(self.code, ("",))[0]:
            return str(SEEDED[self.code][0])
        return self.name

    @property
    def short_label(self) -> str:
        """Its name in links and in the lanes of charts."""
        if self.short_name == SEEDED_NAMES.get(self.code, ("", ""))[1]:
            return str(SEEDED[self.code][1])
        return self.short_name
