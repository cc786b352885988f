"""The main job, from the first invitation to the chart, by keyboard and without scripts."""

import json
import statistics
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser import Visits
from tests.server import Server
from tests.stories import steps
from tests.stories.hands import Hands, Keyboard, Pointer
from tests.stories.steps import Somebody, day_name, long_day

DAY = timedelta(days=1)
LONGEST_SILENCE = 15  # days from one rating to the next that are still drawn as one line
HOW = {"rated": "Rated", "same": "Same as last time", "skipped": "Not sure"}
WRITES = {
    ("admin", "accepted_invitation"): 1,
    ("admin", "invited"): 2,
    ("admin", "registered_patient"): 1,
    ("admin", "assigned_therapist"): 1,
    ("therapist", "accepted_invitation"): 1,
    ("therapist", "recorded_stroke"): 1,
    ("therapist", "recorded_session"): 3,
    ("therapist", "confirmed_precautions"): 1,
    ("patient", "accepted_invitation"): 1,
    ("patient", "chose_areas"): 1,
    ("patient", "logged_entry"): 4,
    ("patient", "undid_entry"): 1,
    ("patient", "corrected_entry"): 1,
    ("patient", "answered_gate"): 3,
    ("patient", "withdrew_gate_answer"): 1,
}
# A page and the picture on it are one look.
LOOKED_AT = ("caseload", "patient", "intake", "sessions", "numbers")


def today_in(zone: str = "Europe/London") -> date:
    """Return the date on the patient's calendar."""
    return datetime.now(ZoneInfo(zone)).date()


def record_of(server: Server, patient: Somebody) -> object:
    """Return the key of the patient's record, as the database writes it."""
    return server.sql(
        "SELECT p.id FROM care_patient p JOIN accounts_user u ON u.id = p.user_id"
        " WHERE u.email = %s",
        patient.email,
    )[0][0]


def entries(server: Server, patient: Somebody, *, state: str = "current") -> list[tuple]:
    """Return (day, part, score, method) of every entry in this state, oldest first."""
    rows = server.sql(
        "SELECT e.for_date, a.side || '-' || a.site, e.numbness, e.method FROM diary_entry e"
        " JOIN care_trackedarea a ON a.id = e.area_id"
        " WHERE e.patient_id = %s AND e.state = %s"
        " ORDER BY e.for_date, e.recorded_at, e.serial",
        record_of(server, patient),
        state,
    )
    return [(str(day), *rest) for day, *rest in rows]


def scores_by_day(rows: list[tuple], part: str) -> dict[date, int]:
    """Return the score that counts for each day: the last one that was given."""
    return {
        date.fromisoformat(day): score
        for day, of, score, _method in rows
        if of == part and score is not None
    }


def weekly_medians(scores: dict[date, int]) -> list[tuple[date, float, int]]:
    """Return (Monday, median, number of rated days) of each week, the newest first."""
    weeks = defaultdict(list)
    for day, score in scores.items():
        weeks[day - day.weekday() * DAY].append(score)
    return [
        (monday, statistics.median(weeks[monday]), len(weeks[monday]))
        for monday in sorted(weeks, reverse=True)
    ]


def shown(number: float) -> str:
    """Return a median as pages print it."""
    return str(int(number)) if number == int(number) else f"{number:.1f}"


def week_name(monday: date, today: date) -> str:
    """Return the days of a week up to today, as the table names them."""
    last = min(monday + 6 * DAY, today)
    if last == monday:
        return long_day(monday)
    if (monday.year, monday.month) == (last.year, last.month):
        return f"{monday.day} to {long_day(last)}"
    return f"{long_day(monday)} to {long_day(last)}"


def see_the_chart(hands: Hands, scores: dict[date, int], today: date, counted: str) -> None:
    """Picture, sentence and table say what the database holds."""
    steps.sees_picture(hands)
    rated, days = len(scores), (today - min(scores)).days + 1
    sentence = hands.page.get_by_text(counted.format(rated=rated, days=days)).first
    expect(sentence).to_be_visible()
    assert medians_in_table(hands) == [
        (week_name(monday, today), shown(median), str(number))
        for monday, median, number in weekly_medians(scores)
    ]


