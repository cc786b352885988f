"""Tests of feeling: touch, position, points, shapes and objects."""

from decimal import Decimal as D
from typing import Any

from django.utils.translation import gettext_noop as _

from apps.assessments.catalogue.phrases import (
    FREE,
    KIT,
    SCORE,
    SUBSCORES_AND_VERSION,
    TO_VERIFY,
    TOTAL,
    TOTAL_AND_PARTS,
)
from apps.assessments.places import FINGERS
from apps.assessments.versions import Part, Version

_ARM, _LEG = ("upper_limb",), ("lower_limb",)
_SKIN = (*FINGERS, "palm", "back_of_hand", "forearm", "upper_arm", "sole", "back_of_foot")
_SKIN += ("big_toe", "lower_leg", "thigh", "face")


def _light_touch(high: int) -> Part:
    return Part("light_touch", _("Light touch"), D(0), D(high))


def _position(high: int) -> Part:
    return Part("position_sense", _("Position sense"), D(0), D(high))


_MODALITIES = (
    Part("touch", _("Touch"), D(0), D(8)),
    Part("pressure", _("Pressure"), D(0), D(8)),
    Part("pinprick", _("Pinprick"), D(0), D(8)),
    Part("sharp_blunt", _("Sharp or blunt"), D(0), D(8)),
    Part("proprioception", _("Proprioception"), D(0), D(8)),
)
_TWO_POINT = Part("two_point", _("Two-point discrimination"), D(0), D(4))
# Measured in arms; of the leg nothing is published.
_ERASMUS = {"total": "sum", "mdc": D("12.3"), "mdc_between": D("14.6"), "mdc_sites": _ARM}
_RASP = (
    Part("sharp_dull", _("Sharp or dull"), D(0), D(6)),
    Part("pressure_touch", _("Surface pressure touch"), D(0), D(6)),
    Part("localisation", _("Surface localisation"), D(0), D(6)),
    Part("temperature", _("Temperature"), D(0), D(6)),
    Part("movement", _("Proprioception: movement"), D(0), D(6)),
    Part("direction", _("Proprioception: direction"), D(0), D(6)),
    Part("extinction", _("Sensory extinction"), D(0), D(6)),
    Part("two_point", _("Two-point discrimination"), D(0), D(6)),
)

