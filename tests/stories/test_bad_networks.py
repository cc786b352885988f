"""No answer is lost and none is doubled, whatever the network and the server do meanwhile."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser import Visits, axe, sign_in
from tests.cast import PASSWORD
from tests.offline.network import Network, bad_network
from tests.server import Server

SAME = "Same as yesterday, nothing new"
STILL_HERE = "No internet. Your answers are still here."
SAVED = re.compile("/(saved|entries)/")
# All that scripts could read of this device, as one text.
STORED = """async () => {
  const texts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  for (const name of await caches.keys()) {
    const store = await caches.open(name);
    for (const request of await store.keys()) {
      texts.push(request.url, await (await store.match(request)).text());
    }
  }
  const open = indexedDB.open("outbox");
  const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
  for (const name of database.objectStoreNames) {
    const all = database.transaction(name).objectStore(name).getAll();
    await new Promise((resolve) => { all.onsuccess = resolve; });
    for (const row of all.result) {
      const text = new TextDecoder("latin1").decode(row.sealed?.text ?? new Uint8Array());
      texts.push(name, JSON.stringify(row), text);
    }
  }
  return texts.join(" ");
}"""
# The device is a month ahead of the server.
WAITS_SINCE = """async (days) => {
  const open = indexedDB.open("outbox");
  const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
  const answers = database.transaction("answers", "readwrite").objectStore("answers");
  for (const ago of days) {
    const since = Date.now() - (31 + ago) * 86400000;
    answers.put({ id: `${ago}`, form: "other", person: "somebody else", at: 0, since });
  }
  await new Promise((resolve) => { answers.transaction.oncomplete = resolve; });
  database.close();
}"""
HOLDS = """async ([store, number]) => {
  const open = indexedDB.open("outbox");
  const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
  const count = async () => {
    const asked = database.transaction(store).objectStore(store).count();
    await new Promise((resolve) => { asked.onsuccess = resolve; });
    return asked.result;
  };
  let found = await count();
  for (let frame = 0; frame < 300 && found !== number; frame += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    found = await count();
  }
  database.close();
  return found;
}"""


@pytest.fixture(scope="module")
def found(server: Server) -> Iterator[dict]:
    """Return the patients: {first name: {id, areas}}."""
    printed = server.python(
        "from tests.stories.states import print_people_on_bad_networks as make; make()"
    )
    return json.loads(printed.splitlines()[-1])


@pytest.fixture
def network(server: Server) -> Iterator[Network]:
    """A network in front of the server that can be cut."""
    with bad_network(server.url) as opened:
        yield opened


def enter(browser_page: Visits, network: Network, name: str, **device) -> Page:
    """Sign somebody in and return the Today page.

    Its own first try to send is over: it would take what a test keeps meanwhile, and move on.
    """
    page = browser_page(network, offline=True, **device)
    sign_in(page, f"{name}@example.org", PASSWORD)
    if device.get("java_script", True):  # else it has no outbox, and would never answer
        wait_until_outbox_holds(page, 1, "cards")
    return page


def wait_until_outbox_holds(page: Page, number: int, store: str = "answers") -> None:
    """Return when this many rows lie in a store of the outbox; the page may go on meanwhile."""
    found = None
    for _page in range(4):
        with suppress(Error):  # the page that was asked is gone
            found = page.evaluate(HOLDS, [store, number])
        if found == number:
            return
        page.wait_for_load_state()
    raise AssertionError(f"The outbox holds {found} {store} instead of {number}.")


def wait_for_worker(page: Page) -> None:
    """Return when the service worker stands between the page and the network.

    A page that was on its way while the worker started is not its own before the next load.
    """
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.wait_for_function("() => navigator.serviceWorker.controller")


def today() -> date:
    """Return the date on the patients' calendar."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def key_of(server: Server, patient: dict) -> str:
    """Return the key of a record as the database writes it."""
    sqlite = server.environment["DATABASE_URL"].startswith("sqlite")
    return patient["id"].replace("-", "") if sqlite else patient["id"]


def rows(server: Server, patient: dict, day: date) -> list[tuple]:
    """Return (score, method, state) of a day, sorted."""
    found = server.sql(
        "SELECT numbness, method, state FROM diary_entry WHERE patient_id = %s AND for_date = %s",
        *(key_of(server, patient), day.isoformat()),
    )
    return sorted(found, key=str)


