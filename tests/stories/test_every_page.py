"""Every page in every state: for everybody, in every light, at every size, behind strict headers.

One visit per page and person; the window, the light and the text are changed on the open page.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from playwright.sync_api import Browser, Page

from apps.accounts.models import User
from apps.core.permissions import all_views
from tests import markup
from tests.browser import axe
from tests.claims import forbidden_in
from tests.markup import Node
from tests.reading import hard_to_read
from tests.stories import measures
from tests.stories.pages import FILES, LEADS_ON, ONLY_SENT, Sight, sights
from tests.stories.states import make_states
from tests.stories.sweep import PHONE, Sweep, swept

CONTRAST = ("color-contrast", "color-contrast-enhanced", "link-in-text-block")
# What else the engine reads from where things are on the screen.
BOXES = ("target-size", "scrollable-region-focusable")
# The rows of a long table are alike; the engine needs half a minute for a year of days.
MORE_ROWS = "tbody tr:nth-child(n + 25)"
MOST_STOPS, STOPS_AT_ONCE = 60, 12


class Mode(NamedTuple):
    """A window and its light.

    Where the system forces its colours it warrants the contrast, and the engine cannot tell: it
    reads a property of the text that the system does not change.
    """

    width: int
    height: int
    scheme: str = "light"
    forced: str = "none"


MODES = {
    "phone": Mode(360, 740),
    "phone, dark": Mode(360, 740, "dark"),
    "forced colours": Mode(360, 740, "dark", "active"),
    "1280 px enlarged four times": Mode(320, 256),
    "desk": Mode(1280, 900),
    "desk, dark": Mode(1280, 900, "dark"),
}
PAGES = list(sights())


@pytest.fixture(scope="module")
def phone(
    tmp_path_factory: pytest.TempPathFactory, shared_folder: Path, browser: Browser
) -> Iterator[Sweep]:
    """A server of this module's own, because it adds people to the demonstration."""
    with swept(tmp_path_factory.mktemp("sweep"), shared_folder, browser) as sweep:
        yield sweep


@pytest.fixture
def sweep(phone: Sweep) -> Iterator[Sweep]:
    """The device of the sweep; fails when its browser met a problem."""
    yield phone
    phone.check()


@pytest.fixture(scope="module")
def found(filled: object, django_db_blocker) -> dict:
    """People in every state in the filled database; return where each state is found."""
    # Mails, and with them the links in them, are made when a transaction ends: here, at once.
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(transaction, "on_commit", lambda made, **_more: made())
        return {name: str(value) for name, value in make_states().items()}


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
def test_the_page_answers(found: dict, db: None, sight: Sight) -> None:
    """Strict headers, one h1, a full title, no forbidden claim; without scripts nothing dead."""
    answer = answer_of(sight, found)
    assert answer.status_code == sight.status
    page = markup.markup(answer)
    if not sight.is_template:
        check_headers(answer, signed_in=bool(sight.who))
    check_frame(page, sight)
    # A button that sends nothing needs a script: without scripts there may be none.
    for button in page.all("button", type="button"):
        assert any(one.name == "template" or is_hidden(one) for one in (button, *button.around))


def answer_of(sight: Sight, found: dict) -> HttpResponse:
    """Ask for the page as its person, and press what is to be pressed."""
    address = sight.address.format(**found)
    if sight.is_template:
        return HttpResponse(found[address.strip("/")], status=sight.status)
    client = Client()
    if sight.who:
        client.force_login(User.objects.get(email=sight.who))
    answer = client.get(address, follow=True)
    if sight.press:
        answer = markup.send(client, answer, sight.write, sight.press)
    return answer


def is_hidden(element: Node) -> bool:
    """Tell whether only a script shows it; the sweep sees to it that `hidden` hides."""
    return "hidden" in element.attributes


