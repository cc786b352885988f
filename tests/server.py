"""A real web server with a database and a mail folder of its own, for the browser stories."""

import email
import email.policy
import fcntl
import http.client
import os
import re
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 60


@dataclass(frozen=True)
class Person:
    """Somebody of the demonstration and how they sign in."""

    role: str
    email: str
    password: str


class Server:
    """A running copy of the app: its address, its commands, its rows and its mails.

    `printed` is what was printed when its data were prepared.
    """

    def __init__(
        self, url: str, environment: dict[str, str], machine: "Machine", printed: str
    ) -> None:
        self.url, self.printed = url, printed
        self.environment = environment
        self.kill = machine.kill
        self.start = machine.start

    def manage(self, *arguments: str) -> str:
        """Run one of Django's commands on the server's database and return what it printed."""
        return manage(self.environment, *arguments)

    def python(self, code: str) -> str:
        """Run Python in Django's shell on the server's database and return what it printed."""
        return self.manage("shell", "--verbosity=0", "-c", code)

    def sql(self, query: str, *values: object) -> list[tuple]:
        """Return the rows of a query; write each value as %s on both kinds of database."""
        url = self.environment["DATABASE_URL"]
        if url.startswith("sqlite"):
            with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
                return database.execute(query.replace("%s", "?"), values).fetchall()
        with psycopg.connect(url) as database:
            return database.execute(query, values).fetchall()

    def mails(self) -> list[EmailMessage]:
        """Return every mail that the server has sent, oldest first."""
        folder = Path(self.environment["MAIL_FOLDER"])
        # One file holds all mails of one connection, each followed by a line of dashes.
        files = sorted(folder.glob("*.log"), key=lambda path: (path.stat().st_mtime_ns, path.name))
        texts = [text for file in files for text in file.read_text().split("-" * 79 + "\n")]
        return [
            email.message_from_string(text, policy=email.policy.default)
            for text in texts
            if text.strip()
        ]

    def mail_to(self, address: str) -> EmailMessage:
        """Return the newest mail to an address; fails when there is none."""
        found = [mail for mail in self.mails() if address in mail["To"]]
        assert found, f"No mail to {address}; there are mails to: {[m['To'] for m in self.mails()]}"
        return found[-1]

    def link_in(self, mail: EmailMessage) -> str:
        """Return the first link of a mail."""
        text = mail.get_body(("plain", "html")).get_content()
        link = re.search(r"https?://\S+", text)
        assert link, f"No link in this mail:\n{text}"
        return link.group()

    def people(self) -> list[Person]:
        """Return the sign-ins of the demonstration."""
        lines = self.manage("fill_demo", "--list").splitlines()
        return [Person(*re.split(r"\s{2,}|\t", line.strip())) for line in lines if "@" in line]


