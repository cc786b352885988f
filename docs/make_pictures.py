"""Makes the pictures of the user guides anew, from the demonstration.

    .venv/bin/python -m docs.make_pictures [FOLDER]

Fills a database of its own, serves it, visits the pages in a real browser and writes one PNG per
entry of PICTURES to `docs/pictures` (or FOLDER). It needs what the tests need, so run
`./run test` once before, and a Chinese font for the browser (on Debian `fonts-noto-cjk`). Do it
whenever a page in a picture has changed its look.
"""

import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser import launched_browser, sign_in
from tests.server import Server, running_server

FOLDER = Path(__file__).parent / "pictures"
# Sharp enough on a good screen; with 256 colours each file stays below 150 kB.
SCALE = 1.5
COLOURS = 256
PHONE, DESK = 360, 1280
SECONDS = 15

PATIENT, HELPER, THERAPIST, ADMIN = "patient", "helper", "therapist", "admin"


class Picture(NamedTuple):
    """A file's name, who looks at what, and the window's width and height in CSS pixels.

    `steps` leads from the person's first page to the one to show. `language` and `light` are what
    the person's device asks for.
    """

    name: str
    role: str
    width: int
    height: int
    steps: Callable[[Page], None]
    language: str = "en-GB"
    light: str = "light"


def beside_today(name: str) -> Callable[[Page], None]:
    """Return the step to another page of the patient's, whatever language its name is in."""
    return lambda page: page.goto(page.url.replace("/today/", f"/{name}/"))


def press(*names: str) -> Callable[[Page], None]:
    """Return the steps: press these links or buttons, one after the other."""

    def steps(page: Page) -> None:
        for name in names:
            page.get_by_role("link", name=name).or_(
                page.get_by_role("button", name=name)
            ).first.click()
            page.wait_for_load_state()

    return steps


def session_form(kind: str) -> Callable[[Page], None]:
    """Return the steps to the form of one kind of session, for Rosa."""

    def steps(page: Page) -> None:
        press("Rosa Delgado")(page)
        page.goto(page.url.split("?")[0] + f"sessions/add/?type={kind}")

    return steps


# In this order: "saved" changes what the pages after it show.
PICTURES = [
    Picture("today", PATIENT, PHONE, 800, lambda page: None),
    Picture("rate", PATIENT, PHONE, 1060, press("Something changed", "Left hand")),
    Picture("my-days", PATIENT, PHONE, 800, press("My days")),
    Picture("progress", PATIENT, PHONE, 1560, press("Progress")),
    Picture("my-details", PATIENT, PHONE, 1200, press("My details")),
    Picture("body-map", PATIENT, PHONE, 1180, press("My details", "My body parts")),
    Picture("signs", PATIENT, PHONE, 1000, beside_today("signs")),
    Picture("help", PATIENT, PHONE, 900, press("Get help")),
    *(
        Picture(f"{page}-{name}", PATIENT, PHONE, height, steps, language, light)
        for name, language in (("spanish", "es"), ("chinese", "zh-Hant-TW"))
        for page, height, steps, light in (
            ("today", 800, lambda page: None, "light"),
            ("progress", 1560, beside_today("progress"), "dark"),
        )
    ),
    Picture("today-dark", PATIENT, PHONE, 800, lambda page: None, light="dark"),
    Picture("saved", PATIENT, PHONE, 900, press("Same as")),
    Picture("helping", HELPER, PHONE, 640, lambda page: None),
    Picture("patients", THERAPIST, DESK, 800, lambda page: None),
    Picture("alerts", THERAPIST, DESK, 900, press("Alerts")),
    Picture("patient-page", THERAPIST, DESK, 1180, press("Rosa Delgado")),
    Picture(
        "compare", THERAPIST, DESK, 1000, press("Rosa Delgado", "Compare two phases", "Home visits")
    ),
    Picture("report", THERAPIST, DESK, 1560, press("Rosa Delgado", "Report")),
    Picture("session-electrical", THERAPIST, DESK, 1160, session_form("electrical")),
    Picture("health-facts", THERAPIST, DESK, 1000, press("Rosa Delgado", "Health facts")),
    Picture("people", ADMIN, DESK, 800, lambda page: None),
    Picture("care-teams", ADMIN, DESK, 800, press("Care teams")),
    Picture("session-kinds", ADMIN, DESK, 800, press("Kinds of session")),
]


def first_page(page: Page, server: Server, role: str) -> None:
    """Sign in as the first person of this role."""
    person = next(person for person in server.people() if person.role == role)
    sign_in(page, person.email, person.password)


def small_png(taken: bytes) -> bytes:
    """Return a PNG with a palette instead of one without."""
    picture, small = Image.open(BytesIO(taken)).convert("RGB"), BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(small, format="PNG", optimize=True)
    return small.getvalue()


def make(browser: Browser, server: Server, folder: Path) -> None:
    """Write every picture."""
    for picture in PICTURES:
        context = browser.new_context(
            base_url=server.url,
            viewport={"width": picture.width, "height": picture.height},
            device_scale_factor=SCALE,
            reduced_motion="reduce",
            locale=picture.language,
            color_scheme=picture.light,
            timezone_id="Europe/London",
        )
        context.set_default_timeout(SECONDS * 1000)
        page = context.new_page()
        first_page(page, server, picture.role)
        picture.steps(page)
        page.wait_for_load_state("networkidle")
        (folder / f"{picture.name}.png").write_bytes(small_png(page.screenshot()))
        context.close()


def main(arguments: list[str]) -> None:
    """Serve, visit, write."""
    folder = Path(arguments[0]) if arguments else FOLDER
    with tempfile.TemporaryDirectory() as name, launched_browser() as browser:
        own, shared = Path(name, "own"), Path(name, "shared")
        own.mkdir()
        shared.mkdir()
        with running_server(own, shared, filled=True) as server:
            make(browser, server, folder)


if __name__ == "__main__":
    main(sys.argv[1:])
