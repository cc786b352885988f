"""Every write to the diary. Rows are added; nothing that was acknowledged is overwritten."""

from apps.diary.actions.corrections import Stale, add_note, correct_entry, undo
from apps.diary.actions.ratings import rate_day, repeat_last
from apps.diary.actions.rows import Day

__all__ = ["Day", "Stale", "add_note", "correct_entry", "rate_day", "repeat_last", "undo"]
