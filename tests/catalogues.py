"""The texts of the product and their translations: `./run translate` runs this.

It reads every text out of the code and the templates, brings `locale/*/LC_MESSAGES/django.po` up
to date, compiles them, and says what still waits for a translator. Babel does what gettext's own
programs do elsewhere, so nothing has to be installed on a machine. A catalogue has one entry for
each text in the order of the alphabet, without places and dates: a change of the code that
changes no text changes no catalogue.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.core import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = {"es": "es", "zh_Hant": "zh_Hant"}  # folder of the catalogue: language of Babel
COMMENT = "Translators:"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


class Entry(NamedTuple):
    """One text as the code has it; `text` is a pair where there is a plural."""

    context: str
    text: str | tuple[str, str]
    comments: tuple[str, ...]


class Quiet(Catalog):
    """A catalogue whose header tells nothing that changes from one run to the next."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What gettext needs to read the file, and no dates or names."""
        return [
            ("Project-Id-Version", "Rehab Tracker"),
            ("Language", str(self.locale_identifier)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def sources() -> Iterator[Path]:
    """Yield every file that may hold a text for people, in one order on every machine."""
    for folder, pattern in (("apps", "*.py"), ("rehab_tracker", "*.py"), ("templates", "*.*")):
        for path in sorted((ROOT / folder).rglob(pattern)):
            if "migrations" not in path.parts:
                yield path


def as_python(path: Path) -> str:
    """Return the file as something that a reader of Python finds the texts in."""
    source = path.read_text()
    if path.suffix == ".py":
        return source
    # Django blanks what is no text; what remains of the indentation is none of Python's.
    return "\n".join(line.lstrip() for line in templatize(source, str(path)).splitlines())


def entries_of(path: Path) -> Iterator[Entry]:
    """Yield the texts of one file."""
    file = io.BytesIO(as_python(path).encode())
    found = extract("python", file, KEYWORDS, (COMMENT,), {"encoding": "utf-8"})
    for _line, text, comments, context in found:
        yield Entry(context or "", text, tuple(comments))


def template_of_all() -> Catalog:
    """Return every text of the product, without translations."""
    catalog = Quiet()
    for path in sources():
        for entry in entries_of(path):
            if entry.text:
                catalog.add(entry.text, auto_comments=entry.comments, context=entry.context or None)
    return catalog


def path_of(language: str) -> Path:
    """Return the catalogue that translators edit."""
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """Return the catalogue of a language; an empty one where there is none yet."""
    path = path_of(language)
    if not path.exists():
        return Quiet(locale=LANGUAGES[language])
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGES[language])


def brought_up_to_date(language: str) -> Catalog:
    """Return the catalogue with exactly the texts of the product.

    What is translated stays so. A changed text is a new one: a guess of its translation could
    stand unseen.
    """
    known, fresh = read(language), Quiet(locale=LANGUAGES[language])
    for message in template_of_all():
        if message.id:
            before = known.get(_id_of(message), message.context)
            _add(fresh, message, before)
    return fresh


def _id_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _add(catalog: Catalog, message: Message, before: Message | None) -> None:
    same = before is not None and before.id == message.id
    catalog.add(
        message.id,
        before.string if same else None,
        flags=message.flags | ({"fuzzy"} if same and before.fuzzy else set()),
        auto_comments=message.auto_comments,
        user_comments=before.user_comments if same else (),
        context=message.context,
    )


def as_po(catalog: Catalog) -> bytes:
    """Return the file for translators."""
    file = io.BytesIO()
    name = Locale.parse(catalog.locale_identifier).english_name
    catalog.header_comment = f"# Rehab Tracker in {name}. Written by ./run translate."
    catalog.fuzzy = False
    write_po(file, catalog, no_location=True, sort_output=True, width=100)
    return file.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """Return the file that Django reads; what has no translation stays English."""
    sure, file = Quiet(locale=catalog.locale), io.BytesIO()
    for message in catalog:
        if message.id and is_translated(message):
            sure.add(message.id, message.string, context=message.context)
    write_mo(file, sure)
    return file.getvalue()


def waiting(catalog: Catalog) -> list[str]:
    """Return the texts that have no sure translation."""
    return [_id_of(message) for message in catalog if message.id and not is_translated(message)]


def is_translated(message: Message) -> bool:
    """Tell whether every form of a text has a translation that nobody doubts."""
    return not message.fuzzy and all(forms_of(message))


def forms_of(message: Message) -> tuple[str, ...]:
    """Return the translations of a text: one, or one for each form of the plural."""
    return message.string if isinstance(message.string, tuple) else (message.string or "",)


def main() -> int:
    """Write every catalogue anew; return how the command ends."""
    left = 0
    for language in LANGUAGES:
        catalog = brought_up_to_date(language)
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(catalog))
        path.with_suffix(".mo").write_bytes(as_mo(catalog))
        texts = waiting(catalog)
        left += len(texts)
        sys.stdout.write(f"{language}: {len(catalog)} texts, {len(texts)} wait for a translator\n")
    if left:
        sys.stdout.write("Fill in the empty msgstr lines, then run ./run translate again.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
