"""Seventh floor: what patients log."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    """Daily ratings, notes and reminders; the Today page."""

    name = "apps.diary"

    def ready(self) -> None:
        """Let reminders follow the patient's clock."""
        from apps.care.signals import zone_changed
        from apps.diary.reminders.actions import follow_clock

        zone_changed.connect(lambda patient, **_rest: follow_clock(patient), weak=False)
