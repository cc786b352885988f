"""Stories of how pages look: chosen once, there on the next page, on every device."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import Visits, sign_in
from tests.cast import PASSWORD
from tests.server import Server, running_server
from tests.stories import measures

ROSA, AMARA = "rosa@demo.example", "amara@demo.example"
LIGHT_CARD, DARK_CARD = "rgb(255, 255, 255)", "rgb(24, 34, 47)"
CARD = "() => getComputedStyle(document.querySelector('.card, .header')).backgroundColor"
TEXT = "() => parseFloat(getComputedStyle(document.body).fontSize)"
# Opaque grounds and the texts that may stand on them, as the style sheet names them.
ON_GROUNDS = {
    "ink": ("ground", "card", "sunken", "selected"),
    "ink-second": ("ground", "card", "sunken"),
    "action": ("card", "ground"),
    "on-action": ("action", "action-strong"),
    "danger": ("card", "danger-ground"),
    "warning": ("warning-ground",),
    "done": ("done-ground",),
}
COLOURS = """
names => {
  const probe = document.body.appendChild(document.createElement("i"));
  const found = {};
  for (const name of names) {
    probe.style.setProperty("color", `var(--${name})`);
    found[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return found;
}
"""
SET = """
look => {
  const root = document.documentElement;
  for (const name of ["theme", "size", "contrast", "reach", "anchor"]) delete root.dataset[name];
  Object.assign(root.dataset, look);
}
"""


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path) -> Iterator[Server]:
    """The demonstration once more: these stories change how Rosa's and Amara's pages look."""
    folder = tmp_path_factory.mktemp("look")
    with running_server(folder, shared_folder, filled=True) as running:
        yield running


def choose(page: Page, *labels: str) -> None:
    """Choose on "How it looks" and save."""
    page.goto("/settings/look/")
    for label in labels:
        page.get_by_role("radio", name=label, exact=True).check(force=True)
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()


def luminance(colour: str) -> float:
    """Return the relative luminance of "rgb(1, 2, 3)" (WCAG 2.2)."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    lights = sorted((luminance(one), luminance(other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


@pytest.mark.parametrize("java_script", [True, False], ids=["script", "no-script"])
def test_dark_is_there_at_once_and_survives_signing_out(
    own_server: Server, browser_page: Visits, java_script: bool
) -> None:
    """In a light browser, with and without scripts; on a second device too."""
    page = browser_page(own_server, java_script=java_script)
    sign_in(page, ROSA, PASSWORD)
    choose(page, "Dark", "Large")
    for _device in range(2):
        page.goto("/my/details/")
        root = page.locator("html")
        assert root.get_attribute("data-theme") == "dark"
        assert root.get_attribute("data-size") == "large"
        assert "Dark, large text" in page.get_by_role("main").inner_text()
        if java_script:
            assert page.evaluate(CARD) == DARK_CARD
            assert page.evaluate(TEXT) == pytest.approx(19 * 1.25)
        with page.expect_navigation():
            page.get_by_role("button", name="Sign out").click()
        assert page.locator("html").get_attribute("data-theme") is None
        page = browser_page(own_server, java_script=java_script)
        sign_in(page, ROSA, PASSWORD)
    choose(page, "Light", "Usual")


def test_the_choice_beats_the_device(own_server: Server, browser_page: Visits) -> None:
    """Light in a dark browser, for a therapist: pages, pictures, the bar of the browser."""
    page = browser_page(own_server, width=1280, height=900, color_scheme="dark")
    sign_in(page, AMARA, PASSWORD)
    assert page.evaluate(CARD) == DARK_CARD
    page.get_by_role("link", name="Settings", exact=True).click()
    page.get_by_role("link", name="How it looks").click()
    choose(page, "Light")
    assert page.evaluate(CARD) == LIGHT_CARD
    page.goto("/patients/")
    page.get_by_role("link", name="Rosa Delgado").first.click()
    page.wait_for_function(
        "() => document.querySelector('picture.chart img')?.currentSrc.includes('theme=light')"
    )
    assert page.locator("meta[name=theme-color]").get_attribute("content") == "#ffffff"


@pytest.mark.looks
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("more", ["device", "chosen", "none"])
def test_every_text_stands_out_seven_to_one(
    demo_server: Server, browser_page: Visits, theme: str, more: str
) -> None:
    """Computed from what the browser made of the style sheet."""
    page = browser_page(demo_server)
    page.goto("/help/")
    page.emulate_media(contrast="more" if more == "device" else "no-preference")
    look = {"theme": theme} | ({"contrast": "more"} if more == "chosen" else {})
    page.evaluate(SET, look)
    names = {*ON_GROUNDS, *(ground for grounds in ON_GROUNDS.values() for ground in grounds)}
    colours = page.evaluate(COLOURS, sorted(names))
    for text, grounds in ON_GROUNDS.items():
        for ground in grounds:
            assert contrast(colours[text], colours[ground]) >= 7, (text, ground)
    if more != "none":
        assert {colours["ink"], colours["card"]} == {"rgb(0, 0, 0)", "rgb(255, 255, 255)"}


PAGES = {
    ROSA: ("", "/my/details/", "/my/helpers/", "/my/looks/", "/settings/look/", "/settings/side/"),
    AMARA: ("/patients/", "/settings/", "/settings/look/"),
}
WINDOWS = {(320, 640): None, (360, 740): "200%", (1280, 900): None}


@pytest.mark.looks
@pytest.mark.parametrize("who", PAGES)
def test_nothing_is_cut_off_at_any_size(
    demo_server: Server, browser_page: Visits, who: str
) -> None:
    """Largest at 320 px and at a desk, text of double size at 360 px, with a bar at an edge."""
    page = browser_page(demo_server)
    sign_in(page, who, PASSWORD)
    problems = []
    for address in PAGES[who]:
        page.goto(address or "/")
        for (width, height), size in WINDOWS.items():
            page.set_viewport_size({"width": width, "height": height})
            for look in ({"size": "largest"}, {"reach": "right", "anchor": "left"}):
                page.evaluate(SET, {} if size else look)
                page.evaluate(measures.TEXT_SIZE, size or "")
                wide = page.evaluate(measures.TOO_WIDE) + page.evaluate(measures.SMALL_TARGETS)
                problems += [f"{page.url} at {width} px, {look}: {one}" for one in wide]
    assert not problems, "\n".join(dict.fromkeys(problems))


@pytest.mark.looks
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_side_is_a_side_of_the_body(
    demo_server: Server, browser_page: Visits, direction: str, side: str
) -> None:
    """The page stands on it, the bar on the other, whichever way the language is written."""
    page = browser_page(demo_server, width=1280, height=900)
    page.goto("/help/")
    page.evaluate("way => { document.documentElement.dir = way; }", direction)
    other = {"left": "right", "right": "left"}[side]
    page.evaluate(SET, {"reach": side, "anchor": other})
    box = page.get_by_role("main").bounding_box()
    room = box["x"] if side == "left" else 1280 - box["x"] - box["width"]
    assert room < 5
    widths = page.evaluate(
        "() => { const s = getComputedStyle(document.body);"
        " return { left: s.borderLeftWidth, right: s.borderRightWidth }; }"
    )
    assert widths == {side: "0px", other: "10px"}


@pytest.mark.looks
def test_bars_that_stay_leave_room(demo_server: Server, browser_page: Visits) -> None:
    """With larger text only on a window that is high enough for them."""
    page = browser_page(demo_server)
    sign_in(page, ROSA, PASSWORD)
    stays = "() => getComputedStyle(document.querySelector('.bottom-nav')).position"
    for size, height, position in (
        (None, 640, "fixed"),
        ("large", 640, "static"),
        ("large", 760, "fixed"),
        ("largest", 760, "static"),
        ("largest", 920, "fixed"),
    ):
        page.set_viewport_size({"width": 360, "height": height})
        page.evaluate(SET, {"size": size} if size else {})
        assert page.evaluate(stays) == position, (size, height)


@pytest.mark.looks
def test_nothing_moves_for_who_wants_no_motion(demo_server: Server, browser_page: Visits) -> None:
    """And forced colours keep every button's outline."""
    page = browser_page(demo_server)
    sign_in(page, ROSA, PASSWORD)
    page.get_by_role("link", name="My details").click()
    assert page.evaluate("() => document.getAnimations().length") == 0
    page.emulate_media(forced_colors="active")
    page.evaluate(SET, {"theme": "dark", "contrast": "more", "reach": "right", "anchor": "left"})
    outline = page.get_by_role("button", name="Sign out").evaluate(
        "button => getComputedStyle(button).borderTopWidth"
    )
    assert outline == "2px"


def test_a_visitor_reads_in_their_language_without_a_script(
    own_server: Server, browser_page: Visits
) -> None:
    """One link on the sign-in page; Get help and the way back speak it too."""
    page = browser_page(own_server, java_script=False)
    page.goto("/sign-in/")
    page.get_by_role("link", name="Español").click()
    assert page.locator("html").get_attribute("lang") == "es"
    page.goto("/help/")
    assert page.locator("html").get_attribute("lang") == "es"
    page.get_by_role("link", name="繁體中文").click()
    assert page.locator("html").get_attribute("lang") == "zh-hant"
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en-gb"
