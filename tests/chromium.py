"""Finds the browser of the stories. Standard library only: `./run` asks before it installs one."""

import ctypes
import os
import shutil

# The headless shell draws the same pages with a quarter of the work of the whole browser.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def chromium_path() -> str | None:
    """Return the path of an installed Chromium, or None.

    CHROMIUM names it; else the usual names are looked up.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in found if path), None)


def has_libatomic() -> bool:
    """Say whether the library is there that Debian's minimal systems leave out."""
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        return False
    return True
