"""Every write about sessions and their kinds."""

from apps.therapy.actions.kinds import add_kind, change_kind, offer_again, stop_offering
from apps.therapy.actions.sessions import (
    StaleSession,
    correct_session,
    record_session,
    restore_session,
    undo_session,
    withdraw_session,
)

__all__ = [
    "StaleSession",
    "add_kind",
    "change_kind",
    "correct_session",
    "offer_again",
    "record_session",
    "restore_session",
    "stop_offering",
    "undo_session",
    "withdraw_session",
]
