"""What a patient wants to be able to do or feel, in the patient's own words."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Trim
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.care.models import Patient, TrackedArea
from apps.core.constraints import whole_number_between
from apps.therapy.models.versions import Versioned

TEXT_LENGTH, REASON_LENGTH = 120, 200


class Goal(Versioned):
    """One goal. With a part of the body and a score it is a line on the chart of that part.

    The score is numbness, 0 to 10: lower is better. A goal is a wish and no forecast: nothing
    is said of how likely it is, or of being late.
    """

    FACTS: ClassVar[tuple[str, ...]] = ("text", "area", "score", "by_on")
    STANDING: ClassVar[tuple[str, ...]] = ("state", "reason")

    class State(models.TextChoices):
        """Where the goal stands; each state can be taken back."""

        OPEN = "open", _("Open")
        REACHED = "reached", _("Reached")
        DROPPED = "dropped", _("Dropped")
        # Added by a slip and undone at once: no list shows it.
        UNDONE = "undone", _("Undone")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="goals")
    text = models.CharField(_("goal"), max_length=TEXT_LENGTH)
    area = models.ForeignKey(
        TrackedArea, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    score = models.PositiveSmallIntegerField(_("score"), null=True)
    # A date on the patient's own calendar.
    by_on = models.DateField(_("day"), null=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    reason = models.CharField(_("reason"), max_length=REASON_LENGTH, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & Q(text=Trim("text")), name="goal_has_words"
            ),
            whole_number_between("score", 0, 10, name="goal_score_is_0_to_10"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(area__isnull=False),
                name="goal_score_has_a_part",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "reached", "dropped", "undone"]),
                name="goal_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(state="dropped"), name="goal_reason_is_of_a_drop"
            ),
            whole_number_between("version", 1, 1_000_000, name="goal_version_is_whole"),
            # The chart of a part has one line.
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(state="open", score__isnull=False),
                name="one_open_score_per_part",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def stands(self) -> bool:
        """Whether it is open."""
        return self.state == self.State.OPEN

    def taken_back(self) -> dict[str, Any]:
        """Return what changes when the save that added the goal is undone."""
        return {"state": self.State.UNDONE, "reason": ""}
