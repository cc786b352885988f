"""The people of the bench. Run as a program it fills a database and prints how to sign in.

Nora has logged six parts daily for five years, Yusuf for one, Edna one part for ten; all are up to
yesterday. Lena has five years too, but nothing in the last fourteen days: these are for the bench
to log. Amara treats them and 46 of a thousand more, who have logged three parts daily for five
years; Ben treats all thousand.
"""

import json
import os
import sys
from datetime import timedelta

import django


def fill() -> dict:
    """Fill an empty database; return addresses and session cookies as plain values."""
    from django.test import Client

    from apps.care.actions import assign_therapist, record_stroke
    from apps.core.roles import Role
    from tests.bench.crowd import make_crowd
    from tests.bench.years import FIVE_YEARS, SIX_PARTS, TEN_YEARS, fill_years
    from tests.cast import make_patient, make_person

    ana = make_person("Ana Ruiz", Role.ADMIN)
    amara = make_person("Amara Osei", Role.THERAPIST)
    ben = make_person("Ben Ito", Role.THERAPIST)
    histories = {
        "Nora": (SIX_PARTS, FIVE_YEARS, 600, 1),
        "Yusuf": (SIX_PARTS, 365, 120, 1),
        "Edna": (SIX_PARTS[:1], TEN_YEARS, 1200, 1),
        "Lena": (SIX_PARTS, FIVE_YEARS, 600, 15),
    }
    patients = {}
    for name, (parts, days, sessions, back) in histories.items():
        patient = patients[name] = make_patient(f"{name} Hill", amara, ana, parts)
        last = patient.today() - timedelta(days=back)
        onset_on = last - timedelta(days=days)
        record_stroke(by=amara, patient=patient, onset_on=onset_on, side="left")
        fill_years(patient, days=days, sessions=sessions, given_by=amara, until=last)
    crowd = make_crowd(patients["Nora"], 1000, [ben])
    for patient in crowd[:46]:
        assign_therapist(by=ana, patient=patient, practitioner=amara, discipline="other")

    def cookie(user) -> str:
        client = Client()
        client.force_login(user)
        return client.cookies["sessionid"].value

    return {
        "today": patients["Nora"].today().isoformat(),
        "cookies": {name: cookie(patient.user) for name, patient in patients.items()}
        | {"Amara": cookie(amara), "Ben": cookie(ben)},
        "patients": {name: str(patient.pk) for name, patient in patients.items()},
        "areas": {
            name: [str(area.pk) for area in patient.areas.order_by("slot")]
            for name, patient in patients.items()
        },
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rehab_tracker.settings")
    django.setup()
    json.dump(fill(), sys.stdout)
