"""A phase, a goal and a plan: written with a keyboard alone or without scripts, on a phone and on
a desk, and read by the patient."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser import Visits
from tests.server import Server
from tests.stories import steps
from tests.stories.hands import Hands, Keyboard, Pointer
from tests.stories.steps import Somebody


class AtADesk(Keyboard):
    """A keyboard and a wide window."""

    width = 1280


def write_day(hands: Hands, question: str, year: int) -> None:
    """Type 2 March of a year into the three boxes of one question."""
    group = hands.page.get_by_role("group", name=question)
    for label, text in (("Day", "2"), ("Month", "3"), ("Year", str(year))):
        hands._write(group.get_by_label(label, exact=True), text)


def said(hands: Hands, text: str) -> None:
    """Expect what a message or a page says."""
    expect(hands.page.get_by_role("main").locator("..")).to_contain_text(text)


@pytest.mark.parametrize(
    "hands_class",
    [Keyboard, Pointer, pytest.param(AtADesk, marks=pytest.mark.looks)],
    ids=lambda one: one.__name__,
)
def test_a_phase_a_goal_and_a_plan(
    server: Server, browser_page: Visits, hands_class: type[Hands]
) -> None:
    word = hands_class.__name__
    key = server.python(
        "from tests.stories.states import make_somebody_to_plan_for;"
        f" make_somebody_to_plan_for('{word}')"
    ).splitlines()[-1]
    year = datetime.now(ZoneInfo("Europe/London")).year
    tess = hands_class(browser_page, server, width=hands_class.width)
    steps.sign_in(tess, Somebody("Tess", f"tess-{word.lower()}@example.org"))
    tess.open(f"/patients/{key}/")

    tess.link("Phases", exact=True)
    tess.link("Add a phase")
    tess.write("Name", "Pneumonia")
    tess.choose("Hospital stay")
    write_day(tess, "First day", year - 1)
    tess.button("Save")
    said(tess, "“Pneumonia” is saved.")
    said(tess, "Hospital stay")

    tess.open(f"/patients/{key}/")
    tess.link("All goals")
    tess.link("Add a goal")
    tess.write("Goal, in the patient’s own words", "Feel the cup in my hand")
    tess.pick("Body part (optional)", "Left hand")
    tess.write("Numbness to reach (optional)", "3")
    tess.button("Save")
    said(tess, "Left hand at 3 or less.")
    tess.button("Reached")
    said(tess, "The goal is reached.")
    tess.button("Undo")
    said(tess, "Undone. It is as it was before you saved.")

    tess.open(f"/patients/{key}/")
    tess.link("Planned sessions")
    tess.link("Add a plan")
    tess.choose("Sensory re-education")
    tess.write("Sessions a week", "3")
    write_day(tess, "First day", year - 1)
    tess.button("Save")
    said(tess, "Planned 3 a week.")
    tess.open(f"/patients/{key}/")
    said(tess, "Planned 3 a week.")
    said(tess, "Feel the cup in my hand")

    patient = hands_class(browser_page, server, width=hands_class.width)
    steps.sign_in(patient, Somebody("Pat", f"pat-{word.lower()}@example.org"))
    patient.open(f"/patients/{key}/progress/")
    said(patient, "Feel the cup in my hand")
    said(patient, "Planned 3 a week.")
    patient.link("All goals")
    patient.link("Add a goal")
    patient.write("What do you want to feel or do?", "Button my shirt")
    patient.button("Save")
    said(patient, "Button my shirt")
    patient.link("Change : Button my shirt")
    patient.write("What do you want to feel or do?", "Button my coat")
    patient.button("Save")
    said(patient, "Button my coat")
    patient.button("Undo")
    said(patient, "Button my shirt")
    patient.link("Drop : Button my shirt")
    patient.write("Reason (optional)", "I wear boots now")
    patient.button("Drop")
    said(patient, "Dropped: I wear boots now. Noted by Pat")
