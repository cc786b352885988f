"""The table beside a picture equals the database, and the sentence agrees with the table.

What is printed is read back, as a person reads it, and counted again by hand from the ratings,
for every view of everybody in the demonstration.
"""

from html import unescape

from django.test import Client

from apps.accounts.models import User
from apps.care.models import Patient, TrackedArea
from apps.core.roles import Role
from apps.diary.models import Entry
from apps.progress.statistics import RANGES
from tests.progress.test_pages import Table
from tests.progress.told import Told


def views_of(patient: Patient) -> list[tuple[TrackedArea, str, str]]:
    return [
        (area, range_code, measure)
        for area in patient.areas.all()
        for range_code in RANGES
        for measure in ("numbness", "tingling")
    ]


def test_every_view_of_the_demonstration_is_told_as_it_is(demo) -> None:
    client = Client()
    for patient in Patient.objects.all():
        place = patient.care_team.filter(practitioner__role=Role.THERAPIST, ended_at=None).first()
        client.force_login(User.objects.get(pk=place.practitioner_id))
        for area, range_code, measure in views_of(patient):
            asked = {"area": area.pk, "range": range_code, "measure": measure}
            answer = client.get(f"/patients/{patient.pk}/", asked)
            numbers = answer.context["chart"]["overview"]
            rated = {
                on: score
                for on, score in Entry.objects.current()
                .filter(area=area)
                .order_by("for_date", "recorded_at", "serial")
                .values_list("for_date", measure)
                if score is not None
            }
            in_words = frozenset(
                Entry.objects.current()
                .filter(area=area, scale="words5")
                .values_list("for_date", flat=True)
            )
            span = numbers.timeline.start, numbers.timeline.end
            assert answer.context["chart"]["sentence"] in unescape(answer.text)
            card = answer.text.partition('aria-labelledby="timeline"')[2].partition("</section>")[0]
            rows = Table(card).rows
            hurt = [row for row in rows if len(row) == 2][1:]  # a table of its own, below
            injuries = patient.injuries.filter(state="current", on__range=span)
            assert len(hurt) == injuries.count()
            rows = [row for row in rows if len(row) == 4][1:]
            told = Told(answer.context["chart"]["sentence"], rows, in_words, measure)
            told.check(rated, *span)