def see_every_day(hands: Hands, server: Server, patient: Somebody, part: str) -> None:
    """The tables of daily values list the rows that stand, each once, and no other."""
    hands.unfold("Numbers as a table")
    hands.link("Every day's numbers")
    rows = [row for row in reversed(entries(server, patient)) if row[1] == part]
    for year in sorted({on[:4] for on, *_ in rows}, reverse=True):
        hands.link(year, exact=True)
        listed = [(row[0], row[1], row[3].split(",")[0]) for row in steps.rows_of(hands)]
        assert listed == [
            (
                f"{date.fromisoformat(on):%a} {long_day(date.fromisoformat(on))}",
                "–" if score is None else str(score),
                HOW[method],
            )
            for on, _site, score, method in rows
            if on[:4] == year
        ]


@pytest.mark.parametrize("way", [Keyboard, Pointer], ids=["keyboard", "no-scripts"])
def test_from_the_first_invitation_to_the_chart(
    server: Server, browser_page: Visits, way: type[Hands]
) -> None:
    """An admin invites, a patient logs, a therapist records, both see the chart."""
    ending = f"{way.__name__.lower()}.example"
    ana = Somebody("Ana Ruiz", f"ana@{ending}")
    amara = Somebody(f"Amara {way.__name__}", f"amara@{ending}")
    rosa = Somebody(f"Rosa {way.__name__}", f"rosa@{ending}")
    today = today_in()
    yesterday, before = today - DAY, today - 2 * DAY

    # The admin invites a therapist and a patient; both come in by the link of their mail.
    admin = way(browser_page, server, width=1280)
    steps.first_admin(admin, server, ana)
    steps.invite_colleague(admin, amara)
    therapist = way(browser_page, server, width=1280)
    steps.accept_invitation(therapist, server, amara)
    steps.invite_patient(admin, rosa, amara)
    patient = way(browser_page, server)
    steps.accept_invitation(patient, server, rosa)

    # The patient picks two parts, logs today, adds two days, changes one, takes one back.
    steps.choose_areas(patient, "Left hand", "Left foot")
    steps.log_first_day(patient, {"Left hand": 6, "Left foot": 0})
    steps.log_day(patient, yesterday, "Left hand", 8)
    steps.log_day(patient, before, "Left hand", 9)
    steps.undo(patient)
    steps.edit_day(patient, yesterday, 7)
    assert entries(server, rosa) == [
        (str(yesterday), "left-hand", 7, "rated"),
        (str(today), "left-hand", 6, "rated"),
        (str(today), "left-foot", 0, "rated"),
    ]
    assert entries(server, rosa, state="replaced") == [(str(yesterday), "left-hand", 8, "rated")]
    assert entries(server, rosa, state="withdrawn") == [(str(before), "left-hand", 9, "rated")]

    # The therapist notes the stroke and records a session of each kind.
    stroke_on = today - 70 * DAY
    steps.open_patient(therapist, rosa)
    steps.add_stroke(therapist, rosa, stroke_on)
    steps.record_sensory(therapist, "Left hand")
    steps.record_electrical(therapist, "Left hand")
    steps.record_acupuncture(therapist, "Left hand")
    check_sessions(server, rosa, today)

    # Both open the chart: it says what the database holds.
    scores = scores_by_day(entries(server, rosa), "left-hand")
    assert scores == {yesterday: 7, today: 6}
    see_the_chart(therapist, scores, today, "Rated on {rated} of {days} days.")
    see_every_day(therapist, server, rosa, "left-hand")
    patient.link("Progress", exact=True)
    see_the_chart(patient, scores, today, "You rated {rated} of {days} days.")
    done = patient.page.get_by_role("heading", name="What you have done").locator("..")
    expect(done).to_contain_text("Sensory: 1 session")
    expect(done).to_contain_text("Electrical: 1 session")
    expect(done).to_contain_text("Acupuncture: 1 session")
    see_every_day(patient, server, rosa, "left-hand")
    patient.link("Today", exact=True)
    expect(patient.page.get_by_role("main")).to_contain_text(day_name(today))

    check_audit(server, ana, amara, rosa)


