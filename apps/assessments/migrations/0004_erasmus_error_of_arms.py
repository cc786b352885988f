"""The measurement error of the Erasmus scale was published for arms: it says nothing of legs."""

from django.db import migrations

CODE, SITES = "EMNSA_UL", ["upper_limb"]
BEFORE = "50 people after stroke, French version"
AFTER = "arms of 50 people after stroke, French version"


def say_of_arms(apps, schema_editor):
    """Keep the error for arms."""
    _change(apps, schema_editor, {"mdc_sites": SITES}, AFTER)


def say_of_all(apps, schema_editor):
    """Go back to where a version had one error for all its places."""
    _change(apps, schema_editor, {}, BEFORE)


def _change(apps, schema_editor, added, population):
    alias = schema_editor.connection.alias
    instruments = apps.get_model("assessments", "Instrument").objects.using(alias)
    # Only our own row: a clinic's own test of this code has no such population.
    for row in instruments.filter(code=CODE, population__in=(BEFORE, AFTER)):
        known = [{k: v for k, v in one.items() if k != "mdc_sites"} for one in row.versions]
        row.versions, row.population = [one | added for one in known], population
        row.save(update_fields=["versions", "population"])


class Migration(migrations.Migration):
    dependencies = [("assessments", "0003_saves_and_addresses")]

    operations = [migrations.RunPython(say_of_arms, say_of_all)]
