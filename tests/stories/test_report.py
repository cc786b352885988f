"""The sheet for a visit, from a phone: printed from the page, and saved as a PDF."""

import io
import uuid

import pikepdf
import pytest

from tests.browser import Visits, sign_in
from tests.server import Server

A4 = (595, 842)  # points


@pytest.mark.parametrize("email", ["rosa@demo.example", "amara@demo.example"])
def test_the_page_prints_as_one_sheet_with_the_wide_chart(
    demo_server: Server, browser_page: Visits, email: str
) -> None:
    """The screen has the chart for a phone, and paper the wide one."""
    person = next(one for one in demo_server.people() if one.email == email)
    page = browser_page(demo_server, java_script=False)
    sign_in(page, person.email, person.password)
    rosa = demo_server.sql(
        "SELECT p.id FROM care_patient p JOIN accounts_user u ON u.id = p.user_id"
        " WHERE u.email = 'rosa@demo.example'"
    )[0][0]
    page.goto(f"/patients/{uuid.UUID(str(rosa))}/report/")
    wide, narrow = (page.locator(f".report-{one}") for one in ("wide", "narrow"))
    assert [wide.is_visible(), narrow.is_visible()] == [False, True]
    assert page.evaluate("document.querySelector('.report-narrow').naturalWidth") == 328
    page.emulate_media(media="print")
    assert [wide.is_visible(), narrow.is_visible()] == [True, False]
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
