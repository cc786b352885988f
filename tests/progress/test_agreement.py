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
from apps.safety.models import Injury
from tests.progress.test_pages import Table
from tests.progress.told import Told

INJURIES = ["Day", "What happened"]  # the head of their table


def views_of(patient: Patient) -> list[tuple[TrackedArea, str, str]]:
    return [
        (area, range_code, measure)
        for area in patient.areas.all()
        for range_code in RANGES
        for measure in ("numbness", "tingling")
    ]


def tables_of(card: str) -> tuple[list[list[str]], list[list[str]]]:
    """Return the rows of the scores and those of the injuries below them."""
    rows = Table(card).rows
    end = rows.index(INJURIES) if INJURIES in rows else len(rows)
    return rows[1:end], rows[end + 1 :]


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
            scores, injuries = tables_of(card)
            told = Told(answer.context["chart"]["sentence"], scores, in_words, measure)
            told.check(rated, *span)
            days = Injury.objects.current().filter(patient=patient, on__range=span)
            assert sorted(day for day, _ in injuries) == sorted(
                f"{on.day} {on:%B %Y}" for on in days.values_list("on", flat=True)
            )
