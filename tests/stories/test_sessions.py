"""Sessions at the desk and at home: copied in five clicks, fresh, corrected by two at once."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser import Visits, axe, sign_in
from tests.cast import PASSWORD
from tests.server import Server
from tests.stories import steps
from tests.stories.hands import WAYS, Hands, Keyboard

MOST_CLICKS = 5
STATES = "from tests.stories.desk import print_treated; print_treated()"
KINDS = ("Sensory", "Electrical", "Acupuncture", "Physiotherapy", "Occupational", "Other")


@pytest.fixture(scope="module")
def records(server: Server) -> Iterator[dict[str, str]]:
    """The patients, and a session: {first name and way: key}."""
    return json.loads(server.python(STATES).splitlines()[-1])


def name_of(way: type[Hands], width: int) -> str:
    """Return the way as the names of its people have it."""
    return f"{'keyboard' if way is Keyboard else 'no-scripts'}-{width}"


def come_in(visits: Visits, server: Server, way: type[Hands], width: int, who: str) -> Hands:
    """Return somebody who has signed in."""
    hands = way(visits, server, width=width)
    sign_in(hands.page, who, PASSWORD)
    return hands


def sessions_of(server: Server, patient: str, kind: str) -> list[tuple]:
    """Return (minutes, setting, label, email of who entered it) of the sessions that stand."""
    return server.sql(
        "SELECT s.minutes, s.setting, s.label, e.email FROM therapy_session s"
        " JOIN accounts_user e ON e.id = s.entered_by_id"
        " JOIN care_patient p ON p.id = s.patient_id JOIN accounts_user u ON u.id = p.user_id"
        " WHERE u.email = %s AND s.kind_id = %s AND s.state = 'current'"
        " ORDER BY s.held_on, s.created_at",
        f"{patient}@example.org",
        kind,
    )


@WAYS
def test_the_same_settings_as_last_time_cost_five_clicks_at_most(
    server: Server, browser_page: Visits, records: dict, way: type[Hands], width: int
) -> None:
    """From the patient's page back to it, a session of every kind."""
    name = name_of(way, width)
    tess = come_in(browser_page, server, way, width, f"tess-{name}@example.org")
    tess.open(f"/patients/{records[f'pia-{name}']}/")
    for kind in KINDS:
        clicks = 0
        tess.link("Add a session")
        clicks += 1
        if kind != "Sensory":  # the first kind is open already
            tess.link(kind, exact=True)
            clicks += 1
        tess.link("Use the same settings as")
        clicks += 1
        if kind == "Electrical":  # how the skin looks is a result: nobody copies it
            tess.choose("Normal", question="Skin afterwards")
            clicks += 1
        steps.save_session(tess)
        clicks += 1
        assert clicks <= MOST_CLICKS, f"{kind} took {clicks} clicks"
    for code in ("sensory", "electrical", "acupuncture", "physio", "occupational", "other"):
        first, second = sessions_of(server, f"pia-{name}", code)
        assert second == first


@WAYS
def test_fresh_sessions_of_every_kind(
    server: Server, browser_page: Visits, records: dict, way: type[Hands], width: int
) -> None:
    """Nothing to copy: each is typed, with the mistakes that people make."""
    name = name_of(way, width)
    tess = come_in(browser_page, server, way, width, f"tess-{name}@example.org")
    tess.open(f"/patients/{records[f'nina-{name}']}/")
    steps.record_sensory(tess, "Left hand")
    steps.record_electrical(tess, "Left hand")
    steps.record_acupuncture(tess, "Left foot")
    for kind in ("Physiotherapy", "Occupational"):
        steps.begin_session(tess, kind, 30, "Left hand")
        steps.save_session(tess)
    steps.begin_session(tess, "Other", 300, "Left hand")
    steps.be_told(tess, "Type what it was, for example hydrotherapy.", "What it was")
    tess.write("What it was", "Hydrotherapy")
    tess.button("Save session")
    expect(tess.page.get_by_role("heading", level=1)).to_have_text("Is this right?")
    tess.button("No, change it")
    expect(tess.box("What it was")).to_have_value("Hydrotherapy")
    tess.write("Minutes", "30")
    steps.save_session(tess)
    entered = (f"tess-{name}@example.org",)
    assert sessions_of(server, f"nina-{name}", "other") == [
        (30, "clinic", "Hydrotherapy", *entered)
    ]


