import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import apps.care.models.patients


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("care", "0004_patient_scale"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GateAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("submission", models.UUIDField()),
                ("for_date", models.DateField()),
                (
                    "zone",
                    models.CharField(
                        max_length=64, validators=[apps.care.models.patients.check_zone]
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("no", "No"), ("yes", "Yes"), ("not_sure", "Not sure")],
                        max_length=8,
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("current", "Current"), ("withdrawn", "Taken back")],
                        default="current",
                        max_length=9,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gate_answers",
                        to="care.patient",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["patient", "for_date"], name="gate_answers_of_day")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "current")),
                        fields=("submission", "answer"),
                        name="one_gate_answer_of_a_kind_per_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["no", "yes", "not_sure"])),
                        name="gate_answer_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["current", "withdrawn"])),
                        name="gate_state_is_known",
                    ),
                ],
            },
        ),
    ]
