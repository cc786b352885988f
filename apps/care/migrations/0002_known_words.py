"""The database refuses words that no choice has, and a place in the log that is no whole number."""

from django.db import migrations, models

import apps.core.constraints


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="trackedarea",
            name="slot_is_1_to_6",
        ),
        migrations.AddConstraint(
            model_name="careteamplace",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "discipline__in",
                        [
                            "physician",
                            "physiotherapist",
                            "occupational",
                            "acupuncturist",
                            "nurse",
                            "other",
                        ],
                    )
                ),
                name="place_discipline_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="outsidepractitioner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "discipline__in",
                        [
                            "physician",
                            "physiotherapist",
                            "occupational",
                            "acupuncturist",
                            "nurse",
                            "other",
                        ],
                    )
                ),
                name="outside_discipline_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="stroke",
            constraint=models.CheckConstraint(
                condition=models.Q(("type__in", ["ischaemic", "haemorrhagic", "unknown"])),
                name="stroke_type_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="stroke",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "place__in",
                        [
                            "thalamus",
                            "cortex",
                            "capsule",
                            "basal_ganglia",
                            "brainstem",
                            "cerebellum",
                            "other",
                            "unknown",
                        ],
                    )
                ),
                name="stroke_place_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="trackedarea",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("slot__range", (1, 6)), ("slot__isnull", True), _connector="OR"),
                    apps.core.constraints.IsWholeNumber(models.F("slot")),
                ),
                name="slot_is_1_to_6",
            ),
        ),
    ]
