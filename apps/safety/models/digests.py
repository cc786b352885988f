"""The daily mail that tells a practitioner how many alerts wait, if they want it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from apps.core.constraints import whole_number_between

USUAL_HOUR = 7


class Digest(models.Model):
    """A practitioner or an admin has chosen whether a mail comes each morning on which something
    waits. Without a row a practitioner has none, and an admin has one (`digests.access`)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.PROTECT, related_name="digest"
    )
    is_on = models.BooleanField(default=False)
    # On the clinic's clock.
    hour = models.PositiveSmallIntegerField(default=USUAL_HOUR)

    class Meta:
        constraints = [
            whole_number_between("hour", 0, 23, name="digest_hour_is_0_to_23"),
        ]

    def __str__(self) -> str:
        return str(self.user_id)


class DigestMail(models.Model):
    """The mail of one day is somebody's turn to send: whoever adds the row sends it, once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="digest_mails"
    )
    on = models.DateField()
    claimed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "on"], name="one_digest_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"
