"""Dates as numbers, and many values as one text, alike on both databases."""

from datetime import date, timedelta

import pytest
from django.db.models import Value
from django.db.models.fields import DateField

from apps.accounts.models import User
from apps.core.days import DayNumber, Joined, JoinedRows

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "day",
    [date(1, 1, 1), date(1900, 2, 28), date(2000, 2, 29), date(2024, 12, 31), date(9999, 12, 31)],
)
def test_the_number_of_a_day_is_its_ordinal(cast, day: date) -> None:
    number = User.objects.values_list(DayNumber(Value(day, output_field=DateField())))[:1]
    assert list(number) == [(day.toordinal(),)]


def test_a_sliced_query_is_joined_in_its_order(cast) -> None:
    for back, score in enumerate((3, 9, 0, 7)):
        cast.rate(score, back=back)
    entries = cast.area().entries.order_by("for_date").annotate(one=DayNumber("for_date"))
    today = cast.today()
    days = [str((today - timedelta(days=n)).toordinal()) for n in (3, 2, 1, 0)]
    assert joined(entries.values("one")[:99]) == ",".join(days)
    assert joined(entries.values("one")[:2]) == ",".join(days[:2])
    assert joined(entries.none().union(entries.values("one")[:0])) is None
    found = entries.aggregate(days=Joined(DayNumber("for_date")))["days"]
    assert sorted(found.split(",")) == days


def joined(rows) -> str | None:
    return User.objects.values_list(JoinedRows(rows), flat=True)[0]