def manage(environment: dict[str, str], *arguments: str) -> str:
    """Run one of Django's commands; fails with everything it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=5 * SECONDS,
        check=False,
    )
    assert done.returncode == 0, (
        f"manage.py {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}"
    )
    return done.stdout


@contextmanager
def running_server(
    folder: Path,
    shared: Path,
    *,
    filled: bool,
    script: str = "",
    more: dict[str, str] | None = None,
) -> Iterator[Server]:
    """Serve a migrated database, empty or filled with the demonstration, until the block ends.

    `folder` is the server's own; `shared` is common to all processes of this test run and
    keeps one prepared database of each sort, which is copied for every server and for the sort
    that adds to it. `script` is Python that adds to the data when they are prepared. `more` are
    variables of this server alone.
    """
    mails = folder / "mails"
    mails.mkdir()
    sort = Sort(filled, script)
    with _database(folder, shared, sort) as url:
        environment = _environment(url) | {"MAIL_FOLDER": str(mails)} | (more or {})
        with _gunicorn(environment, folder / "server.log") as machine:
            printed = sort.printed(shared).read_text()
            yield Server(f"http://127.0.0.1:{machine.port}", environment, machine, printed)


@contextmanager
def empty_database(folder: Path, shared: Path) -> Iterator[dict[str, str]]:
    """Yield the environment of programs that use a migrated database without people."""
    with _database(folder, shared, Sort(filled=False)) as url:
        yield _environment(url)


class Sort(NamedTuple):
    """What a prepared database holds, and where it lies in the folder that all share."""

    filled: bool
    script: str = ""

    @property
    def name(self) -> str:
        more = f"_{zlib.crc32(self.script.encode()):x}" if self.script else ""
        return ("filled" if self.filled else "empty") + more

    def printed(self, shared: Path) -> Path:
        """Return the file with what was printed; it is there when the database is."""
        return shared / f"{self.name}.txt"

    @property
    def before(self) -> "Sort | None":
        """Return the sort that this one adds to; an empty database starts from nothing."""
        if self.script:
            return Sort(self.filled)
        return Sort(filled=False) if self.filled else None

    def prepare(self, url: str, shared: Path) -> None:
        """Add to the database at this address what the sort before it does not hold."""
        command = ("fill_demo",) if self.filled else ("migrate", "--verbosity=0")
        if self.script:
            command = ("shell", "--verbosity=0", "-c", self.script)
        said = manage(_environment(url), *command)
        self.printed(shared).write_text(said)


def _environment(database: str) -> dict[str, str]:
    # The variable would hide mistakes of the app; only this process needs it (see browser.py).
    kept = {name: v for name, v in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return kept | {"ENVIRONMENT": "test", "DATABASE_URL": database, "PYTHONWARNINGS": "ignore"}


@contextmanager
def _database(folder: Path, shared: Path, sort: Sort) -> Iterator[str]:
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        with _postgres_database(shared, sort) as url:
            yield url
        return
    with _alone(shared):
        prepared = _prepared_file(shared, sort)
    copy = folder / "server.sqlite3"
    shutil.copy(prepared, copy)
    yield f"sqlite:///{copy}"


def _prepared_file(shared: Path, sort: Sort) -> Path:
    """Return the file that holds a database of this sort; the first who asks prepares it."""
    prepared = shared / f"{sort.name}.sqlite3"
    if not sort.printed(shared).exists():
        if sort.before:
            shutil.copy(_prepared_file(shared, sort.before), prepared)
        sort.prepare(f"sqlite:///{prepared}", shared)
        with closing(sqlite3.connect(prepared)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return prepared


@contextmanager
def _postgres_database(shared: Path, sort: Sort) -> Iterator[str]:
    address = urlsplit(os.environ["DATABASE_URL"])
    name = f"story_{secrets.token_hex(6)}"
    with _alone(shared), psycopg.connect(address.geturl(), autocommit=True) as server:
        prepared = _prepared_database(server, shared, sort)
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{prepared}"')
    try:
        yield address._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(address.geturl(), autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _prepared_database(server: psycopg.Connection, shared: Path, sort: Sort) -> str:
    """Return the name of a database of this sort; the first who asks prepares it."""
    known = shared / f"{sort.name}.name"
    if not known.exists():
        template = _prepared_database(server, shared, sort.before) if sort.before else "template1"
        prepared = f"{sort.name}_{secrets.token_hex(6)}"
        server.execute(f'CREATE DATABASE "{prepared}" TEMPLATE "{template}"')
        address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{prepared}")
        sort.prepare(address.geturl(), shared)
        known.write_text(prepared)
    return known.read_text()


@contextmanager
def _alone(shared: Path) -> Iterator[None]:
    """Let one process at a time through: the test run has one process per core."""
    with (shared / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Machine:
    """gunicorn behind a door that stays open: no port to guess, none to wait for, none to lose."""

    def __init__(self, door: socket.socket, environment: dict[str, str], log: Path) -> None:
        self.port = door.getsockname()[1]
        self._door, self._environment, self._log = door, environment, log
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start the server and return when it answers; whoever calls before that waits."""
        options = ["--config=python:rehab_tracker.gunicorn", "--workers=1"]
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", *options, f"--bind=fd://{self._door.fileno()}"],
                cwd=ROOT,
                env=self._environment,
                pass_fds=[self._door.fileno()],
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        _wait_for_answer(self.port, self._log)

    def stop(self) -> None:
        """End the server the gentle way."""
        self._process.terminate()
        self._process.wait(timeout=SECONDS)

    def kill(self) -> None:
        """End the server and its workers at once, as a power cut does."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=SECONDS)


@contextmanager
def _gunicorn(environment: dict[str, str], log: Path) -> Iterator[Machine]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(128)
        machine = Machine(door, environment, log)
        try:
            machine.start()
            yield machine
        finally:
            machine.stop()
    said = log.read_text(errors="replace")
    assert "Traceback" not in said, f"The server failed while it ran:\n{said}"


def _wait_for_answer(port: int, log: Path) -> None:
    """Return when the server answers anything at all; fails with its log when it has died."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)) as connection:
        try:
            connection.request("GET", "/help/")
            connection.getresponse()
        except OSError as error:
            said = log.read_text(errors="replace")
            raise AssertionError(f"The server did not start ({error}):\n{said}") from error
