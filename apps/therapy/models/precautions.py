"""What must be asked before the first electrical session."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.care.models import Patient


class Precaution(models.TextChoices):
    """A reason to think twice before electrical stimulation."""

    IMPLANT = "implant", gettext_lazy("An active implant, such as a pacemaker")
    RISKY_PLACE = "risky_place", gettext_lazy("Pads over the neck, chest, head or eyes")
    PREGNANCY = "pregnancy", gettext_lazy("Pregnancy")
    EPILEPSY = "epilepsy", gettext_lazy("Epilepsy")
    CLOT = "clot", gettext_lazy("A blood clot in the area")
    CANCER = "cancer", gettext_lazy("Cancer in the area")
    BROKEN_SKIN = "broken_skin", gettext_lazy("Broken skin in the area")
    CANNOT_REPORT = "cannot_report", gettext_lazy("Cannot say what they feel")


class PrecautionCheck(models.Model):
    """A practitioner's answers for one patient; rows are added, and the newest stands."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="precaution_checks")
    implant = models.BooleanField()
    risky_place = models.BooleanField()
    pregnancy = models.BooleanField()
    epilepsy = models.BooleanField()
    clot = models.BooleanField()
    cancer = models.BooleanField()
    broken_skin = models.BooleanField()
    cannot_report = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-confirmed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="")
                | Q(
                    implant=False,
                    risky_place=False,
                    pregnancy=False,
                    epilepsy=False,
                    clot=False,
                    cancer=False,
                    broken_skin=False,
                    cannot_report=False,
                ),
                name="precaution_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.confirmed_at:%Y-%m-%d}"

    @property
    def answers(self) -> list[Precaution]:
        """The precautions that were answered with yes."""
        return [precaution for precaution in Precaution if getattr(self, precaution.value)]

    @staticmethod
    def problems(answers: set[str], reason: str) -> dict[str, str]:
        """Return {field: sentence}: a precaution needs a reason to go on."""
        if answers and not reason:
            return {
                "precautions_reason": _("Say why electrical stimulation is right all the same.")
            }
        return {}
