"""Summaries: what is kept equals what the rows say, whatever was written."""

import uuid

import pytest

from apps.caseload import access
from apps.caseload.actions import save_rules, with_summaries
from apps.caseload.models import Summary
from apps.caseload.statistics import METHOD, Rules
from apps.diary.models import Entry
from tests.cast import make_patient
from tests.random_writes import PARTS, kept, live_through


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_equals_the_rows_after_random_writes(cast, seed):
    """Ratings, corrections, undone forms, other zones, other parts; opened now and then."""
    patients = [make_patient(f"P{n} Hill", cast.ben, cast.ana, list(PARTS)) for n in range(3)]
    assert live_through(seed, cast.ben, patients, writes=90) == 18


def test_a_summary_is_made_once_for_each_version_of_the_record(cast):
    """It stays while nobody writes, and is old after any write."""
    for back in range(30):
        Entry.objects.create(
            submission=uuid.uuid4(), patient=cast.rosa, area=cast.area(), zone="UTC", numbness=4,
            for_date=cast.day(back).on, method="rated", entered_by=cast.rosa.user,
        )  # fmt: skip
    kept(cast.amara)
    first = Summary.objects.get(patient=cast.rosa)
    assert (first.method, first.rules) == (METHOD, 0)
    kept(cast.amara)
    assert Summary.objects.get(patient=cast.rosa).data_version == first.data_version
    cast.rate(9)
    assert kept(cast.amara)[cast.rosa.pk].last_on == cast.today()
    assert Summary.objects.get(patient=cast.rosa).data_version > first.data_version
    assert Summary.objects.filter(patient=cast.george).count() == 0  # not of this therapist


def test_new_rules_make_every_summary_anew(cast):
    """They are judged by what stands."""
    kept(cast.amara)
    values = {name: getattr(Rules(), name) for name in Rules.__annotations__ if name != "version"}
    saved = save_rules(by=cast.ana, version=None, **values | {"worse_points": 3})
    assert access.rules_now().worse_points == 3
    kept(cast.amara)
    assert Summary.objects.get(patient=cast.rosa).rules == saved.pk


def test_people_cost_the_same_queries_whatever_their_number(cast, django_assert_num_queries):
    """One for the list; two more when any diary has changed, few or many."""
    rules = Rules()
    for number in (1, 12):
        for extra in range(number):
            make_patient(f"P{number}-{extra} Hill", cast.amara, cast.ana, list(PARTS))
        with django_assert_num_queries(3):
            with_summaries(access.people(cast.amara, rules), rules)
        with django_assert_num_queries(1):
            with_summaries(access.people(cast.amara, rules), rules)
