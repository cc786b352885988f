"""What every answer of a patient carries: the key of its form, and the day on the device."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Told:
    """The key of the press, the date that the device stated, and the zone it stated it in.

    `press` counts how often the form was pressed; without scripts it is 0.
    """

    key: UUID
    on: date
    zone: str
    press: int = 0
