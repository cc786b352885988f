"""One practitioner stands in for another for a time."""

import datetime
import uuid
import zoneinfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


def clinic_today() -> datetime.date:
    """Return the date on the clinic's calendar now."""
    return timezone.localdate(timezone=zoneinfo.ZoneInfo(settings.CLINIC_TIME_ZONE))


class CoverQuerySet(models.QuerySet):
    """Questions about many covers. `on` is a date on the clinic's calendar."""

    def running(self, on) -> "CoverQuerySet":
        """Covers that open records on this day."""
        return self.filter(from_on__lte=on, until_on__gte=on, ended_at=None)

    def to_come(self, on) -> "CoverQuerySet":
        """Covers that open records on this day or later."""
        return self.filter(until_on__gte=on, ended_at=None)

    def with_account_on(self) -> "CoverQuerySet":
        """Covers by somebody whose account is on: a colleague without one stands in for nobody."""
        return self.filter(colleague__is_active=True)


class Cover(models.Model):
    """A colleague sees the patients of a practitioner from one day to another, both included.

    It opens what is on the covered practitioner's own care teams, and nothing that they cover
    themselves. The days are those of the clinic's calendar. It ends by itself after the last one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="covers"
    )
    covered = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="covered_by"
    )
    from_on = models.DateField()
    until_on = models.DateField()
    set_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "until_on", "set_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="cover_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(colleague=F("covered")), name="nobody_covers_themselves"
            ),
            models.UniqueConstraint(
                fields=["colleague", "covered", "from_on", "until_on"],
                condition=Q(ended_at=None),
                name="one_open_cover_of_these_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.colleague} for {self.covered}, {self.from_on} to {self.until_on}"

    @property
    def is_to_come(self) -> bool:
        """Whether its first day is still to come."""
        return self.from_on > clinic_today()
