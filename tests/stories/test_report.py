"""The sheet for a visit, from a phone: printed from the page, and saved as a PDF."""

import io
import uuid

import pikepdf
import pytest
from playwright.sync_api import Page

from tests.browser import Visits, sign_in
from tests.server import Server

A4 = (595, 842)  # points
SCROLLED_SIDEWAYS = """() => [...document.querySelectorAll(".scroll")]
    .filter((box) => box.scrollWidth > box.clientWidth).length"""


def visible(page: Page, width: str) -> list[bool]:
    """Say of the chart and of the table for this width whether they are seen."""
    return [one.is_visible() for one in page.locator(f".report-{width}").all()]


@pytest.mark.looks
@pytest.mark.parametrize("email", ["rosa@demo.example", "amara@demo.example"])
def test_the_page_prints_as_one_sheet_with_the_wide_chart(
    demo_server: Server, browser_page: Visits, email: str
) -> None:
    """The screen has the chart and the table for a phone, and paper the wide ones."""
    person = next(one for one in demo_server.people() if one.email == email)
    page = browser_page(demo_server, java_script=False)
    sign_in(page, person.email, person.password)
    rosa = demo_server.sql(
        "SELECT p.id FROM care_patient p JOIN accounts_user u ON u.id = p.user_id"
        " WHERE u.email = 'rosa@demo.example'"
    )[0][0]
    page.goto(f"/patients/{uuid.UUID(str(rosa))}/report/")
    assert (visible(page, "wide"), visible(page, "narrow")) == ([False] * 2, [True] * 2)
    assert page.evaluate("document.querySelector('img.report-narrow').naturalWidth") == 328
    assert page.evaluate(SCROLLED_SIDEWAYS) == 0
    page.emulate_media(media="print")
    assert (visible(page, "wide"), visible(page, "narrow")) == ([True] * 2, [False] * 2)
    page.emulate_media(media="null")
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
        assert len(printed.pages) == 1
        box = [round(float(edge)) for edge in printed.pages[0].MediaBox]
        assert tuple(box[2:]) == pytest.approx(A4, abs=1)
    link = page.get_by_role("link", name="Print or save (PDF)")
    answer = page.request.get(str(link.get_attribute("href")))
    assert answer.headers["content-type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.body())) as made:
        assert len(made.pages) == 1
