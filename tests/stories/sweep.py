"""One device that visits every page, as each person in turn, and remembers nothing of the last."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Response

from tests.browser import Visits
from tests.server import Server, running_server
from tests.stories.pages import Sight

PHONE = {"width": 360, "height": 740}
STATES = "from tests.stories.states import print_states; print_states()"
KEPT = "cookies,local_storage,indexeddb,cache_storage"


class Sweep:
    """The demonstration with people in every state, who have all signed in already.

    `found` are the values of addresses, `typed` the texts that people wrote.
    """

    def __init__(self, server: Server, browser: Browser) -> None:
        self.server = server
        self.found, self._sessions, self.typed = json.loads(server.printed.splitlines()[-1])
        self._provoked: set[int] = set()
        self._visits = Visits(browser)
        self._page = self._visits(server, statuses=self._provoked)
        self._store = self._page.context.new_cdp_session(self._page)

    def check(self) -> None:
        """Fail when the page had a problem since the last check."""
        self._visits.check()

    def close(self) -> None:
        """Close the pages; fails like `check`."""
        self._visits.close()

    def address(self, sight: Sight) -> str:
        """Return where the page is."""
        return sight.address.format(**self.found)

    def page_for(self, sight: Sight) -> Page:
        """Return the empty phone of the person, who has signed in."""
        page = self._page
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="light", forced_colors="none")
        self._provoked.clear()
        self._provoked.add(sight.status)
        # A page that is still open would miss its stores in the middle of its work.
        page.goto("about:blank")
        # What the last person left; our own files stay in the browser's store.
        given = {"origin": self.server.url, "storageTypes": KEPT}
        self._store.send("Storage.clearDataForOrigin", given)
        if sight.who:
            page.context.add_cookies([self.cookie("sessionid", self._sessions[sight.who])])
        return page

    def cookie(self, name: str, value: str) -> dict:
        """Return a cookie of the server."""
        return {"name": name, "value": value, "url": self.server.url}

    def visit(self, sight: Sight) -> Page:
        """Open the page as its person, and press what is to be pressed."""
        page = self.page_for(sight)
        if sight.is_template:
            page = self._answered_with_template(sight)
        page.goto(self.address(sight))
        if sight.press:
            send(page, sight.write, sight.press)
        return page

    def _answered_with_template(self, sight: Sight) -> Page:
        # A page of its own: a route turns off the browser's store of files.
        page = self._visits(self.server, statuses=(sight.status,))
        body = self.found[sight.address.strip("/")]
        answer = {"status": sight.status, "body": body, "content_type": "text/html"}
        page.route(f"**{sight.address}", lambda route: route.fulfill(**answer))
        return page


def send(page: Page, write: tuple[tuple[str, str], ...], press: str) -> Response:
    """Fill the boxes with these labels, press the button, and return the answer."""
    for label, text in write:
        boxes = page.get_by_label(label, exact=True).and_(page.locator("input, textarea"))
        box = boxes.first
        box.check() if box.get_attribute("type") == "radio" else box.fill(text)
    button = page.get_by_role("main").get_by_role("button", name=press, exact=True)
    with page.expect_navigation() as sent:
        button.click()
    return sent.value


@contextmanager
def swept(folder: Path, shared: Path, browser: Browser, **more) -> Iterator[Sweep]:
    """Serve the demonstration with people in every state, and open the device."""
    with running_server(folder, shared, filled=True, script=STATES, **more) as server:
        sweep = Sweep(server, browser)
        yield sweep
        sweep.close()
