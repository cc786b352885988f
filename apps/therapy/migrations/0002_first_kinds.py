"""The kinds of session that every clinic starts with."""

from django.db import migrations

# code, name, short name, form, shape, needs a label
KINDS = [
    ("sensory", "Sensory re-education", "Sensory", "sensory", "circle", False),
    ("electrical", "Electrical stimulation", "Electrical", "electrical", "triangle", False),
    ("acupuncture", "Acupuncture", "Acupuncture", "acupuncture", "diamond", False),
    ("physio", "Physiotherapy", "Physiotherapy", "plain", "square", False),
    ("occupational", "Occupational therapy", "Occupational", "plain", "hexagon", False),
    ("other", "Other", "Other", "plain", "star", True),
]


def add_kinds(apps, schema_editor):
    """Add what is missing; a kind that an admin has changed stays as it is."""
    kind = apps.get_model("therapy", "SessionKind").objects.using(schema_editor.connection.alias)
    for order, (code, name, short_name, form, shape, needs_label) in enumerate(KINDS, start=1):
        kind.get_or_create(
            code=code,
            defaults={
                "name": name,
                "short_name": short_name,
                "form": form,
                "shape": shape,
                "colour": code,
                "order": order,
                "needs_label": needs_label,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("therapy", "0001_initial")]

    # Going back leaves the rows: sessions may point to them.
    operations = [migrations.RunPython(add_kinds, migrations.RunPython.noop)]
