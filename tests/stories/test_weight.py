"""What a first visit costs on a slow phone, and that it asks nobody but us."""

import gzip

import pytest
from playwright.sync_api import Response

from tests.browser import Visits, sign_in
from tests.server import Server

pytestmark = pytest.mark.looks

MOST, MOST_OF_SCRIPTS = 70_000, 20_000  # bytes
PACKED = ("font/woff2", "image/png")  # smaller than gzip makes them


def weight(answer: Response) -> int:
    """Return the bytes of one answer as they travel."""
    body = answer.body()
    return len(body if answer.headers["content-type"] in PACKED else gzip.compress(body))


@pytest.mark.parametrize("page", ["sign-in", "today", "rate", "help"])
def test_a_first_visit_is_light(demo_server: Server, browser_page: Visits, page: str) -> None:
    visitor = browser_page(demo_server)
    addresses = {"sign-in": "/sign-in/", "help": "/help/"}
    if page not in addresses:
        rosa = next(person for person in demo_server.people() if person.role == "patient")
        sign_in(visitor, rosa.email, rosa.password)
        addresses["today"] = visitor.url
        visitor.get_by_role("link", name="Something changed").click()
        visitor.get_by_role("link", name="Left hand").click()
        addresses["rate"] = visitor.url
    # A device that was never here: nothing lies in its cache.
    device = browser_page(demo_server)
    device.context.add_cookies(visitor.context.cookies())
    answers: list[Response] = []
    device.on("response", lambda answer: answers.append(answer))
    device.goto(addresses[page], wait_until="networkidle")
    sizes = {answer.url: weight(answer) for answer in answers if answer.ok}
    assert all(address.startswith(demo_server.url) for address in sizes)
    assert sum(sizes.values()) <= MOST, sizes
    scripts = sum(size for address, size in sizes.items() if address.endswith(".js"))
    assert 0 < scripts <= MOST_OF_SCRIPTS
