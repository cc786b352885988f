"""What a practitioner chooses about the daily mail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.daily_mails import time_field, wanted_field
from apps.core.form_helper import AppFormHelper
from apps.safety.digests.wording import hour_text
from apps.safety.models import Digest


def hour_choices() -> list[tuple[int, str]]:
    """Return the hours of the day."""
    return [(hour, hour_text(hour)) for hour in range(24)]


class DigestForm(forms.Form):
    """Whether the mail is wanted, and when."""

    wanted = wanted_field(
        _("Do I want the mail?"), yes=_("Yes, on days on which something is open")
    )
    hour = time_field(_("By the clinic’s clock."), hour_choices)

    def __init__(self, *args, digest: Digest, **kwargs):
        chosen = {"wanted": "yes" if digest.is_on else "no", "hour": digest.hour}
        super().__init__(*args, initial=chosen, **kwargs)
        self.helper = AppFormHelper(self)

    @property
    def choice(self) -> dict:
        """What was chosen, in the words that `actions.set_digest` takes."""
        answer = self.cleaned_data
        return {"is_on": answer["wanted"] == "yes", "hour": answer["hour"]}