TWO_SAME = [(5, "same", "current")] * 2


def rate(page: Page, patient: dict, score: int | None, day: date, note: str = "") -> None:
    """Open the ladder of the first part, choose, and press Save."""
    page.goto(f"/patients/{patient['id']}/days/{day}/parts/{patient['areas'][0]}/?entry=more")
    answer(page, score, note)


def answer(page: Page, score: int | None, note: str = "") -> None:
    """Choose on the ladder that is open, and press Save."""
    if score is not None:
        page.get_by_role("radio", name=f"{score} ").check()
    if note:
        page.get_by_text("Pins and needles, or a note").click()
        page.get_by_label("A note", exact=True).fill(note)
    page.get_by_role("button", name=re.compile("^Save(, nothing new)?$")).click()


def be_told(page: Page, sentence: str) -> None:
    """The page says this where a screen reader reads it out at once."""
    expect(page.locator("#outbox[aria-live=polite]")).to_contain_text(sentence)


def test_a_cut_before_the_save_keeps_the_answer(server, found, network, browser_page) -> None:
    """The page stays, says what waits, and saves once when the network is back."""
    page = enter(browser_page, network, "cut")
    network.mode = "cut"
    page.get_by_role("button", name=SAME).click()
    be_told(page, STILL_HERE)
    be_told(page, "Same as last time, nothing new")
    axe(page)
    assert rows(server, found["cut"], today()) == []
    network.mode = "page"  # a hotel's Wi-Fi answers in the server's place
    page.get_by_role("button", name="Try again").click()
    be_told(page, STILL_HERE)
    network.mode = "good"
    with suppress(Error):  # the page's own next try may be quicker than the finger
        page.evaluate("document.querySelector('[data-try]').click()")
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved for today")
    assert rows(server, found["cut"], today()) == TWO_SAME
    wait_until_outbox_holds(page, 0)


def test_home_practice_waits_without_internet(server, found, network, browser_page) -> None:
    """As answers of the diary do: kept with its words, and stored once."""
    page, patient = enter(browser_page, network, "practice"), found["practice"]
    page.goto(f"/patients/{patient['id']}/practice/add/?type=physio")
    page.get_by_label("Minutes").fill("25")
    for part in page.get_by_role("checkbox").all():
        part.check()
    network.mode = "cut"
    page.get_by_role("button", name="Save").click()
    be_told(page, STILL_HERE)
    be_told(page, "Physiotherapy")
    network.mode = "good"
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_role("main")).to_contain_text("25 minutes.")
    told = "SELECT minutes, state FROM therapy_session WHERE patient_id = %s"
    assert server.sql(told, key_of(server, patient)) == [(25, "current")]
    wait_until_outbox_holds(page, 0)


def test_a_lost_reply_saves_once(server, found, network, browser_page) -> None:
    """The server has stored the answer; sending it again shows what was stored."""
    page = enter(browser_page, network, "lost")
    network.mode = "lose-reply"
    page.get_by_role("button", name=SAME).click()
    be_told(page, STILL_HERE)
    assert rows(server, found["lost"], today()) == TWO_SAME
    network.mode = "good"
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved for today")
    assert rows(server, found["lost"], today()) == TWO_SAME
    assert network.posts.count(f"/patients/{found['lost']['id']}/today/1/") == 2


def test_a_server_killed_between_commit_and_reply_saves_once(
    server, found, network, browser_page
) -> None:
    """It starts again and answers the second send like the first; so does a cut-off note."""
    page = enter(browser_page, network, "killed")
    network.on_commit = server.kill
    for press, there in ((SAME, TWO_SAME), ("Save note", None)):
        network.mode = "lose-reply"
        if press == "Save note":
            page.get_by_label("In your own words").fill("Slept badly.")
        page.get_by_role("button", name=press).click()
        be_told(page, STILL_HERE)
        network.mode = "cut"
        page.get_by_role("button", name="Try again").click()
        be_told(page, STILL_HERE)
        server.start()
        network.mode = "good"
        before = page.url
        page.get_by_role("button", name="Try again").click()
        page.wait_for_url(lambda url, before=before: url != before and SAVED.search(url))
        assert there is None or rows(server, found["killed"], today()) == there
    assert rows(server, found["killed"], today()) == sorted(
        [*TWO_SAME, (5, "same", "replaced")], key=str
    )


