"""What every answer of a patient carries: the key of its form, and the day on the device."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from apps.core.answers import key_of_press


@dataclass(frozen=True)
class Told:
    """The key of the form, the date that the device stated, and the zone it stated it in.

    `press` counts how often the form was pressed; without scripts it is 0.
    """

    key: UUID
    on: date
    zone: str
    press: int = 0

    @property
    def own_key(self) -> UUID:
        """The key of this very press."""
        return key_of_press(self.key, self.press)

    @property
    def former_keys(self) -> list[UUID]:
        """The keys of the presses before it."""
        return [key_of_press(self.key, number) for number in range(1, self.press)]
