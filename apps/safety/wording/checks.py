"""What is usual for somebody, beside each sign that asks for more than that."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.care.models import Baseline
from apps.core.texts import together
from apps.safety.signs import SIGNS_BY_CODE, Sign

Sides = Baseline.Sides

# What the intake records, said as something that is there without being new. The patient reads
# the same words as a helper: they name nobody.
ON_SIDES = {
    ("weakness", Sides.LEFT): gettext_lazy("Usual: weak on the left."),
    ("weakness", Sides.RIGHT): gettext_lazy("Usual: weak on the right."),
    ("weakness", Sides.BOTH): gettext_lazy("Usual: weak on both sides."),
    ("numbness", Sides.LEFT): gettext_lazy("Usual: numb on the left."),
    ("numbness", Sides.RIGHT): gettext_lazy("Usual: numb on the right."),
    ("numbness", Sides.BOTH): gettext_lazy("Usual: numb on both sides."),
    ("face", Sides.LEFT): gettext_lazy("Usual: the left side of the face droops."),
    ("face", Sides.RIGHT): gettext_lazy("Usual: the right side of the face droops."),
    ("face", Sides.BOTH): gettext_lazy("Usual: both sides of the face droop."),
}
SIDED = ("weakness", "numbness", "face")
THERE = {
    "speech": gettext_lazy("Usual: hard to speak or understand."),
    "vision": gettext_lazy("Usual: sight missing or double."),
    "balance": gettext_lazy("Usual: balance or walking is hard."),
    "bladder_or_bowel": gettext_lazy("Usual: trouble with bladder or bowel."),
    "confusion": gettext_lazy("Usual: times of confusion."),
}


def sign_labels(codes: Iterable[str]) -> list[str]:
    """Return the signs in words."""
    return [str(SIGNS_BY_CODE[code].label) for code in codes]


def usual_of(sign: Sign, baseline: Baseline | None) -> str:
    """Return what is recorded as usual of this sign, and that more than it counts, or ""."""
    found = [said for name in sign.usual if (said := _said(name, baseline))]
    if not found:
        return ""
    has_side = any(name in SIDED for name in sign.usual)
    more = _("Tick if it is worse, or somewhere else.") if has_side else _("Tick if it is worse.")
    return together([*found, more])


def _said(name: str, baseline: Baseline | None) -> str:
    value = getattr(baseline, name, None)
    return str(ON_SIDES.get((name, value), THERE.get(name, "") if value is True else ""))