def test_a_request_that_arrives_late_undoes_no_newer_answer(
    server, found, network, browser_page
) -> None:
    """The number was changed while the first send seemed lost, and that send arrives at last."""
    page = enter(browser_page, network, "late")
    network.mode = "late"
    rate(page, found["late"], 3, today())
    be_told(page, STILL_HERE)
    answer(page, 7)
    wait_until_outbox_holds(page, 2)
    network.mode = "good"
    page.evaluate("dispatchEvent(new Event('online'))")
    wait_until_outbox_holds(page, 0)
    network.arrive()
    rest = (5, "same", "current")  # the other part
    stored = [(3, "rated", "replaced"), rest, (7, "rated", "current")]
    assert rows(server, found["late"], today()) == stored


def test_two_tabs_send_each_answer_once(server, found, network, browser_page) -> None:
    """Both hear at the same time that the network is back."""
    first = enter(browser_page, network, "tabs")
    second = first.context.new_page()
    part = f"parts/{found['tabs']['areas'][0]}/"
    for tab in (first, second):
        tab.goto(f"/patients/{found['tabs']['id']}/days/{today()}/{part}")
    network.mode = "cut"
    for tab, score in ((first, 3), (second, 8)):
        answer(tab, score)
        be_told(tab, STILL_HERE)
    network.mode = "good"
    network.posts.clear()
    for tab in (first, second):
        tab.evaluate("setTimeout(() => dispatchEvent(new Event('online')))")
    for tab in (first, second):
        expect(tab.get_by_role("radio")).to_have_count(0)
    assert len(network.posts) == 2
    rated = [row for row in rows(server, found["tabs"], today()) if row[1] == "rated"]
    assert rated == [(3, "rated", "current"), (8, "rated", "current")]


def test_two_devices_keep_both_and_the_later_one_stands(
    server, found, network, browser_page
) -> None:
    """What the phone could not send on Monday is about Monday, beside what the tablet said."""
    monday = today() - timedelta(days=3)
    phone, tablet = (enter(browser_page, network, "devices") for _device in range(2))
    address = f"/patients/{found['devices']['id']}/days/{monday}/"
    rate(tablet, found["devices"], 7, monday)
    expect(tablet.get_by_role("main")).to_contain_text("Left hand: 7.")
    phone.goto(f"{address}parts/{found['devices']['areas'][0]}/?entry=more")
    network.mode = "cut"
    answer(phone, 3)
    be_told(phone, STILL_HERE)
    network.mode = "good"
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.get_by_role("main")).to_contain_text("Left hand: 3.")
    rated = [row for row in rows(server, found["devices"], monday) if row[1] == "rated"]
    assert rated == [(3, "rated", "current"), (7, "rated", "current")]
    phone.goto(address)
    expect(phone.locator("main .card h2").last).to_contain_text("Left hand: 3")


def test_a_refused_answer_holds_up_no_other_and_can_be_mended(
    server, found, network, browser_page
) -> None:
    """What was typed stays; the sentence says what to mend."""
    page = enter(browser_page, network, "mends")
    mends, back = found["mends"], today() - timedelta(days=2)
    page.goto(f"/patients/{mends['id']}/days/{back}/parts/{mends['areas'][0]}/")
    network.mode = "cut"
    answer(page, None, "Burning at night.")
    be_told(page, STILL_HERE)
    network.mode = "good"
    page.goto(f"/patients/{mends['id']}/today/")
    be_told(page, "Choose a number for your left hand.")
    be_told(page, "Burning at night.")
    axe(page)
    page.get_by_role("button", name=SAME).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved for today")
    assert rows(server, mends, today()) == TWO_SAME
    page.get_by_role("link", name="Change the answer").click()
    expect(page.get_by_label("A note", exact=True)).to_have_value("Burning at night.")
    answer(page, 6)
    expect(page.get_by_role("main")).to_contain_text("Left hand: 6.")
    wait_until_outbox_holds(page, 0)
    assert (6, "rated", "current") in rows(server, mends, back)


