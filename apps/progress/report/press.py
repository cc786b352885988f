"""A Report to a tagged PDF, by typst. Knows no rows and no requests.

Every text travels as JSON beside the template and is never part of it, so nothing that somebody
typed can be read as a command. The template reads no file and no package.
"""

import json
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from apps.progress.report.contents import Report
from apps.progress.report.letters import MISSING, families, fonts, printable, with_fonts

FOLDER = Path(__file__).resolve().parent
TEMPLATE = FOLDER / "report.typ"
NO_PACKAGES = FOLDER / "packages"  # does not exist: nothing can be imported from it

# typst knows languages and countries; ours of these names are of a script.
TYPESET_IN = {"zh-hant": ("zh", "tw")}

_compiling = threading.Lock()


def print_report(report: Report, chart: bytes) -> bytes:
    """Return the PDF: the same report and the same `chart` (SVG) give the same bytes.

    PDF/UA-1 is asked for, and left out where a text can't meet it: nobody is refused a report
    for a letter. One is made at a time; whoever comes meanwhile waits for some hundredths of a
    second.
    """
    language, region = TYPESET_IN.get(report.language) or report.language.partition("-")[::2]
    texts, drawn = _printable(asdict(report)), with_fonts(chart.decode())
    typed = {name: text for name, text in texts.items() if name != "words"}
    look = {
        "lang": language,
        "region": region.upper() or None,
        "fonts": families(),
        "has_missing": MISSING in f"{typed}{drawn}",
    }
    inputs = {"report": json.dumps(texts | look, default=str), "chart": drawn}
    with _compiling:
        try:
            return _compile(inputs, report, ["ua-1"])
        except typst.TypstError:
            return _compile(inputs, report, [])


def _compile(inputs: dict[str, str], report: Report, standards: list[str]) -> bytes:
    return typst.compile(
        TEMPLATE,
        root=FOLDER,
        font_paths=fonts(),
        package_path=NO_PACKAGES,
        package_cache_path=NO_PACKAGES,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=standards,
        timestamp=int(report.made_at.timestamp()),
    )


def _printable(value: Any) -> Any:
    """The same with every text made printable."""
    if isinstance(value, dict):
        return {name: _printable(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(inner) for inner in value]
    return printable(value) if isinstance(value, str) else value
