"""A gunicorn with one worker, and how much processor time that worker has used."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.server import ROOT

SECONDS = 60


class Server:
    """A running gunicorn on a port of this machine."""

    def __init__(self, port: int, master: int) -> None:
        self.port = port
        self.master = master

    def used(self) -> float:
        """Return the processor time of the worker so far, in seconds.

        Linux counts it in nanoseconds for each thread. Other systems get the clock on the wall,
        which also counts what other programs do meanwhile.
        """
        spent = [_spent(worker) for worker in _children(self.master)]
        return sum(spent) if spent else time.perf_counter()


def measures_cpu() -> bool:
    """Whether this system tells how much processor time a thread has used."""
    return Path("/proc/self/task").is_dir() and Path("/proc/self/schedstat").exists()


def _children(process: int) -> list[int]:
    if not measures_cpu():
        return []
    listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(child) for child in listed.split()]


def _spent(process: int) -> float:
    threads = Path(f"/proc/{process}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9


@contextmanager
def gunicorn(application: str, environment: dict[str, str]) -> Iterator[Server]:
    """Serve an application with the project's own settings of gunicorn, but one worker.

    With one worker a warm cache is warm for every request, and a cold one is cold for every one.
    """
    with socket.socket() as door, tempfile.TemporaryFile() as log:
        door.bind(("127.0.0.1", 0))
        door.listen(128)
        options = ["--config=python:rehab_tracker.gunicorn", "--workers=1"]
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "gunicorn",
                *options,
                f"--bind=fd://{door.fileno()}",
                application,
            ],
            cwd=ROOT,
            env=os.environ | environment,
            pass_fds=[door.fileno()],
            stdout=log,
            stderr=log,
        )
        try:
            yield Server(door.getsockname()[1], process.pid)
        finally:
            process.terminate()
            process.wait(timeout=SECONDS)