def test_a_server_error_says_so_and_keeps_the_answer(server, found, network, browser_page) -> None:
    """The sentence, the clinic's phone and the number of the failure; then it is saved."""
    page = enter(browser_page, network, "error", statuses=(500,))
    network.mode = "error"
    page.get_by_role("button", name=SAME).click()
    be_told(page, "Sorry, something went wrong. Your answer was not saved. Try again.")
    be_told(page, "1a2b3c4d")
    be_told(page, "01632 960 123")
    axe(page)
    network.mode = "good"
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved for today")
    assert rows(server, found["error"], today()) == TWO_SAME


def test_a_wrong_clock_loses_no_answer(server, found, network, browser_page) -> None:
    """The device is a month ahead. The server's clock says what nobody has come back for."""
    page = enter(browser_page, network, "clock", statuses=(500,))
    network.mode = "error"
    page.get_by_role("button", name=SAME).click()
    be_told(page, "Your answer was not saved.")
    page.add_init_script("const right = Date.now; Date.now = () => right() + 31 * 86400000;")
    page.reload()
    be_told(page, "Your answer was not saved.")
    wait_until_outbox_holds(page, 1)
    # Two answers of somebody else have waited for a month less a day, and for a month and a day.
    page.evaluate(WAITS_SINCE, [29, 31])
    wait_until_outbox_holds(page, 3)
    network.mode = "good"
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved for today")
    assert rows(server, found["clock"], today()) == TWO_SAME
    wait_until_outbox_holds(page, 1)