def check_sessions(server: Server, patient: Somebody, today: date) -> None:
    """The database holds the three sessions with their doses, each once."""
    rows = server.sql(
        "SELECT s.kind_id, s.held_on, s.minutes, d.task, d.attempted, d.correct, c.frequency_hz,"
        " c.threshold_left_ma, c.threshold_right_ma, c.max_ma, c.amplitude_ma, c.skin_after"
        " FROM therapy_session s"
        " LEFT JOIN therapy_sensorydetail d ON d.session_id = s.id"
        " LEFT JOIN therapy_electricaldetail c ON c.session_id = s.id"
        " WHERE s.patient_id = %s AND s.state = 'current' ORDER BY s.created_at",
        record_of(server, patient),
    )
    plain = [[float(x) if hasattr(x, "as_tuple") else x for x in row] for row in rows]
    assert [[row[0], str(row[1]), *row[2:]] for row in plain] == [
        ["sensory", str(today), 150, "texture", 60, 42] + [None] * 6,
        ["electrical", str(today), 45] + [None] * 3 + [20, 9, 4.5, 20, 12.5, "normal"],
        ["acupuncture", str(today), 30] + [None] * 9,
    ]
    needles = server.sql(
        "SELECT n.point, n.side FROM therapy_acupunctureneedle n"
        " JOIN therapy_session s ON s.id = n.session_id"
        " WHERE s.patient_id = %s ORDER BY n.id",
        record_of(server, patient),
    )
    assert needles == [("LI4", "left"), ("BL60", "left")]
    precautions = server.sql(
        "SELECT count(*) FROM therapy_precautioncheck WHERE patient_id = %s",
        record_of(server, patient),
    )
    assert precautions == [(1,)]


def check_audit(server: Server, admin: Somebody, therapist: Somebody, patient: Somebody) -> None:
    """Every write left one event under the name of who wrote; every look of others too."""
    people = {admin.email: "admin", therapist.email: "therapist", patient.email: "patient"}
    rows = server.sql(
        "SELECT u.email, e.verb, e.changes FROM audit_event e"
        " JOIN accounts_user u ON u.id = e.by_id WHERE u.email IN (%s, %s, %s)",
        *people,
    )
    wrote = Counter((people[email], verb) for email, verb, _changes in rows if verb != "looked_at")
    assert wrote == WRITES
    looks = {
        # SQLite keeps JSON as text.
        (people[email], (json.loads(seen) if isinstance(seen, str) else seen)["page"])
        for email, verb, seen in rows
        if verb == "looked_at"
    }
    assert looks == {("therapist", page) for page in LOOKED_AT}


@pytest.mark.parametrize("person", ["rosa", "george", "ingrid"])
def test_a_long_record_is_shown_as_the_database_holds_it(
    demo_server: Server, browser_page: Visits, person: str
) -> None:
    """Over weeks, months and years: every middle score of the table, and every single day."""
    patient = Somebody(person, f"{person}@demo.example")
    hands = Pointer(browser_page, demo_server)
    steps.sign_in(hands, patient)
    hands.link("Progress", exact=True)
    today = today_in()
    part = demo_server.sql(
        "SELECT side || '-' || site FROM care_trackedarea WHERE patient_id = %s AND slot = 1",
        record_of(demo_server, patient),
    )[0][0]
    scores = scores_by_day(entries(demo_server, patient), part)
    for name, days in {"4 weeks": 28, "9 months": 273}.items():
        hands.link(name)
        steps.sees_picture(hands)
        first = today - (days - 1) * DAY
        first -= first.weekday() * DAY
        inside = {day: score for day, score in scores.items() if day >= first}
        assert medians_in_table(hands) == [
            (week_name(monday, today), shown(median), str(number))
            for monday, median, number in weekly_medians(inside)
        ]
    hands.link("All", exact=True)
    steps.sees_picture(hands)
    if today - min(scores) > 600 * DAY:
        assert [row[1:] for row in medians_in_table(hands)] == monthly_medians(scores)
    see_every_day(hands, demo_server, patient, part)


def medians_in_table(hands: Hands) -> list[tuple[str, str, str]]:
    """Return (days, middle score, number of rated days) of each row below the picture."""
    rows = steps.table_below(hands)
    return [(row[0], row[1].split(" (")[0], row[3].split(" of ")[0]) for row in rows]


def monthly_medians(scores: dict[date, int]) -> list[tuple[str, str]]:
    """Return (median, number of rated days), newest first; a long break also ends a month."""
    groups, last, run = defaultdict(list), None, 0
    for day in sorted(scores):
        run += last is not None and (day - last).days > LONGEST_SILENCE
        groups[day.year, day.month, run].append(scores[day])
        last = day
    return [
        (shown(statistics.median(groups[key])), str(len(groups[key])))
        for key in sorted(groups, reverse=True)
    ]
