"""Counts for admins: right, without a name or an answer, and within the budget in the demo."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from apps.accounts.models import User
from apps.safety import actions
from apps.safety.access import counts_of, waiting_alerts
from apps.safety.models import Alert, AlertStep
from apps.safety.pages.alerts import rows

FACTS = {"answer": "yes", "signs": ["C03"]}


@pytest.fixture
def alert(cast) -> Alert:
    """Rosa, registered 61 days ago, raised an alert."""
    for patient in (cast.rosa, cast.george):
        patient.created_at = timezone.now() - timedelta(days=61)
        patient.save()
    return actions.raise_alert(by=cast.rosa.user, patient=cast.rosa, kind="weaker", facts=FACTS)


def moved_back(alert: Alert, *hours: int) -> None:
    """Let the steps of an alert lie so many hours ago."""
    for number, before in enumerate(hours, start=1):
        at = timezone.now() - timedelta(hours=before)
        AlertStep.objects.filter(alert=alert, number=number).update(at=at)


def test_times_until_seen_and_closed(cast, alert):
    """Ten hours until somebody looked, thirty until it was closed, as a false alarm."""
    actions.mark_alert_seen(by=cast.amara, alert=alert, steps_taken=1)
    actions.close_alert(by=cast.amara, alert=alert, steps_taken=2, done="Tested.", needed="no")
    moved_back(alert, 40, 30, 10)
    counts = counts_of(90)
    weaker = counts.kinds["weaker"]
    assert [round(of / timedelta(hours=1)) for of in (weaker.until_seen, weaker.until_closed)] == [
        10,
        30,
    ]
    assert (weaker.raised, counts.false_alarms) == (1, 1)
    assert counts.patient_months == pytest.approx(2 * 61 / 30.44, rel=0.01)


def test_what_was_undone_does_not_count(cast, alert):
    """Neither "seen" that was taken back, nor "closed" that was opened again."""
    actions.mark_alert_seen(by=cast.amara, alert=alert, steps_taken=1)
    actions.unmark_alert_seen(by=cast.amara, alert=alert, steps_taken=2)
    weaker = counts_of(90).kinds["weaker"]
    assert (weaker.until_seen, weaker.until_closed) == (None, None)
    actions.close_alert(by=cast.amara, alert=alert, steps_taken=3, done="Tested.", needed="no")
    actions.reopen_alert(by=cast.amara, alert=alert, steps_taken=4)
    assert counts_of(90).false_alarms == 0


def test_a_closed_alert_that_is_raised_again_counts_twice(cast, alert):
    """Each time on its own."""
    actions.close_alert(by=cast.amara, alert=alert, steps_taken=1, done="Tested.", needed="no")
    actions.raise_alert(by=cast.rosa.user, patient=cast.rosa, kind="weaker", facts=FACTS)
    counts = counts_of(90)
    assert (counts.kinds["weaker"].raised, counts.false_alarms) == (2, 1)


def test_page_and_command_name_nobody(cast, alert):
    """They say the same, in numbers."""
    actions.close_alert(by=cast.amara, alert=alert, steps_taken=1, done="Secret.", needed="no")
    printed = StringIO()
    call_command("safety_counts", days=90, stdout=printed)
    page = cast.client("ana").get("/safety/counts/?days=90").text
    for text in (page, printed.getvalue()):
        assert "False alarms: 1, or 0.25 per patient and month." in text
        assert "Getting weaker" in text
        for secret in ("Rosa", "Delgado", "Secret", "slowly gets weaker"):
            assert secret not in text
    with pytest.raises(CommandError, match="from 1 to 36500"):
        call_command("safety_counts", days=0)


def test_a_site_without_patients_has_counts_too(db):
    """A dash where nothing can be divided."""
    printed = StringIO()
    call_command("safety_counts", stdout=printed)
    assert "or – per patient and month" in printed.getvalue()


def test_the_demonstration_keeps_the_budget(demo):
    """Three years: at most one false alarm per patient and month, and some are there."""
    counts = counts_of(1096)
    assert counts.patient_months > 60
    assert 0 < counts.per_month(counts.false_alarms) <= 1
    assert sum(counts.stages.values()) > 20
    states = set(Alert.objects.values_list("state", flat=True))
    assert states == {"open", "seen", "closed"}


def test_the_demonstrations_alerts_are_whole(demo):
    """Their state is that of their last step, and each has a reason."""
    for alert in Alert.objects.prefetch_related("steps"):
        steps = list(alert.steps.all())
        assert alert.steps_taken == len(steps)
        assert steps[-1].verb == {"open": "raised"}.get(alert.state, alert.state)
    amara = User.objects.get(email="amara@demo.example")
    assert all("Look at the record" not in row.reason for row in rows(waiting_alerts(amara)))
