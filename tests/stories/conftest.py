"""What every browser story gets: a running server and a browser to visit it with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser

from tests.browser import Visits, launched_browser
from tests.server import Server, running_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path) -> Iterator[Server]:
    """A server on a fresh, migrated, empty database, for the stories of one module."""
    folder = tmp_path_factory.mktemp("server")
    with running_server(folder, shared_folder, filled=False) as running:
        yield running


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path) -> Iterator[Server]:
    """A server on the demonstration's data. Only read from it: all stories share it."""
    folder = tmp_path_factory.mktemp("demo-server")
    with running_server(folder, shared_folder, filled=True) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium for all stories of this process."""
    # Playwright keeps an event loop in this thread, and Django then refuses every query, also
    # in the tests that share the process. They run one after another: the loop is no danger.
    # Django would also open new connections beside those that are in use, in the midst of a
    # transaction perhaps: data that a file's tests share would not be there any more.
    opened = connections.all(initialized_only=True)
    with pytest.MonkeyPatch.context() as patch, launched_browser() as running:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        for connection in opened:
            connections[connection.alias] = connection
        yield running


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[Visits]:
    """Open pages with `browser_page(server, width=…)`; see `tests.browser.Visits`."""
    visits = Visits(browser)
    yield visits
    visits.close()
