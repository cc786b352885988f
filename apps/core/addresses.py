"""Where the site is, for commands: they have no request that tells."""

from argparse import ArgumentTypeError
from urllib.parse import urlsplit


def site_address(text: str) -> str:
    """Return scheme and host of the site. Raises ArgumentTypeError for anything else."""
    address = urlsplit(text)
    if address.scheme not in ("http", "https") or not address.hostname or address.path.strip("/"):
        raise ArgumentTypeError(f"write it like https://rehab.example.org, not {text!r}.")
    return f"{address.scheme}://{address.netloc}"
