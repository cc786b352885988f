"""`fill_demo` makes seven whole records in an empty database, and touches no other."""

import itertools
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.access import looks_at
from apps.audit.models import LOOK, Event
from apps.care.access import covers_on_team
from apps.care.models import Patient
from apps.core.roles import Role
from apps.demo.people import PEOPLE, SIGN_IN_WORDS
from apps.diary.access import TodayState, today_of
from apps.diary.models import Entry
from apps.therapy.models import Session

MANY_YEARS = 365 * 4


def patient_called(name: str) -> Patient:
    return Patient.objects.get(user__name=name)


def today_state(name: str) -> TodayState:
    patient = patient_called(name)
    return today_of(patient, patient.today()).state


def test_it_makes_everybody(demo):
    assert demo.people == len(PEOPLE) == User.objects.active().count()
    assert demo.patients == Patient.objects.count() == 7
    assert demo.entries == Entry.objects.count()
    assert demo.sessions == Session.objects.count()


def test_roles_are_all_there(demo):
    assert {user.role for user in User.objects.active()} == set(Role.values)


def test_every_patient_has_a_whole_record(demo):
    for patient in Patient.objects.all():
        assert patient.strokes.exists()
        assert patient.baselines.exists()
        assert patient.areas.in_daily_log().exists()
        assert patient.care_team.filter(ended_at=None).exists()
        assert patient.entries.exists()
        assert patient.sessions.exists() == patient.phases.exists()


def test_phases_follow_each_other_and_say_when_there_was_treatment(demo):
    """Only the last one is open; no session was given in a phase without treatment."""
    for patient in Patient.objects.all():
        phases = list(patient.phases.all())
        for phase, following in itertools.pairwise(phases):
            assert phase.ends_on == following.starts_on - timedelta(days=1)
        assert [phase.ends_on for phase in phases[-1:]] in ([], [None])
        for phase in phases:
            phase.full_clean(exclude=["ends_on", "removed_at"])
            given = patient.sessions.filter(held_on__gte=phase.starts_on)
            given = given.filter(held_on__lte=phase.ends_on) if phase.ends_on else given
            assert given.exists() == (phase.kind == "treatment"), (patient.user.name, phase.name)


def test_one_has_no_session_and_a_full_chart(demo):
    patient = patient_called("Yusuf Kaya")
    assert not patient.sessions.exists()
    assert patient.entries.values("for_date").distinct().count() > 140


def test_one_tracks_both_hands(demo):
    hands = patient_called("Ingrid Holm").areas.filter(site="hand")
    assert {hand.side for hand in hands} == {"left", "right"}


def test_rows_pass_the_models_own_checks(demo):
    """Bulk writes pass by the models' checks: zones, choices, lengths."""
    for model in (User, Patient, Entry, Session):
        for row in model.objects.order_by("pk")[:60]:
            names = [field.name for field in model._meta.fields]
            row.full_clean(exclude=[name for name in names if getattr(row, name) in (None, "")])


def test_foreign_keys_hold(demo):
    connection.check_constraints()


def test_zero_and_blank_are_both_stored(demo):
    current = Entry.objects.current()
    assert current.filter(numbness=0).exists()
    assert current.filter(numbness=None, method=Entry.Method.SKIPPED).exists()
    assert current.filter(numbness=0, tingling__gt=0).exists()
    assert current.filter(numbness__isnull=False, tingling=None).exists()


def test_nothing_lies_in_the_future(demo):
    now = timezone.now()
    assert not Entry.objects.filter(recorded_at__gt=now).exists()
    assert not Session.objects.filter(created_at__gt=now).exists()
    for patient in Patient.objects.all():
        assert not patient.entries.filter(for_date__gt=patient.today()).exists()
        assert not patient.sessions.filter(held_on__gt=patient.today()).exists()


@pytest.mark.parametrize("name", ["Rosa Delgado", "George Okafor", "Samuel Adeyemi", "Ingrid Holm"])
def test_most_are_asked_whether_it_is_the_same_as_yesterday(demo, name):
    patient = patient_called(name)
    today = today_of(patient, patient.today())
    assert today.state == TodayState.SAME
    assert today.was_yesterday


