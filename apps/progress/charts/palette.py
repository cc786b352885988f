"""The colours of the charts: the tokens of static/css/variables.css, for each theme."""

from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal

ThemeName = Literal["light", "dark", "print"]
Outline = tuple[tuple[float, float], ...]
KINDS = ("sensory", "electrical", "acupuncture", "physio", "occupational", "other")


@dataclass(frozen=True, slots=True)
class Theme:
    card: str
    ink: str
    second: str
    grid: str
    line: str
    band: str
    dots: str
    phase: str
    kinds: dict[str, str]

    def kind(self, token: str) -> str:
        """The colour of a kind of session; a token without one gets the neutral one."""
        return self.kinds.get(token, self.second)


THEMES: dict[ThemeName, Theme] = {
    "light": Theme(
        card="#FFFFFF",
        ink="#16243A",
        second="#3D4A5E",
        grid="#D5D8DE",
        line="#0B4B54",
        band="#BFDADB",
        dots="#5E8F96",
        phase="#F4F1EA",
        kinds={
            "sensory": "#00507F",
            "electrical": "#A84300",
            "acupuncture": "#7B2D74",
            "physio": "#2B6B2B",
            "occupational": "#7A4A00",
            "other": "#4F5865",
        },
    ),
    "dark": Theme(
        card="#18222F",
        ink="#F1F4F8",
        second="#C3CDD9",
        grid="#334153",
        line="#8ED8D3",
        band="#1F4A4E",
        dots="#5FA3A3",
        phase="#212D3C",
        kinds={
            "sensory": "#86C6F4",
            "electrical": "#FFB27D",
            "acupuncture": "#E6ABDF",
            "physio": "#9ADB9A",
            "occupational": "#E3C08A",
            "other": "#B8C2CE",
        },
    ),
    # For paper: black and greys on white, whatever the printer does with colours. Kinds of session
    # differ by place, shape and name alone.
    "print": Theme(
        card="#FFFFFF",
        ink="#000000",
        second="#333333",
        grid="#CCCCCC",
        line="#000000",
        band="#DDDDDD",
        dots="#777777",
        phase="#F0F0F0",
        kinds=dict.fromkeys(KINDS, "#222222"),
    ),
}


def _ring(corners: int, radius: float, turn: float = 0.0, inner: float = 1.0) -> Outline:
    """Corners of a regular outline round 0,0, y down, the first one at the top."""
    return tuple(
        (
            round(radius * (inner if i % 2 else 1) * sin(turn + 2 * pi * i / corners), 2),
            round(-radius * (inner if i % 2 else 1) * cos(turn + 2 * pi * i / corners), 2),
        )
        for i in range(corners)
    )


def _cross(reach: float, half: float) -> Outline:
    """Corners of a diagonal cross round 0,0: two bars, each twice `half` wide."""
    bars = ((half, -half), (reach, -half), (reach, half), (half, half))
    plus = [_quarter_turns(corner, turns) for turns in range(4) for corner in bars[1:]]
    return tuple(
        (round((x - y) * sin(pi / 4), 2), round((x + y) * sin(pi / 4), 2)) for x, y in plus
    )


def _quarter_turns(corner: tuple[float, float], turns: int) -> tuple[float, float]:
    x, y = corner
    for _ in range(turns):
        x, y = -y, x
    return x, y


# The outline of each `Lane.shape` but the circle, about 9 px wide, of equal visual weight.
SHAPES: dict[str, Outline] = {
    "triangle": ((0, -4.9), (5.2, 4.1), (-5.2, 4.1)),
    "diamond": _ring(4, 5.8),
    "square": _ring(4, 5.8, pi / 4),
    "hexagon": _ring(6, 5.1),
    "star": _ring(10, 6.2, inner=0.45),
    "cross": _cross(5.6, 1.5),
}
