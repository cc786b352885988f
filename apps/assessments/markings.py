"""The 20 markings of Semmes-Weinstein monofilaments, and the force that each stands for.

Source: PMC7873561, Table 1 (Touch-Test instructions 2011). The marking is what is stored: it is
the logarithm of the force, so markings are compared and drawn, never averaged as grams.
"""

from decimal import Decimal
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Marking(NamedTuple):
    """One filament. `force` is its nominal force in grams; `grade` goes from 5 (normal) to 1."""

    size: Decimal
    force: Decimal
    grade: int

    @property
    def category(self) -> Promise:
        """What it means to feel this one and none that is thinner."""
        return CATEGORIES[self.grade]


CATEGORIES = {
    5: _("normal"),
    4: _("diminished light touch"),
    3: _("diminished protective sensation"),
    2: _("loss of protective sensation"),
    1: _("deep pressure sensation only"),
}
_TABLE = """
1.65 0.008 5
2.36 0.02 5
2.44 0.04 5
2.83 0.07 5
3.22 0.16 4
3.61 0.4 4
3.84 0.6 3
4.08 1 3
4.17 1.4 3
4.31 2 3
4.56 4 2
4.74 6 2
4.93 8 2
5.07 10 2
5.18 15 2
5.46 26 2
5.88 60 2
6.10 100 2
6.45 180 2
6.65 300 1
"""
MARKINGS = {
    size: Marking(Decimal(size), Decimal(force), int(grade))
    for size, force, grade in (line.split() for line in _TABLE.split("\n") if line)
}


def marking_of(size: Decimal) -> Marking | None:
    """Return the marking of this size, or None where no filament has it."""
    return MARKINGS.get(f"{size:.2f}")
