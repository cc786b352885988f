"""The plain line about a hand or foot without feeling: once a week, whatever is filled in."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.audit.models import Event
from apps.diary import actions as diary
from apps.diary.actions import Day
from apps.diary.models import Entry
from apps.safety.models import SafetyLine

LINE = "You have no feeling in your left hand. Test hot water with a part that can feel."


def shown_after(cast, submission, who: str = "rosa") -> bool:
    """Return whether the page after this form has the line."""
    page = cast.client(who).get(reverse("diary:saved", args=[cast.rosa.pk, submission]))
    return "Test hot water" in page.text or "test hot water" in page.text


def rate(cast, score, later: int = 0, back: int = 0, code: str = "left-hand", **more):
    """Rosa rates, `later` days from now, a day that is `back` days before that; return the form."""
    today = cast.today() + timedelta(days=later)
    day = Day(on=today - timedelta(days=back), zone=cast.rosa.zone, today=today)
    submission = uuid.uuid4()
    facts = {"by": cast.rosa.user, "patient": cast.rosa, "day": day, "submission": submission}
    diary.rate_day(area=cast.area(code), numbness=score, **facts | more)
    return submission


def repeat(cast, later: int):
    """Rosa says "same as last time" on that day; return the form."""
    today = cast.today() + timedelta(days=later)
    submission = uuid.uuid4()
    diary.repeat_last(
        by=cast.rosa.user,
        patient=cast.rosa,
        answers=list(Entry.objects.current().filter(patient=cast.rosa, numbness=10)[:1]),
        day=Day(on=today, zone=cast.rosa.zone, today=today),
        submission=submission,
    )
    return submission


def test_the_line_stands_on_the_page_after_saving(cast):
    """To the patient and, in other words, to a helper."""
    form = rate(cast, 10)
    page = reverse("diary:saved", args=[cast.rosa.pk, form])
    assert LINE in cast.client("rosa").get(page).text
    theirs = cast.client("mateo").get(page).text
    assert "Left hand: no feeling at all. Let Rosa test hot water" in theirs
    assert "your left hand" not in theirs
    assert Event.objects.filter(verb="showed_safety_line", patient_id=cast.rosa.pk).count() == 1


@pytest.mark.parametrize(
    ("score", "code", "is_shown"),
    [
        (10, "left-hand", True),
        (10, "left-foot", True),
        (10, "left-forearm", False),
        (9, "left-hand", False),
        (0, "left-hand", False),
        (None, "left-hand", False),
    ],
)
def test_ten_at_hand_or_foot_brings_it(cast, score, code, is_shown):
    """Nothing else does."""
    assert shown_after(cast, rate(cast, score, code=code)) is is_shown
    assert SafetyLine.objects.exists() is is_shown


def test_no_feeling_of_five_words_brings_it(cast):
    """It is kept as 10."""
    assert shown_after(cast, rate(cast, 10, scale="words5"))
    assert not shown_after(cast, rate(cast, 8, later=7, scale="words5"))


def test_a_correction_to_ten_brings_it(cast):
    """The page of a day that is rated already corrects."""
    entry = cast.rate(8)
    kept = diary.correct_entry(
        by=cast.rosa.user,
        entry=entry,
        day=cast.day(),
        submission=uuid.uuid4(),
        numbness=10,
        tingling=None,
        note="",
    )
    assert shown_after(cast, kept.submission)


def test_same_as_last_time_follows_the_same_rule(cast):
    """Daily for three weeks: on the first day, and each week after."""
    shown = [shown_after(cast, rate(cast, 10))]
    shown += [shown_after(cast, repeat(cast, later)) for later in range(1, 21)]
    assert [day for day, is_shown in enumerate(shown) if is_shown] == [0, 7, 14]


def test_one_line_for_two_parts(cast):
    """The first of the form is named."""
    form = uuid.uuid4()
    cast.rate(10, code="left-foot", submission=form)
    cast.rate(10, code="left-hand", submission=form)
    page = cast.client("rosa").get(reverse("diary:saved", args=[cast.rosa.pk, form])).text
    assert page.count("Test hot water") == 1


def test_undo_takes_it_back_so_that_it_may_come_again(cast):
    """The form was not meant."""
    form = rate(cast, 10)
    diary.undo(by=cast.rosa.user, patient=cast.rosa, submission=form)
    assert not SafetyLine.objects.exists()
    assert Event.objects.filter(verb="withdrew_safety_line").count() == 1
    assert shown_after(cast, rate(cast, 10))


def test_undo_of_another_form_leaves_it(cast):
    """A note, or a form whose rows were corrected since."""
    rate(cast, 10)
    other = rate(cast, 3, code="left-foot")
    diary.undo(by=cast.rosa.user, patient=cast.rosa, submission=other)
    assert SafetyLine.objects.count() == 1


def test_a_form_that_is_sent_twice_shows_it_both_times_and_counts_once(cast):
    """The second answer is like the first."""
    address = reverse("diary:rate", args=[cast.rosa.pk, cast.today().isoformat(), cast.area().pk])
    form = {"key": uuid.uuid4(), "numbness": "10"}
    for _ in range(2):
        assert LINE in cast.client("rosa").post(address, form, follow=True).text
    assert SafetyLine.objects.count() == 1


def test_nothing_stands_before_the_help(cast):
    """Something new as well: the help comes, and the line keeps for the next time."""
    rate(cast, 10, gate="yes")
    assert not SafetyLine.objects.exists()
    assert shown_after(cast, rate(cast, 10, gate="no"))


def test_days_before_bring_it_once(cast):
    """Two weeks filled in on one evening, the oldest day first."""
    shown = [shown_after(cast, rate(cast, 10, back=back)) for back in range(14, -1, -1)]
    assert shown == [True] + [False] * 14


def test_a_line_whose_answer_was_changed_since_is_gone(cast):
    """Back on the page of the first form: what it said no longer stands."""
    form = rate(cast, 10, code="left-hand")
    other = cast.rate(3, code="left-foot", submission=form)
    entry = Entry.objects.get(submission=form, area=cast.area())
    given = {"by": cast.rosa.user, "day": cast.day(), "tingling": None, "note": ""}
    diary.correct_entry(entry=entry, submission=uuid.uuid4(), numbness=2, **given)
    assert other.state == "current"
    assert not shown_after(cast, form)


def test_the_number_of_queries_does_not_hang_on_the_parts(cast, django_assert_max_num_queries):
    """A check and a row, of a form that has no feeling anywhere."""
    rate(cast, 10)
    with django_assert_max_num_queries(12):
        rate(cast, 10, later=1)


# One step of Rosa's life: days pass, a day before is filled in, a score, and perhaps undo.
STEPS = st.tuples(
    st.integers(0, 9), st.integers(0, 14), st.sampled_from((10, 10, 4)), st.booleans()
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEPS, min_size=1, max_size=12))
def test_whatever_is_filled_in_when_it_comes_at_most_once_a_week_and_never_later(cast, steps):
    """Held against a plain count of days; what was undone does not count."""
    SafetyLine.objects.all().delete()
    Entry.objects.all().delete()
    now, seen = 0, []
    for passed, back, score, is_undone in steps:
        now += passed
        form = rate(cast, score, later=now, back=back)
        is_due = score == 10 and all(now - day >= 7 for day in seen)
        assert SafetyLine.objects.filter(submission=form).exists() is is_due
        if is_undone:
            diary.undo(by=cast.rosa.user, patient=cast.rosa, submission=form)
        elif is_due:
            seen.append(now)
    days = sorted(SafetyLine.objects.values_list("on", flat=True))
    assert all(later - day >= timedelta(days=7) for day, later in zip(days, days[1:], strict=False))
