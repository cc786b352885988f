"""Every page in every state: for everybody, in every light, at every size, behind strict headers.

One visit per page and person; the window, the light and the text are changed on the open page.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Response

from apps.core.permissions import all_views
from tests.browser import Visits, axe, sign_in
from tests.cast import PASSWORD
from tests.claims import forbidden_in
from tests.reading import hard_to_read
from tests.server import Server, running_server
from tests.stories import measures
from tests.stories.pages import FILES, LEADS_ON, ONLY_SENT, Sight, sights

CONTRAST = ("color-contrast", "color-contrast-enhanced", "link-in-text-block")
# The rows of a long table are alike; the engine needs half a minute for a year of days.
MORE_ROWS = "tbody tr:nth-child(n + 25)"
MOST_STOPS = 60


class Mode(NamedTuple):
    """A window and its light, and what is asked in it.

    Light and dark differ in nothing but colours, so the dark ones are asked about contrast
    alone. Where the system forces its colours it warrants the contrast, and the engine cannot
    tell: it reads a property of the text that the system does not change.
    """

    width: int
    height: int
    scheme: str = "light"
    forced: str = "none"
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


MODES = {
    "phone": Mode(360, 740),
    "phone, dark": Mode(360, 740, "dark", only=CONTRAST),
    "1280 px enlarged four times": Mode(320, 256),
    "desk": Mode(1280, 900),
    "desk, dark": Mode(1280, 900, "dark", only=CONTRAST),
    "forced colours": Mode(360, 740, "dark", "active", without=CONTRAST),
}
PAGES = list(sights())


class Sweep:
    """The demonstration with people in every state, and a way in for each of them."""

    def __init__(self, server: Server, found: dict[str, str], browser: Browser) -> None:
        self.server, self.found = server, found
        self._browser = browser
        self._cookies: dict[str, list] = {}
        self._visits = Visits(browser)
        self._pages: dict[tuple, Page] = {}

    def close(self) -> None:
        """Close the pages that visits have shared; fails when any of them had a problem."""
        self._visits.close()

    def page_for(
        self, browser_page: Visits, sight: Sight, language: str = "", *, java_script: bool = True
    ) -> Page:
        """Return a page of the person's. Who only looks gets the one that looked before, which has
        our files already; a form that is sent and an error get a page of their own."""
        if sight.press or sight.status != 200 or sight.address.startswith("/error-"):
            page = browser_page(self.server, statuses=(sight.status,), java_script=java_script)
        else:
            key = (sight.who, language, java_script)
            if key not in self._pages:
                self._pages[key] = self._visits(self.server, java_script=java_script)
            page = self._pages[key]
            page.set_viewport_size({"width": 360, "height": 740})
            page.emulate_media(color_scheme="light", forced_colors="none")
        page.context.add_cookies(self.cookies(sight.who))
        return page

    def visit(self, browser_page: Visits, sight: Sight, **device) -> tuple[Page, Response]:
        """Open the page as its person; return it with the answer that it came in."""
        page = self.page_for(browser_page, sight, **device)
        address = sight.address.format(**self.found)
        if address.startswith("/error-"):
            self._answer_with_template(page, address, sight.status)
        answer = page.goto(address)
        if not sight.press:
            return page, answer
        for label, text in sight.write:
            boxes = page.get_by_label(label, exact=True).and_(page.locator("input, textarea"))
            boxes.first.fill(text)
        main = page.get_by_role("main")
        with page.expect_navigation() as sent:
            main.get_by_role("button", name=sight.press, exact=True).click()
        return page, sent.value

    def cookies(self, who: str) -> list:
        """Return the cookies of somebody who has signed in; everybody does so once."""
        if not who:
            return []
        if who not in self._cookies:
            visits = Visits(self._browser)
            page = visits(self.server)
            sign_in(page, who, PASSWORD)
            self._cookies[who] = page.context.cookies()
            visits.close()
        return self._cookies[who]

    def _answer_with_template(self, page: Page, address: str, status: int) -> None:
        body = self.found[address.strip("/")]
        page.route(
            f"{self.server.url}{address}",
            lambda route: route.fulfill(status=status, body=body, content_type="text/html"),
        )


@pytest.fixture(scope="module")
def sweep(
    tmp_path_factory: pytest.TempPathFactory, shared_folder: Path, browser: Browser
) -> Iterator[Sweep]:
    """A server of this module's own, because it adds people to the demonstration."""
    folder = tmp_path_factory.mktemp("sweep")
    with running_server(folder, shared_folder, filled=True) as server:
        printed = server.python("from tests.stories.states import print_states; print_states()")
        visitor = Sweep(server, json.loads(printed.splitlines()[-1]), browser)
        yield visitor
        visitor.close()