@pytest.mark.parametrize("java_script", [True, False], ids=["scripts", "no-scripts"])
def test_an_answer_survives_the_end_of_the_session(
    server, found, network, browser_page, java_script
) -> None:
    """Sign in, and it is saved, with no further tap."""
    page = enter(browser_page, network, "expires", java_script=java_script, statuses=(401,))
    score = 3 if java_script else 4
    day = today() - timedelta(days=score)
    patient = found["expires"]
    page.goto(f"/patients/{patient['id']}/days/{day}/parts/{patient['areas'][0]}/")
    page.context.clear_cookies(name="sessionid")
    answer(page, score, "Typed before the end.")
    expect(page.get_by_role("status")).to_have_text("Sign in to save your answer. It is kept.")
    page.wait_for_load_state()
    page.get_by_label("Email", exact=True).fill("expires@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(f"Left hand: {score}.")
    rated = [row for row in rows(server, patient, day) if row[1] == "rated"]
    assert rated == [(score, "rated", "current")]
    if java_script:
        wait_until_outbox_holds(page, 0)
        assert [row for row in rows(server, patient, day) if row[1] == "rated"] == rated


def test_an_answer_on_a_shared_phone_is_its_own_persons(
    server, found, network, browser_page
) -> None:
    """Whoever signs in next neither sees nor sends it; at the next sign-in it is saved."""
    page = enter(browser_page, network, "shared")
    network.mode = "cut"
    page.get_by_role("button", name=SAME).click()
    be_told(page, STILL_HERE)
    network.mode = "good"
    network.posts.clear()
    page.context.clear_cookies()
    sign_in(page, "hal@example.org", PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    wait_until_outbox_holds(page, 0, "cards")
    expect(page.locator("#outbox")).to_be_empty()
    assert network.posts == ["/sign-in/"]
    page.goto("/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/**")
    assert rows(server, found["shared"], today()) == []
    sign_in(page, "shared@example.org", PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved for today")
    assert rows(server, found["shared"], today()) == TWO_SAME


def test_after_the_sign_out_nothing_of_the_person_remains(
    server, found, network, browser_page
) -> None:
    """What waits is readable by nobody; leaving it behind is asked about first."""
    page = enter(browser_page, network, "leaves", service_worker=True, statuses=(500,))
    wait_for_worker(page)
    network.mode = "cut"
    patient = found["leaves"]
    page.get_by_role("button", name=SAME).click()
    be_told(page, STILL_HERE)
    stored = page.evaluate(STORED)
    for word in (patient["id"], "today/1", "Europe/London", "Left hand", today().isoformat()):
        assert word not in stored, word
    network.mode = "error"
    page.goto("/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    be_told(page, "These answers are not saved yet:")
    network.mode = "good"
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/**")
    stored = page.evaluate(STORED)
    wait_until_outbox_holds(page, 0)
    wait_until_outbox_holds(page, 0, "cards")
    for word in (patient["id"], "Left hand", "Half numb", "Sign out"):
        assert word not in stored, word
    assert rows(server, patient, today()) == TWO_SAME  # sent before the sign-out


def test_get_help_opens_without_internet_and_without_signing_in(
    server, network, browser_page
) -> None:
    """The call button comes first, and what cannot be shown says why."""
    page = browser_page(network, offline=True, service_worker=True)
    page.goto("/sign-in/")
    wait_for_worker(page)
    network.mode = "cut"
    page.goto("/help/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Get help")
    first = page.get_by_role("main").get_by_role("link").first
    expect(first).to_have_attribute("href", "tel:999")
    axe(page)
    page.goto("/sign-in/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No internet")
    axe(page)
    page.get_by_role("link", name="Get help", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Get help")
    network.mode = "good"
    page.goto("/sign-in/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_the_same_day_can_be_said_without_internet(server, found, network, browser_page) -> None:
    """One tap on the page that knows nothing of the record; it arrives once, about that day."""
    page = enter(browser_page, network, "away", service_worker=True)
    wait_for_worker(page)
    wait_until_outbox_holds(page, 1, "cards")
    network.mode = "cut"
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No internet")
    expect(page.get_by_role("main")).to_contain_text("This is the diary of away.")
    axe(page)
    page.get_by_role("button", name="Same as last time, nothing new").dblclick()
    expect(page.get_by_role("heading", name="These answers wait on this phone")).to_be_visible()
    expect(page.get_by_role("button", name="Same as last time, nothing new")).to_be_hidden()
    wait_until_outbox_holds(page, 1)
    network.mode = "good"
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved for today")
    assert rows(server, found["away"], today()) == TWO_SAME


@pytest.mark.parametrize("way", ["one tap", "the gate"])
def test_help_comes_at_once_and_the_answer_later(server, found, network, browser_page, way) -> None:
    """Something new: without internet too the call button is next, and nothing stands before it."""
    page = enter(browser_page, network, "urgent", service_worker=True)
    wait_for_worker(page)
    patient, day = found["urgent"], today() - timedelta(days=1 if way == "one tap" else 4)
    if way == "the gate":
        page.goto(f"/patients/{patient['id']}/days/{day}/parts/{patient['areas'][0]}/")
        page.get_by_role("radio", name="9 ").check()
    network.mode = "cut"
    press = "Something new, sudden or much worse" if way == "one tap" else "Not sure"
    page.get_by_role("button", name=press).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Get help")
    first = page.get_by_role("main").get_by_role("link").first
    expect(first).to_have_attribute("href", "tel:999")
    wait_until_outbox_holds(page, 1)
    network.mode = "good"
    page.goto(f"/patients/{patient['id']}/today/")
    wait_until_outbox_holds(page, 0)
    key = key_of(server, patient)
    given = server.sql("SELECT answer FROM safety_gateanswer WHERE patient_id = %s", key)
    assert given.count(("yes" if way == "one tap" else "not_sure",)) == 1
    if way == "the gate":
        assert (9, "rated", "current") in rows(server, patient, day)


# Keeps answers of one form in the outbox, each a press of its own, and sends them.
KEEP_AND_SEND = """async ([address, presses]) => {
  const { keep, flush, waiting } = await import("/static/js/outbox.js");
  const { person } = document.getElementById("outbox").dataset;
  const key = crypto.randomUUID();
  for (const [number, said] of presses.entries()) {
    const fields = Object.entries({ key, person, press: String(number + 1) }).concat(said);
    const urgent = said.flat().includes("yes");
    await keep({ person, address, fields, label: "An answer", urgent });
  }
  const kept = (await waiting(person)).length;
  const fresh = async () => (await (await fetch("/outbox/")).json()).token;
  await flush(person, { fresh });
  return kept;
}"""


def test_an_alarm_is_never_lost_behind_an_answer_that_says_less(
    server, found, network, browser_page
) -> None:
    """Of one page that waits: yes, then no, and the very same no once more. Both are sent."""
    page, patient = enter(browser_page, network, "alarm"), found["alarm"]
    rating = f"/patients/{patient['id']}/days/{today()}/parts/{patient['areas'][0]}/"
    scored = [["numbness", "6"], ["scale", "numbers"]]
    yes, no = [["gate", "yes"], *scored], [["gate", "no"], *scored]
    assert page.evaluate(KEEP_AND_SEND, [rating, [yes, no, no]]) == 2
    key = key_of(server, patient)
    given = server.sql("SELECT answer FROM safety_gateanswer WHERE patient_id = %s", key)
    assert sorted(given) == [("no",), ("yes",)]
    signs = f"/patients/{patient['id']}/signs/"
    ticked = [["codes", "B3"], ["codes", "E04"], ["answer", "yes"]]
    assert page.evaluate(KEEP_AND_SEND, [signs, [ticked, [["answer", "no"]], ticked]]) == 3
    wait_until_outbox_holds(page, 0)
    tiers = server.sql("SELECT tier FROM safety_signcheck WHERE patient_id = %s", key)
    # The third press is no repeat of the first.
    assert sorted(tiers) == [("emergency",), ("emergency",), ("none",)]
    raised = server.sql("SELECT kind, state FROM safety_alert WHERE patient_id = %s", key)
    assert sorted(raised) == [("contact_sign", "open"), ("emergency_sign", "open")]


def test_help_comes_from_a_dead_server(server, found, network, browser_page) -> None:
    """The signs were open when it died: a yes shows whom to call, and is stored when it is back."""
    page, patient = enter(browser_page, network, "dead", service_worker=True), found["dead"]
    wait_for_worker(page)
    page.get_by_role("button", name="Something new, sudden or much worse").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Is one of these new")
    page.wait_for_load_state()  # nothing is on the screen before its style sheets are there
    # A phone that is short of room keeps no files but those of the worker.
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    server.kill()
    try:
        page.get_by_role("checkbox", name="Sudden weakness").check(force=True)
        page.get_by_role("button", name="Yes, one of these").click()
        # The answer gets 3 seconds, the page of help 3 more; the call button is there all along.
        expect(page.get_by_role("heading", level=1)).to_have_text("Get help", timeout=15_000)
        first = page.get_by_role("main").get_by_role("link").first
        expect(first).to_have_attribute("href", "tel:999")
        first.click(trial=True)  # it is drawn, and lies still under the finger
    finally:
        server.start()
    page.goto(f"/patients/{patient['id']}/today/")
    wait_until_outbox_holds(page, 0)
    signs = server.sql(
        "SELECT code FROM safety_checkedsign s JOIN safety_signcheck c ON c.id = s.sign_check_id"
        " WHERE c.patient_id = %s",
        key_of(server, patient),
    )
    assert signs == [("E08",)]


def test_nobody_is_called_back_from_the_way_to_help(server, found, network, browser_page) -> None:
    """The answer that waited is sent at the moment of the tap: the page stays out of the way."""
    page = enter(browser_page, network, "tapped")
    network.mode = "cut"
    page.get_by_role("button", name=SAME).click()
    be_told(page, STILL_HERE)
    network.mode = "good"
    page.evaluate(
        "() => { document.querySelector('nav a[href=\"/help/\"]').click();"
        " dispatchEvent(new Event('online')); }"
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("Get help")
    page.goto(f"/patients/{found['tapped']['id']}/today/")
    wait_until_outbox_holds(page, 0)
    assert rows(server, found["tapped"], today()) == TWO_SAME


def test_a_place_on_the_page_leads_away_from_nothing(found, network, browser_page) -> None:
    """Who tapped what "There is a problem" names is led on after saving, as ever."""
    page, patient = enter(browser_page, network, "idle"), found["idle"]
    day = today() - timedelta(days=5)
    page.goto(f"/patients/{patient['id']}/days/{day}/parts/{patient['areas'][0]}/")
    with page.expect_navigation():
        answer(page, None)
    page.get_by_role("main").locator(".error-summary").get_by_role("link").click()
    answer(page, 3)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Saved for")


def test_nothing_that_runs_by_itself_prolongs_a_session(
    server, found, network, browser_page
) -> None:
    """Looking for a token, the worker, and an outbox with nothing in it."""
    page = enter(browser_page, network, "idle", service_worker=True)
    wait_for_worker(page)
    key = next(one["value"] for one in page.context.cookies() if one["name"] == "sessionid")
    query = "SELECT expire_date FROM django_session WHERE session_key = %s"
    before = server.sql(query, key)
    assert before
    for address in ("/outbox/", "/sw.js", "/help/", "/app.webmanifest", "/offline/en-gb/"):
        answer = page.request.get(address)
        assert answer.ok
        assert "sessionid" not in answer.headers.get("set-cookie", "")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.reload()
    assert server.sql(query, key) == before
