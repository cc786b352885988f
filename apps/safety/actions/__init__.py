"""Every write about safety."""

from apps.safety.actions.alerts import (
    StaleAlert,
    close_alert,
    mark_alert_seen,
    raise_alert,
    reopen_alert,
    unmark_alert_seen,
)
from apps.safety.actions.checks import answer_check, describe_numbness
from apps.safety.actions.day import Told
from apps.safety.actions.follow_ups import answer_follow_up, withdraw_follow_up
from apps.safety.actions.gate import add_gate_answer, answer_gate, withdraw_gate_answers
from apps.safety.actions.injuries import (
    add_safety_line,
    record_injury,
    restore_injury,
    withdraw_injury,
    withdraw_safety_line,
)
from apps.safety.actions.settings import StaleSettings, save_settings

__all__ = [
    "StaleAlert",
    "StaleSettings",
    "Told",
    "add_gate_answer",
    "add_safety_line",
    "answer_check",
    "answer_follow_up",
    "answer_gate",
    "close_alert",
    "describe_numbness",
    "mark_alert_seen",
    "raise_alert",
    "record_injury",
    "reopen_alert",
    "restore_injury",
    "save_settings",
    "unmark_alert_seen",
    "withdraw_follow_up",
    "withdraw_gate_answers",
    "withdraw_injury",
    "withdraw_safety_line",
]
