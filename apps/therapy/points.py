"""Acupuncture points: what people type, checked and written in one way.

Sources: WHO Standard Acupuncture Point Locations in the Western Pacific Region (2008), 361 points
in 14 channels; WHO Standard Acupuncture Nomenclature (1991), 48 extra points and the scalp lines
MS1 to MS14.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext


class Side(TextChoices):
    """On which side of the body a needle is, seen by the patient."""

    LEFT = "left", gettext_lazy("Left")
    RIGHT = "right", gettext_lazy("Right")
    BOTH = "both", gettext_lazy("Both sides")
    NONE = "none", gettext_lazy("Middle, or not noted")


class Channel(NamedTuple):
    """A group of points that are numbered from 1 to `points`."""

    name: str
    points: int
    has_sides: bool = True


class Needle(NamedTuple):
    """One point with its side and its depth in mm (None: not noted)."""

    point: str
    side: str = Side.NONE
    depth_mm: int | None = None


CHANNELS = {
    "LU": Channel(gettext_lazy("Lung"), 11),
    "LI": Channel(gettext_lazy("Large Intestine"), 20),
    "ST": Channel(gettext_lazy("Stomach"), 45),
    "SP": Channel(gettext_lazy("Spleen"), 21),
    "HT": Channel(gettext_lazy("Heart"), 9),
    "SI": Channel(gettext_lazy("Small Intestine"), 19),
    "BL": Channel(gettext_lazy("Bladder"), 67),
    "KI": Channel(gettext_lazy("Kidney"), 27),
    "PC": Channel(gettext_lazy("Pericardium"), 9),
    "TE": Channel(gettext_lazy("Triple Energizer"), 23),
    "GB": Channel(gettext_lazy("Gallbladder"), 44),
    "LR": Channel(gettext_lazy("Liver"), 14),
    "GV": Channel(gettext_lazy("Governor Vessel"), 28, has_sides=False),
    "CV": Channel(gettext_lazy("Conception Vessel"), 24, has_sides=False),
}
EXTRA_POINTS = {
    "EX-HN": Channel(gettext_lazy("Extra points, head and neck"), 15),
    "EX-CA": Channel(gettext_lazy("Extra points, chest and abdomen"), 1),
    "EX-B": Channel(gettext_lazy("Extra points, back"), 9),
    "EX-UE": Channel(gettext_lazy("Extra points, upper limb"), 11),
    "EX-LE": Channel(gettext_lazy("Extra points, lower limb"), 12),
    "MS": Channel(gettext_lazy("Scalp lines"), 14),
}
ALL_CHANNELS = CHANNELS | EXTRA_POINTS
# Codes seen in books and on charts, all without doubt the same channel.
ALIASES = {
    "L": "LU",
    "S": "ST",
    "H": "HT",
    "HE": "HT",
    "UB": "BL",
    "K": "KI",
    "KD": "KI",
    "P": "PC",
    "HC": "PC",
    "TW": "TE",
    "TH": "TE",
    "SJ": "TE",
    "TB": "TE",
    "LV": "LR",
    "LIV": "LR",
    "DU": "GV",
    "VG": "GV",
    "REN": "CV",
    "VC": "CV",
}
# An older code for Large Intestine that newer charts use for nothing: the person decides.
OLDER_NAMES = {"CO": "LI"}

# A side as it may be typed, in each of our languages.
SIDE_WORDS = {
    "left": Side.LEFT,
    "izquierda": Side.LEFT,
    "izquierdo": Side.LEFT,
    "左": Side.LEFT,
    "right": Side.RIGHT,
    "derecha": Side.RIGHT,
    "derecho": Side.RIGHT,
    "右": Side.RIGHT,
    "both": Side.BOTH,
    "ambas": Side.BOTH,
    "ambos": Side.BOTH,
    "兩側": Side.BOTH,
}
DEEPEST_MM = 150
_EVERY_DASH = re.compile(r"[\u2010-\u2015\u2212]")
_BETWEEN_NEEDLES = re.compile(r"(?:[,;、\n\r\t/+&]|\.(?=\s|$))+")
_NEEDLE = re.compile(
    rf"""\s*
    (?P<channel>EX[\s.-]*(?:HN|CA|B|UE|LE)|[A-Z]+) [\s.-]* (?P<number>[0-9]{{1,9}})
    (?:\s+(?P<side>{"|".join(SIDE_WORDS)}))?
    (?:\s+(?P<depth>[0-9]{{1,9}})\s*mm)?
    (?=\s|$)""",
    re.VERBOSE | re.IGNORECASE,
)


def parse_needles(text: str, *, side: str = Side.NONE, depth_mm: int | None = None) -> list[Needle]:
    """Return the needles in `text`, such as "LI4 left 20 mm, GV20".

    A point without its own side or depth takes `side` and `depth_mm`; a point in the middle of
    the body takes no side. Raises ValidationError with one sentence for each mistake.
    """
    needles: list[Needle] = []
    sentences: list[str] = []
    for match, rest in _pieces(text):
        if match is None:
            sentences.append(_not_a_point(rest))
            continue
        point, sentence = _point(match["channel"], match["number"])
        if point:
            needle = _needle(point, match, side, depth_mm)
            sentence = _check_needle(needle, match, needles)
            needles.append(needle)
        if sentence:
            sentences.append(sentence)
    if sentences:
        raise ValidationError(sentences)
    return needles


def format_needles(needles: Iterable[Needle]) -> str:
    """Return text from which `parse_needles` makes the same needles."""
    return ", ".join(_text_of(needle) for needle in needles)


def side_word(side: str) -> str:
    """Return a side as it stands behind a point; one of SIDE_WORDS in each of our languages."""
    return {
        Side.LEFT: pgettext("behind a point", "left"),
        Side.RIGHT: pgettext("behind a point", "right"),
        Side.BOTH: pgettext("behind a point", "both"),
    }[Side(side)]


def _text_of(needle: Needle) -> str:
    words = [needle.point]
    if needle.side != Side.NONE:
        words.append(side_word(needle.side))
    if needle.depth_mm is not None:
        words.append(f"{needle.depth_mm} mm")
    return " ".join(words)


def _pieces(text: str) -> Iterable[tuple[re.Match | None, str]]:
    """Yield a match for each needle, or None and the text that is no needle."""
    plain = _EVERY_DASH.sub("-", unicodedata.normalize("NFKC", text))
    for part in _BETWEEN_NEEDLES.split(plain):
        at = 0
        while part[at:].strip():
            match = _NEEDLE.match(part, at)
            if match is None:
                yield None, part[at:].strip()
                break
            yield match, ""
            at = match.end()


def _point(typed: str, digits: str) -> tuple[str, str]:
    """Return the point and "", or "" and the sentence that says what is wrong."""
    letters = re.sub(r"[\s.-]", "", typed).upper()
    if letters.startswith("EX") and len(letters) > 2:
        letters = f"EX-{letters[2:]}"
    number = int(digits)
    if letters in OLDER_NAMES:
        return "", _older_name(letters, number)
    code = ALIASES.get(letters, letters)
    channel = ALL_CHANNELS.get(code)
    if channel is None:
        return "", _not_a_point(f"{typed}{digits}")
    if not 1 <= number <= channel.points:
        return "", _no_such_number(code, channel, number)
    return f"{code}{number}", ""


def _needle(point: str, match: re.Match, side: str, depth_mm: int | None) -> Needle:
    own_side = SIDE_WORDS[match["side"].lower()] if match["side"] else ""
    own_depth = int(match["depth"]) if match["depth"] else depth_mm
    return Needle(point, own_side or (side if _has_sides(point) else Side.NONE), own_depth)


def _has_sides(point: str) -> bool:
    return ALL_CHANNELS[point.rstrip("0123456789")].has_sides


def _check_needle(needle: Needle, match: re.Match, before: list[Needle]) -> str:
    """Return the sentence that says what is wrong with this needle, or ""."""
    if match["side"] and not _has_sides(needle.point):
        return _("%(point)s is in the middle of the body: leave out its side.") % {
            "point": needle.point
        }
    if needle.depth_mm is not None and not 1 <= needle.depth_mm <= DEEPEST_MM:
        return _("The depth of %(point)s must be from 1 to %(high)d mm.") % {
            "point": needle.point,
            "high": DEEPEST_MM,
        }
    if any((needle.point, needle.side) == (other.point, other.side) for other in before):
        return _("%(point)s is there twice: leave one out, or give each its side.") % {
            "point": needle.point
        }
    return ""


def _older_name(letters: str, number: int) -> str:
    code = OLDER_NAMES[letters]
    channel = CHANNELS[code]
    if not 1 <= number <= channel.points:
        return _no_such_number(code, channel, number)
    return _("%(old)s is an older name. Write %(point)s for %(channel)s %(number)d.") % {
        "old": letters,
        "point": f"{code}{number}",
        "channel": channel.name,
        "number": number,
    }


def _no_such_number(code: str, channel: Channel, number: int) -> str:
    values = {
        "point": f"{code}{number}",
        "code": code,
        "channel": channel.name,
        "points": channel.points,
    }
    if (code, number) == ("GV", 29):
        return _("GV29 is not in the WHO list. For Yintang write EX-HN3.")
    if channel.points == 1:
        return _("%(point)s does not exist: %(code)s has one point, %(code)s1.") % values
    if code in EXTRA_POINTS:
        return (
            _("%(point)s does not exist: the numbers of %(code)s go from 1 to %(points)d.") % values
        )
    return _("%(point)s does not exist: %(channel)s has points 1 to %(points)d.") % values


def _not_a_point(text: str) -> str:
    return _("“%(text)s” is not a point: write its channel and number, for example LI4.") % {
        "text": text[:40]
    }
