"""What is typed about who cares for whom."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.accounts.access import check_can_invite
from apps.accounts.forms import AsksForLanguage, email_field, name_field
from apps.accounts.models import User
from apps.care.access import check_can_join, colleagues_for, therapists_with_load
from apps.care.models import CareTeamPlace, Discipline
from apps.core.form_helper import AppFormHelper
from apps.core.phones import PhoneField
from apps.core.widgets import ChoiceRows


class TherapistChoices(forms.ModelChoiceField):
    """Therapists as rows, each with the number of patients."""

    def __init__(self, label, **kwargs):
        super().__init__(
            User.objects.none(),
            label=label,
            widget=ChoiceRows,
            empty_label=None,
            error_messages={
                "required": _("Choose a therapist."),
                "invalid_choice": _("Choose a therapist from the list."),
            },
            **kwargs,
        )

    def label_from_instance(self, therapist) -> str:
        words = ngettext(
            "%(name)s, %(number)d patient", "%(name)s, %(number)d patients", therapist.load
        )
        return words % {"name": therapist.name, "number": therapist.load}


def discipline_field() -> forms.ChoiceField:
    """Return the field for what a practitioner does."""
    return forms.ChoiceField(
        label=_("What do they do?"),
        choices=Discipline.choices,
        widget=ChoiceRows,
        error_messages={
            "required": _("Choose what they do."),
            "invalid_choice": _("Choose what they do from the list."),
        },
    )


class AssignForm(forms.Form):
    """A therapist for the care team of `patient`."""

    therapist = TherapistChoices(_("Therapist"))
    discipline = discipline_field()

    def __init__(self, *args, patient=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.patient = patient
        self.fields["therapist"].queryset = therapists_with_load()
        self.helper = AppFormHelper(self)

    def clean_therapist(self) -> User:
        """Refuse somebody who is on the team."""
        therapist = self.cleaned_data["therapist"]
        if self.patient and (reason := check_can_join(self.patient, therapist)):
            raise forms.ValidationError(reason)
        return therapist


class HandOverForm(forms.Form):
    """The colleague who takes over the practitioner's part, which is `own`."""

    therapist = TherapistChoices(_("Who takes over?"))
    discipline = discipline_field()

    def __init__(self, *args, own: CareTeamPlace, **kwargs):
        super().__init__(*args, initial={"discipline": own.discipline}, **kwargs)
        self.fields["therapist"].queryset = colleagues_for(own.patient)
        self.helper = AppFormHelper(self)


class RegisterPatientForm(AssignForm, AsksForLanguage):
    """A new patient and the first therapist."""

    name = name_field()
    email = email_field()

    field_order = ["name", "email", "language", "therapist", "discipline"]

    def clean_email(self) -> str:
        """Refuse an e-mail that somebody has already."""
        email = self.cleaned_data["email"]
        if reason := check_can_invite(email):
            raise forms.ValidationError(reason)
        return email


class OutsidePractitionerForm(forms.Form):
    """Somebody who treats the patient and has no account."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={
            "required": _("Type the name."),
            "max_length": _("Type a name of 120 letters or fewer."),
        },
    )
    phone = PhoneField(label=_("Phone"))
    discipline = discipline_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = AppFormHelper(self)
