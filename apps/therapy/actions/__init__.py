"""Every write about sessions, their kinds, phases, goals and plans."""

from apps.therapy.actions.goals import (
    add_goal,
    change_goal,
    drop_goal,
    reach_goal,
    reopen_goal,
    undo_goal,
)
from apps.therapy.actions.kinds import add_kind, change_kind, offer_again, stop_offering
from apps.therapy.actions.phases import (
    add_phase,
    change_phase,
    remove_phase,
    restore_phase,
    undo_phase,
)
from apps.therapy.actions.plans import (
    add_plan,
    change_plan,
    remove_plan,
    restore_plan,
    undo_plan,
)
from apps.therapy.actions.sessions import (
    StaleSession,
    correct_session,
    record_session,
    restore_session,
    undo_session,
    withdraw_session,
)
from apps.therapy.actions.versions import StaleRow

__all__ = [
    "StaleRow",
    "StaleSession",
    "add_goal",
    "add_kind",
    "add_phase",
    "add_plan",
    "change_goal",
    "change_kind",
    "change_phase",
    "change_plan",
    "correct_session",
    "drop_goal",
    "offer_again",
    "reach_goal",
    "record_session",
    "remove_phase",
    "remove_plan",
    "reopen_goal",
    "restore_phase",
    "restore_plan",
    "restore_session",
    "stop_offering",
    "undo_goal",
    "undo_phase",
    "undo_plan",
    "undo_session",
    "withdraw_session",
]
