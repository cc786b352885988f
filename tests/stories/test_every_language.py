"""Every page in every language: nothing stays English, nothing is cut off, and from right to left.

`tests.pseudo` is a language made of English, longer and from right to left, with marks around each
text: what has no marks on a page did not come through the catalogue.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import to_locale
from playwright.sync_api import Browser, Page

from tests import pseudo
from tests.catalogues import forms_of, read
from tests.claims import forbidden_in
from tests.english import SAME_EVERYWHERE, WORD, english_in
from tests.stories import measures
from tests.stories.pages import Sight, sights
from tests.stories.sweep import Sweep, send, swept

PAGES = list(sights())
TRANSLATED = [code for code, _name in settings.LANGUAGES if code != "en-gb"]
pytestmark = pytest.mark.looks


@pytest.fixture(scope="module")
def phone(
    tmp_path_factory: pytest.TempPathFactory, shared_folder: Path, browser: Browser
) -> Iterator["Speaker"]:
    """A server that knows the made-up language too, with people in every state."""
    folder = tmp_path_factory.mktemp("languages")
    pseudo.write_catalogue(folder)
    more = {"PSEUDO_LANGUAGE": str(folder)}
    with swept(folder, shared_folder, browser, more=more) as sweep:
        yield Speaker(sweep)


@pytest.fixture
def speaker(phone: "Speaker") -> Iterator["Speaker"]:
    """The device of the sweep; fails when its browser met a problem."""
    yield phone
    phone.sweep.check()


class Speaker:
    """Visits pages in a language; knows what people typed, which stays as it is."""

    def __init__(self, sweep: Sweep) -> None:
        self.sweep = sweep
        # Longest first: a name may be part of an e-mail. A language is named by itself.
        texts = "|".join(map(re.escape, sorted([*sweep.typed, pseudo.CODE], key=len, reverse=True)))
        letter = r"[A-Za-zÀ-ɏ]"  # Chinese ones may stand right beside a name
        self.typed = re.compile(rf"(?<!{letter})({texts})(?!{letter})|\S*/\S*")

    def visit(self, sight: Sight, language: str) -> Page:
        """Open the page as its person, in a language."""
        page = self.sweep.page_for(sight)
        page.context.add_cookies([self.sweep.cookie(settings.LANGUAGE_COOKIE_NAME, language)])
        # Pages for everybody name their language in the address.
        page.goto(self.sweep.address(sight).replace("/en-gb/", f"/{language}/"))
        if sight.press:
            write = tuple((said(label, language), text) for label, text in sight.write)
            send(page, write, said(sight.press, language))
        return page

    def texts(self, page: Page) -> list[str]:
        """Return all texts of a page, without what people typed and what says its language."""
        page.evaluate("document.querySelectorAll('body [lang]').forEach((one) => one.remove())")
        shown = [*page.evaluate(measures.TEXTS), *page.evaluate(measures.NAMES), page.title()]
        return [self.typed.sub(" ", text) for text in shown]


@cache
def said(text: str, language: str) -> str:
    """Return one text of the product in a language."""
    if language == pseudo.CODE:
        return pseudo.marked(text)
    found = [forms_of(message)[0] for message in read(to_locale(language)) if message.id == text]
    return found[0]


def without_marks(text: str) -> str:
    """Return what stands outside of all marks; one text may hold others."""
    inner = re.compile(f"{pseudo.OPEN}[^{pseudo.OPEN}{pseudo.CLOSE}]*{pseudo.CLOSE}")
    while inner.search(text):
        text = inner.sub(" ", text)
    return text


def follows_the_reader(sight: Sight) -> bool:
    """Tell whether a page is in the language of who looks at it. One is in that of the mail that
    leads to it, some errors are shown from a template that was made in English, and the check
    before a hand-over follows a choice whose name is a person and a number."""
    if sight.name == "care:hand-over-check":
        return False
    return sight.route != "diary:stop-reminder" and not sight.address.startswith("/error-")


SHOWN = [sight for sight in PAGES if follows_the_reader(sight)]
# A page that passes in the made-up language, which is longer, has no text outside the catalogues,
# and these are held to be whole by tests/test_languages.py. Those that tired people read are read.
STAFF = ("amara@", "theo@", "ana@")
READ = [sight for sight in SHOWN if not sight.who.startswith(STAFF)]


@pytest.mark.parametrize("sight", SHOWN, ids=lambda sight: sight.name)
def test_every_text_came_through_the_catalogue(speaker: Speaker, sight: Sight) -> None:
    """Longer texts fit on a phone and on a desk, from right to left, and none has no marks."""
    page = speaker.visit(sight, pseudo.CODE)
    problems = []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        problems += [f"{width}: {problem}" for problem in page.evaluate(measures.TOO_WIDE)]
        problems += [f"{width}: {problem}" for problem in page.evaluate(measures.NOT_MIRRORED)]
    for text in speaker.texts(page):
        words = [one for one in WORD.findall(without_marks(text)) if one not in SAME_EVERYWHERE]
        problems += [f"not translated: {text[:90]!r} {words[:5]}"] if words else []
    assert not problems, f"{page.url}\n" + "\n".join(dict.fromkeys(problems))


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("sight", READ, ids=lambda sight: sight.name)
def test_no_english_stays(speaker: Speaker, sight: Sight, language: str) -> None:
    """Nor does a translation claim what English never does, or outgrow a phone, with text of double
    size either."""
    page = speaker.visit(sight, language)
    assert page.locator("html").get_attribute("lang") == language
    problems = page.evaluate(measures.TOO_WIDE)
    page.evaluate(measures.TEXT_SIZE, "200%")
    problems += [f"double: {problem}" for problem in page.evaluate(measures.TOO_WIDE)]
    for text in speaker.texts(page):
        words = english_in(text, language)
        problems += [f"English: {text[:90]!r} {words[:5]}"] if words else []
        problems += [f"forbidden: {claim}" for claim in forbidden_in(text, language)]
    assert not problems, f"{page.url}\n" + "\n".join(dict.fromkeys(problems))
