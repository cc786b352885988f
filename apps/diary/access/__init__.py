"""Which entries may be read, which days may be written, and what the daily pages need."""

from apps.diary.access.days import (
    DAYS_BACK,
    check_can_log,
    day_or_404,
)
from apps.diary.access.entries import (
    base_or_404,
    beside,
    days_with_entries,
    entries_of_day,
    entry_or_404,
    history_of,
    notes_between,
    notes_of,
    number_of_days,
    standing_entries,
    submission_or_404,
)
from apps.diary.access.rating import (
    Part,
    Rating,
    Saved,
    next_part,
    parts_of_day,
    rating_of,
    rest_of_day,
    saved_or_404,
)
from apps.diary.access.today import (
    Today,
    TodayState,
    last_answers,
    needs_fresh_look,
    today_of,
)

__all__ = [
    "DAYS_BACK",
    "check_can_log",
    "day_or_404",
    "entry_or_404",
    "base_or_404",
    "submission_or_404",
    "entries_of_day",
    "standing_entries",
    "beside",
    "days_with_entries",
    "number_of_days",
    "history_of",
    "notes_between",
    "notes_of",
    "Part",
    "parts_of_day",
    "rest_of_day",
    "next_part",
    "Rating",
    "rating_of",
    "Saved",
    "saved_or_404",
    "TodayState",
    "Today",
    "today_of",
    "last_answers",
    "needs_fresh_look",
]
