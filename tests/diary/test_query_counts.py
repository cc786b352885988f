"""The daily pages ask the database a fixed number of questions, however long the history is."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.care import actions as care
from apps.care.access import areas_in_log
from apps.care.body import PARTS_BY_CODE
from apps.care.models import Patient
from apps.diary.models import Entry
from tests.bench.years import FIVE_YEARS, SIX_PARTS, fill_years
from tests.cast import make_patient

# Eight for the day and the questions after treatments, one for scores well above the days before.
MOST_ON_TODAY = 9
FEW_DAYS = 10


@pytest.fixture
def histories(cast) -> dict[str, Patient]:
    """Rosa and George have six parts each; she has logged for ten days, he for five years."""
    parts = [PARTS_BY_CODE[code] for code in SIX_PARTS]
    for patient, therapist, days, sessions in (
        (cast.rosa, cast.amara, FEW_DAYS, FEW_DAYS),
        (cast.george, cast.ben, FIVE_YEARS, 600),
    ):
        care.choose_areas(by=therapist, patient=patient, parts=parts)
        fill_years(patient, days=days, sessions=sessions, given_by=therapist)
    return {"rosa": cast.rosa, "george": cast.george}


def queries(send: Callable) -> int:
    """Return how many queries a request makes when it is not the first one."""
    send()
    with CaptureQueriesContext(connection) as asked:
        answer = send()
    assert answer.status_code in (200, 302)
    return len(asked)


def counts(client: Client, patient: Patient) -> dict[str, int]:
    """Return the number of queries of each page and write of the patient's own."""

    def page(name: str) -> int:
        return queries(lambda: client.get(reverse(name, args=[patient.pk])))

    def write(address: str, **form) -> int:
        return queries(lambda: client.post(address, {"key": uuid.uuid4()} | form))

    today = patient.today()
    part = patient.areas.get(slot=1)
    rate = reverse("diary:rate", args=[patient.pk, today - timedelta(days=1), part.pk])
    return {
        "Today": page("diary:today"),
        "My days": page("diary:days"),
        "Rate one part": queries(lambda: client.get(rate)),
        "Save one part": write(rate, numbness="4"),
        "Save “same”": write(reverse("diary:say-same", args=[patient.pk]), for_date=today),
        "Today, logged": page("diary:today"),
    }


def test_five_years_cost_as_many_queries_as_ten_days(cast, histories):
    """6 parts daily for 5 years are 10,950 entries; no page and no write may grow with them."""
    few, many = (counts(cast.client(name), histories[name]) for name in ("rosa", "george"))
    assert Entry.objects.filter(patient=cast.george).count() >= 6 * FIVE_YEARS
    assert many == few
    assert many["Today"] <= MOST_ON_TODAY


def test_the_last_answers_are_the_right_ones_of_five_years(cast, histories):
    """What Today repeats is the newest rated entry of each part, as counted by hand."""
    answer = cast.client("george").get(reverse("diary:today", args=[cast.george.pk]))
    rated = Entry.objects.filter(patient=cast.george, numbness__isnull=False)
    expected = [
        rated.filter(area=area).order_by("for_date").last() for area in areas_in_log(cast.george)
    ]
    assert answer.context["today"].last == expected


def test_the_caseload_asks_the_same_of_one_patient_and_of_twelve(cast):
    """The list of patients: no query for a row."""

    def caseload() -> int:
        cast.client("amara").get(reverse("caseload:caseload"))  # makes what is kept
        return queries(lambda: cast.client("amara").get(reverse("caseload:caseload")))

    one = caseload()
    for number in range(11):
        make_patient(f"Patient{number} Hill", cast.amara, cast.ana, list(SIX_PARTS))
    assert caseload() == one


def test_the_caseload_asks_the_same_whatever_the_history(cast, histories):
    """Ten days or five years."""
    few, many = (
        queries(lambda name=name: cast.client(name).get(reverse("caseload:caseload")))
        for name in ("amara", "ben")
    )
    assert few == many