def test_no_page_is_missing_from_the_list() -> None:
    """A new route needs a line in `pages.py`, or a reason there why it is no page."""
    routes = {name: view for _path, name, view in all_views()}
    listed = {sight.route for sight in PAGES}
    assert set(routes) - listed == ONLY_SENT | LEADS_ON | FILES
    for name in ONLY_SENT:
        assert routes[name](RequestFactory().get("/")).status_code == 405, name
    names = [sight.name for sight in PAGES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("sight", PAGES, ids=lambda sight: sight.name)
def test_the_page_answers(sweep: Sweep, browser_page: Visits, sight: Sight) -> None:
    """Strict headers, one h1, a full title, no forbidden claim; without scripts nothing dead."""
    page, answer = sweep.visit(browser_page, sight, java_script=False)
    assert answer.status == sight.status
    check_headers(answer, signed_in=bool(sight.who))
    check_frame(page, sight)
    # A button that sends nothing needs a script: without scripts there may be none.
    assert page.locator("button[type=button]").locator("visible=true").count() == 0


@pytest.mark.looks
@pytest.mark.parametrize("sight", PAGES, ids=lambda sight: sight.name)
def test_everybody_can_use_the_page(sweep: Sweep, browser_page: Visits, sight: Sight) -> None:
    """No violation in any mode, nothing cut off or too small, nothing that moves."""
    page, _answer = sweep.visit(browser_page, sight)
    problems = hard_words(page)
    problems += page.evaluate(measures.MOVES)
    for name, mode in MODES.items():
        page.set_viewport_size({"width": mode.width, "height": mode.height})
        page.emulate_media(color_scheme=mode.scheme, forced_colors=mode.forced)
        problems += [f"{name}: {problem}" for problem in problems_of(page, mode)]
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="light", forced_colors="none")
    page.evaluate(measures.SPACE_TEXT)
    problems += [f"spaced text: {one}" for one in page.evaluate(measures.TOO_WIDE)]
    page.evaluate(measures.PLAIN_TEXT)
    page.evaluate(measures.TEXT_SIZE, "200%")
    problems += [f"text of double size: {one}" for one in page.evaluate(measures.TOO_WIDE)]
    page.evaluate(measures.TEXT_SIZE, "")
    problems += lost_focus(page)
    assert not problems, f"{page.url}\n" + "\n".join(dict.fromkeys(problems))


def problems_of(page: Page, mode: Mode) -> list[str]:
    """Return what is wrong with the page in this mode."""
    found = page.evaluate(measures.TOO_WIDE) + page.evaluate(measures.SMALL_TARGETS)
    try:
        axe(page, exclude=[MORE_ROWS], only=mode.only, without=mode.without)
    except AssertionError as violation:
        found.append(str(violation))
    return found


def hard_words(page: Page) -> list[str]:
    """Return what patients and helpers would find hard to read; staff read longer sentences, and
    so does who asks how we count: that page is signed by scientists."""
    if page.locator("body.patient").count() == 0 or "/how-we-count/" in page.url:
        return []
    return [f"to read: {one}" for one in hard_to_read(page.evaluate(measures.TEXTS))]


def check_headers(answer: Response, *, signed_in: bool) -> None:
    """The policy is strict on every page; what belongs to somebody is stored nowhere."""
    if answer.request.url.split("/")[3].startswith("error-"):
        return
    headers = answer.all_headers()
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    if signed_in:
        assert "no-store" in headers["cache-control"]
        assert "private" in headers["cache-control"]


def check_frame(page: Page, sight: Sight) -> None:
    """Title, language, one heading of the page, one main part, no forbidden claim."""
    title = page.title()
    assert title.endswith(" – Rehab Tracker")
    assert len(title) > len(" – Rehab Tracker")
    has_error = page.locator(".error-summary").count() > 0
    assert title.startswith("Error: ") == has_error
    assert has_error == (bool(sight.press) and sight.state != "right?")
    assert page.locator("html").get_attribute("lang").lower() == "en-gb"
    assert page.locator("h1").count() == 1
    assert page.get_by_role("main").count() == 1
    assert not forbidden_in(page.locator("body").text_content())
    check_way_to_help(page, sight)


def check_way_to_help(page: Page, sight: Sight) -> None:
    """For patients, helpers and visitors help is one tap away, always right after the content."""
    if page.locator("body.patient").count() == 0:
        return
    if sight.route in ("core:help", "core:help-in"):
        assert page.locator("a[href^='tel:']").count() > 0
        return
    place = "body" if sight.status != 200 else "main + aside"  # error pages have it among the rest
    link = page.locator(place).get_by_role("link", name="Get help now", exact=True)
    assert link.get_attribute("href") == "/help/"


def lost_focus(page: Page) -> list[str]:
    """Each stop of Tab has a ring of 3 px or more and lies under no bar.
    On a long page the first stops are enough."""
    page.evaluate("() => document.activeElement.blur()")
    problems, names = [], []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(measures.FOCUS)
        if stop is None:
            break
        names.append(stop["name"])
        if stop["width"] < 3 or stop["covered"] or not stop["visible"]:
            problems.append(f"focus: {stop}")
    if len(names) < 2:
        problems.append(f"focus: Tab reaches {names} and no more")
    return problems
