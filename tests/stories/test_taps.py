"""How many taps each way through the day costs, counted on a phone of 360 by 640.

The most that a flow may cost is that of the table in the design ("Screens and flows").
"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Visits, sign_in
from tests.cast import PASSWORD
from tests.server import Server

SIGNS = "Is one of these new, or worse than usual?"
SAVE = re.compile("^Save(, nothing new)?$")
STATES = "from tests.stories.states import print_people_who_tap; print_people_who_tap()"


@pytest.fixture(scope="module")
def people(server: Server) -> Iterator[dict[str, str]]:
    """Patients at the beginning of a flow: {first name: key of the record}."""
    return json.loads(server.python(STATES).splitlines()[-1])


class Thumb:
    """Somebody at a small phone, whose taps are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, role: str, name: str | re.Pattern) -> None:
        """Tap one thing that is there; the page scrolls by itself, as a person's thumb would."""
        target = self.page.get_by_role(role, name=name).first
        expect(target).to_be_visible()
        # Before its style sheets are there a page is not on the screen, and things lie elsewhere.
        self.page.wait_for_load_state()
        target.check(force=True) if role in ("radio", "checkbox") else target.click()
        self.taps += 1

    def sees(self, heading: str) -> None:
        """The page of this name is there."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)


def thumb(browser_page: Visits, server: Server, name: str, *, java_script: bool) -> Thumb:
    """Return somebody at their first page."""
    page = browser_page(server, width=360, height=640, java_script=java_script)
    sign_in(page, f"{name}@example.org", PASSWORD)
    return Thumb(page)


def same(hand: Thumb) -> None:
    """An unchanged day."""
    hand.tap("button", "Same as yesterday, nothing new")
    hand.sees("Saved for today")


def undo(hand: Thumb) -> None:
    """Take it back; the day before the first tap is not counted."""
    same(hand)
    hand.taps = 0
    hand.tap("button", "Undo")
    hand.sees("Same as yesterday?")


def one_part(hand: Thumb) -> None:
    """One of two parts changed; the other stays the same."""
    hand.tap("link", "Something changed")
    hand.tap("link", "Left hand")
    hand.tap("radio", re.compile("^3 "))
    hand.tap("button", SAVE)
    hand.sees("Saved for today")
    expect(hand.page.get_by_role("main")).to_contain_text("The same as last time")


def only_part(hand: Thumb) -> None:
    """With one part in the log nobody is asked which."""
    hand.tap("link", "Something changed")
    hand.tap("radio", re.compile("^3 "))
    hand.tap("button", SAVE)
    hand.sees("Saved for today")


def three_fresh(hand: Thumb) -> None:
    """The first day, three parts."""
    hand.tap("link", "Start")
    for score in (7, 4, 0):
        hand.tap("radio", re.compile(f"^{score} "))
        with hand.page.expect_navigation():  # a script sends it: the old page stays until then
            hand.tap("button", SAVE)
    hand.sees("Saved for today")


def chip(hand: Thumb) -> None:
    """One ready-made note after saving."""
    same(hand)
    hand.taps = 0
    hand.tap("checkbox", "Slept badly")
    hand.tap("button", "Save note")
    expect(hand.page.locator(".chip.note")).to_have_text("Slept badly")


def yesterday(hand: Thumb) -> None:
    """Yesterday, which was like the day before."""
    day = datetime.now(ZoneInfo("Europe/London")).date() - timedelta(days=1)
    hand.tap("link", "My days")
    hand.tap("link", re.compile(f"^{named(day)}"))
    hand.tap("button", "Same as the day before, nothing new")
    hand.sees(f"Saved for {named(day)}")


def help_now(hand: Thumb) -> None:
    """From any page."""
    hand.tap("link", "Get help")
    hand.sees("Get help")


def alarm(hand: Thumb) -> None:
    """A part changed, and something new came with it: one tap in place of Save."""
    hand.tap("link", "Something changed")
    hand.tap("link", "Left hand")
    hand.tap("radio", re.compile("^9 "))
    hand.tap("button", "Yes")
    hand.sees(SIGNS)
    expect(hand.page.get_by_role("main")).to_contain_text("What you said is saved.")


def call(hand: Thumb) -> None:
    """Something sudden: the call button is in view after one tap, and nothing stands before it."""
    hand.tap("button", "Something new, sudden or much worse")
    hand.sees(SIGNS)
    button = hand.page.get_by_role("main").get_by_role("link").first
    expect(button).to_have_attribute("href", "tel:999")
    expect(button).to_be_in_viewport(ratio=1)


def no_sign(hand: Thumb) -> None:
    """Something new that is none of the signs."""
    hand.tap("button", "Something new, sudden or much worse")
    hand.tap("button", "No, none of these")
    hand.sees("Saved")


def named(day: date) -> str:
    """Return a day as the pages name it."""
    return f"{day:%A} {day.day} {day:%B}"


FLOWS = [
    # the flow, whose first name, the most taps, (score, method, gate) of what is then stored
    (same, "sara", 1, [(5, "same"), (5, "same")]),
    (undo, "uli", 1, []),
    (one_part, "olga", 4, [(3, "rated"), (5, "same")]),
    (only_part, "otis", 3, [(3, "rated")]),
    (three_fresh, "theo", 7, [(0, "rated"), (4, "rated"), (7, "rated")]),
    (chip, "chad", 2, [(5, "same"), (5, "same")]),
    (yesterday, "yves", 3, []),
    (help_now, "hana", 1, []),
    (alarm, "alma", 4, [(5, "same"), (9, "rated")]),
    (call, "cara", 1, []),
    (no_sign, "nils", 2, []),
]


@pytest.mark.parametrize("java_script", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize(("flow", "name", "most", "stored"), FLOWS, ids=lambda one: None)
def test_a_flow_costs_no_more_taps_than_its_table_says(
    server: Server,
    people: dict[str, str],
    browser_page: Visits,
    flow,
    name: str,
    most: int,
    stored: list,
    *,
    java_script: bool,
) -> None:
    """And leaves the same rows with and without scripts."""
    who = name if java_script else f"{name}-plain"
    hand = thumb(browser_page, server, who, java_script=java_script)
    flow(hand)
    assert hand.taps <= most, f"{flow.__name__} took {hand.taps} taps"
    assert rows_today(server, people[who]) == stored


def rows_today(server: Server, patient: str) -> list[tuple]:
    """Return (score, method) of what stands for today."""
    uuid = patient if "postgres" in server.environment["DATABASE_URL"] else patient.replace("-", "")
    today = datetime.now(ZoneInfo("Europe/London")).date().isoformat()
    rows = server.sql(
        "SELECT numbness, method FROM diary_entry"
        " WHERE patient_id = %s AND for_date = %s AND state = 'current'",
        uuid,
        today,
    )
    return sorted(tuple(row) for row in rows)
