"""A prepared query finds what the query itself finds, for any values, also after others."""

from datetime import date, timedelta

import pytest
from django.db.models import DateField, UUIDField

from apps.accounts.models import User
from apps.core.prepared import Prepared
from apps.diary.models import Entry

pytestmark = pytest.mark.django_db


def entries_since(patient, start):
    return Entry.objects.filter(patient=patient, for_date__gte=start).order_by("for_date")


def known(patient, start):
    return entries_since(patient, start).values_list("pk", "for_date", "recorded_at", "numbness")


GIVEN = {"patient": UUIDField(), "start": DateField()}


def test_rows_are_those_of_the_query(cast) -> None:
    for back in (0, 3, 5):
        cast.rate(back, back=back)
    prepared = Prepared(known, **GIVEN)
    for back in (0, 4, 9):
        start = cast.today() - timedelta(days=back)
        expected = list(known(cast.rosa, start))
        assert prepared.rows(patient=cast.rosa.pk, start=start) == expected
        assert expected
    assert prepared.rows(patient=cast.george.pk, start=date.min) == []


def test_whole_rows_can_be_changed_and_saved(cast) -> None:
    cast.rate(4)
    prepared = Prepared(entries_since, **GIVEN)
    (entry,) = prepared.objects(patient=cast.rosa.pk, start=cast.today())
    assert entry == Entry.objects.get()
    assert entry.__dict__.keys() == Entry.objects.get().__dict__.keys()
    assert entry._state.db == "default"
    assert entry.recorded_at == Entry.objects.get().recorded_at


def test_the_words_are_put_together_once(cast, django_assert_num_queries) -> None:
    calls = []

    def build(patient):
        calls.append(patient)
        return Entry.objects.filter(patient=patient).values_list("pk")

    prepared = Prepared(build, patient=UUIDField())
    with django_assert_num_queries(2):
        prepared.rows(patient=cast.rosa.pk)
        prepared.rows(patient=cast.george.pk)
    assert len(calls) == 1


def test_a_value_that_was_not_given_is_named(cast) -> None:
    with pytest.raises(KeyError, match="start"):
        Prepared(known, **GIVEN).rows(patient=cast.rosa.pk)


def test_what_is_selected_along_comes_along(cast, django_assert_num_queries) -> None:
    prepared = Prepared(
        lambda person: User.objects.select_related("patient").filter(pk=person), person=UUIDField()
    )
    ((rosa,), (ana,)) = (prepared.objects(person=one.pk) for one in (cast.rosa.user, cast.ana))
    with django_assert_num_queries(0):
        assert rosa.patient == cast.rosa
        assert rosa.patient.user is rosa
        assert not hasattr(ana, "patient")