@WAYS
def test_of_two_who_correct_the_same_session_neither_loses_a_word(
    server: Server, browser_page: Visits, records: dict, way: type[Hands], width: int
) -> None:
    """Both open it; the second to save is told what the first changed, and saves after that."""
    name = name_of(way, width)
    record = records[f"pia-{name}"]
    tess = come_in(browser_page, server, way, width, f"tess-{name}@example.org")
    cole = come_in(browser_page, server, way, width, f"cole-{name}@example.org")
    for hands in (tess, cole):
        hands.open(f"/patients/{record}/sessions/{records[f'session-{name}']}/")
        hands.link("Correct it")
    tess.write("Minutes", "50")
    tess.write("Notes (optional)", "Warm water, 34 degrees.")
    steps.save_session(tess)
    cole.write("What it was", "Swimming")
    cole.write("Notes (optional)", "With floats.")
    typed = dict(cole.typed())
    cole.button("Save session")
    page = cole.page.get_by_role("main")
    expect(page).to_contain_text(f"Tess-{name} has saved this session since you opened it.")
    changed = cole.page.get_by_role("region", name=f"What Tess-{name} changed")
    expect(changed).to_contain_text("Minutes: “45” became “50”.")
    expect(changed).to_contain_text("Notes: “Warm water, 34 degrees.” was added.")
    expect(changed).to_contain_text("Saved on")
    if way.java_script:
        axe(cole.page)
    ours = {"key", "base"}
    now = {field: value for field, value in cole.typed() if field not in ours}
    assert now == {field: value for field, value in typed.items() if field not in ours}
    cole.write("Minutes", "50")
    steps.save_session(cole)
    stands = sessions_of(server, f"pia-{name}", "other")[0]
    assert stands == (50, "clinic", "Swimming", f"cole-{name}@example.org")


@WAYS
def test_practice_at_home_is_written_changed_and_taken_back(
    server: Server, browser_page: Visits, records: dict, way: type[Hands], width: int
) -> None:
    """From Progress; the therapist sees it with the patient's name."""
    name = name_of(way, width)
    record = records[f"nina-{name}"]
    first = f"nina-{name}@example.org"
    nina = come_in(browser_page, server, way, width, first)
    nina.link("Progress", exact=True)
    nina.link("Practice at home: write it down")
    nina.link("Sensory re-education")
    nina.choose("Yesterday")
    nina.write("Minutes", "20")
    nina.tick("Left hand")
    nina.write("Tries", "30")
    nina.write("Right answers", "31")
    nina.button("Save", exact=True)
    expect(nina.page.get_by_role("alert")).to_contain_text("type a number up to 30")
    nina.write("Right answers", "21")
    nina.button("Save", exact=True)
    expect(nina.page.get_by_role("status")).to_contain_text("Saved.")
    expect(nina.page.get_by_role("main")).to_contain_text("30 tries, 21 right.")
    nina.link("Change", exact=True)
    nina.write("Minutes", "25")
    nina.button("Save", exact=True)
    expect(nina.page.get_by_role("main")).to_contain_text("25 minutes.")
    nina.button("Undo")
    nina.link("Home practice")
    expect(nina.page.get_by_role("main")).to_contain_text("20 minutes.")
    at_home = (20, "home", "", first)
    assert at_home in sessions_of(server, f"nina-{name}", "sensory")
    tess = come_in(browser_page, server, way, width, f"tess-{name}@example.org")
    tess.open(f"/patients/{record}/sessions/")
    expect(tess.page.get_by_role("main")).to_contain_text(f"At home. Written down by Nina-{name}.")
    nina.link("Change", exact=False)
    nina.button("Take it back")
    expect(nina.page.get_by_role("main")).to_contain_text("It does not count.")
    assert at_home not in sessions_of(server, f"nina-{name}", "sensory")
    nina.button("Put it back")
    assert at_home in sessions_of(server, f"nina-{name}", "sensory")
