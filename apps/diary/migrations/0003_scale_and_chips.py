import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0004_patient_scale"),
        ("diary", "0002_covering_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EntryChip",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("tingling", "Tingling"),
                            ("burning", "Burning"),
                            ("pins_and_needles", "Pins and needles"),
                            ("slept_badly", "Slept badly"),
                            ("very_tired", "Very tired"),
                            ("used_hand_more", "Used my hand more"),
                            ("used_foot_more", "Used my foot more"),
                        ],
                        max_length=16,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.RemoveIndex(
            model_name="entry",
            name="current_entries",
        ),
        migrations.AddField(
            model_name="entry",
            name="scale",
            field=models.CharField(
                choices=[("numbers", "Numbers from 0 to 10"), ("words5", "Five words")],
                default="numbers",
                max_length=7,
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("state", "current")),
                fields=[
                    "patient",
                    "area",
                    "for_date",
                    "recorded_at",
                    "serial",
                    "numbness",
                    "tingling",
                    "method",
                    "scale",
                    "state",
                ],
                name="current_entries",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("scale", "numbers"),
                    models.Q(
                        ("scale", "words5"),
                        models.Q(
                            ("numbness__isnull", True),
                            ("numbness__in", (0, 2, 5, 8, 10)),
                            _connector="OR",
                        ),
                        models.Q(
                            ("tingling__isnull", True),
                            ("tingling__in", (0, 2, 5, 8, 10)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="five_words_are_five_scores",
            ),
        ),
        migrations.AddField(
            model_name="entrychip",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="chips", to="diary.entry"
            ),
        ),
        migrations.AddField(
            model_name="entrychip",
            name="patient",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="care.patient"
            ),
        ),
        migrations.AddConstraint(
            model_name="entrychip",
            constraint=models.UniqueConstraint(
                fields=("entry", "code"), name="chip_once_per_entry"
            ),
        ),
        migrations.AddConstraint(
            model_name="entrychip",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "code__in",
                        [
                            "tingling",
                            "burning",
                            "pins_and_needles",
                            "slept_badly",
                            "very_tired",
                            "used_hand_more",
                            "used_foot_more",
                        ],
                    )
                ),
                name="chip_code_is_known",
            ),
        ),
    ]
