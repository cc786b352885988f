"""A real browser for the stories: pages, keyboard, accessibility, and what must never happen."""

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, sync_playwright

from tests.chromium import chromium_path
from tests.server import Server

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Else each page gets a new process, which reads and compiles everything anew.
    "--process-per-site",
    # No page lives long enough to pay for the compiler that takes most time.
    "--js-flags=--no-turbofan",
    # No other machine is ever reached; `Visits` tells of each try.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
AXE_TAGS = [
    "wcag2a",
    "wcag2aa",
    "wcag2aaa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
]
ABOUT_AXE = "() => [matchMedia('(scripting: enabled)').matches, typeof axe === 'undefined']"
# What is in order, or not asked about, need not travel.
RUN_AXE = """async ([context, options]) => (await axe.run(context, options)).violations"""
ELSEWHERE = re.compile(r"^(?!https?://127\.0\.0\.1[:/])(?!data:|blob:|about:)")
STATUS = re.compile(r"the server responded with a status of (\d+)")


@contextmanager
def launched_browser() -> Iterator[Browser]:
    """Start Chromium: the system's, else the one that Playwright installed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


def _once_read(page: Page) -> Callable[..., object]:
    """Return the page's `evaluate`, which waits until the page is read: right after a click there
    may be a new page without anything on it yet."""
    ask = page.evaluate

    def evaluate(expression: str, arg: object = None) -> object:
        page.wait_for_load_state("domcontentloaded")
        return ask(expression, arg)

    return evaluate


class Visits:
    """Opens pages, each as another person at another device, and remembers every problem."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.problems: list[str] = []

    def __call__(
        self,
        server: Server,
        *,
        width: int = 360,
        height: int = 740,
        color_scheme: str = "light",
        java_script: bool = True,
        reduced_motion: str = "reduce",
        statuses: Collection[int] = (),
        service_worker: bool = False,
        offline: bool = False,
    ) -> Page:
        """Return an empty page with cookies of its own.

        `statuses` are the failing answers (404, 422 …) that the story provokes on purpose, and
        `offline` says that it also cuts the network. Most stories need no `service_worker`.
        """
        context = self._browser.new_context(
            base_url=server.url,
            viewport={"width": width, "height": height},
            color_scheme=color_scheme,
            java_script_enabled=java_script,
            reduced_motion=reduced_motion,
            locale="en-GB",
            timezone_id="Europe/London",
            service_workers="allow" if service_worker else "block",
        )
        context.set_default_timeout(15_000)
        # An event, not a route: a route would turn off the browser's store of our files.
        context.on("requestfailed", self._note_failure)
        context.on("console", lambda message: self._note_message(message, statuses, offline))
        context.on("weberror", lambda error: self.problems.append(f"error: {error.error}"))
        self._contexts.append(context)
        page = context.new_page()
        page.evaluate = _once_read(page)
        return page

    def _note_failure(self, request: Request) -> None:
        if ELSEWHERE.match(request.url):
            self.problems.append(f"request to another machine: {request.url}")

    def _note_message(self, message, statuses: Collection[int], offline: bool) -> None:
        status = STATUS.search(message.text)
        provoked = status is not None and int(status.group(1)) in statuses
        provoked = provoked or (offline and "net::ERR_" in message.text)
        provoked = provoked or "blocked by Playwright" in message.text
        if message.type in ("error", "warning") and not provoked:
            where = urlsplit(message.location["url"]).path
            self.problems.append(f"console {message.type} at {where}: {message.text}")

    def check(self) -> None:
        """Fail when a page had a problem since the last check."""
        problems, self.problems = self.problems, []
        assert not problems, "The browser met problems:\n" + "\n".join(problems)

    def close(self) -> None:
        """Close every page; fails when any of them had a problem."""
        for context in self._contexts:
            context.close()
        self.check()


def axe(
    page: Page,
    exclude: list[str] | None = None,
    *,
    only: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
) -> None:
    """Fail when the accessibility engine finds anything on the page as it stands.

    `only` names the rules to ask, `without` those to leave out; by default it asks all.
    """
    scripts_run, is_missing = page.evaluate(ABOUT_AXE)
    assert scripts_run, "The accessibility engine needs a page with JavaScript: it would hang."
    context = {"exclude": [[selector] for selector in exclude or []], "include": [["html"]]}
    asked = {"type": "rule", "values": only} if only else {"type": "tag", "values": AXE_TAGS}
    options = {"runOnly": asked, "resultTypes": ["violations"]}
    options["rules"] = {rule: {"enabled": False} for rule in without}
    if is_missing:  # half a megabyte: once for a document
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN_AXE, [context, options])
    lines = [
        f"- {rule['id']} ({rule['impact']}): {rule['help']}\n"
        + "\n".join(f"    {node['target']}: {node['html'][:200]}" for node in rule["nodes"])
        for rule in found
    ]
    assert not found, f"Accessibility violations on {page.url}:\n" + "\n".join(lines)


def sign_in(page: Page, email: str, password: str) -> None:
    """Sign in through the sign-in page, as a person does."""
    page.goto("/")
    page.locator("input[name=login]").fill(email)
    password_box = page.locator("input[name=password]")
    password_box.fill(password)
    with page.expect_navigation():
        password_box.press("Enter")


def press_until(page: Page, locator: Locator, key: str = "Tab", most: int = 60) -> None:
    """Press a key until the element has the focus; fails when it can't be reached."""
    locator.wait_for()
    wanted = locator.element_handle()  # found once: a role and a name are costly to look for
    for _ in range(most):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{most} presses of {key} do not reach {locator}.")
