"""The gate and the lists of signs have the same three answers; nothing stored changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("safety", "0005_answers_changed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="signcheck",
            name="answer",
            field=models.CharField(
                choices=[("no", "No"), ("yes", "Yes"), ("not_sure", "Not sure")], max_length=8
            ),
        ),
    ]
