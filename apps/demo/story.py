"""What the story of a made-up patient consists of.

Days count from the first day of the diary (0).
"""

from dataclasses import dataclass, field
from typing import Any

from apps.demo.model import Feeling, Habits
from apps.demo.treatment import Block, Plan, Stretch, Wish


@dataclass(frozen=True)
class Onset:
    """A stroke, `days_ago` before today; see `care.models.Stroke` for the words."""

    days_ago: int
    type: str
    side: str
    place: str
    precision: str = "day"


@dataclass(frozen=True)
class Area:
    """A part of the body, its courses, and its rating on the last day of the diary."""

    code: str
    feeling: Feeling
    ending: int


@dataclass(frozen=True)
class Tested:
    """One test at one place, given by one person. `results` are (weeks since the first stroke,
    answer): a number, a text for what lies beyond the scale, or the numbers of all parts."""

    code: str
    place: str
    by: str
    results: tuple[tuple[int, Any], ...]
    version: str = ""


@dataclass(frozen=True)
class Story:
    """One patient. `days` is the length of the diary, which ended `ended` days ago.

    `notes` are (days ago, number of the area, text). `practitioners` maps the key of a person
    to a discipline; `left_team` names those whose part has ended; `outside` is somebody without
    an account: name, phone, discipline. In the last `words_days` of the diary the patient answers
    with five words. `practice` is what the patient, or the helper, wrote down of practice at home.
    """

    key: str
    age: int
    strokes: tuple[Onset, ...]
    areas: tuple[Area, ...]
    days: int
    ended: int
    practitioners: dict[str, str]
    background: dict
    baseline: dict
    habits: Habits = field(default_factory=Habits)
    zone: str = "Europe/London"
    blocks: tuple[Block, ...] = ()
    practice: tuple[Block, ...] = ()
    phases: tuple[Stretch, ...] = ()
    goals: tuple[Wish, ...] = ()
    plans: tuple[Plan, ...] = ()
    notes: tuple[tuple[int, int, str], ...] = ()
    left_team: tuple[str, ...] = ()
    outside: tuple[str, str, str] | tuple[()] = ()
    helper: str = ""
    words_days: int = 0
    tests: tuple[Tested, ...] = ()

    def is_away(self, day: int) -> bool:
        """Return whether the person was ill or away on the `day`-th of the diary."""
        return any(gap.holds(day) for gap in self.habits.gaps)


# Answers that a story leaves out of its usual state before the diary.
USUAL = {
    "weakness": "none",
    "numbness": "none",
    "face": "none",
    "speech": False,
    "vision": False,
    "balance": False,
    "bladder_or_bowel": False,
    "confusion": False,
}
# Likewise for other causes of numbness and what treatments must respect.
HEALTHY = {
    "diabetes": False,
    "nerve_compression": False,
    "b12_deficiency": False,
    "spine_problem": False,
    "pacemaker": False,
    "blood_thinner": False,
}
