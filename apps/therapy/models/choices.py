"""The answers that the details of a session choose from."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Task(TextChoices):
    """What was practised."""

    TOUCH_DETECTION = "touch_detection", _("Touch: felt or not")
    TOUCH_LOCALISATION = "touch_localisation", _("Touch: where")
    TEXTURE = "texture", _("Textures")
    SHAPE = "shape", _("Shapes and objects")
    TEMPERATURE = "temperature", _("Temperature")
    LIMB_POSITION = "limb_position", _("Limb position")
    WEIGHT = "weight", _("Weight")
    GRAPHAESTHESIA = "graphaesthesia", _("Signs drawn on the skin")
    MIRROR = "mirror", _("Mirror")
    TASK_SPECIFIC = "task_specific", _("Daily tasks")
    DESENSITISATION = "desensitisation", _("Desensitisation")


class Vision(TextChoices):
    """Whether the person could see."""

    OPEN = "open", _("Eyes open")
    CLOSED = "closed", _("Eyes closed")
    OPEN_CLOSED_OPEN = "open_closed_open", _("Open, closed, open again")


class Guidance(TextChoices):
    """Who moved."""

    ACTIVE = "active", _("Active: the patient moves")
    PASSIVE = "passive", _("Passive: the patient is moved or touched")


class Mode(TextChoices):
    """What the current was for."""

    TENS = "tens", _("TENS")
    SENSORY = "sensory", _("Sensory level")
    MOTOR = "motor", _("Motor level")
    MESH = "mesh", _("Mesh glove or sock")
    FUNCTIONAL = "functional", _("Functional")


class Level(TextChoices):
    """What the person felt or did."""

    BELOW = "below", _("Below what can be felt")
    SENSORY = "sensory", _("Felt")
    MOTOR = "motor", _("Muscle moves")


class Skin(TextChoices):
    """How the skin under the pads looked."""

    NORMAL = "normal", _("Normal")
    PINK = "pink", _("Pink")
    RED = "red", _("Red")
    BROKEN = "broken", _("Sore, blistered or broken")


class Style(TextChoices):
    """The kind of acupuncture."""

    BODY = "body", _("Body")
    SCALP = "scalp", _("Scalp")
    EAR = "ear", _("Ear")
    ELECTRO = "electro", _("Electro-acupuncture")


class Sensation(TextChoices):
    """What the needle was to cause, or did cause."""

    NONE = "none", _("None")
    DEQI = "deqi", _("De qi: heavy, aching or tingling")
    TWITCH = "twitch", _("A muscle twitch")
    OTHER = "other", _("Something else")


class Stimulation(TextChoices):
    """How the needles were stimulated."""

    MANUAL = "manual", _("By hand")
    ELECTRICAL = "electrical", _("With current")
