"""Drawn pictures, kept for all processes of this server until it stops.

They lie as files in a folder that only its owner may open, in memory where the system has a place
for that (`/dev/shm`). A new start gets a new folder, so that a database brought back from a backup
never meets pictures of another past. See docs/adr/0012.
"""

import atexit
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

MEMORY = Path("/dev/shm")  # noqa: S108  the folder made in it is private, see `_make_folder`
PREFIX = "rehab-tracker-pictures-"
MOST_BYTES = 32 * 2**20
LONGEST = 24 * 3600  # seconds
TIDY_EVERY = 32  # pictures kept by one process
JUST_MADE = 60  # seconds in which a folder is left alone, as its maker may not be ready
_ALIVE = "alive-"


class Shelf:
    """Pictures by name. `folder` is for tests; usually the first use makes a private one."""

    def __init__(self, folder: Path | None = None, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._opening = Lock()
        self._kept = 0

    def open(self) -> Path:
        """Return the folder. Called before the workers fork, it is one folder for them all."""
        with self._opening:
            if self._folder is None or not self._folder.is_dir():
                self._folder = _make_folder()
            return self._folder

    def get(self, name: str) -> bytes | None:
        """Return a kept picture. `name` is of letters and digits."""
        if self._folder is None:
            return None
        try:
            return (self._folder / name).read_bytes()
        except OSError:
            return None

    def get_or_make(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return the picture of this name; what is missing is made once, whoever else asks for it
        meanwhile, in this process or another one. They wait, and get what was made."""
        kept = self.get(name)
        if kept is not None:
            return kept
        with self._turn(name):
            kept = self.get(name)
            if kept is None:
                kept = make()
                self._keep(name, kept)
        return kept

    def clear(self) -> None:
        """Throw all pictures away."""
        for picture in self._pictures():
            picture.unlink(missing_ok=True)

    @contextmanager
    def _turn(self, name: str) -> Iterator[None]:
        """Wait until nobody else makes a picture of this name. The system takes the lock back
        from a process that is killed. Few files do for all names: two names that share one wait
        for each other, which costs nothing where drawing needs the processor."""
        door = os.open(self.open() / f"turn-{name[:1]}", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(door, fcntl.LOCK_EX)
            yield
        finally:
            os.close(door)

    def _keep(self, name: str, picture: bytes) -> None:
        """A full disk must not cost anybody the picture."""
        new = self.open() / f"new-{name}"
        with suppress(OSError):
            new.write_bytes(picture)
            new.replace(new.with_name(name))
        self._kept += 1
        if self._kept % TIDY_EVERY == 0:
            self._tidy()

    def _pictures(self) -> list[Path]:
        return [file for file in self.open().iterdir() if "-" not in file.name]

    def _tidy(self) -> None:
        """Keep the newest, for a day at most, up to `most_bytes`."""
        room, oldest = self._most_bytes, time.time() - LONGEST
        for made_at, size, file in sorted(_facts(self._pictures()), reverse=True):
            room -= size
            if room < 0 or made_at < oldest:
                file.unlink(missing_ok=True)


def _facts(files: list[Path]) -> Iterator[tuple[float, int, Path]]:
    for file in files:
        with suppress(FileNotFoundError):  # another process tidies too
            facts = file.stat()
            yield facts.st_mtime, facts.st_size, file


def _make_folder() -> Path:
    """Make a folder that only this user may open, and see to it that it goes with its server."""
    place = MEMORY if os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    _remove_forgotten(place)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
    # Held until the last process with this descriptor ends: forked workers have it too.
    fcntl.flock(os.open(folder / _ALIVE, os.O_CREAT | os.O_RDWR, 0o600), fcntl.LOCK_EX)
    atexit.register(_remove, folder, os.getpid())
    return folder


def _remove(folder: Path, maker: int) -> None:
    """Remove the folder when its maker ends; a forked worker that ends leaves it to the others."""
    if os.getpid() == maker:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_forgotten(place: Path) -> None:
    """Remove folders of servers that were killed: nobody holds their lock."""
    for folder in place.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if folder.stat().st_mtime < time.time() - JUST_MADE and not _is_alive(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_alive(folder: Path) -> bool:
    door = os.open(folder / _ALIVE, os.O_RDWR)
    try:
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(door)
    return False


SHELF = Shelf()
