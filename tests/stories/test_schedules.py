"""Random days of two devices on bad networks: nothing lost, nothing doubled, every date right.

The outbox itself (static/js/outbox.js) runs in the browser against the real server. Two tabs of a
phone are two copies of it on one page, which share its store and its lock; the tablet is another
browser. Only the network is made up: it cuts requests before, during and after the save, fails, or
answers in the server's place. No clock is waited for: each step is a call of `keep` or `flush`.
"""

import json
import random
import uuid
from collections import Counter
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page

from tests.browser import Visits, sign_in
from tests.cast import PASSWORD
from tests.server import Server

SCHEDULES = 200
TABS = {"phone": 2, "tablet": 1}
ZONES = ("Europe/London", "Pacific/Auckland", "Pacific/Honolulu", "Asia/Kathmandu")
# What the network does to a request; "half" cuts it a moment after it was sent.
FATES = ("good", "cut", "lose-reply", "half", "page", "error")

# Runs the steps of one device: [["keep", tab, answer] | ["flush", tab, fates] | ["both", fates]].
RUN = """async ({ steps, tabs }) => {
  const person = document.getElementById("outbox").dataset.person;
  const boxes = await Promise.all(
    [...Array(tabs).keys()].map((tab) => import(`/static/js/outbox.js?tab=${tab}`)));
  const real = window.fetch;
  let fates = [];
  window.fetch = async (address, init = {}) => {
    const fate = init.method === "POST" ? fates.shift() ?? "good" : "good";
    if (fate === "cut") throw new TypeError("cut");
    if (fate === "page") return new Response("Please pay for the Wi-Fi");
    if (fate === "half") init.signal = AbortSignal.timeout(Math.random() * 20);
    const answer = await real(address, init);
    if (fate === "lose-reply") throw new TypeError("lost");
    return fate === "error" ? new Response("", { status: 500 }) : answer;
  };
  const tokens = { async fresh() { return (await (await fetch("/outbox/")).json()).token; } };
  for (const [what, where, more] of steps) {
    if (what === "keep") {
      const fields = [...Object.entries(more.fields), ["person", person]];
      await boxes[where].keep({ person, address: more.address, fields, label: "An answer" });
    } else {
      fates = [...more];
      const sending = where === "all" ? boxes : [boxes[where]];
      await Promise.all(sending.map((box) => box.flush(person, tokens)));
    }
  }
  window.fetch = real;
  await boxes[0].flush(person, tokens);
  return (await boxes[0].waiting(person)).map(({ refused, fields }) => [refused ?? "", fields]);
}"""


class Said(NamedTuple):
    """An answer as its person meant it last: what must stand in the end, once."""

    note: str  # "" for "same"
    key: str
    day: str
    zone: str
    score: int | None


class Schedule:
    """One random day on two devices, made from a seed."""

    def __init__(self, seed: int, patient: dict) -> None:
        self.chance = random.Random(seed)
        self.patient = patient
        self.name = f"schedule {seed}"
        self.said: list[Said] = []
        self.former: list[str] = []  # notes that were changed before they were known to be sent
        self.gates: list[tuple] = []  # (form, press, what was said at the gate)
        self.steps = {device: self._device(device) for device in TABS}

    def _device(self, device: str) -> list:
        steps = []
        for number in range(self.chance.randint(1, 2)):
            answer = self._answer(f"{self.name}, {device}, answer {number}")
            steps.append(["keep", self._tab(device), answer])
            steps += self._network(device)
            if self.chance.random() < 0.25 and "note" in answer["fields"]:
                steps.append(["keep", self._tab(device), self._changed(answer)])
                steps += self._network(device)
        return steps

    def _tab(self, device: str) -> int:
        return self.chance.randrange(TABS[device])

    def _network(self, device: str) -> list:
        tries = []
        for _try in range(self.chance.randint(0, 2)):
            where = "all" if self.chance.random() < 0.4 else self._tab(device)
            fates = self.chance.choices(FATES, weights=(3, 3, 3, 1, 1, 1), k=3)
            tries.append(["flush", where, fates])
        return tries

    def _answer(self, note: str) -> dict:
        zone = self.chance.choice(ZONES)
        day = datetime.now(ZoneInfo(zone)).date() - timedelta(days=self.chance.randint(0, 12))
        key = str(self._uuid())
        patient = f"/patients/{self.patient['id']}"
        if self.chance.random() < 0.3:
            self.said.append(Said("", key, str(day), zone, None))
            fields = {"key": key, "zone": zone, "for_date": str(day)}
            return {"address": f"{patient}/today/1/", "fields": fields}
        score = self.chance.randint(0, 10)
        area = self.chance.choice(self.patient["areas"])
        self.said.append(Said(note, key, str(day), zone, score))
        fields = {"key": key, "zone": zone, "numbness": score, "note": note, "scale": "numbers"}
        fields |= self._pressed(key, 1)
        return {"address": f"{patient}/days/{day}/parts/{area}/", "fields": fields}

    def _pressed(self, key: str, press: int) -> dict:
        gate = self.chance.choice(("no", "no", "yes", "not_sure"))
        self.gates.append((uuid.UUID(key), press, gate))
        return {"press": press, "gate": gate}

    def _changed(self, answer: dict) -> dict:
        """Return the same form with other words."""
        last = self.said.pop()
        self.former.append(last.note)
        score, note = self.chance.randint(0, 10), f"{last.note}, changed"
        self.said.append(last._replace(note=note, score=score))
        changed = {"numbness": score, "note": note} | self._pressed(last.key, 2)
        return answer | {"fields": answer["fields"] | changed}

    def _uuid(self) -> str:
        digits = "".join(self.chance.choices("0123456789abcdef", k=30))
        return f"{digits[:8]}-{digits[8:12]}-4{digits[12:15]}-8{digits[15:18]}-{digits[18:]}"


