"""Words that the product never says (clinical.md, "Never shown"), by language.

A language without a list fails the scan: it cannot be added before somebody who speaks it has
said how each forbidden claim sounds in it.
"""

import re

_ENGLISH = (
    # a treatment as the cause
    r"\bhelped (you|your|the|him|her|them|with)\b",
    r"\bit (has )?(helped|worked|healed)\b",
    r"\b(treatment|therapy|training|stimulation|acupuncture|sessions?|exercises?)"
    r" (has |have )?(helped|worked|works|healed|cured|improved|caused|did|brought)\b",
    r"\bthanks to\b",
    r"\b(due to|because of|led to|caused by|effect of|effective|response to) (your |the )?"
    r"(treatment|therapy|training|stimulation|acupuncture|sessions?|exercises?)\b",
    # a personal forecast, or that numbness goes away
    r"\byou will (feel|recover|get|be|have|improve|regain)\b",
    r"\b(will|should|is going to) (recover|improve|come back|go away|get better)\b",
    r"\breturns? to normal\b",
    r"\bnumbness (goes|went|will go|is going) away\b",
    r"\b(prognosis|forecast|predicted|expected recovery|full recovery|fully recover)",
    # a schedule
    r"\bon track\b",
    r"\b(behind|ahead of) (schedule|plan|target)\b",
    r"\bfall(ing|en)? behind\b",
    # recovery as a share
    r"\d ?% (recovered|better|improved|of (your |normal )?feeling|recovery)",
    r"\b(percent|per cent) (recovered|better|improved|of (your |normal )?feeling)\b",
    r"\bpercent recovered\b",
    # other patients
    r"\b(than|as|like) (other|most|average) (patients|people|survivors)\b",
    r"\bpercentile\b",
    r"\branked\b",
    # significance as a medal, or its absence as a finding
    r"\bp ?[<=≤] ?0?\.\d",
    r"\bsignificant(ly)? (change|better|less|more|improve)",
    r"\bnot significant\b",
    r"(?<!\w)\*{2,3}(?!\w)",
    r"\bno change\b",
    # streaks and blame
    r"\bstreaks?\b",
    r"\bdays in a row\b",
    r"\byou (missed|failed|forgot|should have)\b",
    r"\bnon-?complian",
    r"\bwell done\b",
    # somebody watches
    r"\b(we|your (clinic|therapist|team)) (have|has) been (alerted|told|notified)\b",
    # reassurance after a treatment
    r"\bthis is normal\b",
    r"\bnothing to worry about\b",
)
FORBIDDEN = {"en-gb": tuple(re.compile(claim, re.IGNORECASE) for claim in _ENGLISH)}


def forbidden_in(text: str, language: str = "en-gb") -> list[str]:
    """Return every forbidden claim in a text, as it stands there."""
    flat = " ".join(text.split())
    return [found[0] for claim in FORBIDDEN[language] for found in claim.finditer(flat)]
