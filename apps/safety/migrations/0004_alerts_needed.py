"""Whoever closes an alert says whether it was needed: so false alarms are counted."""

from django.db import migrations, models


def cannot_be_told(apps, schema_editor):
    """What was closed before the question was asked."""
    steps = apps.get_model("safety", "AlertStep").objects
    steps.filter(verb="closed").update(needed="unsure")


class Migration(migrations.Migration):
    dependencies = [("safety", "0003_checks_alerts_follow_ups")]

    operations = [
        migrations.AddField(
            model_name="alertstep",
            name="needed",
            field=models.CharField(
                blank=True,
                choices=[
                    ("yes", "Yes"),
                    ("no", "No, a false alarm"),
                    ("unsure", "I cannot tell"),
                ],
                default="",
                max_length=6,
            ),
            preserve_default=False,
        ),
        migrations.RunPython(cannot_be_told, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="alertstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("needed__in", ["yes", "no", "unsure"]),
                    ("verb", "closed"),
                )
                | models.Q(models.Q(("verb", "closed"), _negated=True), ("needed", "")),
                name="closed_alert_says_if_it_was_needed",
            ),
        ),
    ]
