"""What every test gets."""

import socket

import pytest
from hypothesis import HealthCheck, settings

from apps.core import contacts

# A busy machine is no fault of the product: examples are counted, never timed. The database is
# rolled back after the test, so examples of one test may share it.
settings.register_profile(
    "project",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("project")

pytest_plugins = ["tests.cast", "tests.filled"]

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True)
def no_other_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that talks to another machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        local = self.family == socket.AF_UNIX or address[0] in LOOPBACK
        assert local, f"A test tried to reach another machine: {address}"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def known_contacts(db: None, settings) -> None:
    """Whom to call has been read a moment ago, as for most requests to a running site."""
    settings.CONTACTS_SECONDS = 60
    contacts.forget()
    contacts.contacts()
