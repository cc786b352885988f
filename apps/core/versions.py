"""Which version of a row somebody saw who presses a button."""


def version_sent(request) -> int:
    """Return the version that a button sent; 0, which no row has, for none."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 8 else 0
