"""Where the site is, for commands: they have no request that tells."""

from argparse import ArgumentTypeError
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import CommandError
from django.http.request import validate_host


def site_address(text: str) -> str:
    """Return scheme and host of the site. Raises ArgumentTypeError for anything else."""
    address = urlsplit(text)
    if address.scheme not in ("http", "https") or not address.hostname or address.path.strip("/"):
        raise ArgumentTypeError(f"write it like https://rehab.example.org, not {text!r}.")
    return f"{address.scheme}://{address.netloc}"


def refuse_dead_links(site: str) -> None:
    """Refuse a site whose links would not work: mails cannot be called back."""
    address = urlsplit(site)
    if not validate_host(address.hostname, settings.ALLOWED_HOSTS):
        raise CommandError(f"{address.hostname} is not in ALLOWED_HOSTS: the links would not work.")
    if settings.SECURE_SSL_REDIRECT and address.scheme != "https":
        raise CommandError("Write the address with https://: one-click links do not work without.")
