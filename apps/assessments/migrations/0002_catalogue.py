"""The clinical tests that every clinic starts with."""

from django.db import migrations

from apps.assessments.catalogue import instrument_rows


def add_instruments(apps, schema_editor):
    """Add what is missing; a test that an admin has changed stays as it is."""
    alias = schema_editor.connection.alias
    instruments = apps.get_model("assessments", "Instrument").objects.using(alias)
    for row in instrument_rows():
        instruments.get_or_create(code=row["code"], defaults=row)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]

    # Going back leaves the rows: results may point to them.
    operations = [migrations.RunPython(add_instruments, migrations.RunPython.noop)]
