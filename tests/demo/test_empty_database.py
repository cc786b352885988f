"""What `fill_demo` does to a database that nobody has filled before."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string
from django.urls import reverse

from apps.accounts.models import User
from apps.core.roles import Role
from apps.demo.actions import fill_demo
from apps.diary.models import Entry


def test_a_database_with_one_real_person_is_left_alone(db, capsys):
    User.objects.create(email="real@clinic.example", name="Real Person", role=Role.ADMIN)
    assert fill_demo() is None
    call_command("fill_demo", "--list")
    assert capsys.readouterr().out == ""
    assert User.objects.count() == 1


def test_a_failure_leaves_nothing_behind(db, monkeypatch):
    def fail(**kwargs):
        raise RuntimeError

    monkeypatch.setattr("apps.demo.actions.record", fail)
    with pytest.raises(RuntimeError):
        fill_demo()
    assert not User.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "now",
    [
        datetime(2024, 2, 29, 23, 40, tzinfo=UTC),
        datetime(2025, 1, 1, 0, 0, 30, tzinfo=UTC),
        datetime(2025, 10, 26, 1, 30, tzinfo=UTC),
    ],
    ids=["leap day", "just after midnight", "repeated hour"],
)
def test_any_moment_will_do(db, now):
    fill_demo(now=now)
    assert not Entry.objects.filter(recorded_at__gt=now).exists()


def test_without_the_made_up_people_no_button_works(db, client):
    assert client.post(reverse("demo:sign-in", args=["rosa"])).status_code == 404
    assert render_to_string("demo/_sign_in_buttons.html").strip() == ""
