"""The clinical tests that every clinic starts with, as they were when this migration was written.

The rows stand in a file beside it: the catalogue in the code may change, a migration may not.
"""

import json
from pathlib import Path

from django.db import migrations


def add_instruments(apps, schema_editor):
    """Add what is missing; a test that an admin has changed stays as it is."""
    alias = schema_editor.connection.alias
    instruments = apps.get_model("assessments", "Instrument").objects.using(alias)
    for row in json.loads(Path(__file__).with_suffix(".json").read_text("utf-8")):
        instruments.get_or_create(code=row["code"], defaults=row)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]

    # Going back leaves the rows: results may point to them.
    operations = [migrations.RunPython(add_instruments, migrations.RunPython.noop)]
