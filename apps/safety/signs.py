"""The danger signs, as data: what is asked, how urgent a yes is, and where that comes from.

Codes and tiers follow `clinical/red_flags.csv` of the shared design: E and C are the lists of the
Cleveland Clinic's page on numbness (last reviewed 08/21/2023), B is BE-FAST, A04 is the harm of
needles near the lungs (Bäumler 2021). Wording is ours, and asks only for what is new or worse than
usual: many people after a stroke live with these signs. A clinician must review every change of it,
and then VERSION goes up: an answer keeps the version that it was judged by.
"""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERSION = 1
SOURCE = "Cleveland Clinic: Numbness; BE-FAST"
SOURCE_REVIEWED_ON = date(2023, 8, 21)


class Tier(models.TextChoices):
    """How urgent a yes is, the most urgent first."""

    EMERGENCY = "emergency", _("Emergency")
    CONTACT = "contact", _("Contact the clinic")
    NONE = "none", _("Nothing")


class Answer(models.TextChoices):
    """What is said at the gate, and to a list of signs as a whole."""

    NO = "no", _("No")
    YES = "yes", _("Yes")
    NOT_SURE = "not_sure", _("Not sure")


class Place(models.TextChoices):
    """The heading under which a sign is asked."""

    HEAD = "head", _("Head, face and speech")
    MOVING = "moving", _("Moving")
    FEELING = "feeling", _("Feeling")
    BODY = "body", _("Inside the body")
    SLOWLY = "slowly", _("Over days and weeks")


@dataclass(frozen=True)
class Sign:
    """One sign. `usual` names what the intake records of it, if anything (`care.Baseline`)."""

    code: str
    tier: Tier
    place: Place
    label: Promise
    usual: tuple[str, ...] = ()


def _emergency(code: str, place: Place, label: Promise, *usual: str) -> Sign:
    return Sign(code, Tier.EMERGENCY, place, label, usual)


def _contact(code: str, label: Promise) -> Sign:
    return Sign(code, Tier.CONTACT, Place.SLOWLY, label)


# Noun phrases that name nobody: the same words serve the patient, a helper and the therapist.
SIGNS = (
    _emergency("B3", Place.HEAD, _("One side of the face newly drops"), "face"),
    _emergency("B5", Place.HEAD, _("Words newly slurred or mixed up"), "speech"),
    _emergency("B2", Place.HEAD, _("Sudden loss of sight, or seeing double"), "vision"),
    _emergency("E07", Place.HEAD, _("Speech or sight newly worse"), "speech", "vision"),
    _emergency("B7", Place.HEAD, _("A sudden, very bad headache")),
    _emergency("E01", Place.HEAD, _("Sudden confusion"), "confusion"),
    _emergency("E03", Place.HEAD, _("Fainting, a blackout or a fit")),
    _emergency("B4", Place.MOVING, _("One arm newly sinks when both are held up"), "weakness"),
    _emergency("E08", Place.MOVING, _("Sudden weakness"), "weakness"),
    _emergency("E06", Place.MOVING, _("A part that newly cannot move"), "weakness"),
    _emergency("B1", Place.MOVING, _("Sudden loss of balance"), "balance"),
    _emergency("E09", Place.FEELING, _("New numbness that started suddenly")),
    _emergency("E11", Place.FEELING, _("A whole arm, leg or side newly numb"), "numbness"),
    _emergency("E13", Place.FEELING, _("Numbness that spreads quickly")),
    _emergency("E05", Place.FEELING, _("Face, chest or tummy newly numb"), "numbness"),
    _emergency("E12", Place.FEELING, _("All below one level of the body newly numb")),
    _emergency("E10", Place.FEELING, _("New numbness between the legs or at the bottom")),
    _emergency("E02", Place.BODY, _("New loss of control of bladder or bowel"), "bladder_or_bowel"),
    _emergency("E04", Place.BODY, _("Newly hard to breathe")),
    _emergency("A04", Place.BODY, _("Sudden chest pain after needles")),
    _contact("C01", _("Numbness that nobody has explained")),
    _contact("C02", _("Numbness that comes with the same movement again and again")),
    _contact("C03", _("A numb part that slowly gets weaker")),
    _contact("C04", _("A rash where it is numb")),
)
SIGNS_BY_CODE = {sign.code: sign for sign in SIGNS}
EMERGENCY_SIGNS = tuple(sign for sign in SIGNS if sign.tier == Tier.EMERGENCY)
CONTACT_SIGNS = tuple(sign for sign in SIGNS if sign.tier == Tier.CONTACT)


def judged(answer: str, codes: frozenset[str]) -> Tier:
    """Return the tier of a check of the emergency signs.

    `answer` is the button (a value of `Answer`) and `codes` are the signs that were ticked as
    new or worse than usual. Each sign alone gives its tier, and an emergency outranks a contact.
    "Not sure", "yes" without a sign, and "no" beside a ticked sign all fail towards safe.
    """
    tiers = {SIGNS_BY_CODE[code].tier for code in codes}
    if Tier.EMERGENCY in tiers or answer != Answer.NO and not tiers:
        return Tier.EMERGENCY
    return Tier.CONTACT if tiers else Tier.NONE
