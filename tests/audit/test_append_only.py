"""The trail of events: no write without one, and nobody can change one."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from apps.accounts import actions as accounts
from apps.accounts.models import User
from apps.audit.actions import difference, record_look
from apps.audit.models import Event
from apps.care import actions as care
from apps.care.body import PARTS_BY_CODE
from apps.core.roles import Role
from apps.therapy import actions as therapy


def refused(statement: str, *values) -> None:
    """Expect that the database itself refuses the statement."""
    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)


def test_the_database_refuses_to_change_an_event(cast):
    """Even by hand, past all code."""
    before = list(Event.objects.values_list("pk", "verb"))
    refused("UPDATE audit_event SET verb = 'nothing'")
    assert list(Event.objects.values_list("pk", "verb")) == before


def test_the_database_refuses_to_delete_an_event(cast):
    """Even by hand, past all code."""
    number = Event.objects.count()
    refused("DELETE FROM audit_event")
    assert Event.objects.count() == number > 0


def test_the_orm_is_refused_too(cast):
    """`QuerySet.update` and `delete` reach the same trigger."""
    for attempt in (
        lambda: Event.objects.update(verb="nothing"),
        lambda: Event.objects.first().delete(),
        lambda: Event.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is a statement of SQLite")
def test_replace_is_refused(cast):
    """REPLACE deletes without a delete trigger unless recursive triggers are on."""
    event = Event.objects.first()
    refused(
        "REPLACE INTO audit_event (id, at, verb, target_type, target_id, changes) "
        "VALUES (%s, '2026-01-01', 'nothing', 'x', 'x', '{}')",
        event.pk,
    )
    event.refresh_from_db()
    assert event.verb != "nothing"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_truncate_is_refused(cast):
    """TRUNCATE fires no row trigger."""
    connection.check_constraints()  # rows with open checks would be a reason of their own
    refused("TRUNCATE audit_event")


def fail(*arguments, **options):
    """Stand in for an event that cannot be written."""
    raise RuntimeError("no event")


WRITES = {
    "invite": lambda cast: accounts.invite(
        by=cast.ana, email="new@example.org", name="New", role=Role.ADMIN, link_to=str
    ),
    "turn_off": lambda cast: accounts.turn_off(by=cast.ana, person=cast.ben),
    "set_look": lambda cast: accounts.set_look(
        by=cast.amara, theme="dark", text_size="large", contrast="more"
    ),
    "set_reach": lambda cast: accounts.set_reach(by=cast.rosa.user, reach="left", has_anchor=True),
    "choose_language": lambda cast: accounts.choose_language(by=cast.ben, language="en-gb"),
    "choose_areas": lambda cast: care.choose_areas(
        by=cast.amara, patient=cast.rosa, parts=[PARTS_BY_CODE["right-foot"]]
    ),
    "set_zone": lambda cast: care.set_zone(
        by=cast.rosa.user, patient=cast.rosa, zone="Asia/Kolkata"
    ),
    "end_consent": lambda cast: care.end_consent(
        by=cast.rosa.user, consent=cast.rosa.consents.get()
    ),
    "end_care_place": lambda cast: care.end_care_place(
        by=cast.ana, place=cast.rosa.care_team.get()
    ),
    "assign": lambda cast: care.assign_therapist(
        by=cast.ana, patient=cast.rosa, practitioner=cast.ben, discipline="nurse"
    ),
    "outside": lambda cast: care.add_outside_practitioner(
        by=cast.amara, patient=cast.rosa, name="Li Wei", phone="01632 960 1", discipline="other"
    ),
    "add_phase": lambda cast: therapy.add_phase(
        by=cast.amara,
        patient=cast.rosa,
        key=uuid.uuid4(),
        name="Home visits",
        kind="treatment",
        starts_on=cast.today(),
        ends_on=None,
    ),
}


def state_of(cast) -> list:
    """Return everything that the writes above could change."""
    cast.rosa.refresh_from_db()
    return [
        list(User.objects.order_by("pk").values()),
        list(cast.rosa.areas.order_by("pk").values()),
        list(cast.rosa.consents.values()),
        list(cast.rosa.care_team.values()),
        list(cast.rosa.outside_practitioners.values()),
        list(cast.rosa.phases.values()),
        (cast.rosa.zone, cast.rosa.data_version),
    ]


@pytest.mark.parametrize("write", WRITES)
def test_an_event_that_fails_undoes_the_write(cast, monkeypatch, write):
    """What is not on the trail has not happened."""
    before = state_of(cast)
    monkeypatch.setattr(Event, "save", fail)
    with pytest.raises(RuntimeError, match="no event"), transaction.atomic():
        WRITES[write](cast)
    assert state_of(cast) == before


@pytest.mark.parametrize("write", WRITES)
def test_every_write_leaves_one_event_with_its_author(cast, write):
    """Who, what, on what."""
    before = set(Event.objects.values_list("pk", flat=True))
    WRITES[write](cast)
    new = Event.objects.exclude(pk__in=before).get()
    assert new.by is not None
    assert new.verb
    assert new.target_id


def test_looks_are_recorded_once_in_ten_minutes(cast):
    """A page and its pictures are one look; another page is another."""
    for page in ("areas", "areas", "intake"):
        record_look(by=cast.amara, target=cast.rosa, patient_id=cast.rosa.pk, page=page)
    pages = [event.changes["page"] for event in Event.objects.about(cast.rosa.pk).looks()]
    assert sorted(pages) == ["areas", "intake"]


def test_a_difference_holds_only_what_changed():
    """Before and after, field by field."""
    assert difference({"a": 0, "b": None}, {"a": None, "b": None}) == {"a": [0, None]}
