"""What may be read about safety, of a patient whom the caller may see."""

from apps.safety.access.alerts import (
    alert_or_404,
    alerts_of,
    closed_alerts_of,
    number_open,
    numbers_open,
    waiting_alerts,
)
from apps.safety.access.checks import check_or_404, checks_of, is_weekly_due, was_checked
from apps.safety.access.follow_ups import (
    FollowUp,
    Stage,
    asked_now,
    follow_up_or_404,
    follow_ups_of,
    is_trouble,
)
from apps.safety.access.gate import URGENT, answers_of_day, was_asked
from apps.safety.access.injuries import (
    check_injury_day,
    injuries_between,
    injuries_of,
    injury_or_404,
    is_line_due,
    shows_line,
    withdrawn_injuries_of,
)
from apps.safety.access.settings import contacts_set, intervals, settings_history

__all__ = [
    "URGENT",
    "FollowUp",
    "Stage",
    "alert_or_404",
    "alerts_of",
    "answers_of_day",
    "asked_now",
    "check_injury_day",
    "check_or_404",
    "checks_of",
    "closed_alerts_of",
    "contacts_set",
    "follow_up_or_404",
    "follow_ups_of",
    "injuries_between",
    "injuries_of",
    "injury_or_404",
    "intervals",
    "is_line_due",
    "is_trouble",
    "is_weekly_due",
    "number_open",
    "numbers_open",
    "settings_history",
    "shows_line",
    "waiting_alerts",
    "was_asked",
    "was_checked",
    "withdrawn_injuries_of",
]
