"""Words on a chart: measured with our own font, whole in every script.

matplotlib's Text lays every string out anew for each drawing, which took two thirds of the time
of a chart; here a word is measured once. In an SVG words stay text: our font is embedded, as a
picture in a page cannot reach the page's fonts, and a script that it lacks is drawn by the
reader's own fonts. A PNG borrows the letters that it lacks from our Noto Sans TC (Chinese), from
DejaVu Sans, which comes with matplotlib, and from Noto Sans where the server has it; a letter
that nobody has becomes an empty box.
"""

import re
import unicodedata
from base64 import b64encode
from functools import lru_cache
from pathlib import Path

from matplotlib import get_data_path
from matplotlib.font_manager import FontProperties, fontManager, get_font

FONTS = Path(__file__).resolve().parent.parent / "fonts"
# Chinese fonts of this name come with every system: else a picture, which has no language, may
# show the Japanese forms of Chinese letters.
FAMILY = (
    "'Atkinson Hyperlegible Next', system-ui, 'PingFang TC', 'Microsoft JhengHei',"
    " 'Noto Sans CJK TC', 'Noto Sans TC', sans-serif"
)
FILES = {
    bold: str(FONTS / f"AtkinsonHyperlegibleNext-{style}.ttf")
    for bold, style in ((False, "Regular"), (True, "Bold"))
}
CHINESE = [str(FONTS / f"NotoSansTC-{style}.ttf") for style in ("Regular", "Bold")]
DEJAVU = str(Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")
_SCRIPTS = ("Arabic", "Hebrew", "Devanagari", "Bengali", "Tamil", "Thai", "CJK SC", "CJK KR")
BOX = "□"
_ACCENTS = re.compile("[áéíóúüñÁÉÍÓÚÜÑ¿¡«»ªº]")
_MEASURED_AT = 100
# What stays together in a line: a word, or one Chinese letter, with the signs around it.
_SQUARE, _OPENING, _CLOSING = (
    "\u3000-\u9fff\uf900-\ufaff\uff00-\uffef",
    "「『（《【",
    "、。，；：？！」』）》】％",
)
_PIECES = re.compile(rf"(\s*)([{_OPENING}]*(?:[^\s{_SQUARE}]+|[{_SQUARE}])[{_CLOSING}]*)")


def svg_font(texts: str) -> str:
    """Our font for an SVG; with the letters of Spanish only where one of them is drawn."""
    return _embedded("chart-accents" if _ACCENTS.search(texts) else "chart")


@lru_cache
def _embedded(name: str) -> str:
    letters = b64encode((FONTS / f"AtkinsonHyperlegibleNext-{name}.woff2").read_bytes()).decode()
    return (
        "@font-face{font-family:'Atkinson Hyperlegible Next';font-weight:400 700;"
        f"src:url(data:font/woff2;base64,{letters})}}"
    )


@lru_cache
def _letters(*files: str) -> frozenset[int]:
    """The letters that at least one of the fonts has."""
    return frozenset().union(*(get_font(file).get_charmap() for file in files))


@lru_cache
def families() -> list[str]:
    """The fonts of a PNG, the first one first."""
    for file in (*FILES.values(), *CHINESE):
        fontManager.addfont(file)
    installed = set(fontManager.get_font_names())
    borrowed = [name for script in _SCRIPTS if (name := f"Noto Sans {script}") in installed]
    return ["Atkinson Hyperlegible Next", "Noto Sans TC", *borrowed, "DejaVu Sans"]


@lru_cache
def _paintable() -> frozenset[int]:
    return _letters(*(fontManager.findfont(FontProperties(family=one)) for one in families()))


@lru_cache(maxsize=2048)
def _width_at_100(text: str, bold: bool) -> float:
    """Measured with fonts that every server has, so that a picture is the same everywhere."""
    letters = _letters(FILES[bold], DEJAVU)
    known = "".join(letter for letter in text if ord(letter) in letters)
    font = get_font([FILES[bold], DEJAVU])
    font.set_size(_MEASURED_AT, 72)
    font.set_text(known, 0.0)
    return font.get_width_height()[0] / 64 + sum(
        _guess(letter) for letter in text if ord(letter) not in letters
    )


def _guess(letter: str) -> float:
    """About how wide a letter of an unknown font is: a full square in Chinese, Japanese and
    Korean, nothing for a mark over or under another letter."""
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Cf"):
        return 0
    return _MEASURED_AT * (1 if unicodedata.east_asian_width(letter) in "WF" else 0.65)


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width in CSS px; a letter that no font of ours has is counted with about its width."""
    return _width_at_100(text, bold) * size / _MEASURED_AT


def wrap(text: str, width: float, size: float, bold: bool = False, most: int = 9) -> list[str]:
    """Break at spaces, and between Chinese letters, into lines no wider than `width`; the last of
    `most` lines gets an ellipsis if something is left over. A single long word is cut, never drawn
    over its neighbours."""
    lines: list[str] = []
    is_full = False
    for space, word in _PIECES.findall(text):
        longer = f"{lines[-1]}{' ' * bool(space)}{word}" if lines else word
        fits = bool(lines) and (is_full or text_width(longer, size, bold) <= width)
        is_full = is_full or (not fits and len(lines) == most)
        if fits or is_full:
            lines[-1] = longer
        else:
            lines.append(word)
    return [_cut(line, width, size, bold) for line in lines]


def _cut(line: str, width: float, size: float, bold: bool) -> str:
    if text_width(line, size, bold) <= width:
        return line
    while line and text_width(f"{line}…", size, bold) > width:
        line = line[:-1].rstrip()
    return f"{line}…"


def with_boxes(text: str) -> str:
    """The text of a PNG: a box in the place of each letter that no font has."""
    letters = _paintable()
    boxed = (letter if ord(letter) in letters else BOX * bool(_guess(letter)) for letter in text)
    return "".join(boxed)
