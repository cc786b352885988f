"""Every write about sessions, their kinds, and phases."""

from apps.therapy.actions.kinds import add_kind, change_kind, offer_again, stop_offering
from apps.therapy.actions.phases import (
    StalePhase,
    add_phase,
    change_phase,
    remove_phase,
    restore_phase,
)
from apps.therapy.actions.sessions import (
    StaleSession,
    correct_session,
    record_session,
    restore_session,
    undo_session,
    withdraw_session,
)

__all__ = [
    "StalePhase",
    "StaleSession",
    "add_kind",
    "add_phase",
    "change_kind",
    "change_phase",
    "correct_session",
    "offer_again",
    "record_session",
    "remove_phase",
    "restore_phase",
    "restore_session",
    "stop_offering",
    "undo_session",
    "withdraw_session",
]
