"""The parts of the body that can be tracked, each with its side.

Codes and regions follow `clinical/body_sites.csv` of the shared design, whose SNOMED CT codes
serve the exchange formats. A limb always has a side; a part in the middle (face, trunk) may be
meant as a whole or on one side. Left and right are the patient's own.

Each part has its own whole name for every side, because "left" and "hand" cannot be joined in
most languages.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """The patient's own side."""

    LEFT = "left", _("Left")
    RIGHT = "right", _("Right")
    MIDDLE = "middle", _("Middle")


@dataclass(frozen=True)
class BodyPart:
    """One part on one side: its name ("Left hand") and how to speak to its owner about it."""

    site: str
    side: str
    region: str
    label: Promise
    your: Promise
    is_many: bool = False  # English asks "How numb are your toes?"

    @property
    def code(self) -> str:
        """The part as one word, for forms and addresses: "left-hand"."""
        return f"{self.side}-{self.site}"


ALL_PARTS = (
    BodyPart("face", "middle", "face", _("Face"), _("your face")),
    BodyPart("face", "left", "face", _("Left side of face"), _("the left side of your face")),
    BodyPart("face", "right", "face", _("Right side of face"), _("the right side of your face")),
    BodyPart("cheek", "middle", "face", _("Cheek"), _("your cheek")),
    BodyPart("cheek", "left", "face", _("Left cheek"), _("your left cheek")),
    BodyPart("cheek", "right", "face", _("Right cheek"), _("your right cheek")),
    BodyPart("lip", "middle", "face", _("Lips"), _("your lips"), is_many=True),
    BodyPart("lip", "left", "face", _("Left side of lips"), _("the left side of your lips")),
    BodyPart("lip", "right", "face", _("Right side of lips"), _("the right side of your lips")),
    BodyPart("tongue", "middle", "face", _("Tongue"), _("your tongue")),
    BodyPart("tongue", "left", "face", _("Left side of tongue"), _("the left side of your tongue")),
    BodyPart(
        "tongue", "right", "face", _("Right side of tongue"), _("the right side of your tongue")
    ),
    BodyPart("scalp", "middle", "head", _("Scalp"), _("your scalp")),
    BodyPart("scalp", "left", "head", _("Left side of scalp"), _("the left side of your scalp")),
    BodyPart("scalp", "right", "head", _("Right side of scalp"), _("the right side of your scalp")),
    BodyPart("head", "middle", "head", _("Head"), _("your head")),
    BodyPart("head", "left", "head", _("Left side of head"), _("the left side of your head")),
    BodyPart("head", "right", "head", _("Right side of head"), _("the right side of your head")),
    BodyPart("neck", "middle", "neck", _("Neck"), _("your neck")),
    BodyPart("neck", "left", "neck", _("Left side of neck"), _("the left side of your neck")),
    BodyPart("neck", "right", "neck", _("Right side of neck"), _("the right side of your neck")),
    BodyPart(
        "trunk", "middle", "trunk", _("Chest and tummy"), _("your chest and tummy"), is_many=True
    ),
    BodyPart("trunk", "left", "trunk", _("Left side of body"), _("the left side of your body")),
    BodyPart("trunk", "right", "trunk", _("Right side of body"), _("the right side of your body")),
    BodyPart("upper_limb", "left", "arm", _("Left whole arm"), _("your left whole arm")),
    BodyPart("upper_limb", "right", "arm", _("Right whole arm"), _("your right whole arm")),
    BodyPart("shoulder", "left", "arm", _("Left shoulder"), _("your left shoulder")),
    BodyPart("shoulder", "right", "arm", _("Right shoulder"), _("your right shoulder")),
    BodyPart("upper_arm", "left", "arm", _("Left upper arm"), _("your left upper arm")),
    BodyPart("upper_arm", "right", "arm", _("Right upper arm"), _("your right upper arm")),
    BodyPart("elbow", "left", "arm", _("Left elbow"), _("your left elbow")),
    BodyPart("elbow", "right", "arm", _("Right elbow"), _("your right elbow")),
    BodyPart("forearm", "left", "arm", _("Left forearm"), _("your left forearm")),
    BodyPart("forearm", "right", "arm", _("Right forearm"), _("your right forearm")),
    BodyPart("wrist", "left", "arm", _("Left wrist"), _("your left wrist")),
    BodyPart("wrist", "right", "arm", _("Right wrist"), _("your right wrist")),
    BodyPart("hand", "left", "hand", _("Left hand"), _("your left hand")),
    BodyPart("hand", "right", "hand", _("Right hand"), _("your right hand")),
    BodyPart("finger", "left", "hand", _("Left fingers"), _("your left fingers"), is_many=True),
    BodyPart("finger", "right", "hand", _("Right fingers"), _("your right fingers"), is_many=True),
    BodyPart("thumb", "left", "hand", _("Left thumb"), _("your left thumb")),
    BodyPart("thumb", "right", "hand", _("Right thumb"), _("your right thumb")),
    BodyPart("lower_limb", "left", "leg", _("Left whole leg"), _("your left whole leg")),
    BodyPart("lower_limb", "right", "leg", _("Right whole leg"), _("your right whole leg")),
    BodyPart("buttock", "left", "leg", _("Left buttock"), _("your left buttock")),
    BodyPart("buttock", "right", "leg", _("Right buttock"), _("your right buttock")),
    BodyPart("thigh", "left", "leg", _("Left thigh"), _("your left thigh")),
    BodyPart("thigh", "right", "leg", _("Right thigh"), _("your right thigh")),
    BodyPart("knee", "left", "leg", _("Left knee"), _("your left knee")),
    BodyPart("knee", "right", "leg", _("Right knee"), _("your right knee")),
    BodyPart("lower_leg", "left", "leg", _("Left lower leg"), _("your left lower leg")),
    BodyPart("lower_leg", "right", "leg", _("Right lower leg"), _("your right lower leg")),
    BodyPart("ankle", "left", "leg", _("Left ankle"), _("your left ankle")),
    BodyPart("ankle", "right", "leg", _("Right ankle"), _("your right ankle")),
    BodyPart("foot", "left", "foot", _("Left foot"), _("your left foot")),
    BodyPart("foot", "right", "foot", _("Right foot"), _("your right foot")),
    BodyPart("toe", "left", "foot", _("Left toes"), _("your left toes"), is_many=True),
    BodyPart("toe", "right", "foot", _("Right toes"), _("your right toes"), is_many=True),
)
BODY_PARTS = {(part.site, part.side): part for part in ALL_PARTS}

PARTS_BY_CODE = {part.code: part for part in ALL_PARTS}

# The twelve regions of the body map, in the order of the list beside it.
MAP_PARTS = [
    PARTS_BY_CODE[code]
    for code in (
        "left-hand",
        "left-forearm",
        "left-upper_arm",
        "left-foot",
        "left-lower_limb",
        "right-hand",
        "right-forearm",
        "right-upper_arm",
        "right-foot",
        "right-lower_limb",
        "middle-face",
        "middle-trunk",
    )
]
# Offered under "More parts".
OTHER_PARTS = [part for part in ALL_PARTS if part not in MAP_PARTS]

DAILY_LOG_PARTS = 6
