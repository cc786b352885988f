"""A list of signs names its form: one that is answered again is one list, and no false alarm."""

import uuid

from django.db import migrations, models
from django.db.models import F


def name_own_form(apps, schema_editor):
    """Lists of before were counted one by one, and stay so."""
    apps.get_model("safety", "SignCheck").objects.update(submission=F("pk"))


class Migration(migrations.Migration):
    dependencies = [
        ("safety", "0006_one_list_of_answers"),
    ]

    operations = [
        migrations.AddField(
            model_name="signcheck",
            name="submission",
            field=models.UUIDField(default=uuid.uuid4),
        ),
        migrations.RunPython(name_own_form, migrations.RunPython.noop),
    ]
