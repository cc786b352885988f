"""No screen, mail, picture or report ever makes a forbidden claim, in any language.

The sweep over every page reads what is shown; this reads every text that could be.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import to_locale

from tests.catalogues import forms_of, read
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
    for code in FORBIDDEN.keys() - {settings.LANGUAGE_CODE}:
        for message in read(to_locale(code)):
            said = [claim for form in forms_of(message) for claim in forbidden_in(form, code)]
            assert not (message.id and said), (code, message.id)


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
    ("language", "claim"),
    [
        ("es", "La acupuntura te ayudó."),
        ("es", "Gracias a las sesiones, tu mano está mejor."),
        ("es", "Te recuperarás."),
        ("es", "El entumecimiento desaparece."),
        ("es", "Llevas una racha de 12 días."),
        ("es", "No hubo cambios."),
        ("es", "Un 40 % recuperado."),
        ("zh-hant", "針灸有效。"),
        ("zh-hant", "您會恢復。"),
        ("zh-hant", "麻木感會消失。"),
        ("zh-hant", "連續 12 天！"),
        ("zh-hant", "沒有變化。"),
        ("zh-hant", "做得好！"),
    ],
)
def test_the_scan_knows_the_claims_of_other_languages(language: str, claim: str) -> None:
    assert forbidden_in(claim, language)


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
