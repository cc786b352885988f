"""Therapists with three patients each: one got worse, one has not logged, one is as before."""

import json
import sys
import uuid
from datetime import timedelta

from apps.care.actions import touch_patient
from apps.core.roles import Role
from apps.diary.models import Entry
from tests.cast import make_patient, make_person
from tests.stories.desk import WAYS


def print_mornings() -> None:
    """Make them for each way of working; print {way: e-mail of the therapist}."""
    ana = make_person("Ada Morning", Role.ADMIN)
    emails = {}
    for way in WAYS:
        vera = make_person(f"Vera-{way}", Role.THERAPIST)
        scores = {"Wanda": (4, 4, 4, 4, 7), "Quinn": (), "Noor": (3, 3, 3, 3, 3)}
        for name, weeks in scores.items():
            patient = make_patient(f"{name}-{way}", vera, ana, ["left-foot"])
            log_weeks(patient, weeks)
        emails[way] = vera.email
    sys.stdout.write(json.dumps(emails))  # the story reads it


def log_weeks(patient, weeks: tuple[int, ...]) -> None:
    """Give the patient's part a score on every day of whole weeks, the last one just over."""
    area = patient.areas.get()
    monday = patient.today() - timedelta(days=patient.today().weekday() + 7 * len(weeks))
    Entry.objects.bulk_create(
        Entry(
            submission=uuid.uuid4(),
            patient=patient,
            area=area,
            for_date=monday + timedelta(days=7 * place + day),
            zone=patient.zone,
            numbness=score,
            method="rated",
            entered_by=patient.user,
        )
        for place, score in enumerate(weeks)
        for day in range(7)
    )
    touch_patient(patient)
