"""The languages of this site, and those that a person's row may name."""

from django.conf import settings

# Held by the database. A site may speak fewer of them (settings.LANGUAGES), and speak none that is
# not here.
KNOWN = ("en-gb", "es", "zh-hant")


def offered() -> list[tuple[str, str]]:
    """Return (code, own name) of each language of this site."""
    return list(settings.LANGUAGES)


def is_offered(code: str) -> bool:
    """Return whether the site speaks this language."""
    return any(code == known for known, _name in settings.LANGUAGES)


def can_choose() -> bool:
    """Return whether there is more than one language to choose from."""
    return len(settings.LANGUAGES) > 1
