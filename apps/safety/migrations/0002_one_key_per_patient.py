from django.db import migrations, models


class Migration(migrations.Migration):
    """The key of a form comes from outside: that of one patient stops no other's answer."""

    dependencies = [("safety", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(
            model_name="gateanswer", name="one_gate_answer_of_a_kind_per_form"
        ),
        migrations.AddConstraint(
            model_name="gateanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "current")),
                fields=("patient", "submission", "answer"),
                name="one_gate_answer_of_a_kind_per_form",
            ),
        ),
    ]
