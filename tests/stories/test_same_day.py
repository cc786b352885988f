"""A day in the log: one tap, twice by accident, undone, on two devices; and text that attacks."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Visits, press_until, sign_in
from tests.cast import PASSWORD
from tests.server import Server
from tests.stories.states import HOSTILE, HOSTILE_SHORT

SAME = "Same as yesterday, nothing new"
SAVE = re.compile("^Save(, nothing new)?$")


@pytest.fixture(scope="module")
def found(server: Server) -> Iterator[dict[str, str]]:
    """Patients who each logged yesterday: {first name: key of the record}."""
    printed = server.python(
        "from tests.stories.states import print_people_of_one_day; print_people_of_one_day()"
    )
    return json.loads(printed.splitlines()[-1])


def enter(browser_page: Visits, server: Server, name: str, **device) -> Page:
    """Sign somebody in and return the first page."""
    page = browser_page(server, **device)
    sign_in(page, f"{name}@example.org", PASSWORD)
    return page


def today() -> str:
    """Return the date on the patients' calendar."""
    return datetime.now(ZoneInfo("Europe/London")).date().isoformat()


def rows_today(server: Server, patient: str) -> list[tuple]:
    """Return (score, method, state) of today's rows, in the order of the form."""
    uuid = patient if "postgres" in server.environment["DATABASE_URL"] else patient.replace("-", "")
    return server.sql(
        "SELECT numbness, method, state FROM diary_entry WHERE patient_id = %s AND for_date = %s"
        " ORDER BY recorded_at, serial",
        uuid,
        today(),
    )


TWO_SAME = [(5, "same", "current"), (5, "same", "current")]


def test_the_same_day_is_one_tap(
    server: Server, found: dict[str, str], browser_page: Visits
) -> None:
    """On a small phone both buttons lie above the navigation, and one tap saves the day."""
    page = enter(browser_page, server, "tara", height=640)
    expect(page.get_by_role("heading", level=1)).to_have_text("Same as yesterday?")
    bar = page.get_by_role("navigation", name="Main").bounding_box()
    for role, name in (("button", SAME), ("link", "Something changed")):
        box = page.get_by_role(role, name=name).bounding_box()
        assert box["y"] + box["height"] <= bar["y"], f"“{name}” lies under the navigation"
    with page.expect_navigation():
        page.get_by_role("button", name=SAME).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved for today")
    assert rows_today(server, found["tara"]) == TWO_SAME


def test_the_same_day_is_one_press_of_enter(
    server: Server, found: dict[str, str], browser_page: Visits
) -> None:
    """The button takes the focus, and Enter saves the day."""
    page = enter(browser_page, server, "enya")
    press_until(page, page.get_by_role("button", name=SAME))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved for today")
    assert rows_today(server, found["enya"]) == TWO_SAME


def test_a_trembling_hand_makes_one_row(
    server: Server, found: dict[str, str], browser_page: Visits
) -> None:
    """A double click on "Same" and on "Save" stores each answer once; so does a form sent again."""
    page = enter(browser_page, server, "tess")
    form = page.locator("main form").first
    sent = dict(form.evaluate("form => [...new FormData(form)]"))
    address = form.get_attribute("action")
    page.get_by_role("button", name=SAME).dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved for today")
    again = page.request.post(address, form=sent, headers={"Referer": page.url})
    assert again.ok
    assert "/saved/" in again.url
    assert rows_today(server, found["tess"]) == TWO_SAME
    page.get_by_role("link", name="Change another part").click()
    page.get_by_role("link", name="Left hand").click()
    page.get_by_role("radio", name="3 ").check()
    page.get_by_role("button", name=SAVE).dblclick()
    expect(page.get_by_role("main")).to_contain_text("Left hand: 3.")
    assert sorted(rows_today(server, found["tess"])) == sorted(
        [(5, "same", "replaced"), (5, "same", "current"), (3, "rated", "current")]
    )


@pytest.mark.parametrize("java_script", [True, False], ids=["scripts", "no-scripts"])
def test_undo_brings_back_what_stood(
    server: Server, found: dict[str, str], browser_page: Visits, *, java_script: bool
) -> None:
    """After undo the day is open again, and the rows are kept as taken back."""
    page = enter(browser_page, server, "una", java_script=java_script)
    before = rows_today(server, found["una"])
    page.get_by_role("button", name=SAME).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved for today")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("Taken back")
    expect(page.get_by_role("heading", level=1)).to_have_text("Same as yesterday?")
    assert rows_today(server, found["una"]) == before + [(5, "same", "withdrawn")] * 2


