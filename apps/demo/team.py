"""Who stands in for whom in the demonstration, and who looked at the record."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from apps.accounts.models import User
from apps.audit.models import LOOK, Event
from apps.care.models import Cover
from apps.demo.rows import Record


def cover(people: dict[str, User], now: datetime) -> Cover:
    """Return that Lin stands in for Ben this week."""
    today = now.astimezone(ZoneInfo(settings.CLINIC_TIME_ZONE)).date()
    return Cover(
        colleague=people["lin"],
        covered=people["ben"],
        from_on=today - timedelta(days=1),
        until_on=today + timedelta(days=6),
        set_at=now - timedelta(days=1),
    )


def look_rows(filled: Record) -> list[Event]:
    """Return who of the others saw the page of the record on the last days."""
    pages = {"mateo": "today", "ben": "patient", "lin": "sessions"}
    seen = [(who, page) for who, page in pages.items() if filled.story.key == "rosa"]
    return [
        Event(
            at=filled.at(filled.last - timedelta(days=2 * back), 9 * 60 + 40),
            by=filled.people[who],
            verb=LOOK,
            target_type="patient",
            target_id=str(filled.patient.pk),
            patient_id=filled.patient.pk,
            changes={"page": page},
        )
        for back, (who, page) in enumerate(seen, start=1)
    ]