# In the order of the list; each row as the fields of `Instrument`.
FEELING: dict[str, dict[str, Any]] = {
    "FMA_S": {
        "name": _("Fugl-Meyer Assessment, sensory section"),
        "construct": _("Light touch and joint position"),
        "better": "higher",
        "versions": [
            Version(
                "arm",
                _("Arm only"),
                high=D(12),
                total="sum",
                sites=_ARM,
                parts=(_light_touch(4), _position(8)),
            ),
            Version(
                "side",
                _("Arm and leg"),
                high=D(24),
                total="sum",
                sites=("side",),
                parts=(_light_touch(8), _position(16)),
            ),
        ],
        "caution": _(
            "More than 44 in 100 people reach the maximum. Its authors doubt its clinical use."
        ),
        "licence": FREE,
        "storing": TOTAL_AND_PARTS,
        "source": "Lin 2004; Sullivan 2010",
    },
    "EMNSA_UL": {
        "name": _("Erasmus MC modified Nottingham Sensory Assessment"),
        "construct": _("Touch, pressure, pinprick, sharp or blunt, position"),
        "better": "higher",
        "versions": [
            Version(
                "40",
                _("Without two-point discrimination"),
                high=D(40),
                sites=(*_ARM, *_LEG),
                parts=_MODALITIES,
                **_ERASMUS,
            ),
            Version(
                "44",
                _("With two-point discrimination"),
                high=D(44),
                sites=_ARM,
                parts=(*_MODALITIES, _TWO_POINT),
                **_ERASMUS,
            ),
        ],
        "mdc_level": 95,
        "population": _("arms of 50 people after stroke, French version"),
        "caution": _("The measurement error is over a quarter of the scale."),
        "licence": _("Published in a journal article: ask the authors for the form"),
        "storing": SUBSCORES_AND_VERSION,
        "source": "hal inserm-03223398; repub.eur.nl/58716; PMC4975498",
    },
    "NSA_STEREO": {
        "name": _("Nottingham stereognosis subscale"),
        "construct": _("Knowing objects by touch"),
        "better": "higher",
        "versions": [Version(high=D(22), sites=("hand",))],
        "caution": TO_VERIFY,
        "licence": _("Form of a journal"),
        "storing": TOTAL,
    },
    "RNSA": {
        "name": _("Revised Nottingham Sensory Assessment"),
        "construct": _("Touch, movement sense and knowing objects"),
        "better": "higher",
        "versions": [
            Version(
                total="none",
                sites=(
                    "face",
                    *_ARM,
                    *_LEG,
                    "side",
                    "shoulder",
                    "elbow",
                    "wrist",
                    "hand",
                    "hip",
                    "knee",
                    "ankle",
                    "foot",
                ),
                parts=(
                    Part("tactile", _("Tactile"), D(0), None),
                    Part("kinaesthetic", _("Kinaesthetic"), D(0), None),
                    Part("stereognosis", _("Stereognosis"), D(0), None),
                ),
            )
        ],
        "is_version_typed": True,
        "caution": _("Versions differ. Compare results of one version only."),
        "licence": _("Form of the University of Nottingham"),
        "storing": SUBSCORES_AND_VERSION,
        "source": "Connell 2008",
    },
    "RASP": {
        "name": _("Rivermead Assessment of Somatosensory Performance"),
        "construct": _("Seven subtests of feeling"),
        "better": "higher",
        "versions": [
            Version(
                high=D(6),
                total="none",
                sites=(
                    "face",
                    "palm",
                    "back_of_hand",
                    "sole",
                    "back_of_foot",
                    "elbow",
                    "wrist",
                    "thumb",
                    "ankle",
                    "toe",
                ),
                parts=_RASP,
            )
        ],
        "caution": _("Each number is of 6 trials in one place. Leave empty what was not tested."),
        "licence": _("The manual is free, the kit is sold"),
        "storing": _("Number correct for each place and subtest"),
        "source": "Winward 2002; SRALAB",
    },
    "SWM": {
        "name": _("Semmes-Weinstein monofilaments"),
        "construct": _("Threshold of touch"),
        "scale": "markings",
        "unit": "{marking}",
        "better": "lower",
        "beyond": ["not_felt"],
        "versions": [Version(low=D("1.65"), high=D("6.65"), step=None, sites=_SKIN)],
        "caution": _("The marking is a logarithm of the force. Never average grams."),
        "licence": _("The filaments are sold"),
        "storing": _("Smallest marking felt at each place"),
        "source": "PMC7873561, Table 1",
    },
    "2PD": {
        "name": _("Static two-point discrimination"),
        "construct": _("Fineness of touch"),
        "unit": "mm",
        "better": "lower",
        "beyond": ["one_point", "not_felt"],
        "versions": [Version(low=D(2), high=D(15), sites=(*FINGERS, "palm"))],
        "caution": _("Low reliability: take it as context, not as a trend."),
        "licence": FREE,
        "storing": _("Millimetres, or what was felt instead"),
        "source": "repub.eur.nl/58716; Nolan 1982",
    },
    "STI": {
        "name": _("Shape and Texture Identification test"),
        "construct": _("Knowing shapes and textures by touch"),
        "better": "higher",
        "versions": [
            Version(
                high=D(6),
                total="sum",
                sites=FINGERS,
                parts=(
                    Part("shapes", _("Shapes"), D(0), D(3)),
                    Part("textures", _("Textures"), D(0), D(3)),
                ),
            )
        ],
        "caution": _("Take 1 point as noise. Studied in nerve injury, not in stroke."),
        "licence": _("The device is sold"),
        "storing": TOTAL_AND_PARTS,
        "source": "sage 175899830300800304",
    },
    "TDT": {
        "name": _("Tactile Discrimination Test"),
        "construct": _("Telling textures apart"),
        "unit": "%",
        "better": "higher",
        "versions": [Version(high=D(100), step=None, sites=("hand",))],
        "caution": _(
            "The “good” hand was abnormal too in 42 of 100 people: it is no clean control."
        ),
        "licence": KIT,
        "storing": SCORE,
        "source": "Mak-Yuen 2023; Carey 1997",
    },
    "WPST": {
        "name": _("Wrist Position Sense Test"),
        "construct": _("Sense of the position of the wrist: mean error"),
        "unit": "deg",
        "better": "lower",
        "versions": [Version(high=D(90), step=D("0.1"), sites=("wrist",), mdc=D(8))],
        "mdc_level": 95,
        "population": _("35 people after stroke"),
        "licence": KIT,
        "storing": SCORE,
        "source": "Carey 1996",
    },
    "FTORT": {
        "name": _("functional Tactile Object Recognition Test"),
        "construct": _("Knowing objects by handling them"),
        "better": "higher",
        "versions": [Version(high=D(42), sites=("hand",))],
        "licence": KIT,
        "storing": SCORE,
        "source": "fnins.2020.542590",
    },
}
