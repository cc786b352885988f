"""What patients answer when they are asked whether something new, sudden or worse happened."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.care.models import Patient, check_zone
from apps.safety.signs import Answer


class GateAnswerQuerySet(models.QuerySet):
    """Questions about many answers."""

    def current(self) -> "GateAnswerQuerySet":
        """Answers that were not taken back."""
        return self.filter(state=GateAnswer.State.CURRENT)


class GateAnswer(models.Model):
    """The answer to the gate of one form: anything new, sudden or much worse since the last entry?

    Rows are added, never overwritten; undo of the form changes only `state`. It says nothing of
    the kind of sign: that a "yes" was given is kept as it was said.
    """

    Answer = Answer

    class State(models.TextChoices):
        """Whether the row stands."""

        CURRENT = "current", _("Current")
        WITHDRAWN = "withdrawn", _("Taken back")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # The form that was sent; the entries of the diary that came with it name the same.
    submission = models.UUIDField()
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="gate_answers")
    for_date = models.DateField()
    zone = models.CharField(max_length=64, validators=[check_zone])
    answer = models.CharField(max_length=8, choices=Answer.choices)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.CURRENT)

    objects = GateAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            # A repeat of the form finds its row; what was taken back may be said again.
            models.UniqueConstraint(
                fields=["patient", "submission", "answer"],
                condition=Q(state="current"),
                name="one_gate_answer_of_a_kind_per_form",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["no", "yes", "not_sure"]), name="gate_answer_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["current", "withdrawn"]), name="gate_state_is_known"
            ),
        ]
        indexes = [models.Index(fields=["patient", "for_date"], name="gate_answers_of_day")]

    def __str__(self) -> str:
        return f"{self.for_date:%Y-%m-%d}"
