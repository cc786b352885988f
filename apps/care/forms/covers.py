"""What is typed about covering for a colleague."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.care.access import check_cover, therapists_with_load
from apps.care.forms.team import TherapistChoices
from apps.care.models import clinic_today
from apps.core.form_helper import AppFormHelper
from apps.core.roles import Role
from apps.core.widgets import DateBoxes


def day_field(label, *, missing) -> forms.DateField:
    """Return the field for one end of the time."""
    return forms.DateField(
        label=label,
        widget=DateBoxes,
        error_messages={
            "required": missing,
            "invalid": _("Type a real date, for example 27 3 2026."),
        },
    )


class CoverForm(forms.Form):
    """Who covers from which day to which. A therapist is away themselves; an admin says who is."""

    covered = TherapistChoices(_("Who is away?"))
    colleague = TherapistChoices(_("Who covers?"))
    from_on = day_field(_("First day"), missing=_("Type the first day."))
    until_on = day_field(_("Last day"), missing=_("Type the last day."))

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, initial={"from_on": clinic_today()}, **kwargs)
        self.user, therapists = user, therapists_with_load().order_by("name")
        if user.role == Role.ADMIN:
            self.fields["covered"].queryset = therapists
        else:
            del self.fields["covered"]
            therapists = therapists.exclude(pk=user.pk)
        self.fields["colleague"].queryset = therapists
        self.helper = AppFormHelper(self)

    def clean(self) -> dict:
        """Refuse days that are over or in the wrong order, and covering for oneself."""
        given = {"covered": self.user} | super().clean()
        if set(given) >= {"covered", "colleague", "from_on", "until_on"}:
            for field, reason in check_cover(**given).items():
                self.add_error(field, reason)
        return given