def test_two_devices_keep_both_texts(
    server: Server, found: dict[str, str], browser_page: Visits
) -> None:
    """Who corrects second keeps what they typed and sees what the first one wrote."""
    phone = enter(browser_page, server, "dev")
    phone.get_by_role("button", name=SAME).click()
    phone.get_by_role("link", name="Change another part").click()
    phone.get_by_role("link", name="Left hand").click()
    expect(phone.get_by_role("radio", name="5 ")).to_be_checked()
    tablet = enter(browser_page, server, "dev", width=820, height=1180)
    tablet.goto(phone.url)
    for page, score, note in ((phone, "4 ", "From the phone."), (tablet, "7 ", "From the tablet.")):
        page.get_by_role("radio", name=score).check()
        page.get_by_text("Pins and needles, or a note").click()
        page.get_by_label("A note", exact=True).fill(note)
        page.get_by_role("button", name=SAVE).click()
        page.wait_for_url(re.compile("/(saved|entries)/"))
    expect(tablet.get_by_role("status")).to_contain_text("There is more than one answer")
    expect(tablet.get_by_text("From the phone.")).to_be_visible()
    expect(tablet.get_by_text("From the tablet.")).to_be_visible()
    current = [row for row in rows_today(server, found["dev"]) if row[2] == "current"]
    assert sorted(row[0] for row in current) == [4, 5, 7]


@pytest.mark.usefixtures("found")
def test_turning_off_ends_what_is_open(server: Server, browser_page: Visits) -> None:
    """The next click of somebody whose account was turned off leads to the sign-in page."""
    otto = enter(browser_page, server, "otto")
    expect(otto.get_by_role("heading", level=1)).to_have_text("Same as yesterday?")
    admin = enter(browser_page, server, "ana", width=1280)
    admin.get_by_role("link", name=re.compile("Turn off.*Otto Off")).click()
    expect(admin.get_by_role("heading", level=1)).to_contain_text("Otto Off")
    admin.get_by_role("button", name="Turn off").click()
    expect(admin.get_by_role("status")).to_contain_text("Otto Off is off.")
    otto.get_by_role("link", name="Progress", exact=True).click()
    expect(otto.get_by_role("heading", level=1)).to_have_text("Sign in")
    otto.get_by_label("Email", exact=True).fill("otto@example.org")
    otto.get_by_label("Password", exact=True).fill(PASSWORD)
    otto.get_by_role("button", name="Sign in", exact=True).click()
    expect(otto.get_by_role("main")).not_to_contain_text("Same as yesterday?")
    otto.goto("/")
    expect(otto.get_by_role("heading", level=1)).to_have_text("Sign in")


PLACES = {
    "hostile": ["today/", "days/", "days/{today}/", "progress/", "numbers/", "sessions/"],
    "hostile-therapist": [
        "",
        "intake/",
        "intake/background/",
        "intake/usual/",
        "team/",
        "areas/",
        "numbers/",
        "sessions/",
        "sessions/{session}/",
        "sessions/{session}/correct/",
        "sessions/add/?type={kind}",
        "sessions/add/?type=other",
    ],
}
OTHER_PLACES = {
    "hostile": ["/my/details/"],
    "hostile-therapist": ["/patients/"],
    "ana": [
        "/people/",
        "/care-teams/",
        "/session-kinds/",
        "/session-kinds/{kind}/",
        "/care-teams/{hostile}/assign/",
    ],
}


def test_markup_in_texts_is_shown_as_text(
    server: Server, found: dict[str, str], browser_page: Visits
) -> None:
    """Names, labels and notes made of markup run nowhere and read as they were typed."""
    alarms = []
    people = {who: enter(browser_page, server, who) for who in OTHER_PLACES}
    for page in people.values():
        page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    write_hostile_note(people["hostile"])
    for who, page in people.items():
        inside = [f"/patients/{found['hostile']}/{path}" for path in PLACES.get(who, ())]
        for address in [*inside, *OTHER_PLACES[who]]:
            answer = page.goto(address.format(today=today(), **found))
            assert answer.ok, address
            assert page.locator("[onerror], img[src=x]").count() == 0, address
            assert page.locator("main script:not([src])").count() == 0, address
            shown = page.locator("body").inner_text() + " ".join(page.title().split())
            typed = page.locator("input, textarea").evaluate_all("all => all.map(one => one.value)")
            quiet = {"days/", "numbers/", "areas/"} & {address.rsplit("/", 2)[-2] + "/"}
            held = HOSTILE in shown or HOSTILE in typed or HOSTILE_SHORT in shown
            assert held or quiet or who == "hostile", address
    assert alarms == []
    picture = people["hostile"].request.get(f"/patients/{found['hostile']}/chart.svg")
    assert picture.ok
    assert "<script" not in picture.text()
    assert "<img" not in picture.text()


def write_hostile_note(page: Page) -> None:
    """Log today with a note of markup, and meet it on each page that follows."""
    page.get_by_role("link", name="Start").click()
    page.get_by_role("radio", name="6 ").check()
    page.get_by_text("Pins and needles, or a note").click()
    page.get_by_label("A note", exact=True).fill(HOSTILE)
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved for today")
    expect(page.get_by_label("In your own words")).to_have_value(HOSTILE)
    page.goto(page.url.split("/saved/")[0] + f"/days/{today()}/")
    expect(page.locator(".note")).to_have_text(HOSTILE)
    page.get_by_role("link", name="What changed").click()
    expect(page.locator(".note")).to_have_text(HOSTILE)
