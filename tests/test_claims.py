"""No screen, mail, picture or report ever makes a forbidden claim, in any language.

The sweep over every page reads what is shown; this reads every text that could be.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.claims import FORBIDDEN, forbidden_in

pytestmark = pytest.mark.no_database

ROOT = Path(settings.BASE_DIR)
TAGS = re.compile(r"{%-?.*?%}|{#.*?#}|<[^>]*>|{{.*?}}", re.DOTALL)


def texts_of_code(file: Path) -> Iterator[str]:
    """Yield every text of a module that is no docstring."""
    tree = ast.parse(file.read_text())
    spoken = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in spoken
        ):
            yield node.value


def texts_of_template(file: Path) -> Iterator[str]:
    """Yield the words of a template: those between its tags and those inside translations."""
    written = file.read_text()
    yield TAGS.sub(" ", written)
    yield from re.findall(r'{%\s*translate\s+"([^"]*)"', written)


def files() -> list[Path]:
    """Every file that holds words of the product."""
    code = [file for file in (ROOT / "apps").rglob("*.py") if "migrations" not in file.parts]
    sheets = [
        file
        for folder in ("templates", "apps", "static")
        for file in (ROOT / folder).rglob("*")
        if file.suffix in {".html", ".txt", ".typ", ".js"} and "vendor" not in file.parts
    ]
    return sorted(code + sheets)


def test_no_text_makes_a_forbidden_claim() -> None:
    found = []
    for file in files():
        read = texts_of_code if file.suffix == ".py" else texts_of_template
        found += [(file.name, claim) for text in read(file) for claim in forbidden_in(text)]
    assert not found


def test_every_language_has_its_list() -> None:
    """A language that the product speaks is scanned, and so is each of its translations."""
    assert {code for code, _name in settings.LANGUAGES} == set(FORBIDDEN)
    for code in FORBIDDEN:
        folder = ROOT / "locale" / code.replace("-", "_")
        for file in folder.rglob("*.po"):
            assert not forbidden_in(file.read_text(), code), file


@pytest.mark.parametrize(
    "claim",
    [
        "Acupuncture helped your left hand.",
        "The training has worked.",
        "You will get the feeling back.",
        "You are 40 % recovered.",
        "More feeling than most patients.",
        "A streak of 12 days!",
        "Slope −0.6 ***",
        "p < 0.05",
        "There was no change.",
        "Numbness goes away.",
        "You are on track.",
    ],
)
def test_the_scan_knows_the_claims(claim: str) -> None:
    assert forbidden_in(claim)


@pytest.mark.parametrize(
    "said",
    [
        "Differences in time, not proof of cause.",
        "More feeling in your left hand than in November.",
        "We can't tell yet if feeling in your left hand has changed.",
        "Call even if it goes away again.",
    ],
)
def test_the_scan_lets_honest_words_pass(said: str) -> None:
    assert not forbidden_in(said)
