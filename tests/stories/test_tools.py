"""The tools of the stories must be able to fail, or a green story proves nothing."""

import pytest

from tests.browser import Visits, axe, press_until, sign_in
from tests.server import Server


@pytest.mark.looks
def test_axe_names_what_is_wrong(server: Server, browser_page: Visits) -> None:
    page = browser_page(server)
    page.set_content("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


@pytest.mark.looks
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_axe_passes_the_help_page(server: Server, browser_page: Visits, color_scheme: str) -> None:
    page = browser_page(server, color_scheme=color_scheme)
    page.goto("/help/")
    axe(page)


@pytest.mark.looks
def test_axe_refuses_a_page_without_javascript(server: Server, browser_page: Visits) -> None:
    page = browser_page(server, java_script=False)
    page.goto("/help/")
    with pytest.raises(AssertionError, match="needs a page with JavaScript"):
        axe(page)


@pytest.mark.looks
@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ("<script>console.error('oh')</script>", "console error"),
        ("<script>console.warn('hm')</script>", "console warning"),
        ("<script>throw new Error('no')</script>", "error: no"),
        ("<link rel=stylesheet href='http://example.org/a.css'>", "request to another machine"),
    ],
)
def test_problems_in_the_browser_fail_a_story(
    server: Server, browser_page: Visits, html: str, problem: str
) -> None:
    visits = browser_page
    page = visits(server)
    page.goto("about:blank")
    page.set_content(html)
    assert any(found.startswith(problem) for found in visits.problems)
    with pytest.raises(AssertionError, match="The browser met problems"):
        visits.close()
    visits.problems.clear()


@pytest.mark.looks
def test_a_provoked_status_is_no_problem(server: Server, browser_page: Visits) -> None:
    page = browser_page(server, statuses=(404,))
    answer = page.goto("/no-such-page/")
    assert answer is not None
    assert answer.status == 404


@pytest.mark.looks
def test_the_keyboard_helper_says_what_it_cannot_reach(
    server: Server, browser_page: Visits
) -> None:
    page = browser_page(server)
    page.set_content("<button>First</button><button disabled>Second</button>")
    press_until(page, page.get_by_text("First"))
    with pytest.raises(AssertionError, match="do not reach"):
        press_until(page, page.get_by_text("Second"), most=5)


def test_an_empty_server_has_no_people(server: Server) -> None:
    assert server.sql("SELECT count(*) FROM accounts_user WHERE email <> %s", "x") == [(0,)]
    assert server.python("print(6 * 7)").strip() == "42"
    assert server.mails() == []


def test_a_person_of_the_demonstration_signs_in(demo_server: Server, browser_page: Visits) -> None:
    patient = next(person for person in demo_server.people() if person.role == "patient")
    page = browser_page(demo_server)
    sign_in(page, patient.email, patient.password)
    assert page.locator("main h1").count() == 1
    assert "/login" not in page.url
