"""The first page of the morning: who is first, seen, and seen undone."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser import Visits, axe, sign_in
from tests.cast import PASSWORD
from tests.server import Server
from tests.stories.hands import WAYS, Hands, Keyboard

STATES = "from tests.stories.morning import print_mornings; print_mornings()"


@pytest.fixture(scope="module")
def mornings(server: Server) -> Iterator[dict[str, str]]:
    """A therapist with three patients for each way of working."""
    return json.loads(server.python(STATES).splitlines()[-1])


@WAYS
def test_who_is_first_is_seen_and_seen_is_undone(
    server: Server, browser_page: Visits, mornings: dict, way: type[Hands], width: int
) -> None:
    """The first name of the page is the one to look at; one press each to mark and to undo."""
    name = f"{'keyboard' if way is Keyboard else 'no-scripts'}-{width}"
    hands = way(browser_page, server, width=width)
    sign_in(hands.page, mornings[name], PASSWORD)
    page = hands.page
    names = page.locator(".case h3 a")
    expect(page.get_by_role("heading", level=1)).to_have_text("Caseload")
    expect(names.first).to_have_text(f"Wanda-{name}")
    first = page.locator(".case").first
    expect(first).to_contain_text("Left foot went from 4 to 7 in 4 weeks.")
    expect(page.get_by_text("3 patients. 1 needs a look today.")).to_be_visible()
    if way is Keyboard:
        axe(page)
    hands.button("Mark as seen")
    expect(page.get_by_text(f"Marked as seen: Wanda-{name}.")).to_be_visible()
    expect(page.get_by_text("No one needs a look today.")).to_be_visible()
    hands.button("Undo")
    expect(names.first).to_have_text(f"Wanda-{name}")
    hands.write("Find a patient", "Rossa")
    hands.button("Search")
    expect(page.get_by_text("No patient called ‘Rossa’. Check the spelling.")).to_be_visible()
    hands.link("All patients")
    hands.link(f"Wanda-{name}", exact=True)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Wanda-{name}")
