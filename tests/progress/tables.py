"""Tables of measurements for the tests of `manage.py analyse`."""

import json
import os
import tempfile
from io import StringIO
from itertools import repeat

from django.core.management import call_command


def csv_of(days, values, phases=None):
    """Return a table with a header; None is a blank value."""
    lines = ["date,value" + (",phase" if phases else "")]
    for day, value, phase in zip(days, values, phases or repeat(None, len(values)), strict=True):
        cells = [str(day), "" if value is None else str(value)]
        lines.append(",".join(cells + ([phase] if phases else [])))
    return "\n".join(lines) + "\n"


def run(content, *options):
    """Return what the command prints for the content of a file."""
    file, name = tempfile.mkstemp(suffix=".csv")
    printed = StringIO()
    try:
        os.write(file, content if isinstance(content, bytes) else content.encode())
        os.close(file)
        call_command("analyse", name, *options, stdout=printed)
    finally:
        os.remove(name)
    return printed.getvalue()


def analysed(days, values, phases=None, better="lower"):
    """Return the results of the command for a series."""
    days = list(days)
    return json.loads(run(csv_of(days, list(values), phases), "--json", "--better", better))
