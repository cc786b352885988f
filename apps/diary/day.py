"""Which day it is: the date on the device's calendar, in the zone that the device states.

The page names a date and every form sends that date back; the server never makes a day out of
the moment at which a form arrived.
"""

from datetime import date

from django.http import HttpRequest

from apps.care.day import device_zone
from apps.care.models import Patient
from apps.diary.actions import Day


def stated_day(request: HttpRequest, patient: Patient, on: date, zone: str = "") -> Day:
    """Return the day that a form states, with today in the same zone."""
    zone = zone if patient.knows_zone(zone) else device_zone(request, patient)
    return Day(on=on, zone=zone, today=patient.today(zone))
