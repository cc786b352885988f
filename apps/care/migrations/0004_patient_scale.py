from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0003_consent_says_for_whom"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="patient",
            name="scale",
            field=models.CharField(
                choices=[("numbers", "Numbers from 0 to 10"), ("words5", "Five words")],
                default="numbers",
                max_length=7,
            ),
        ),
        migrations.AddConstraint(
            model_name="patient",
            constraint=models.CheckConstraint(
                condition=models.Q(("scale__in", ["numbers", "words5"])),
                name="patient_scale_is_known",
            ),
        ),
    ]
