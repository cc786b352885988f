"""Where on the body a clinical test is done.

A place is a site on the patient's own left or right ("left-index_finger"), or "whole" for the
person as a whole. Tests name sites that nobody rates in a diary (finger pads, muscle groups), so
the list is longer than that of `care.body`, whose names it takes where it has them.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.care.body import BODY_PARTS

WHOLE = "whole"
SIDES = ("left", "right")
OF_THE_BODY = (
    *("face", "upper_limb", "shoulder", "upper_arm", "elbow", "forearm", "wrist", "hand"),
    *("finger", "thumb", "lower_limb", "thigh", "knee", "lower_leg", "ankle", "foot", "toe"),
)
OF_TESTS = {
    "side": (_("Left side"), _("Right side")),
    "index_finger": (_("Left index finger"), _("Right index finger")),
    "middle_finger": (_("Left middle finger"), _("Right middle finger")),
    "ring_finger": (_("Left ring finger"), _("Right ring finger")),
    "little_finger": (_("Left little finger"), _("Right little finger")),
    "palm": (_("Left palm"), _("Right palm")),
    "back_of_hand": (_("Back of left hand"), _("Back of right hand")),
    "sole": (_("Left sole"), _("Right sole")),
    "back_of_foot": (_("Back of left foot"), _("Back of right foot")),
    "big_toe": (_("Left big toe"), _("Right big toe")),
    "hip": (_("Left hip"), _("Right hip")),
    "elbow_flexors": (_("Left elbow flexors"), _("Right elbow flexors")),
    "elbow_extensors": (_("Left elbow extensors"), _("Right elbow extensors")),
    "wrist_flexors": (_("Left wrist flexors"), _("Right wrist flexors")),
    "finger_flexors": (_("Left finger flexors"), _("Right finger flexors")),
    "hip_adductors": (_("Left hip adductors"), _("Right hip adductors")),
    "knee_flexors": (_("Left knee flexors"), _("Right knee flexors")),
    "knee_extensors": (_("Left knee extensors"), _("Right knee extensors")),
    "plantar_flexors": (_("Left ankle plantar flexors"), _("Right ankle plantar flexors")),
}
FINGERS = ("thumb", "index_finger", "middle_finger", "ring_finger", "little_finger")
MUSCLES = tuple(code for code in OF_TESTS if code.endswith(("flexors", "extensors", "adductors")))

PLACES: dict[str, Promise] = {
    WHOLE: _("The whole person"),
    **{f"{side}-{site}": BODY_PARTS[site, side].label for site in OF_THE_BODY for side in SIDES},
    **{
        f"{side}-{site}": label
        for site, labels in OF_TESTS.items()
        for side, label in zip(SIDES, labels, strict=True)
    },
}

# What an admin chooses from for a test of the clinic's own: a name, and the sites that it means.
SETS: dict[str, tuple[Promise, tuple[str, ...]]] = {
    "whole": (_("The whole person"), (WHOLE,)),
    "side": (_("One side of the body"), ("side",)),
    "face": (_("One side of the face"), ("face",)),
    "arm": (_("An arm"), ("upper_limb",)),
    "hand": (_("A hand"), ("hand",)),
    "fingers": (_("Each finger"), FINGERS),
    "arm_parts": (
        _("Parts of an arm: shoulder to wrist"),
        ("shoulder", "upper_arm", "elbow", "forearm", "wrist"),
    ),
    "leg": (_("A leg"), ("lower_limb",)),
    "leg_parts": (
        _("Parts of a leg: hip to ankle"),
        ("hip", "thigh", "knee", "lower_leg", "ankle"),
    ),
    "foot": (_("A foot"), ("foot",)),
    "muscles": (_("Groups of muscles"), MUSCLES),
}


def places_at(sites: tuple[str, ...]) -> list[str]:
    """Return the places of these sites: each on the left and on the right."""
    return [
        place
        for site in sites
        for place in ((WHOLE,) if site == WHOLE else (f"{side}-{site}" for side in SIDES))
    ]


def side_of(place: str) -> str:
    """Return "left" or "right", or "" for the whole person."""
    side = place.partition("-")[0]
    return side if side in SIDES else ""
