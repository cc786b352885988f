"""Every write about clinical tests and their results."""

from apps.assessments.actions.exports import record_export
from apps.assessments.actions.instruments import (
    StaleInstrument,
    add_instrument,
    change_instrument,
    offer_again,
    stop_offering,
)
from apps.assessments.actions.results import (
    StaleResult,
    correct_result,
    record_result,
    restore_result,
    undo_result,
    withdraw_result,
)

__all__ = [
    "StaleInstrument",
    "StaleResult",
    "add_instrument",
    "change_instrument",
    "correct_result",
    "offer_again",
    "record_export",
    "record_result",
    "restore_result",
    "stop_offering",
    "undo_result",
    "withdraw_result",
]
