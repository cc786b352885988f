"""What each setting is called, on its form and in its history."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "country": _("Country"),
    "emergency_number": _("Emergency number"),
    "clinic_name": _("Name of the clinic"),
    "clinic_phone": _("Phone of the clinic"),
    "first_check_hours": _("First question after acupuncture, in hours"),
    "second_check_days": _("Second question after acupuncture, in days"),
    "skin_check_hours": _("Question about the skin after electrical stimulation, in hours"),
}
