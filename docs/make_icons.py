"""Draws the icons of the installed app anew, from the mark in `static/favicon.svg`.

    .venv/bin/python -m docs.make_icons

Needs what the tests need. A "maskable" icon is cut to a circle or a drop by some phones: there the
mark keeps to the middle, and the ground fills the whole square, as it does on Apple's.
"""

import re
from pathlib import Path
from typing import NamedTuple

from tests.browser import launched_browser

STATIC = Path(__file__).resolve().parent.parent / "static"


class Icon(NamedTuple):
    """A file's name, its side in pixels, and the share of it that the mark's square takes.

    With `fills` the ground reaches every corner; without it the corners are round and clear.
    """

    name: str
    side: int
    share: float
    fills: bool


ICONS = [
    Icon("icon-192", 192, 1, fills=False),
    Icon("icon-512", 512, 1, fills=False),
    Icon("maskable-512", 512, 0.8, fills=True),
    Icon("apple-touch-icon", 180, 0.9, fills=True),
]


def page_of(icon: Icon, mark: str) -> str:
    """Return a page that shows the icon and nothing else."""
    ground = re.search(r'rect [^>]*fill="(#\w+)"', mark).group(1) if icon.fills else "transparent"
    size = round(icon.side * icon.share)
    drawn = mark.replace("<svg ", f'<svg width="{size}" height="{size}" ')
    style = f"margin:0;background:{ground};display:grid;place-content:center;height:100vh"
    return f'<body style="{style}">{drawn}'


def main() -> None:
    """Draw every icon."""
    mark = (STATIC / "favicon.svg").read_text()
    with launched_browser() as browser:
        for icon in ICONS:
            page = browser.new_page(viewport={"width": icon.side, "height": icon.side})
            page.set_content(page_of(icon, mark))
            page.screenshot(path=STATIC / "icons" / f"{icon.name}.png", omit_background=True)
            page.close()


if __name__ == "__main__":
    main()
