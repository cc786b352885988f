"""The documents say what is there: every field, every variable, every picture, every link."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from tests.server import ROOT

pytestmark = pytest.mark.no_database

DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
OUR_MODELS = [model for model in apps.get_models() if model.__module__.startswith("apps.")]
LARGEST_PICTURE = 150 * 1024
CODE_WITH_VARIABLES = ("environment.py", "settings.py")


def sections(text: str) -> dict[str, str]:
    """Return each section of a page by its heading of the third level."""
    parts = re.split(r"^### (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model._meta.label)
def test_the_data_dictionary_names_every_field(model):
    """A new field needs a line that says what it means."""
    section = sections((DOCS / "data.md").read_text())[model._meta.label]
    assert f"`{model._meta.db_table}`" in section
    named = set(re.findall(r"`(\w+)`", section))
    missing = {field.name for field in model._meta.concrete_fields} - named
    assert not missing, f"docs/data.md does not name these fields of {model._meta.label}."


def test_the_operation_page_names_every_variable():
    """Whoever runs the site can set everything that the settings read."""
    code = "".join((ROOT / "rehab_tracker" / name).read_text() for name in CODE_WITH_VARIABLES)
    read = set(re.findall(r'(?:env\.\w+|required|whole_number|one_of)\(\s*"([A-Z_]+)"', code))
    assert "SECRET_KEY" in read
    for_tests = {"FAST_PASSWORDS", "RATE_LIMITS", "PSEUDO_LANGUAGE"}
    named = set(re.findall(r"`([A-Z_]+)`", (DOCS / "operation.md").read_text()))
    assert read - for_tests <= named


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path):
    """A moved file takes its links along."""
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text())
    links += re.findall(r'src="(?!https?:)([^"]+)"', page.read_text())
    dead = [link for link in links if not (page.parent / link).exists()]
    assert not dead


def test_pictures_are_shown_and_small():
    """No picture lies about unused, and none makes a page slow."""
    text = "".join(page.read_text() for page in PAGES)
    for picture in (DOCS / "pictures").glob("*.png"):
        assert f"pictures/{picture.name}" in text
        assert picture.stat().st_size <= LARGEST_PICTURE, picture.name


def test_every_command_in_the_documents_exists():
    """`./run something` is something that ./run knows."""
    text = "".join(page.read_text() for page in PAGES)
    named = set(re.findall(r"\./run ([a-z]+)", text))
    known = set(re.findall(r"^  \./run ([a-z]+)", (ROOT / "run").read_text(), re.MULTILINE))
    assert named <= known
