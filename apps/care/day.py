"""Which day it is where the patient is: the zone that their device states, else their record's."""

from datetime import date

from django.http import HttpRequest

from apps.care.models import Patient

# Set by static/js/zone.js; it holds the name of a time zone and nothing else.
ZONE_COOKIE = "zone"


def device_zone(request: HttpRequest, patient: Patient) -> str:
    """Return the zone that the patient's device states, else the one of the record.

    A form states the zone in which it was filled in, wherever the device has travelled since. A
    helper may sit elsewhere: for them the patient's own calendar counts.
    """
    stated = request.POST.get("zone", "")
    if patient.knows_zone(stated):
        return stated
    if request.user.pk != patient.user_id:
        return patient.zone
    zone = request.COOKIES.get(ZONE_COOKIE, "").replace("%2F", "/")
    return zone if patient.knows_zone(zone) else patient.zone


def today_for(request: HttpRequest, patient: Patient) -> date:
    """Return today's date where the patient is."""
    return patient.today(device_zone(request, patient))
