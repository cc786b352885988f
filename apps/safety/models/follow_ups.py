"""What was answered some time after a treatment."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.care.models import Patient, check_zone
from apps.safety.models.texts import TEXT_LENGTH
from apps.therapy.models import Session

FEELINGS = ("soreness", "numbness", "heaviness", "swelling", "other")


class FollowUpAnswerQuerySet(models.QuerySet):
    """Questions about many answers."""

    def current(self) -> "FollowUpAnswerQuerySet":
        """Answers that were not taken back or given anew."""
        return self.filter(state=FollowUpAnswer.State.CURRENT)


class FollowUpAnswer(models.Model):
    """The answer to one question after one session; the question itself is never stored.

    When it is due follows from the session as it stands (`access.follow_ups_of`): a session that
    is moved moves its questions, one that is taken back asks none, and answers stay with the
    thread of its versions. Without a row the question is open, then overdue, and never resolved.
    """

    class Question(models.TextChoices):
        """Which question it answers."""

        FIRST = "first", _("The day after acupuncture")
        SECOND = "second", _("A week after acupuncture")
        SKIN = "skin", _("The skin after electrical stimulation")

    class Outcome(models.TextChoices):
        """What became of what was felt, and how the skin looks."""

        GONE = "gone", _("Gone, or never there")
        LESS = "less", _("There, but less")
        SAME = "same", _("The same")
        WORSE = "worse", _("Worse")
        SKIN_FINE = "skin_fine", _("The skin looks as usual")
        SKIN_RED = "skin_red", _("Red for more than an hour")
        SKIN_HURT = "skin_hurt", _("A blister or a burn")

    class State(models.TextChoices):
        """Whether the row stands."""

        CURRENT = "current", _("Current")
        REPLACED = "replaced", _("Replaced")
        WITHDRAWN = "withdrawn", _("Taken back")

    # Made by the form, so that a repeated send is recognised.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="follow_up_answers")
    # The version that stood; before its time, the one that the page showed (it was moved since).
    # `thread` names the session itself.
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    thread = models.UUIDField()
    question = models.CharField(max_length=6, choices=Question.choices)
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    soreness = models.BooleanField(default=False)
    numbness = models.BooleanField(default=False)
    heaviness = models.BooleanField(default=False)
    swelling = models.BooleanField(default=False)
    other = models.BooleanField(default=False)
    note = models.CharField(max_length=TEXT_LENGTH, blank=True)
    for_date = models.DateField()
    zone = models.CharField(max_length=64, validators=[check_zone])
    rules = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # The answer that stood before: undo lets it stand again.
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.CURRENT)

    objects = FollowUpAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "question"],
                condition=Q(state="current"),
                name="one_answer_to_a_follow_up",
            ),
            models.CheckConstraint(
                condition=Q(
                    question__in=["first", "second"], outcome__in=["gone", "less", "same", "worse"]
                )
                | Q(question="skin", outcome__in=["skin_fine", "skin_red", "skin_hurt"]),
                name="follow_up_outcome_fits_its_question",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["current", "replaced", "withdrawn"]),
                name="follow_up_state_is_known",
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "thread"], name="follow_ups_of_patient"),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.for_date:%Y-%m-%d}"

    @property
    def feelings(self) -> tuple[str, ...]:
        """The codes of what was felt."""
        return tuple(name for name in FEELINGS if getattr(self, name))


class FollowUpPart(models.Model):
    """A part of the body where something was felt: any part, treated or not, tracked or not."""

    answer = models.ForeignKey(FollowUpAnswer, on_delete=models.PROTECT, related_name="parts")
    part_code = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "part_code"], name="part_once_per_follow_up"),
        ]

    def __str__(self) -> str:
        return self.part_code
