"""Two ways of using the pages: with a keyboard alone, and with a pointer where no script runs.

Both do the same things under the same names, so that one story is told in both ways.
"""

from typing import ClassVar

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import Visits, press_until
from tests.server import Server

FARTHEST = 250  # stops of the longest page, and room to spare


class Hands:
    """One person at one device."""

    java_script: ClassVar[bool]
    width: ClassVar[int] = 360

    def __init__(self, visits: Visits, server: Server, *, width: int = 360, **more) -> None:
        self.page: Page = visits(server, width=width, java_script=self.java_script, **more)

    def open(self, address: str) -> None:
        """Type an address, or follow a link of a mail."""
        self.page.goto(address)

    def press(self, role: str, name: str, *, exact: bool = False) -> None:
        """Follow the link or press the button of this name, and wait for the next page."""
        target = self.page.get_by_role(role, name=name, exact=exact).first
        expect(target).to_be_visible()
        with self.page.expect_navigation():
            self._press(target)

    def link(self, name: str, *, exact: bool = False) -> None:
        """Follow a link."""
        self.press("link", name, exact=exact)

    def button(self, name: str, *, exact: bool = False) -> None:
        """Press a button that sends a form."""
        self.press("button", name, exact=exact)

    def unfold(self, name: str) -> None:
        """Open what lies folded under this line."""
        folded = (
            self.page.locator("details").filter(has=self.page.get_by_text(name, exact=True)).first
        )
        if folded.get_attribute("open") is None:
            self._press(folded.locator("summary"))

    def write(self, label: str, text: str) -> None:
        """Fill a box with this text, whatever stood there."""
        self._write(self.box(label), text)

    def box(self, label: str) -> Locator:
        """Return the box, list or text area with this label."""
        boxes = self.page.locator("input, textarea, select")
        return self.page.get_by_label(label, exact=True).and_(boxes)

    def choose(self, answer: str, *, question: str = "") -> None:
        """Choose one of several answers that exclude each other."""
        group = self.page.get_by_role("group", name=question) if question else self.page
        self._choose(group.get_by_role("radio", name=answer).first)

    def tick(self, answer: str) -> None:
        """Tick one of several answers that may stand together."""
        self._tick(self.page.get_by_role("checkbox", name=answer, exact=True).first)

    def pick(self, label: str, answer: str) -> None:
        """Choose from a list that opens."""
        self._pick(self.box(label), answer)

    def typed(self) -> list[tuple[str, str]]:
        """Return everything that the form of the page holds now, except its one-time token."""
        pairs = self.page.locator("main form:not(:has(button.btn-link))").last.evaluate(
            "form => [...new FormData(form)]"
        )
        return [(name, value) for name, value in pairs if name != "csrfmiddlewaretoken"]

    def _press(self, target: Locator) -> None:
        raise NotImplementedError

    def _write(self, box: Locator, text: str) -> None:
        raise NotImplementedError

    def _choose(self, radio: Locator) -> None:
        raise NotImplementedError

    def _tick(self, checkbox: Locator) -> None:
        raise NotImplementedError

    def _pick(self, box: Locator, answer: str) -> None:
        raise NotImplementedError


class Keyboard(Hands):
    """No pointer at all: Tab, arrows, Space, Enter and letters."""

    java_script = True

    def _reach(self, target: Locator) -> None:
        press_until(self.page, target, most=FARTHEST)

    def _press(self, target: Locator) -> None:
        self._reach(target)
        self.page.keyboard.press("Enter")

    def _write(self, box: Locator, text: str) -> None:
        self._reach(box)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def _choose(self, radio: Locator) -> None:
        # Tab stops at one radio of the group, the arrows go on from there.
        name = radio.get_attribute("name")
        for _ in range(FARTHEST):
            focused = self.page.locator("*:focus")
            if focused.count() and focused.get_attribute("name") == name:
                break
            self.page.keyboard.press("Tab")
        press_until(self.page, radio, key="ArrowDown")
        if not radio.is_checked():
            self.page.keyboard.press("Space")
        expect(radio).to_be_checked()

    def _tick(self, checkbox: Locator) -> None:
        self._reach(checkbox)
        if not checkbox.is_checked():
            self.page.keyboard.press("Space")
        expect(checkbox).to_be_checked()

    def _pick(self, box: Locator, answer: str) -> None:
        self._reach(box)
        self.page.keyboard.press("Home")
        chosen = "list => list.selectedOptions[0].text"
        for _ in range(box.locator("option").count()):
            if box.evaluate(chosen) == answer:
                return
            self.page.keyboard.press("ArrowDown")
        assert box.evaluate(chosen) == answer


class Pointer(Hands):
    """A pointer on pages whose scripts do not run."""

    java_script = False

    def _press(self, target: Locator) -> None:
        target.click()

    def _write(self, box: Locator, text: str) -> None:
        box.fill(text)

    def _choose(self, radio: Locator) -> None:
        radio.check()

    def _tick(self, checkbox: Locator) -> None:
        checkbox.check()

    def _pick(self, box: Locator, answer: str) -> None:
        box.select_option(label=answer)


# A wide window sends what a phone sends: what the database makes of it is asked once for each way.
WAYS = pytest.mark.parametrize(
    ("way", "width"),
    [
        pytest.param(Keyboard, 360, id="keyboard-360"),
        pytest.param(Keyboard, 1280, id="keyboard-1280", marks=pytest.mark.looks),
        pytest.param(Pointer, 360, id="no-scripts-360"),
        pytest.param(Pointer, 1280, id="no-scripts-1280", marks=pytest.mark.looks),
    ],
)
