"""Counts for admins: right, without a name or an answer, and within the budget in the demo."""

import uuid
from collections import defaultdict
from datetime import date, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from apps.accounts import actions as accounts
from apps.accounts.models import User
from apps.care.models import Patient
from apps.diary.access import is_rise
from apps.diary.models import Entry
from apps.safety import actions
from apps.safety.access import counts_of, waiting_alerts
from apps.safety.access.counts import SIGNS, UNASKED
from apps.safety.models import Alert, AlertStep, GateAnswer, SignCheck
from apps.safety.pages.alerts import rows

FACTS = {"answer": "yes", "signs": ["C03"]}


def say_nothing_new(patient: Patient) -> None:
    """Answer today's gate."""
    told = {"for_date": patient.today(), "zone": patient.zone, "submission": uuid.uuid4()}
    actions.answer_gate(by=patient.user, patient=patient, answer="no", **told)


@pytest.fixture
def alert(cast) -> Alert:
    """Rosa, registered 61 days ago like George, raised an alert; both have logged today."""
    for patient in (cast.rosa, cast.george):
        patient.created_at = timezone.now() - timedelta(days=61)
        patient.save()
        say_nothing_new(patient)
    return actions.raise_alert(by=cast.rosa.user, patient=cast.rosa, kind="weaker", facts=FACTS)


def scores_by_part() -> dict[tuple, dict[date, Entry]]:
    """Return {(part, scale): {day: the entry that stands}} of everybody."""
    found = defaultdict(dict)
    rows = Entry.objects.current().filter(numbness__isnull=False)
    for entry in rows.order_by("for_date", "recorded_at", "serial"):
        found[entry.area_id, entry.scale][entry.for_date] = entry
    return found


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


@pytest.mark.parametrize(("answer", "needed", "false"), [("yes", "no", 1), ("not_sure", "yes", 0)])
def test_what_is_said_at_the_gate_can_be_a_false_alarm(cast, alert, answer, needed, false):
    """Though no sign was ever named."""
    told = {"for_date": cast.today(), "zone": cast.rosa.zone, "submission": uuid.uuid4()}
    actions.answer_gate(by=cast.rosa.user, patient=cast.rosa, answer=answer, **told)
    at_the_gate = Alert.objects.get(about="gate")
    actions.close_alert(
        by=cast.amara, alert=at_the_gate, steps_taken=1, done="Called.", needed=needed
    )
    assert counts_of(90).false_alarms == false


@pytest.mark.parametrize(
    ("cause", "codes", "false"),
    [
        ("rise", [], 1),
        ("limb", [], 1),
        ("spread", [], 1),
        ("rise", ["E08"], 0),
        ("gate", [], 0),  # the alert of the gate counts
        ("demand", [], 0),
        ("treatment", [], 0),
        ("weekly", [], 0),
    ],
)
def test_a_list_that_nobody_asked_for_is_a_false_alarm_without_a_sign(cast, cause, codes, false):
    """It may have frightened somebody."""
    told = actions.Told(uuid.uuid4(), cast.today(), cast.rosa.zone)
    given = {"cause": cause, "answer": "yes" if codes else "no", "codes": codes}
    actions.answer_check(by=cast.rosa.user, patient=cast.rosa, told=told, **given)
    counts = counts_of(90)
    assert (counts.false_alerts, counts.false_questions) == (0, false)


@pytest.mark.parametrize("has_scripts", [True, False])
@pytest.mark.parametrize(
    ("answers", "false"),
    [([[], ["E08"]], 0), ([["E08"], []], 0), ([[], ["C04"]], 0), ([[], []], 1)],
)
def test_a_list_that_is_answered_again_is_one_list(cast, answers, false, has_scripts):
    """None, and then a sign on the same page: that was no false alarm."""
    key = uuid.uuid4()
    for number, codes in enumerate(answers, start=1):
        told = actions.Told(key, cast.today(), cast.rosa.zone, number if has_scripts else 0)
        given = {"cause": "rise", "answer": "yes" if codes else "no", "codes": codes}
        actions.answer_check(by=cast.rosa.user, patient=cast.rosa, told=told, **given)
    counts = counts_of(90)
    assert counts.false_questions == false
    assert sum(counts.checks.values()) == 1


def test_whoever_has_stopped_does_not_make_the_rate_look_low(cast, alert):
    """Rosa's last entry is a month old; George was turned off today, and his months count."""
    before = timezone.now() - timedelta(days=31)
    GateAnswer.objects.filter(patient=cast.rosa).update(recorded_at=before)
    accounts.turn_off(by=cast.ana, person=cast.george.user)
    assert counts_of(90).patient_months == pytest.approx((30 + 61) / 30.44, rel=0.01)
    assert counts_of(30).patient_months == pytest.approx(30 / 30.44, rel=0.01)


def test_the_demonstration_keeps_the_budget(demo):
    """Three years: at most one false alarm per patient and month, and some of both sorts are there.

    So it would be if every alert of a sign and every unasked list were false.
    """
    counts = counts_of(1096)
    assert counts.patient_months > 60
    assert 0 < counts.per_month(counts.false_alarms) <= 1
    assert counts.false_alerts
    assert counts.false_questions
    raised = sum(counts.kinds[kind].raised for kind in SIGNS)
    asked = sum(n for (cause, _tier), n in counts.checks.items() if cause in UNASKED)
    assert counts.per_month(raised + asked) <= 1
    assert sum(counts.stages.values()) > 20


def test_the_demonstration_says_at_the_gate_what_its_alerts_tell(demo):
    """Each "yes" and "not sure" is in the history of the alert, as it is for real patients; a list
    that the gate led to has such an answer on its day."""
    said = GateAnswer.objects.exclude(answer="no")
    raised = AlertStep.objects.filter(alert__about="gate", verb="raised")
    assert sorted(said.values_list("patient", "recorded_at")) == sorted(
        raised.values_list("alert__patient", "at")
    )
    assert {answer for (answer,) in said.values_list("answer")} == {"yes", "not_sure"}
    days = set(said.values_list("patient", "for_date"))
    assert set(SignCheck.objects.filter(cause="gate").values_list("patient", "for_date")) <= days
    assert SignCheck.objects.filter(cause="rise").exists()


def test_the_demonstration_asks_after_the_rises_of_its_scores(demo):
    """By the rule of the app itself."""
    risen = set()
    for scores in scores_by_part().values():
        for entry in scores.values():
            week = (entry.for_date - timedelta(days=back) for back in range(1, 8))
            before = [scores[day].numbness for day in week if day in scores]
            on = entry.recorded_at.astimezone(ZoneInfo(entry.zone)).date()
            is_asked = entry.method == "rated" and on - entry.for_date <= timedelta(days=1)
            if is_asked and is_rise(entry.numbness, before):
                risen.add((entry.patient_id, entry.for_date))
    checks = SignCheck.objects.values_list("patient", "for_date")
    said = set(GateAnswer.objects.exclude(answer="no").values_list("patient", "for_date"))
    assert risen
    assert set(checks.filter(cause="rise")) <= risen
    assert risen <= set(checks) | said


def test_the_demonstrations_alerts_are_whole(demo):
    """Their state is that of their last step, and each has a reason."""
    for alert in Alert.objects.prefetch_related("steps"):
        steps = list(alert.steps.all())
        assert alert.steps_taken == len(steps)
        assert steps[-1].verb == {"open": "raised"}.get(alert.state, alert.state)
    amara = User.objects.get(email="amara@demo.example")
    assert all("Look at the record" not in row.reason for row in rows(waiting_alerts(amara)))
