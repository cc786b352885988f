"""Every text has its translation, every translation its text, and every language its formats."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import to_locale

from docs.make_chinese_font import WEIGHTS, letters_of_texts, own_letters
from tests.catalogues import (
    LANGUAGES,
    as_mo,
    as_po,
    brought_up_to_date,
    entries_of,
    forms_of,
    path_of,
    read,
    sources,
    waiting,
)
from tests.english import english_in

pytestmark = pytest.mark.no_database

TEMPLATES = Path(settings.BASE_DIR) / "templates"
# Messages of allauth that are never shown are empty.
MAILS = [path for path in sorted(TEMPLATES.rglob("*.txt")) if path.read_text().strip()]

PLACES = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}")
# What a template or the code may write a date or time with, besides the names of a language:
# the form that programs read.
FOR_PROGRAMS = {"Y-m-d"}
WRITTEN_DAYS = re.compile(
    r"""\|(?:date|time):["']([^"']*)["']|\b(?:date|time)_format\([^"()]*"([^"]*)\""""
)


@pytest.mark.parametrize("language", LANGUAGES)
class TestCatalogue:
    def test_it_holds_exactly_the_texts_of_the_product(self, language: str) -> None:
        """A text that is new, changed or gone shows here: `./run translate` mends the file."""
        assert path_of(language).read_bytes() == as_po(brought_up_to_date(language))

    def test_every_text_is_translated(self, language: str) -> None:
        assert waiting(read(language)) == []

    def test_what_is_compiled_is_what_is_written(self, language: str) -> None:
        assert path_of(language).with_suffix(".mo").read_bytes() == as_mo(read(language))

    def test_a_translation_has_the_places_of_its_text(self, language: str) -> None:
        """A place for a value that is lost, or has another name, would lose the value."""
        wrong = [
            (message.id, form)
            for message in read(language)
            if message.id
            for form in forms_of(message)
            if form and not _same_places(message.id, form)
        ]
        assert not wrong


def _same_places(text: str | tuple[str, str], translation: str) -> bool:
    """Tell whether the places are those of the text, or of one form where it has two."""
    found = sorted(PLACES.findall(translation))
    texts = (text,) if isinstance(text, str) else text
    return any(found == sorted(PLACES.findall(one)) for one in texts)


def test_no_text_stands_alone_and_with_a_plural() -> None:
    """Catalogues hold one entry for both, so the lone text would get a form of the plural."""
    entries = [entry for path in sources() for entry in entries_of(path)]
    alone = {(e.context, e.text) for e in entries if isinstance(e.text, str)}
    both = [e for e in entries if isinstance(e.text, tuple) and (e.context, e.text[0]) in alone]
    assert not both


def test_our_fonts_have_every_letter_of_the_chinese_texts() -> None:
    """A PNG and the PDF show them everywhere; `docs.make_chinese_font` adds what is missing."""
    for weight in WEIGHTS:
        assert letters_of_texts() <= own_letters(weight)


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES[1:]])
@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.name)
def test_every_mail_is_translated(mail: Path, language: str) -> None:
    """No English is left, and the reader's own words stand in it."""
    facts = dict.fromkeys(("who", "name", "clinic_name", "link", "today", "stop"), "1") | {
        "days": 7,
        "number": 3,
    }
    with translation.override(language):
        text = render_to_string(str(mail.relative_to(TEMPLATES)), facts)
    assert len(text) > 10
    assert not english_in(text, language)


class TestLanguages:
    def test_each_has_a_catalogue_but_the_one_of_the_code(self) -> None:
        spoken = {to_locale(code) for code, _name in settings.LANGUAGES}
        assert spoken == {to_locale(settings.LANGUAGE_CODE), *LANGUAGES}

    def test_all_write_days_by_the_same_names(self) -> None:
        english = _names("en-gb")
        assert "WEEKDAY_DAY" in english
        for code, _name in settings.LANGUAGES:
            assert english <= _names(code), code

    def test_templates_and_code_know_days_by_these_names(self) -> None:
        """Signs such as "j F" put day and month into the order of English."""
        known = _names("en-gb") | FOR_PROGRAMS
        written = [
            (path.name, found[0] or found[1])
            for path in sources()
            for found in WRITTEN_DAYS.findall(path.read_text())
        ]
        assert len(written) > 40
        assert not [(name, signs) for name, signs in written if signs not in known]


def _names(code: str) -> set[str]:
    module = import_module(f"rehab_tracker.formats.{to_locale(code)}.formats")
    return {name for name in vars(module) if name.isupper()}
