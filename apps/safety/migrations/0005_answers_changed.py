"""An answer that was given anew names the one before it; an alert tells that its answer changed."""

import django.db.models.deletion
from django.db import migrations, models


def forget_changes(apps, schema_editor):
    """Before these words were known: replaced answers were withdrawn, and no step told of it."""
    apps.get_model("safety", "FollowUpAnswer").objects.filter(state="replaced").update(
        state="withdrawn"
    )
    steps = apps.get_model("safety", "AlertStep").objects
    changed = steps.filter(verb="changed")
    alerts = set(changed.values_list("alert", flat=True))
    changed.delete()
    for alert in apps.get_model("safety", "Alert").objects.filter(pk__in=alerts):
        numbers = list(steps.filter(alert=alert).order_by("number").values_list("pk", flat=True))
        for number, pk in enumerate(numbers, start=1):
            steps.filter(pk=pk).update(number=number)
        alert.steps_taken = len(numbers)
        alert.save()


class Migration(migrations.Migration):
    dependencies = [
        ("safety", "0004_alerts_needed"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="alertstep",
            name="alert_step_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="followupanswer",
            name="follow_up_state_is_known",
        ),
        migrations.AddField(
            model_name="followupanswer",
            name="replaces",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="safety.followupanswer",
            ),
        ),
        migrations.AlterField(
            model_name="alertstep",
            name="verb",
            field=models.CharField(
                choices=[
                    ("raised", "Raised"),
                    ("seen", "Seen"),
                    ("unseen", "Not seen after all"),
                    ("closed", "Closed"),
                    ("reopened", "Opened again"),
                    ("changed", "Answer changed"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="followupanswer",
            name="state",
            field=models.CharField(
                choices=[
                    ("current", "Current"),
                    ("replaced", "Replaced"),
                    ("withdrawn", "Taken back"),
                ],
                default="current",
                max_length=9,
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_changes),
        migrations.AddConstraint(
            model_name="alertstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verb__in", ["raised", "seen", "unseen", "closed", "reopened", "changed"])
                ),
                name="alert_step_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="followupanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["current", "replaced", "withdrawn"])),
                name="follow_up_state_is_known",
            ),
        ),
    ]
