"""The order of the list as a table of twenty patients, and every sentence that says why."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import translation

from apps.caseload.reasons import Known, Look, Rank, rank_of, reasons_of
from apps.caseload.statistics import Change, Diary, Rules
from apps.caseload.wording import chip_of, counted, last_log, sentence_of, trend_of
from apps.safety.models import Alert
from tests.caseload.test_statistics import weeks

TODAY = date(2026, 5, 14)
RULES = Rules()


@pytest.fixture(autouse=True)
def english():
    """Sentences as in the design."""
    with translation.override("en-gb"):
        yield


def alert(kind: str, back: int, state: str = "open"):
    """Return an alert that was raised some days ago."""
    raised = datetime(2026, 5, 14, 9, tzinfo=UTC) - timedelta(days=back)
    return SimpleNamespace(kind=kind, state=state, raised_at=raised, steps_taken=1, pk=kind)


def change(
    part="left-foot", before=4.0, after=6.0, weeks=4, back=7, peak=None, words=False, last_back=3
):
    """Return a change that began some days ago; no `back`: nobody knows when."""
    since = back and (TODAY - timedelta(days=back)).toordinal()
    last = (TODAY - timedelta(days=last_back)).toordinal()
    return Change(part, before, after, weeks, words, peak or max(before, after), since, last)


def known(last_back: int | None = 0, alerts=(), worse=(), flat=(), tested_back=None, looks=None):
    """Return what is known of a patient who logged some days ago."""
    last_on = None if last_back is None else TODAY - timedelta(days=last_back)
    tested_on = None if tested_back is None else TODAY - timedelta(days=tested_back)
    diary = Diary(last_on, "", (), tuple(worse), tuple(flat))
    return Known(TODAY, TODAY - timedelta(days=300), diary, tuple(alerts), tested_on, looks or {})


@dataclass(frozen=True)
class Case:
    """A fixture patient and the rank to expect."""

    name: str
    known: Known
    rank: Rank


# In the order of the list, from the first to look at to those with nothing to flag.
CASES = [
    Case("sign, waits 3 days", known(0, [alert("emergency_sign", 3)]), Rank.WARNING_SIGN),
    Case("sign, waits 1 day", known(20, [alert("emergency_sign", 1)]), Rank.WARNING_SIGN),
    Case("needles, 5 days", known(0, [alert("after_acupuncture", 5)]), Rank.AFTER_TREATMENT),
    Case("skin, 2 days", known(0, [alert("skin", 2)]), Rank.AFTER_TREATMENT),
    Case("gets weaker", known(0, [alert("weaker", 9)]), Rank.OTHER_SIGN),
    Case("sign to look at", known(0, [alert("contact_sign", 2)]), Rank.OTHER_SIGN),
    Case("worse for 3 weeks", known(0, worse=[change(back=21)]), Rank.WORSE),
    Case("worse and a cut", known(0, [alert("injury", 1)], [change(back=14)]), Rank.WORSE),
    Case("worse, no log since", known(20, worse=[change(back=13)]), Rank.WORSE),
    Case("worse for a week", known(0, worse=[change(back=7)]), Rank.WORSE),
    Case("burn, 6 days", known(0, [alert("injury", 6)]), Rank.INJURY),
    Case("never logged", known(None), Rank.QUIET),
    Case("no log, 30 days", known(30), Rank.QUIET),
    Case("no log, 14 days", known(14), Rank.QUIET),
    Case("the same, longest", known(0, flat=[change(back=None)]), Rank.FLAT),
    Case("the same, 8 weeks", known(0, flat=[change(back=56)], tested_back=90), Rank.FLAT),
    Case("test due", known(0, tested_back=85), Rank.TEST_DUE),
    Case("seen, not closed", known(0, [alert("emergency_sign", 8, "seen")]), Rank.SEEN_ALERT),
    Case("logged 13 days ago", known(13, tested_back=83), Rank.NOTHING),
    Case("nothing", known(0), Rank.NOTHING),
]


def test_twenty_patients_stand_in_this_order():
    """Whatever order they come in; inside a rank who waits longest comes first."""
    assert len(CASES) == 20
    names = [case.name for case in CASES]

    def order(case: Case) -> tuple:
        found = reasons_of(case.known, RULES)
        return found[0].order if found else (Rank.NOTHING, date.min)

    backwards = CASES[::-1]
    backwards.sort(key=order)
    assert [case.name for case in backwards if case.rank != Rank.NOTHING] == names[:18]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_has_its_rank(case):
    """And its band follows from it."""
    rank = rank_of(reasons_of(case.known, RULES))
    assert rank == case.rank
    band = "nothing" if rank == 10 else "look" if rank <= 5 else "watch"
    assert rank.band == band


def test_nobody_is_flagged_for_having_no_sessions():
    """A session is nowhere among the things that the rules know."""
    assert not [name for name in Known.__annotations__ if "session" in name]
    assert reasons_of(known(0), RULES) == []


SENTENCES = [
    (known(0, worse=[change()]), "Worse", "Left foot went from 4 to 6 in 4 weeks."),
    (known(0, worse=[change(weeks=1)]), "Worse", "Left foot went from 4 to 6 in 1 week."),
    (
        known(0, worse=[change(before=5, after=8, words=True)]),
        "Worse",
        "Left foot went from “half numb” to “very numb” in 4 weeks.",
    ),
    (
        known(0, flat=[change("right-hand", 7, 7, 8, 56)]),
        "The same",
        "Right hand has been 7 for 8 weeks.",
    ),
    (
        known(0, flat=[change("right-hand", 7, 7, 8, 56, peak=7.5)]),
        "The same",
        "Right hand has been about 7 for 8 weeks.",
    ),
    (
        known(0, flat=[change("right-hand", 7, 7, 26, None)]),
        "The same",
        "Right hand has been 7 for 26 weeks or longer.",
    ),
    (known(16), "No log", "No log for 16 days. The last one was on 28 April."),
    (known(200), "No log", "No log for 200 days. The last one was on 26 October 2025."),
    (known(None), "No log", "No log yet. The record was opened on 18 July 2025."),
    (known(0, tested_back=84), "Test due", "The last clinical test was on 19 February 2026."),
]


@pytest.mark.parametrize(("what", "chip", "sentence"), SENTENCES)
def test_every_reason_says_why(what, chip, sentence):
    """In a word and in a sentence."""
    [reason] = reasons_of(what, RULES)
    assert (chip_of(reason).label, sentence_of(reason, TODAY)) == (chip, sentence)


@pytest.mark.parametrize("kind", Alert.Kind.values)
def test_every_alert_has_a_rank_and_a_chip(kind):
    """Its sentence is that of the list of alerts."""
    [reason] = reasons_of(known(0, [alert(kind, 1)]), RULES)
    assert reason.rank.band == "look"
    assert chip_of(reason.plain).label == Alert.Kind(kind).label
    assert sentence_of(reason, TODAY, "Said so.") == "Said so."
    [seen] = reasons_of(known(0, [alert(kind, 1, "seen")]), RULES)
    assert (chip_of(seen).label, seen.can_be_seen) == ("Seen, not closed", False)


def test_what_is_seen_comes_back_with_a_new_event_only():
    """The same one stays away; more of it, or a second time, comes back."""
    worse = change(back=7)
    [reason] = reasons_of(known(0, worse=[worse]), RULES)
    looks = {(reason.code, reason.about): Look(reason.event, TODAY - timedelta(days=1))}
    assert reasons_of(known(0, worse=[worse], looks=looks), RULES) == []
    assert reasons_of(known(0, worse=[change(after=7, back=7)], looks=looks), RULES)
    assert reasons_of(known(0, worse=[change("left-hand")], looks=looks), RULES)
    again = change(back=0, weeks=4)
    again = Change(**{**vars(again), "since": TODAY.toordinal()})
    assert reasons_of(known(0, worse=[again], looks=looks), RULES)


def test_after_a_silence_nothing_is_told_of_the_present():
    """No "has been 7 for 8 weeks" of somebody who has not logged; what got worse names its week."""
    silent = known(30, flat=[change(before=7, after=7)], worse=[change(back=40, last_back=36)])
    worse, quiet = reasons_of(silent, RULES)
    assert sentence_of(worse, TODAY) == (
        "Left foot went from 4 to 6 in 4 weeks, to that of 8 April."
    )
    assert quiet.rank == Rank.QUIET


def test_half_a_point_is_no_new_event_of_the_same_score():
    """What is seen stays seen while the score lies still."""
    [reason] = reasons_of(known(0, flat=[change(before=7, after=7, back=60)]), RULES)
    looks = {("flat", "left-foot"): Look(reason.event, TODAY - timedelta(days=2))}
    wobble = change(before=7, after=7, peak=7.5, back=60)
    assert reasons_of(known(0, flat=[wobble], looks=looks), RULES) == []


def test_silence_that_is_seen_comes_back_after_the_next_silence():
    """A log in between makes it another one."""
    [reason] = reasons_of(known(20), RULES)
    looks = {("quiet", ""): Look(reason.event, TODAY)}
    assert reasons_of(known(20, looks=looks), RULES) == []
    assert reasons_of(known(15, looks=looks), RULES)


@pytest.mark.parametrize(
    ("middles", "scores", "words"),
    [
        ((4, 4, 4, 4, 6), "4 to 6", "in 4 weeks"),
        ((6, 5, 5, 5, 4), "6 to 4", "in 4 weeks"),
        ((4, 5, 5, 5, 4), "4 to 4", "in 4 weeks"),
        ((4, 5, 5, 5, 4.5), "4 to 4.5", "in 4 weeks"),
        ((4, 6), "4 to 6", "in 1 week"),
        ((4,), None, None),
        ((), None, None),
    ],
)
def test_beside_the_picture_stands_which_way_it_goes(middles, scores, words):
    """Two middle scores, and how far apart in time."""
    trend = trend_of(weeks(*middles), 4)
    assert (trend and trend.scores, trend and trend.words) == (scores, words)


def test_the_head_counts():
    """How many there are, and how many need a look."""
    assert counted(18, 3) == "18 patients. 3 need a look today. Sorted by need."
    assert counted(1, 1) == "1 patient. 1 needs a look today. Sorted by need."
    assert counted(4, 0) == "4 patients. No one needs a look today. Sorted by need."
    assert last_log(None, TODAY) == "No log yet"
    assert last_log(TODAY, TODAY) == "Last log today"
    assert last_log(TODAY - timedelta(days=16), TODAY) == "Last log 28 April"