@pytest.mark.looks
@pytest.mark.parametrize("sight", PAGES, ids=lambda sight: sight.name)
def test_everybody_can_use_the_page(sweep: Sweep, sight: Sight) -> None:
    """No violation in any mode, nothing cut off or too small, nothing that moves."""
    page = sweep.visit(sight)
    problems = hard_words(page)
    problems += page.evaluate(measures.MOVES)
    for name, mode in MODES.items():
        page.set_viewport_size({"width": mode.width, "height": mode.height})
        page.emulate_media(color_scheme=mode.scheme, forced_colors=mode.forced)
        problems += [f"{name}: {problem}" for problem in problems_of(page, mode)]
    page.set_viewport_size(PHONE)
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
    """Return what is wrong with the page in this mode.

    The engine is asked everything once for everything that it has not read before: in the dark
    only the colours differ, in another window often only the places.
    """
    found, news = page.evaluate(measures.LOOK, MORE_ROWS)
    without = CONTRAST if mode.forced == "active" else ()
    only = (*BOXES * news["boxes"], *CONTRAST * news["colours"])
    only = tuple(rule for rule in only if rule not in without)
    try:
        if news["shown"]:
            axe(page, exclude=[MORE_ROWS], without=without)
        elif only:
            axe(page, exclude=[MORE_ROWS], only=only)
    except AssertionError as violation:
        found.append(str(violation))
    return found


def hard_words(page: Page) -> list[str]:
    """Return what patients and helpers would find hard to read; staff read longer sentences, and
    so does who asks how we count: that page is signed by scientists."""
    if page.locator("body.patient").count() == 0 or "/how-we-count/" in page.url:
        return []
    return [f"to read: {one}" for one in hard_to_read(page.evaluate(measures.TEXTS))]


def check_headers(answer: HttpResponse, *, signed_in: bool) -> None:
    """The policy is strict on every page; what belongs to somebody is stored nowhere."""
    headers = answer.headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    if signed_in:
        assert "no-store" in headers["cache-control"]
        assert "private" in headers["cache-control"]


def check_frame(page: Node, sight: Sight) -> None:
    """Title, language, one heading of the page, one main part, no forbidden claim."""
    title = page.all("title")[0].text()
    assert title.endswith(" – Rehab Tracker")
    assert len(title) > len(" – Rehab Tracker")
    has_error = any(one.has_class("error-summary") for one in page.all())
    assert title.startswith("Error: ") == has_error
    assert has_error == (bool(sight.press) and sight.state != "right?")
    assert page.all("html", lang="en-gb")
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    [body] = page.all("body")
    assert not forbidden_in(body.text())
    check_way_to_help(body, sight)


def check_way_to_help(body: Node, sight: Sight) -> None:
    """For patients, helpers and visitors help is one tap away, always right after the content."""
    if not body.has_class("patient"):
        return
    links = body.all("a")
    if sight.route in ("core:help", "core:help-in"):
        assert any(link.attributes["href"].startswith("tel:") for link in links)
        return
    if sight.status == 200:  # error pages have it among the rest
        after = body.all("main")[0].next()
        assert after.name == "aside"
        links = after.all("a")
    ways = [one.attributes["href"] for one in links if one.text() == "Get help now"]
    assert ways == ["/help/"]


def lost_focus(page: Page) -> list[str]:
    """Each stop of Tab has a ring of 3 px or more and lies under no bar.
    On a long page the first stops are enough."""
    page.evaluate(measures.WATCH_FOCUS)
    stops: list[dict | None] = []
    while len(stops) < MOST_STOPS and None not in stops:
        for _ in range(STOPS_AT_ONCE):
            page.keyboard.press("Tab")
        stops = page.evaluate("() => window.stops")
    stops = [*stops, None][: [*stops, None].index(None)]
    problems = [
        f"focus: {stop}"
        for stop in stops
        if stop["width"] < 3 or stop["covered"] or not stop["visible"]
    ]
    if len(stops) < 2:
        problems.append(f"focus: Tab reaches {[stop['name'] for stop in stops]} and no more")
    return problems
