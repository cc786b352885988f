"""What a practitioner should look at, and what was done about it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.care.models import Patient

DONE_LENGTH = 1000


class AlertQuerySet(models.QuerySet):
    """Questions about many alerts."""

    def waiting(self) -> "AlertQuerySet":
        """Alerts that are not closed; whoever saw one has not dealt with it yet."""
        return self.exclude(state=Alert.State.CLOSED)

    def of_patients_of(self, user) -> "AlertQuerySet":
        """Alerts of the patients whose record this person may open today."""
        return self.filter(patient__in=Patient.objects.visible_to(user))


class Alert(models.Model):
    """One thing about one patient that a practitioner should look at.

    A new event about the same thing opens the same alert again, so the row tells the present state
    and `AlertStep` everything that happened. Nothing expires by itself. All practitioners of the
    patient see the same state.
    """

    class Kind(models.TextChoices):
        """What it is about, the most urgent first."""

        EMERGENCY_SIGN = "emergency_sign", _("Warning sign")
        AFTER_ACUPUNCTURE = "after_acupuncture", _("After acupuncture")
        SKIN = "skin", _("Skin after electrical stimulation")
        WEAKER = "weaker", _("Getting weaker")
        INJURY = "injury", _("Injury to a numb part")
        CONTACT_SIGN = "contact_sign", _("Sign to look at")

    class State(models.TextChoices):
        """Where it stands. Seen is not closed."""

        OPEN = "open", _("Open")
        SEEN = "seen", _("Seen")
        CLOSED = "closed", _("Closed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="alerts")
    kind = models.CharField(max_length=17, choices=Kind.choices)
    # Which thing of its kind: the thread of a session, a part of the body, or "".
    about = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    # When it was raised last: who waits longest comes first.
    raised_at = models.DateTimeField(default=timezone.now)
    # How many steps it has: whoever acts names the number that their page showed.
    steps_taken = models.PositiveIntegerField(default=0)

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "kind", "about"], name="one_alert_about_a_thing"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "emergency_sign",
                        "after_acupuncture",
                        "skin",
                        "weaker",
                        "injury",
                        "contact_sign",
                    ]
                ),
                name="alert_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "seen", "closed"]), name="alert_state_is_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["patient", "kind", "raised_at"],
                condition=~Q(state="closed"),
                name="waiting_alerts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.raised_at:%Y-%m-%d}"


class AlertStep(models.Model):
    """One thing that happened to an alert; rows are added and never changed.

    `facts` of a raising step are codes, never sentences: the reason is said in the reader's
    language when it is shown. `rules` is the version that raised it. A changing step has the facts
    of what no longer stands, and what stands `now`, if anything.
    """

    class Verb(models.TextChoices):
        """What happened."""

        RAISED = "raised", _("Raised")
        SEEN = "seen", _("Seen")
        UNSEEN = "unseen", _("Not seen after all")
        CLOSED = "closed", _("Closed")
        REOPENED = "reopened", _("Opened again")
        # What was said is changed or taken back: the alert stays as it is.
        CHANGED = "changed", _("Answer changed")

    class Needed(models.TextChoices):
        """Whether somebody had to act, as whoever closes it judges; "no" is a false alarm."""

        YES = "yes", _("Yes")
        NO = "no", _("No, a false alarm")
        UNSURE = "unsure", _("I cannot tell")

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=8, choices=Verb.choices)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    facts = models.JSONField(default=dict)
    rules = models.PositiveSmallIntegerField(null=True)
    done = models.TextField(max_length=DONE_LENGTH, blank=True)
    needed = models.CharField(max_length=6, choices=Needed.choices, blank=True)

    class Meta:
        ordering = ["alert", "number"]
        constraints = [
            models.UniqueConstraint(fields=["alert", "number"], name="alert_steps_are_numbered"),
            models.CheckConstraint(
                condition=Q(verb__in=["raised", "seen", "unseen", "closed", "reopened", "changed"]),
                name="alert_step_is_known",
            ),
            models.CheckConstraint(
                condition=Q(verb="raised", rules__isnull=False)
                | ~Q(verb="raised") & Q(rules__isnull=True),
                name="raised_alert_has_rules",
            ),
            models.CheckConstraint(
                condition=Q(verb="closed") & ~Q(done="") | ~Q(verb="closed") & Q(done=""),
                name="closed_alert_says_what_was_done",
            ),
            models.CheckConstraint(
                condition=Q(verb="closed", needed__in=["yes", "no", "unsure"])
                | ~Q(verb="closed") & Q(needed=""),
                name="closed_alert_says_if_it_was_needed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"
