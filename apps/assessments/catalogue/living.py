"""Tests of movement, mood, daily life, and what patients say of it."""

from decimal import Decimal as D
from typing import Any

from django.utils.translation import gettext_noop as _

from apps.assessments.catalogue.phrases import (
    CODE,
    FREE,
    MEAN_AND_VERSION,
    PARTS,
    SCORE,
    TOTAL,
    TOTAL_AND_PARTS,
    TOTAL_AND_VERSION,
)
from apps.assessments.places import MUSCLES, WHOLE
from apps.assessments.versions import FINEST, Part, Version

_ARM, _LEG = ("upper_limb",), ("lower_limb",)
_SEVERAL = (WHOLE, "face", "shoulder", "upper_arm", "elbow", "forearm", "wrist", "hand", "finger")
_SEVERAL += ("hip", "thigh", "knee", "lower_leg", "ankle", "foot", "toe")


_SIS = tuple(
    Part(code, name, D(0), D(100), None, D(mdc) if mdc else None)
    for code, name, mdc in (
        ("strength", _("Strength"), "24.0"),
        ("hand", _("Hand function"), "25.9"),
        ("adl", _("Daily activities"), "17.3"),
        ("mobility", _("Mobility"), "15.1"),
        ("communication", _("Communication"), ""),
        ("emotion", _("Emotion"), ""),
        ("memory", _("Memory and thinking"), ""),
        ("participation", _("Participation"), ""),
        ("recovery", _("Recovery thermometer"), ""),
    )
)
_MAL = (
    ("14", _("14 items")),
    ("26", _("26 items")),
    ("28", _("28 items")),
    ("30", _("30 items")),
)

# In the order of the list; each row as the fields of `Instrument`.
LIVING: dict[str, dict[str, Any]] = {
    "MAL_AOU": {
        "name": _("Motor Activity Log, amount of use"),
        "construct": _("Use of the arm in real life"),
        "better": "higher",
        "versions": [
            Version(code, name, high=D(5), step=FINEST, sites=_ARM, mdc=D("0.84"))
            for code, name in _MAL
        ],
        "mdc_level": 90,
        "population": _("56 people with chronic stroke"),
        "caution": _(
            "The patient's own report. Each item goes in steps of 0.5: type the mean of the items."
        ),
        "licence": _("Check the terms of its manual"),
        "storing": MEAN_AND_VERSION,
        "source": "van der Lee 2004; PMC3754443",
    },
    "MAL_QOM": {
        "name": _("Motor Activity Log, quality of movement"),
        "construct": _("Use of the arm in real life"),
        "better": "higher",
        "versions": [
            Version(code, name, high=D(5), step=FINEST, sites=_ARM, mdc=D("0.77"))
            for code, name in _MAL
        ],
        "mdc_level": 90,
        "population": _("56 people with chronic stroke"),
        "caution": _(
            "The patient's own report. Each item goes in steps of 0.5: type the mean of the items."
        ),
        "licence": _("Check the terms of its manual"),
        "storing": MEAN_AND_VERSION,
        "source": "van der Lee 2004; PMID 17030751",
    },
    "SIS": {
        "name": _("Stroke Impact Scale 3.0"),
        "construct": _("Life after stroke in eight domains"),
        "better": "higher",
        "versions": [Version(high=D(100), step=None, total="none", sites=(WHOLE,), parts=_SIS)],
        "mdc_level": 95,
        "population": _("74 people after stroke in trials of 3 weeks"),
        "caution": _("A change can matter to a group and still be noise in one person."),
        "licence": _("Licensed: no text of its items is kept"),
        "storing": PARTS,
        "source": "Lin 2010",
    },
    "MAS": {
        "name": _("Modified Ashworth Scale"),
        "construct": _("Muscle tone, not feeling"),
        "scale": "codes",
        "unit": "1",
        "better": "lower",
        "levels": ["0", "1", "1+", "2", "3", "4"],
        "versions": [Version(high=D(4), step=None, sites=MUSCLES)],
        "caution": _("Two people testing the leg hardly agree. 1+ is a level of its own."),
        "licence": FREE,
        "storing": CODE,
        "source": "rehabmeasures.org 902; Blackburn 2002",
    },
    "PHQ2": {
        "name": _("PHQ-2"),
        "construct": _("Screen for depression"),
        "better": "lower",
        "versions": [Version(high=D(6), sites=(WHOLE,))],
        "caution": _("A screen, not a diagnosis. Not validated in aphasia."),
        "licence": _("Widely stated to be free; check before you print the questions"),
        "storing": TOTAL,
        "source": "PMC2906530",
    },
    "PHQ4": {
        "name": _("PHQ-4"),
        "construct": _("Screen for anxiety and depression"),
        "better": "lower",
        "versions": [
            Version(
                high=D(12),
                total="sum",
                sites=(WHOLE,),
                parts=(
                    Part("anxiety", _("Anxiety"), D(0), D(6)),
                    Part("depression", _("Depression"), D(0), D(6)),
                ),
            )
        ],
        "caution": _("A screen, not a diagnosis. Not validated in aphasia."),
        "licence": _("Widely stated to be free; check before you print the questions"),
        "storing": TOTAL_AND_PARTS,
        "source": "NINDS CDE F2495",
    },
    "BI": {
        "name": _("Barthel Index"),
        "construct": _("Daily activities"),
        "better": "higher",
        "versions": [
            Version("100", _("0 to 100"), high=D(100), step=D(5), sites=(WHOLE,)),
            Version("20", _("0 to 20"), high=D(20), sites=(WHOLE,)),
        ],
        "caution": _("Many people reach the maximum."),
        "licence": _("Allowed for non-commercial use, as far as is known"),
        "storing": TOTAL_AND_VERSION,
        "source": "LOINC 96761-2",
    },
    "NIHSS_SENS": {
        "name": _("NIH Stroke Scale, sensory item"),
        "construct": _("Loss of feeling, coarse"),
        "better": "lower",
        "versions": [Version(high=D(2), sites=("side", "face", *_ARM, *_LEG))],
        "caution": _("Too coarse to follow a change."),
        "licence": FREE,
        "storing": SCORE,
        "source": "LOINC 70193-8",
    },
    "PGIC": {
        "name": _("Patient Global Impression of Change"),
        "construct": _("Change as the patient sees it"),
        "scale": "codes",
        "unit": "1",
        "better": "lower",
        "levels": ["1", "2", "3", "4", "5", "6", "7"],
        "versions": [Version(low=D(1), high=D(7), step=None, sites=(WHOLE,))],
        "caution": _("1 is very much improved, 4 the same, 7 very much worse. Ask once a month."),
        "licence": FREE,
        "storing": CODE,
    },
    "NRS_PAIN": {
        "name": _("Pain 0 to 10"),
        "construct": _("How strong the pain is"),
        "better": "lower",
        "versions": [Version(high=D(10), sites=_SEVERAL, mdc=D("1.77"))],
        "population": _("1,232 people with back pain, not stroke"),
        "caution": _("One rating of one day is little. The mean of five is more reliable."),
        "licence": FREE,
        "storing": SCORE,
        "source": "PMID 25283469; 15207508; Farrar 2001",
    },
}
