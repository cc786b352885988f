"""What hardly ever changes and nearly every page needs: asked from the database once a minute."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import DatabaseError

Value = TypeVar("Value")

SECONDS = 60
# After a try that failed, pages do not wait for the database again for so long.
RETRY_SECONDS = 5
_every: list["Remembered"] = []


class Remembered(Generic[Value]):
    """A value that each process keeps for a minute, and for longer while the database is down.

    `ask` reads it. What is written by another process shows here within the minute.
    """

    def __init__(self, ask: Callable[[], Value]) -> None:
        self._ask = ask
        self.last: Value | None = None
        self._until = float("-inf")
        _every.append(self)

    def value(self) -> Value | None:
        """Return it, asked anew when the minute is over; None while it could never be read."""
        if time.monotonic() >= self._until:
            try:
                self.last, wait = self._ask(), SECONDS
            except DatabaseError:
                wait = RETRY_SECONDS  # each try may keep the page of help waiting
            self._until = time.monotonic() + wait
        return self.last

    def forget(self) -> None:
        """Ask the next time; what was known last still counts if nobody answers."""
        self._until = float("-inf")


def forget_all() -> None:
    """Ask for everything the next time: something has just been changed."""
    for one in _every:
        one.forget()
