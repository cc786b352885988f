"""Make the Chinese letters of the PNG charts and the PDF report anew.

    npm pack @expo-google-fonts/noto-sans-tc && tar xzf expo-google-fonts-noto-sans-tc-*.tgz
    .venv/bin/python -m docs.make_chinese_font package [FILE]

The fonts of the package have 18,000 letters and 7 MB each. What is kept: the letters that our own
two files have already, those of our Chinese texts, and those of FILE. Run it when a test says that
a new translation has a letter that the files lack.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from tests.catalogues import forms_of, read

FONTS = Path(__file__).resolve().parent.parent / "apps" / "progress" / "fonts"
WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}
# Nothing is set from top to bottom, and each letter stands in a square of its own.
UNUSED = ["vhea", "vmtx", "VORG", "BASE", "GPOS", "GSUB", "GDEF", "STAT"]


def main(package: Path, more: str) -> None:
    """Write both weights with the same letters."""
    wanted = own_letters("Regular") | letters_of_texts() | set(more)
    for weight, folder in WEIGHTS.items():
        source = package / folder / f"NotoSansTC_{folder}.ttf"
        options = subset.Options(hinting=False, layout_features=[], glyph_names=False)
        options.drop_tables += UNUSED
        font = subset.load_font(str(source), options)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[ord(letter) for letter in wanted])
        cutter.subset(font)
        subset.save_font(font, str(file_of(weight)), options)


def file_of(weight: str) -> Path:
    """Return where the font of a weight lies."""
    return FONTS / f"NotoSansTC-{weight}.ttf"


def own_letters(weight: str) -> set[str]:
    """Return the letters that the present file has."""
    path = file_of(weight)
    return {chr(code) for code in TTFont(path).getBestCmap()} if path.exists() else set()


def letters_of_texts() -> set[str]:
    """Return every letter beyond Latin of the Chinese texts."""
    texts = (form for message in read("zh_Hant") if message.id for form in forms_of(message))
    return {letter for letter in "".join(texts) if ord(letter) > 0x2FFF}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]).read_text() if sys.argv[2:] else "")
