"""Who looked at a record is written once for a page and its pictures, and again later."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.audit.models import Event


def looks() -> int:
    """Return how many looks are written."""
    return Event.objects.looks().count()


@pytest.fixture
def page(cast) -> str:
    """Return the address of Rosa's page."""
    return reverse("caseload:patient", args=[cast.rosa.pk])


def test_a_page_is_one_look_and_a_quarter_of_an_hour_later_another(cast, page, time_machine):
    """Whatever the process remembers of the first one."""
    now = timezone.now()
    for minutes, written in [(0, 1), (0.5, 1), (2, 1), (9, 1), (15, 2), (15.5, 2), (40, 3)]:
        time_machine.move_to(now + timedelta(minutes=minutes), tick=False)
        cast.client("amara").get(page)
        assert looks() == written, minutes


def test_each_person_and_each_record_is_a_look_of_its_own(cast, page):
    """Nothing that is remembered of one stands for another."""
    other = reverse("caseload:patient", args=[cast.george.pk])
    cast.client("amara").get(page)
    cast.client("ben").get(other)
    assert looks() == 2


def test_nothing_is_remembered_of_a_record_that_is_closed(cast, page):
    """A look that was refused is none."""
    assert cast.client("ben").get(page).status_code == 404
    assert looks() == 0
