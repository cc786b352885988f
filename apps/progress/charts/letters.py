"""Where the letters of printed things lie."""

from pathlib import Path

import matplotlib as mpl

# Our own letters; then those that matplotlib brings: DejaVu Sans (Greek, Cyrillic, Arabic, Hebrew
# and more), and Last Resort, which draws a box with the name of its script for any other letter.
FONT_FOLDERS = (
    Path(__file__).resolve().parent.parent / "fonts",
    Path(mpl.get_data_path()) / "fonts" / "ttf",
)
FAMILIES = ("Atkinson Hyperlegible Next", "DejaVu Sans")
LAST_RESORT = "Last Resort High-Efficiency"
