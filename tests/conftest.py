"""What every test gets."""

import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from apps.core.contacts import contacts
from apps.core.remembered import forget_all

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


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What another test had set is not known any more."""
    forget_all()


@pytest.fixture
def known_settings(db: None, nothing_remembered: None) -> None:
    """What an admin has set was read a moment ago, as for most requests to a running site."""
    from apps.safety.access import intervals  # models come after Django's start

    contacts()
    intervals()


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a folder that all processes of this test run share."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "databases"
    folder.mkdir(exist_ok=True)
    return folder
