import django.db.models.deletion
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import migrations, models


def forget_what_is_no_address(apps, schema_editor):
    """Empty what mail cannot be sent to: kept, it undid every deed that told its person something."""
    people = apps.get_model("people", "Person").objects.using(schema_editor.connection.alias)
    for person in people.exclude(email="").only("email"):
        try:
            validate_email(person.email)
        except ValidationError:
            people.filter(pk=person.pk).update(email="")


class Migration(migrations.Migration):
    dependencies = [("people", "0002_attempts")]
    operations = [
        migrations.RunPython(forget_what_is_no_address, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "why",
                    models.CharField(
                        choices=[("opened", "Opened"), ("reset", "Reset"), ("reopened", "Reopened")], max_length=10
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.CharField(blank=True, max_length=40)),
                ("process", models.CharField(blank=True, max_length=100)),
                ("shown", models.BooleanField(default=False)),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handovers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["-at", "-id"]},
        ),
    ]
