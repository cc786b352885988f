"""A language that nobody speaks, made from English, to see what a translation would do to a page.

Its code is `ar-xb`: it is written from right to left, like Arabic, each text stands between marks
and is longer than the English one. What stands on a page without marks did not come through the
catalogue; what does not fit would not fit in a longer language either.

Only a server of the tests knows it (`PSEUDO_LANGUAGE` in the settings).
"""

from collections.abc import Iterator
from pathlib import Path

import allauth
import django
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.catalogues import template_of_all

CODE, FOLDER = "ar-xb", "ar_XB"
OPEN, CLOSE = "⟦", "⟧"
# One word for each 20 letters: 30 % longer, and as easy to break as English.
MORE = "ẍẍẍẍẍ"


def marked(text: str) -> str:
    """Return a text as the language has it; what frames it in a mail or a list stays outside."""
    inside = text.strip()
    words = " ".join([inside, *[MORE] * ((len(inside) + 12) // 20)])
    return text.replace(inside, f"{OPEN}{words}{CLOSE}") if inside else text


def write_catalogue(folder: Path) -> None:
    """Write the compiled catalogue for a server whose `PSEUDO_LANGUAGE` is `folder`."""
    catalog = Catalog(locale="en")
    for message in (*_theirs(), *template_of_all()):
        if message.id:
            one = isinstance(message.id, str)
            text = marked(message.id) if one else tuple(map(marked, message.id))
            catalog.add(message.id, text, context=message.context)
    path = folder / FOLDER / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalog)


def _theirs() -> Iterator:
    """Yield the texts of Django and allauth: months, days, and what their checks say."""
    for package in (django, allauth):
        for path in sorted(Path(package.__file__).parent.rglob("locale/*/LC_MESSAGES/django.po")):
            # The English of Django has every text and no translation; allauth's is like it.
            if path.parts[-3] == "en":
                with path.open("rb") as file:
                    yield from read_po(file, locale="en")
