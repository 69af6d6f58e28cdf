"""The rules that each process goes by become its first edition: those before it, if any, were not kept."""

from hashlib import sha256

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep(apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    """Keep what each process has as its first edition, from the day on which it was opened."""
    process, edition = (apps.get_model("processes", name) for name in ("Process", "Edition"))
    there = schema.connection.alias
    edition.objects.using(there).bulk_create(
        edition(
            process=row,
            number=1,
            modalities=row.modalities,
            sha256=sha256(row.modalities.encode()).hexdigest(),
            taken_at=row.opened_at,
        )
        for row in process.objects.using(there).order_by("id")
    )


class Migration(migrations.Migration):
    dependencies = [("processes", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("modalities", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("taken_at", models.DateTimeField()),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="editions", to="processes.process"
                    ),
                ),
            ],
            options={"ordering": ["number"]},
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(fields=("process", "number"), name="edition_numbered_once_a_process"),
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
