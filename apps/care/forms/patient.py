"""What patients type about themselves: numb parts, time zone, helpers."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.accounts.forms import AsksForLanguage, email_field, name_field
from apps.care.access import check_can_ask_for_help, check_number_of_areas
from apps.care.body import DAILY_LOG_PARTS, MAP_PARTS, OTHER_PARTS, PARTS_BY_CODE, BodyPart, Side
from apps.care.models import ZONES, Patient
from apps.core.form_helper import AppFormHelper
from apps.core.widgets import BodyMapWidget, ChoiceRows

GROUPS = {
    Side.LEFT: _("My left side"),
    Side.RIGHT: _("My right side"),
    Side.MIDDLE: _("Middle"),
}
# Where a part of the map lies in the picture, which speaks of legs, not of lower limbs.
REGIONS = {
    part.code: (
        part.site
        if part.side == Side.MIDDLE
        else f"{part.side}_{'leg' if part.site == 'lower_limb' else part.site}"
    )
    for part in MAP_PARTS
}
# The zones of the clinics that asked first; all others follow.
COMMON_ZONES = [
    "Europe/London",
    "Europe/Dublin",
    "Europe/Berlin",
    "Europe/Madrid",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "Asia/Taipei",
    "Australia/Sydney",
    "Pacific/Auckland",
]


def grouped_parts() -> list[tuple]:
    """Return every part under the name of its side; those of the picture come first."""
    parts = MAP_PARTS + OTHER_PARTS
    return [
        (title, [(part.code, part.label) for part in parts if part.side == side])
        for side, title in GROUPS.items()
    ]


class AreasForm(forms.Form):
    """The parts that the daily log asks about. One question, so its label is the h1."""

    parts = forms.MultipleChoiceField(
        label=_("Where is it numb?"),
        help_text=format_lazy(
            _("Tap the picture or the list. Choose up to {most}."), most=DAILY_LOG_PARTS
        ),
        choices=grouped_parts,
        widget=BodyMapWidget(regions=REGIONS, label_is_heading=True),
        error_messages={
            "required": _("Choose at least one part."),
            "invalid_choice": _("Choose parts from the list."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = AppFormHelper(self)

    def clean_parts(self) -> list[BodyPart]:
        """Return the parts, each once."""
        codes = dict.fromkeys(self.cleaned_data["parts"])
        if reason := check_number_of_areas(len(codes)):
            raise forms.ValidationError(reason)
        return [PARTS_BY_CODE[code] for code in codes]


class HelperForm(AsksForLanguage):
    """Somebody whom `patient` allows to log for them."""

    field_order = ["name", "email", "language"]

    name = name_field()
    email = email_field()

    def __init__(self, *args, patient: Patient, **kwargs):
        super().__init__(*args, **kwargs)
        self.patient = patient
        self.fields["name"].label = _("Their name")
        self.fields["email"].label = _("Their email")
        self.helper = AppFormHelper(self)

    def clean_email(self) -> str:
        """Refuse one more mail where many went out today; never tell whose e-mail it is."""
        email = self.cleaned_data["email"]
        if reason := check_can_ask_for_help(self.patient, email):
            raise forms.ValidationError(reason)
        return email


class ScaleForm(forms.Form):
    """How to say how numb a part is. `is_own`: the person who reads it is the patient."""

    scale = forms.ChoiceField(
        choices=Patient.Scale.choices,
        widget=ChoiceRows(
            hints={
                Patient.Scale.NUMBERS: _("0 is normal feeling. 10 is no feeling."),
                Patient.Scale.WORDS: _(
                    "Not numb, A little numb, Half numb, Very numb, No feeling."
                ),
            },
            label_is_heading=True,
        ),
        error_messages={
            "required": _("Choose numbers or words."),
            "invalid_choice": _("Choose numbers or words."),
        },
    )

    def __init__(self, *args, is_own: bool, **kwargs):
        super().__init__(*args, **kwargs)
        label = _("My scale") if is_own else _("The scale")
        self.fields["scale"].label = label
        self.fields["scale"].help_text = _("What is saved already stays as it was said.")
        self.helper = AppFormHelper(self)


def zone_choices() -> list[tuple]:
    """Return the time zones, common ones first; "America/New_York" is said "New York, America"."""
    others = sorted(name for name in ZONES if "/" in name and not name.startswith("Etc/"))
    return [
        (_("Common"), [(name, zone_text(name)) for name in COMMON_ZONES]),
        (
            pgettext_lazy("time zones", "All"),
            [(name, zone_text(name)) for name in others if name not in COMMON_ZONES],
        ),
        (_("Without a place"), [("UTC", "UTC")]),
    ]


def zone_text(name: str) -> str:
    """Return the place first, as people look for it."""
    area, _slash, place = name.replace("_", " ").partition("/")
    return f"{place}, {area}" if place else area


class ZoneForm(forms.Form):
    """Where the patient's days begin and end."""

    zone = forms.ChoiceField(
        label=_("My time zone"),
        help_text=_("Your days begin and end by this clock."),
        choices=zone_choices,
        error_messages={
            "required": _("Choose a time zone."),
            "invalid_choice": _("Choose a time zone from the list."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = AppFormHelper(self)
