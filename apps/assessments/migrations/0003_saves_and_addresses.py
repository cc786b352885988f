"""Tests count their saves, and have a name in addresses that says nothing of them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def name_all(apps, schema_editor):
    """Give each test a random id of its own."""
    alias = schema_editor.connection.alias
    instruments = apps.get_model("assessments", "Instrument").objects.using(alias)
    for instrument in instruments.all():
        instruments.filter(pk=instrument.pk).update(address_id=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0002_catalogue"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="instrument",
            name="address_id",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.RunPython(name_all, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="instrument",
            name="address_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddField(
            model_name="instrument",
            name="revision",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="instrument",
            name="saved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
