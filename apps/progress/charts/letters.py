"""Where the letters of printed things lie."""

from pathlib import Path

import matplotlib as mpl

# Our own letters, Latin and Chinese, and those that matplotlib brings: DejaVu Sans has Greek,
# Cyrillic, Arabic, Hebrew and many signs.
FONT_FOLDERS = (
    Path(__file__).resolve().parent.parent / "fonts",
    Path(mpl.get_data_path()) / "fonts" / "ttf",
)
FAMILIES = ("Atkinson Hyperlegible Next", "Noto Sans TC", "DejaVu Sans")
