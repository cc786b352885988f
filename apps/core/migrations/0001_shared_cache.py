"""The table of the shared cache, where rate limits are counted for all workers."""

from django.core.management import call_command
from django.db import migrations

TABLE = "core_cache"


def create(apps, schema_editor):
    """Make the table; nothing happens where it exists."""
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def drop(apps, schema_editor):
    """Drop the table: a cache holds nothing that must be kept."""
    schema_editor.execute(f"DROP TABLE {TABLE}")


class Migration(migrations.Migration):
    """Reversible: a cache may be emptied at any time."""

    dependencies = []

    operations = [migrations.RunPython(create, drop)]
