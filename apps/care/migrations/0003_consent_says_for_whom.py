"""A consent keeps what the patient typed, and may lead to no account at all."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Lower


def say_for_whom(apps, schema_editor):
    """Take name and e-mail of earlier consents from the helpers' accounts."""
    alias = schema_editor.connection.alias
    accounts = apps.get_model("accounts", "User").objects.using(alias)
    account = accounts.filter(pk=OuterRef("helper"))
    apps.get_model("care", "HelperConsent").objects.using(alias).update(
        name=Subquery(account.values("name")[:1]),
        email=Subquery(account.values(lower=Lower("email"))[:1]),
    )


def drop_what_opens_nothing(apps, schema_editor):
    """The former table has no place for a consent without an account; it opened nothing."""
    alias = schema_editor.connection.alias
    consents = apps.get_model("care", "HelperConsent").objects.using(alias)
    consents.filter(helper=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0002_known_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="helperconsent",
            name="name",
            field=models.CharField(default="", max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="helperconsent",
            name="email",
            field=models.CharField(default="", max_length=254),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="helperconsent",
            name="helper",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="helper_consents",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(say_for_whom, drop_what_opens_nothing),
        migrations.AddConstraint(
            model_name="helperconsent",
            constraint=models.UniqueConstraint(
                condition=Q(("ended_at", None)),
                fields=("patient", "email"),
                name="one_open_consent_per_email",
            ),
        ),
        migrations.AddConstraint(
            model_name="helperconsent",
            constraint=models.CheckConstraint(
                condition=Q(Q(("name", ""), _negated=True), Q(("email", ""), _negated=True)),
                name="consent_says_for_whom",
            ),
        ),
    ]
