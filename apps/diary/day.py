"""Which day it is: the date on the device's calendar, in the zone that the device states.

The page names a date and every form sends that date back; the server never makes a day out of
the moment at which a form arrived.
"""

from datetime import date

from django.http import HttpRequest

from apps.care.models import Patient
from apps.diary.actions import Day

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


def stated_day(request: HttpRequest, patient: Patient, on: date, zone: str = "") -> Day:
    """Return the day that a form states, with today in the same zone."""
    zone = zone if patient.knows_zone(zone) else device_zone(request, patient)
    return Day(on=on, zone=zone, today=patient.today(zone))
