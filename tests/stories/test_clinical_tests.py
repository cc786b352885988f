"""A clinical test with subscores: typed wrongly, mended, seen over time, corrected, undone."""

from datetime import date

from playwright.sync_api import expect

from tests.browser import Visits
from tests.server import Server
from tests.stories import steps
from tests.stories.hands import WAYS, Hands
from tests.stories.steps import Somebody, long_day
from tests.stories.test_main_job import record_of, today_in

NAME = "Fugl-Meyer Assessment, sensory section, Arm only, Left whole arm"


def totals(server: Server, patient: Somebody) -> list[tuple]:
    """Return (total, state) of every row, in the order in which they were made."""
    rows = server.sql(
        "SELECT total, state FROM assessments_result WHERE patient_id = %s ORDER BY created_at",
        record_of(server, patient),
    )
    return [(float(total), state) for total, state in rows]


def team(visits: Visits, server: Server, way: type[Hands], width: int) -> tuple[Hands, Somebody]:
    """Return Amara at her desk, on the page of Rosa, and Rosa."""
    own = f"{way.__name__} {width}"  # the stories of this module share one server
    ending = f"{own.lower().replace(' ', '')}.example"
    ana, amara, rosa = (
        Somebody(f"{name} {own}", f"{name.lower()}@{ending}") for name in ("Ana", "Amara", "Rosa")
    )
    admin = way(visits, server, width=1280)
    steps.first_admin(admin, server, ana)
    steps.invite_colleague(admin, amara)
    therapist = way(visits, server, width=width)
    steps.accept_invitation(therapist, server, amara)
    steps.invite_patient(admin, rosa, amara)
    steps.open_patient(therapist, rosa)
    return therapist, rosa


def record_nine_points(therapist: Hands) -> None:
    """A number too high gets a sentence and stays; the total is left to the form."""
    therapist.link("Add a test result")
    therapist.link("Arm only")
    therapist.choose("Left whole arm")
    therapist.write("Light touch", "5")
    therapist.write("Position sense", "6")
    therapist.button("Save result")
    problem = therapist.page.get_by_role("alert")
    expect(problem).to_contain_text("Light touch: type a number from 0 to 4.")
    expect(therapist.box("Light touch")).to_have_value("5")
    expect(therapist.box("Position sense")).to_have_value("6")
    therapist.write("Light touch", "3")
    therapist.button("Save result")
    expect(therapist.page.get_by_role("status")).to_contain_text("Result saved.")


def row_of(therapist: Hands) -> list[str]:
    """Return the results of the test in the table, which names its direction."""
    row = therapist.page.get_by_role("row").filter(has_text="Fugl-Meyer")
    expect(row.get_by_text("12, higher is better").locator("visible=true")).to_have_count(1)
    return row.locator("td.number").all_inner_texts()


@WAYS
def test_a_test_with_subscores(
    server: Server, browser_page: Visits, way: type[Hands], width: int
) -> None:
    today: date = today_in()
    therapist, rosa = team(browser_page, server, way, width)
    record_nine_points(therapist)
    assert totals(server, rosa) == [(9, "current")]
    assert row_of(therapist) == ["9"]

    # Its own page shows it over time, and leads to the result.
    therapist.link(NAME)
    steps.sees_picture(therapist)
    expect(therapist.page.get_by_role("main")).to_contain_text(f"9 on {long_day(today)}.")
    therapist.link("Light touch", exact=True)
    steps.sees_picture(therapist)
    expect(therapist.page.get_by_role("main")).to_contain_text(f"3 on {long_day(today)}.")

    # A correction keeps the former version; undo brings it back.
    therapist.link(long_day(today), exact=True)
    therapist.link("Correct it")
    therapist.write("Light touch", "4")
    therapist.button("Save result")
    assert totals(server, rosa) == [(9, "replaced"), (10, "current")]
    therapist.button("Undo")
    assert totals(server, rosa) == [(9, "current"), (10, "withdrawn")]
    assert row_of(therapist) == ["9"]