def test_one_has_logged_today(demo):
    assert today_state("Mei-Ling Chen") == TodayState.DONE


def test_one_comes_back_after_more_than_two_weeks(demo):
    patient = patient_called("Ivan Petrov")
    today = today_of(patient, patient.today())
    assert today.state == TodayState.BACK
    assert today.on - today.last_on == timedelta(days=16)


def test_one_is_nearly_new(demo):
    assert patient_called("George Okafor").entries.values("for_date").distinct().count() == 6


def test_one_has_logged_for_years_and_had_a_second_stroke(demo):
    patient = patient_called("Ivan Petrov")
    days = patient.entries.order_by("for_date").values_list("for_date", flat=True)
    assert (days.last() - days.first()).days > MANY_YEARS
    second = patient.strokes.all()[1].onset_on
    hand = Entry.objects.current().filter(patient=patient, area__site="hand")
    before = hand.filter(for_date__range=(second - timedelta(days=40), second))
    after = hand.filter(for_date__range=(second, second + timedelta(days=60)))
    assert _mean(after) > _mean(before) + 2


def _mean(entries) -> float:
    scores = [score for score in entries.values_list("numbness", flat=True) if score is not None]
    return sum(scores) / len(scores)


def test_a_helper_logs_for_rosa_and_says_so(demo):
    patient = patient_called("Rosa Delgado")
    assert patient.consents.get(ended_at=None).helper.name == "Mateo Delgado"
    assert {entry.entered_by.name for entry in patient.entries.select_related("entered_by")} == {
        "Rosa Delgado",
        "Mateo Delgado",
    }


def test_corrections_keep_the_former_row(demo):
    corrected = Entry.objects.current().filter(replaces__isnull=False).select_related("replaces")
    assert corrected.exists()
    for entry in corrected:
        assert entry.replaces.state == Entry.State.REPLACED
        assert entry.replaces.numbness != entry.numbness


def test_first_current_is_given_after_a_check(demo):
    for patient in Patient.objects.filter(sessions__kind="electrical").distinct():
        first = patient.sessions.filter(kind="electrical").order_by("held_on").first()
        assert patient.precaution_checks.get().confirmed_at <= first.created_at


def test_somebody_without_an_account_gave_sessions(demo):
    patient = patient_called("Ivan Petrov")
    names = set(patient.sessions.exclude(given_by_name="").values_list("given_by_name", flat=True))
    assert names == {practitioner.name for practitioner in patient.outside_practitioners.all()}


def test_history_tells_of_each_patient_once(demo):
    for patient in Patient.objects.all():
        event = Event.objects.exclude(verb=LOOK).get(patient_id=patient.pk)
        assert event.verb == "filled_demo"
        assert event.by.role == Role.ADMIN
        assert event.changes["entries"] == [0, patient.entries.count()]
        assert event.changes["sessions"] == [0, patient.sessions.count()]
        assert event.changes["phases"] == [0, patient.phases.count()]


def test_others_looked_at_rosas_record_and_lin_stands_in(demo):
    """The panel of the team has something to show, and no look is to come."""
    rosa = Patient.objects.get(user__email="rosa@demo.example")
    looks = looks_at(rosa.pk)
    assert {look.by.name for look in looks} == {"Mateo Delgado", "Ben Ito", "Lin Hua"}
    assert all(look.at <= timezone.now() for look in looks)
    assert [str(one.colleague) for one in covers_on_team(rosa)] == ["Lin Hua"]


def test_filling_again_changes_nothing(demo, capsys):
    before = (User.objects.count(), Entry.objects.count(), Event.objects.count())
    call_command("fill_demo")
    assert "Nothing changed" in capsys.readouterr().out
    assert before == (User.objects.count(), Entry.objects.count(), Event.objects.count())


def test_list_says_role_email_and_password(demo, capsys):
    call_command("fill_demo", "--list")
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert lines == [[person.role, person.email, SIGN_IN_WORDS] for person in PEOPLE]
