"""What makes the site an app that a phone installs and that opens without internet.

The service worker itself is static/js/worker.js; a line before it tells what to keep.
"""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from apps.core.contacts import Contacts, contacts

# What Get help and the page for "no internet" are made of.
FILES = [
    "css/variables.css",
    "css/app.css",
    "css/parts.css",
    "css/content.css",
    "css/forms.css",
    "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "icons.svg",
    "favicon.svg",
    "js/focus.js",
    "js/leaving.js",
    "js/listen.js",
    "js/offline.js",
    "js/outbox.js",
    "js/outbox-words.js",
    "js/register.js",
    "js/zone.js",
]
# The colours of the ground and of the mark in static/css/variables.css.
GROUND, ACTION = "#f4f1ea", "#0b4b54"


def worker() -> str:
    """Return the service worker with what it keeps; another release, or another number to call,
    changes its text."""
    return _worker(contacts())


@cache
def _worker(numbers: Contacts) -> str:
    languages = [code for code, _name in settings.LANGUAGES]
    site = {
        "release": _release(numbers),
        "helpAddress": reverse("core:help"),
        "files": [static(name) for name in FILES],
        "help": {code: reverse("core:help-in", args=[code]) for code in languages},
        "offline": {code: reverse("core:offline", args=[code]) for code in languages},
    }
    code = Path(finders.find("js/worker.js")).read_text()
    return f"const SITE = {json.dumps(site)};\n{code}"


def _release(numbers: Contacts) -> str:
    """Return a hash of all that the kept pages are made from: templates, files, words, numbers."""
    facts = hashlib.sha256(repr(numbers).encode())
    for folder in (
        *settings.TEMPLATES[0]["DIRS"],
        *settings.STATICFILES_DIRS,
        *settings.LOCALE_PATHS,
    ):
        for path in sorted(Path(folder).rglob("*.*")):
            facts.update(path.name.encode() + path.read_bytes())
    return facts.hexdigest()[:16]


def manifest() -> dict:
    """Return the web app manifest in the language of the request."""
    sizes = [("icon-192", "any"), ("icon-512", "any"), ("maskable-512", "maskable")]
    return {
        "id": reverse("core:home"),
        "name": _("Rehab Tracker, the diary of feeling"),
        "short_name": "Rehab Tracker",
        "description": _(
            "Log numbness after a stroke, record therapy sessions, and see the change."
        ),
        "start_url": reverse("core:home"),
        "scope": reverse("core:home"),
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": ACTION,
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "icons": [
            {
                "src": static(f"icons/{name}.png"),
                "sizes": "x".join(2 * [name.rpartition("-")[2]]),
                "type": "image/png",
                "purpose": purpose,
            }
            for name, purpose in sizes
        ],
    }
