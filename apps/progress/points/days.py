"""The rated days of one part: as one value a day, and as columns."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray


class DayPoint(NamedTuple):
    """The value that stands for a day; `same` if it was given as "same as last time", `words` if
    it was chosen from five words, which are another scale than the numbers."""

    on: date
    value: int
    same: bool
    words: bool = False


class Days(Sequence[DayPoint]):
    """Rated days, oldest first, kept as columns: ten years of them are counted and cut without an
    object for each day. Who reads them one by one gets a `DayPoint` each.

    `ordinals` are the days as numbers (`date.toordinal`), no two alike.
    """

    __slots__ = ("ordinals", "same", "values", "words")
    __hash__ = None  # type: ignore[assignment]  # it compares by its content

    def __init__(
        self, ordinals: ArrayLike, values: ArrayLike, same: ArrayLike, words: ArrayLike
    ) -> None:
        self.ordinals: NDArray[np.int64] = np.asarray(ordinals, dtype=np.int64)
        self.values: NDArray[np.int64] = np.asarray(values, dtype=np.int64)
        self.same: NDArray[np.bool_] = np.asarray(same, dtype=bool)
        self.words: NDArray[np.bool_] = np.asarray(words, dtype=bool)

    @classmethod
    def of(cls, points: Iterable[DayPoint]) -> "Days":
        """Return the columns of these points, which are sorted by day."""
        on, values, same, words = tuple(zip(*points, strict=True)) or ((), (), (), ())
        return cls([day.toordinal() for day in on], values, same, words)

    def __len__(self) -> int:
        return len(self.ordinals)

    def __getitem__(self, place):
        if isinstance(place, slice):
            columns = (self.ordinals, self.values, self.same, self.words)
            return Days(*(column[place] for column in columns))
        return DayPoint(
            date.fromordinal(int(self.ordinals[place])),
            int(self.values[place]),
            bool(self.same[place]),
            bool(self.words[place]),
        )

    def __iter__(self) -> Iterator[DayPoint]:
        on = map(date.fromordinal, self.ordinals.tolist())
        rest = (self.values.tolist(), self.same.tolist(), self.words.tolist())
        return map(DayPoint._make, zip(on, *rest, strict=True))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __repr__(self) -> str:
        return f"Days.of({list(self)})"

    def between(self, start: date, end: date) -> "Days":
        """Return the days from `start` to `end`, both in."""
        first = np.searchsorted(self.ordinals, start.toordinal(), "left")
        last = np.searchsorted(self.ordinals, end.toordinal(), "right")
        return self[first : max(first, last)]

    def places_after_gaps(self, most: int) -> list[int]:
        """Return the places of the days with more than `most` days without a rating before."""
        return (np.flatnonzero(np.diff(self.ordinals) > most + 1) + 1).tolist()

    def places_of_changes(self) -> list[int]:
        """Return the places of the days on another scale than the day before them."""
        return (np.flatnonzero(self.words[1:] != self.words[:-1]) + 1).tolist()

    def cut_at(self, places: Iterable[int]) -> list["Days"]:
        """Return the stretches that begin at these places, and the first one."""
        edges = (0, *sorted(set(places)), len(self))
        return [self[first:last] for first, last in pairwise(edges) if first < last]
