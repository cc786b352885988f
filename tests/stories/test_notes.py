"""A note is written and answered: by keyboard alone on a wide screen and a phone, and with a
pointer where no script runs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser import Visits
from tests.server import Server
from tests.stories.hands import Hands, Keyboard, Pointer
from tests.stories.steps import Somebody, sign_in

MAKE = "from tests.stories.noted import make_people_of_notes; make_people_of_notes()"
AMARA = Somebody("Amara Osei", "amara@example.org")


@pytest.fixture(scope="module")
def clinic(server: Server) -> Iterator[Server]:
    """A server with the people of this story."""
    server.python(MAKE)
    return server


@pytest.mark.parametrize(
    ("way", "patient", "widths"),
    [
        (Keyboard, Somebody("Kay Keys", "kay@example.org"), (1280, 360)),
        (Pointer, Somebody("Petra Pointer", "petra@example.org"), (360, 1280)),
    ],
    ids=["keyboard", "no-script"],
)
def test_a_note_goes_there_and_back(
    clinic: Server,
    browser_page: Visits,
    way: type[Hands],
    patient: Somebody,
    widths: tuple[int, int],
) -> None:
    """Amara answers Kay's note and writes one; Kay reads both and answers; Amara marks it as read,
    takes her own note back and puts it back."""
    amara, kay = (way(browser_page, clinic, width=width) for width in widths)
    sign_in(amara, AMARA)
    amara.unfold("Nothing to flag (2)")
    amara.link(patient.name)
    _answer(amara)
    _write(amara)
    sign_in(kay, patient)
    _read_and_answer(kay)
    amara.page.reload()
    notes = amara.page.locator("section:has(> #notes)")
    expect(notes).to_contain_text(f"Read by {patient.name}")
    expect(notes).to_contain_text("It was warm.")
    amara.button("Mark as read")
    expect(notes).not_to_contain_text("Not read yet")
    _take_back_and_put_back(amara)
    kay.page.reload()
    expect(kay.page.get_by_role("main")).to_contain_text("Amara Osei has read this.")


def _answer(amara: Hands) -> None:
    notes = amara.page.locator("section:has(> #notes)")
    expect(notes).to_contain_text("Not read yet")
    amara.link("Answer : Burning at night")
    amara.button("Save", exact=True)
    expect(amara.page.get_by_role("alert")).to_contain_text("Write something first.")
    amara.write("Your answer", "Keep it cool at night.")
    amara.button("Save", exact=True)
    expect(notes).to_contain_text("Read by Amara Osei")
    expect(notes).to_contain_text("Keep it cool at night.")


def _write(amara: Hands) -> None:
    amara.link("Add a note")
    amara.write("Note", "Try warm and cold water.")
    amara.choose("The care team and the patient")
    amara.button("Save", exact=True)
    expect(amara.page.get_by_role("status").first).to_contain_text("The note is saved.")


def _read_and_answer(kay: Hands) -> None:
    kay.link("My details")
    kay.link("See : Notes from my team")
    main = kay.page.get_by_role("main")
    expect(main).to_contain_text("Keep it cool at night.")
    kay.link("Answer : Try warm and cold water.")
    kay.write("Your answer", "It was warm.")
    kay.button("Send")
    expect(main).to_contain_text("Your answer is sent.")
    kay.button("I have read this : Keep it cool at night.")
    expect(main).to_contain_text("You have read this.")


def _take_back_and_put_back(amara: Hands) -> None:
    amara.link("All notes")
    amara.link("From the team")
    main = amara.page.get_by_role("main")
    amara.button("Take back")
    expect(main).to_contain_text("The note is taken back.")
    amara.button("Undo")
    expect(main).to_contain_text("Try warm and cold water.")
    expect(main).to_contain_text("From the team")