@pytest.fixture(scope="module")
def patient(server: Server) -> dict:
    """Return the record of somebody with two parts who rated them two weeks ago."""
    printed = server.python(
        "from tests.stories.states import print_people_on_bad_networks as make; make()"
    )
    return json.loads(printed.splitlines()[-1])["many"]


def test_schedules_on_bad_networks(server: Server, patient: dict, browser_page: Visits) -> None:
    """Two hundred of them, each from its own seed; what fails names it."""
    schedules = [Schedule(seed, patient) for seed in range(SCHEDULES)]
    pages = {device: enter(browser_page, server) for device in TABS}
    for schedule in schedules:
        for device, page in pages.items():
            begin(page, schedule.steps[device], TABS[device])
        for page in pages.values():
            left = page.evaluate("() => window.running")
            assert left == [], schedule.name
    assert_all_is_there(server, schedules)


def enter(browser_page: Visits, server: Server) -> Page:
    """Sign in on one device and open a page without forms of the outbox."""
    page = browser_page(server, offline=True, statuses=(500,))
    sign_in(page, "many@example.org", PASSWORD)
    page.goto("/my/details/")
    return page


def begin(page: Page, steps: list, tabs: int) -> None:
    """Start one device; the other one runs at the same time."""
    start = "(given) => { window.running = (" + RUN + ")(given); }"
    page.evaluate(start, {"steps": steps, "tabs": tabs})


def assert_all_is_there(server: Server, schedules: list[Schedule]) -> None:
    """Compare what was meant with what is stored, row by row."""
    rows = server.sql(
        "SELECT note, for_date, zone, numbness, state, method, submission FROM diary_entry"
        " WHERE note LIKE 'schedule%%' OR method = 'same'"
        if "postgres" in server.environment["DATABASE_URL"]
        else "SELECT note, for_date, zone, numbness, state, method, submission FROM diary_entry"
        " WHERE note LIKE 'schedule%' OR method = 'same'"
    )
    rated = {note: row for note, *row in rows if note}
    times = Counter(note for note, *_row in rows if note)
    same = Counter(
        (str(key).replace("-", ""), str(day), zone)
        for _note, day, zone, _score, _state, method, key in rows
        if method == "same"
    )
    for schedule in schedules:
        for said in schedule.said:
            if not said.note:
                assert same[(said.key.replace("-", ""), said.day, said.zone)] == 2, said
                continue
            assert times[said.note] == 1, said
            day, zone, score, state, *_rest = rated[said.note]
            assert (str(day), zone, score) == (said.day, said.zone, said.score), said
            assert state == "current", said
        for note in schedule.former:
            assert times[note] == 1, note
            assert rated[note][3] == "replaced", note
    assert_no_alarm_is_lost(server, schedules)


def assert_no_alarm_is_lost(server: Server, schedules: list[Schedule]) -> None:
    """Whatever was said at the gate, and changed before it was sent: each stands once."""
    found = server.sql("SELECT submission, answer FROM safety_gateanswer")
    stored = Counter((uuid.UUID(str(key)), answer) for key, answer in found)
    for schedule in schedules:
        for key, press, gate in schedule.gates:
            form = key if press == 1 else uuid.uuid5(key, f"press {press}")
            assert stored[form, gate] == 1, (schedule.name, key, press, gate)
